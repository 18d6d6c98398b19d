"""Labelled pages out of a project, into a data set."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from annotator import __version__
from annotator.core.annotations import violations
from annotator.core.data_sets import DataSetFacts
from annotator.core.decisions import GOLD
from annotator.core.dom import DomRange
from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.core.labelled import LabelledPage
from annotator.core.page_markup import PageMarkup, plain_markup
from annotator.core.pages import AnnotatorId, PageId, PageKind
from annotator.core.progress import Progress, Reporter, silent
from annotator.formats import registry
from annotator.pages.parsing_pool import ParsingPool
from annotator.services.exported_sets import WantedSets, standing_decisions
from annotator.services.new_data_set import new_data_set
from annotator.services.places import SUFFIX
from annotator.services.projects import Project
from annotator.services.writing import written_beside

MANIFEST_SUFFIX = ".manifest.json"

_PAGES_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written.

    `files` are those of the data set, each with its SHA-256; `set_count` is the number of lines or
    entries: one for each annotator of each page. `cut_count` counts those of pages whose end is
    missing, `unlocated_count` those without DOM ranges although their page has a tree.
    """

    path: Path
    manifest: Path
    files: Mapping[str, str]
    page_count: int
    set_count: int
    annotation_count: int
    cut_count: int
    unlocated_count: int

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
    annotator: str | None = None,
    status: Status | None = None,
    is_best: bool = False,
    report: Reporter = silent,
) -> ExportReport:
    """Write every annotation set, by page number and then by the annotators' names, at `target`.

    `annotator` and `status` leave out the sets of others and in other states, “gold” is a name too.
    `is_best` leaves one set of each page: the gold set once it is finished, and before that the
    one that is furthest on. Pages that nobody has labelled have no set and are not written. The
    file or folder and its manifest take their places only once both are whole. The same project
    gives the same bytes. Units of progress are pages. Raises `UserError` where something cannot be
    written, and where the project holds what must not leave it (`check_project` tells all of it).
    """
    if target.suffix == SUFFIX or target.resolve() == project.path.resolve():
        raise UserError(f"“{target}” is the name of a project.", "Name another file to write.")
    writer = registry.writer(format_name)
    counted = _Counted()
    manifest = target.with_name(target.name + MANIFEST_SUFFIX)
    author = _author(project, annotator)
    wanted = WantedSets(author, status, is_best, writer.needs_bytes, writer.needs_markup)
    about = DataSetFacts(project.name, project.label_set, __version__)
    with written_beside(manifest) as (manifest_file,), new_data_set(writer, target, about) as made:
        with ParsingPool() as pool:
            made.write(counted.passing(_labelled(project, pool, wanted, report)))
        result = ExportReport(
            path=target,
            manifest=manifest,
            files=made.digests(),
            page_count=counted.page_count,
            set_count=counted.set_count,
            annotation_count=counted.annotation_count,
            cut_count=counted.cut_count,
            unlocated_count=counted.unlocated_count,
        )
        told = _manifest(project, result, format_name, annotator, status, is_best=is_best)
        manifest_file.write(json.dumps(told, indent=2, ensure_ascii=False).encode() + b"\n")
        # What may fail has been done before the data set takes its place.
        manifest_file.flush()
        os.fsync(manifest_file.fileno())
    return result


@dataclass(slots=True)
class _Counted:
    page_count: int = 0
    set_count: int = 0
    annotation_count: int = 0
    cut_count: int = 0
    unlocated_count: int = 0
    _last: int = 0

    def passing(self, sets: Iterator[LabelledPage]) -> Iterator[LabelledPage]:
        """The same sets, counted on their way."""
        for one in sets:
            self.page_count += one.page != self._last
            self._last = one.page
            self.set_count += 1
            self.annotation_count += len(one.annotations)
            self.cut_count += one.facts.cut is not None
            self.unlocated_count += one.ranges_missing is not None
            yield one


@dataclass(slots=True)
class _Waiting:
    """The sets of one page while the parsing process looks up where their annotations stand."""

    sets: list[LabelledPage]
    future: Future[list[DomRange]] | None = field(default=None)
    markup: Future[PageMarkup] | None = field(default=None)


