"""Labelled pages out of a project, into a data set."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from annotator import __version__
from annotator.core.data_sets import DataSetFacts
from annotator.core.errors import UserError
from annotator.core.guidelines import Guidelines
from annotator.core.policies import Policy
from annotator.core.progress import Reporter, silent
from annotator.core.set_filter import SetFilter
from annotator.core.splits import SplitTerms
from annotator.formats import registry
from annotator.formats.own_exports import MANIFEST_SUFFIX
from annotator.pages.parsing_pool import ParsingPool
from annotator.services.export_choices import chosen_policy, chosen_writer, has_main
from annotator.services.export_manifest import Counted, write_manifest
from annotator.services.export_wish import DataSetWish
from annotator.services.exported_pages import ExportedPages
from annotator.services.exported_sets import WantedPage, wanted_pages
from annotator.services.leaks import LeakCheck
from annotator.services.new_data_set import new_data_set
from annotator.services.places import SUFFIX
from annotator.services.policies import policy_of
from annotator.services.projects import Project
from annotator.services.splitting import SplitCount, SplitReport, split_pages
from annotator.services.writing import written_beside


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written.

    `files` are those of the data set, each with its SHA-256; `set_count` is the number of lines or
    entries: one for each annotator of each page. `cut_count` counts those of pages whose end is
    missing, `unlocated_count` those without DOM ranges although their page has a tree. `splits`
    says how many pages each split has, and `split` more of them where the pages were split.
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
    split: SplitReport | None = None

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
    split: SplitTerms | None = None,
    is_checked: bool = False,
    report: Reporter = silent,
) -> ExportReport:
    """Write annotation sets, by page number and then by the annotators' names, at `target`.

    `wanted` leaves out others. Pages that nobody has labelled have no set and are not written.
    `policy` names a ready policy or a file, the format's own where it is empty. The file or folder
    and its manifest take their places only once both are whole. A file that is there is replaced; a
    folder only if it is empty, or with `is_overwriting` if it is an earlier export. The same
    project gives the same bytes. Without `has_pages` text, titles and quotes are left out, which
    `rejoining` puts back. `split` puts each page into a split, and `is_checked` looks for text that
    stands nearly alike in two of them. Units of progress are pages. Raises `UserError` where
    something cannot be written, and where the project holds what must not leave it
    (`check_project` tells).
    """
    wish = DataSetWish(
        target=target,
        format_name=format_name,
        wanted=wanted or SetFilter(),
        policy=policy,
        is_overwriting=is_overwriting,
        has_pages=has_pages,
        split=split,
        is_checked=is_checked,
    )
    return _export(project, wish, report)


def _export(project: Project, wish: DataSetWish, report: Reporter) -> ExportReport:
    target = wish.target
    if target.suffix == SUFFIX or target.resolve() == project.path.resolve():
        raise UserError(f"“{target}” is the name of a project.", "Name another file to write.")
    writer = chosen_writer(wish)
    policy = chosen_policy(writer, wish.policy, project)
    with project.store.read() as transaction:
        pages = wanted_pages(transaction, wish.wanted)
        guidelines = transaction.guidelines.newest()
    split_count = _split_count(project, wish, pages, policy, report)
    wish = replace(wish, split=split_count.terms)  # with its seed, so that the command repeats it
    facts = _facts(project, wish, policy, guidelines)
    counted = Counted()
    exported = ExportedPages(project, wish.wanted, pages, writer, policy, split_count.splits)
    manifest = target.with_name(target.name + MANIFEST_SUFFIX)
    replaced = manifest if wish.is_overwriting else None
    with (
        ExitStack() as afterwards,
        written_beside(manifest) as (manifest_file,),
        new_data_set(writer, target, facts, replaced, afterwards) as made,
    ):
        with ExitStack() as stack:
            # Its processes take a moment to start, and text dumps need none.
            pool = cache(lambda: stack.enter_context(ParsingPool()))
            made.write(split_count.passing(counted.passing(exported.stream(pool, report))))
        files = made.digests()
        split = split_count.report(report)
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
            split=split,
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
        split=split,
    )


def _facts(
    project: Project, wish: DataSetWish, policy: Policy, guidelines: Guidelines | None
) -> DataSetFacts:
    return DataSetFacts(
        name=project.name,
        label_set=project.label_set,
        program_version=__version__,
        command=wish.command(project.path),
        policy=policy,
        chosen=wish.wanted.words(),
        guideline_version=None if guidelines is None else guidelines.version,
    )


def _split_count(
    project: Project,
    wish: DataSetWish,
    pages: Sequence[WantedPage],
    policy: Policy,
    report: Reporter,
) -> SplitCount:
    if wish.split is None:
        if wish.is_checked:
            raise UserError(
                "Leaks are looked for between splits, and the pages are not split.",
                "Add “--split train=0.8,validation=0.1,test=0.1”.",
            )
        return SplitCount()
    # Where no label is called main content, the story is what must not be known beforehand.
    main = policy if has_main(policy) else policy_of("story", project.label_set)
    check = LeakCheck(main) if wish.is_checked else None
    return SplitCount(split_pages(project, pages, wish.split, report), check)
