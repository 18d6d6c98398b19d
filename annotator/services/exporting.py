"""Labelled pages out of a project, into a data set."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotator import __version__
from annotator.core.data_sets import DataSetFacts
from annotator.core.errors import UserError
from annotator.core.policies import Kind, Policy
from annotator.core.progress import Reporter, silent
from annotator.core.set_filter import SetFilter
from annotator.formats import registry
from annotator.formats.jsonl_without_pages import JsonLinesWithoutPages
from annotator.formats.writer import Writer
from annotator.pages.parsing_pool import ParsingPool
from annotator.services.export_manifest import Counted, write_manifest
from annotator.services.export_wish import DataSetWish
from annotator.services.exported_pages import ExportedPages
from annotator.services.exported_sets import wanted_pages
from annotator.services.new_data_set import new_data_set
from annotator.services.places import SUFFIX
from annotator.services.policies import policy_of
from annotator.services.projects import Project
from annotator.services.writing import written_beside

MANIFEST_SUFFIX = ".manifest.json"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written.

    `files` are those of the data set, each with its SHA-256; `set_count` is the number of lines or
    entries: one for each annotator of each page. `cut_count` counts those of pages whose end is
    missing, `unlocated_count` those without DOM ranges although their page has a tree. `splits`
    says how many pages each part of the data set has.
    """

    path: Path
    manifest: Path
    files: Mapping[str, str]
    page_count: int
    set_count: int
    annotation_count: int
    cut_count: int
    unlocated_count: int
    splits: Mapping[str, int]

    @property
    def sha256(self) -> str | None:
        """The SHA-256 of a data set that is one file; None where it is a folder."""
        return self.files.get(self.path.name) if len(self.files) == 1 else None


def format_names() -> tuple[str, ...]:
    """The formats that `export_project` knows by now."""
    return registry.format_names()


def export_project(
    project: Project,
    target: Path,
    *,
    format_name: str = "jsonl",
    wanted: SetFilter | None = None,
    policy: str = "",
    is_overwriting: bool = False,
    has_pages: bool = True,
    report: Reporter = silent,
) -> ExportReport:
    """Write annotation sets, by page number and then by the annotators' names, at `target`.

    `wanted` leaves out others. Pages that nobody has labelled have no set and are not written.
    `policy` names a ready policy or a file, the format's own where it is empty. The file or folder
    and its manifest take their places only once both are whole. A file that is there is replaced; a
    folder only if it is empty, or with `is_overwriting` if it is an earlier export. The same
    project gives the same bytes. Without `has_pages` text, titles and quotes are left out, which
    `rejoining` puts back. Units of progress are pages. Raises `UserError` where something
    cannot be written, and where the project holds what must not leave it (`check_project` tells).
    """
    wish = DataSetWish(
        target, format_name, wanted or SetFilter(), policy, is_overwriting, has_pages
    )
    return _export(project, wish, report)


def _export(project: Project, wish: DataSetWish, report: Reporter) -> ExportReport:
    target = wish.target
    if target.suffix == SUFFIX or target.resolve() == project.path.resolve():
        raise UserError(f"“{target}” is the name of a project.", "Name another file to write.")
    writer = _writer(wish)
    policy = _policy(writer, wish.policy, project)
    with project.store.read() as transaction:
        pages = wanted_pages(transaction, wish.wanted)
        guidelines = transaction.guidelines.newest()
    facts = DataSetFacts(
        name=project.name,
        label_set=project.label_set,
        program_version=__version__,
        command=wish.command(project.path),
        policy=policy,
        chosen=wish.wanted.words(),
        guideline_version=None if guidelines is None else guidelines.version,
    )
    counted = Counted()
    exported = ExportedPages(project, wish.wanted, pages, writer, policy, {})
    manifest = target.with_name(target.name + MANIFEST_SUFFIX)
    place = new_data_set(writer, target, facts, manifest if wish.is_overwriting else None)
    with written_beside(manifest) as (manifest_file,), place as made:
        with ExitStack() as stack:
            # Its processes take a moment to start, and text dumps need none.
            pool = cache(lambda: stack.enter_context(ParsingPool()))
            made.write(counted.passing(exported.stream(pool, report)))
        files = made.digests()
        write_manifest(
            manifest_file,
            name=target.name,
            files=files,
            format_name=wish.format_name,
            facts=facts,
            wanted=wish.wanted,
            guidelines=guidelines,
            counted=counted,
            has_pages=wish.has_pages,
        )
        # What may fail has been done before the data set takes its place.
        manifest_file.flush()
        os.fsync(manifest_file.fileno())
    return ExportReport(
        path=target,
        manifest=manifest,
        files=files,
        page_count=counted.page_count,
        set_count=counted.set_count,
        annotation_count=counted.annotation_count,
        cut_count=counted.cut_count,
        unlocated_count=counted.unlocated_count,
        splits=counted.splits,
    )


def _writer(wish: DataSetWish) -> Writer:
    if wish.has_pages:
        return registry.writer(wish.format_name)
    if wish.format_name != JsonLinesWithoutPages.name:
        raise UserError(
            f"The format “{wish.format_name}” holds the pages themselves.",
            f"Without pages there is the format “{JsonLinesWithoutPages.name}” alone.",
        )
    return JsonLinesWithoutPages()


def _policy(writer: Writer, given: str, project: Project) -> Policy:
    """The policy that is asked for, or the writer's own.

    A format that knows main content and the rest alone has nothing to write without the former.
    """
    own = policy_of(writer.policy, project.label_set)
    policy = policy_of(given, project.label_set) if given else own
    if _has_main(own) and not _has_main(policy):
        raise UserError(
            f"The policy “{policy.name}” calls no label main content, which the format "
            f"“{writer.name}” is about.",
            f"Choose another, as “{own.name}”.",
        )
    return policy


def _has_main(policy: Policy) -> bool:
    return Kind.MAIN in {policy.rest, *policy.table.values()}