def _labelled(
    project: Project,
    pool: ParsingPool,
    wanted: WantedSets,
    report: Reporter,
) -> Iterator[LabelledPage]:
    with project.store.read() as transaction:
        pages = wanted.pages(transaction)
    waiting: deque[_Waiting] = deque()
    for done, (page, speaking) in enumerate(pages.items()):
        report(Progress(done, len(pages)))
        waiting.append(_read(project, pool, page, wanted, speaking))
        if len(waiting) >= _PAGES_AT_ONCE:
            yield from _located(waiting.popleft())
    yield from chain.from_iterable(map(_located, waiting))


def _read(
    project: Project,
    pool: ParsingPool,
    page: PageId,
    wanted: WantedSets,
    speaking: str | None,
) -> _Waiting:
    """One page's sets as they are in one moment, and the question where they stand in its tree."""
    with project.store.read() as transaction:
        found = [one for one in transaction.sets.of_page(page) if wanted.has(one, speaking)]
        if not found:
            return _Waiting([])
        facts = transaction.pages.facts(page)
        document = transaction.pages.document(page)
        is_blind = transaction.pages.is_blind(page)
        is_html = facts.kind is PageKind.HTML
        raw = transaction.pages.raw(page) if wanted.needs_page or is_html else None
        decisions = {
            one.annotator: standing_decisions(transaction, page, one)
            for one in found
            if one.annotator == GOLD
        }
    for one in found:
        for problem in violations(document, one.annotations):
            raise UserError(
                f"The annotations of “{one.annotator}” on page {page} are damaged: {problem}.",
                "“annotator check” tells more; open a backup.",
            )
    sets = [
        LabelledPage(
            page=page,
            facts=facts,
            document=document,
            label_set=project.label_set,
            annotator=one.annotator,
            status=one.status,
            annotations=one.annotations,
            is_blind=is_blind,
            decisions=decisions.get(one.annotator),
            content=raw.content if raw is not None and wanted.needs_bytes else None,
        )
        for one in sorted(found, key=lambda one: one.annotator)
    ]
    waiting = _Waiting(sets)
    spans = [annotation.span for one in sets for annotation in one.annotations]
    if raw is not None and is_html and spans:
        waiting.future = pool.locate(raw, facts.encoding, spans)
    if raw is not None and wanted.needs_markup:
        waiting.markup = pool.markup(raw, facts.encoding)
    return waiting


def _located(waiting: _Waiting) -> Iterator[LabelledPage]:
    if waiting.markup is not None:
        markup = _markup(waiting.markup, waiting.sets[0])
        waiting.sets = [replace(one, markup=markup) for one in waiting.sets]
    if waiting.future is None:
        yield from waiting.sets
        return
    try:
        ranges = iter(waiting.future.result())
    except UserError as error:
        # The labels are right without a range; that it is missing is said in the file.
        yield from (replace(one, ranges_missing=error.sentence) for one in waiting.sets)
        return
    for one in waiting.sets:
        yield replace(one, ranges=tuple(next(ranges) for _ in one.annotations))


def _markup(future: Future[PageMarkup], page: LabelledPage) -> PageMarkup:
    try:
        return future.result()
    except UserError as error:
        # As with ranges: the labels are right, and the file says what is missing.
        return plain_markup(page.document, error.sentence)


def _author(project: Project, annotator: str | None) -> AnnotatorId | None:
    if annotator is None:
        return None
    with project.store.read() as transaction:
        found = transaction.annotators.find(annotator)
        names = [name for _, name in transaction.annotators.all()]
    if found is None:
        known = ", ".join(names) or "nobody yet"
        raise UserError(
            f"“{annotator}” has not labelled in this project.", f"Those who have: {known}."
        )
    return found


def _manifest(
    project: Project,
    result: ExportReport,
    format_name: str,
    annotator: str | None,
    status: Status | None,
    *,
    is_best: bool,
) -> dict[str, Any]:
    """What is in the data set, and by which rules; the same project gives the same bytes."""
    labels = project.label_set
    return {
        "file": result.path.name,
        **({"sha256": result.sha256} if result.sha256 else {"files": result.files}),
        "format": format_name,
        "program_version": __version__,
        "project": project.name,
        "annotator": annotator,
        "status": status,
        **({"best": True} if is_best else {}),
        "page_count": result.page_count,
        "set_count": result.set_count,
        "annotation_count": result.annotation_count,
        "cut_count": result.cut_count,
        "unlocated_count": result.unlocated_count,
        "label_set": {
            "name": labels.name,
            "version": labels.version,
            "labels": [
                {"id": one.id, "name": one.name, "definition": one.definition}
                for one in labels.labels
            ],
        },
    }
