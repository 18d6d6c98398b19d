"""Labelled pages one after the other, on their way from a project to a writer.

Chunks of pages are read here; where annotations stand in the tree, and what a page's markup is, the
parsing processes find out meanwhile, so that two processors have work and few pages are in memory.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial

from annotator.core.annotations import violations
from annotator.core.decisions import GOLD
from annotator.core.dom import DomRange
from annotator.core.errors import Cancelled, UserError
from annotator.core.labelled import LabelledPage
from annotator.core.page_markup import PageMarkup, plain_markup
from annotator.core.pages import PageId, PageKind, RawPage
from annotator.core.policies import Policy
from annotator.core.progress import Progress, Reporter
from annotator.core.set_filter import SetFilter
from annotator.core.spans import Span
from annotator.formats.writer import Writer
from annotator.pages.parsing_pool import ParsingPool
from annotator.services.exported_sets import (
    WantedPage,
    chunks,
    standing_decisions,
    wanted_sets,
)
from annotator.services.projects import Project
from annotator.storage.outgoing import OutgoingPage

# A message to a process and back costs as much as to read a small page.
_ASKED_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class ExportedPages:
    """The pages of one export: which, for whom, and under which names their labels go.

    `splits` says of each page which part of the data set it is in; of none where there are none.
    """

    project: Project
    wanted: SetFilter
    pages: Sequence[WantedPage]
    writer: Writer
    policy: Policy
    splits: Mapping[PageId, str]

    def stream(self, pool: Callable[[], ParsingPool], report: Reporter) -> Iterator[LabelledPage]:
        """Every wanted set of every page, by page number and then by the annotators' names.

        `pool` is asked for once there is a page that has a tree.
        """
        waiting: deque[_Waiting] = deque()
        done = 0
        for chunk in chunks(self.pages):
            waiting.extend(self._read(pool, chunk))
            # The latest chunk waits, so that the processes have work while the one before is
            # written and the next is read.
            while len(waiting) > len(chunk):
                report(Progress(done, len(self.pages)))
                yield from _located(waiting.popleft())
                done += 1
        while waiting:
            report(Progress(done, len(self.pages)))
            yield from _located(waiting.popleft())
            done += 1
        report(Progress(done, len(self.pages)))

    def _read(self, pool: Callable[[], ParsingPool], chunk: Sequence[WantedPage]) -> list[_Waiting]:
        """The sets of some pages as they are in one moment, and what is asked about their trees."""
        numbers = [one.page for one in chunk]
        made: list[list[LabelledPage]] = []
        with self.project.store.read() as transaction:
            found = transaction.outgoing.pages(numbers)
            contents = transaction.outgoing.contents(
                [one.page for one in found if self._needs_content(one)]
            )
            for one, page in zip(found, chunk, strict=True):
                sets = wanted_sets(self.wanted, page, one)
                decisions = {
                    of_page.annotator: standing_decisions(transaction, one.page, of_page)
                    for of_page in sets
                    if of_page.annotator == GOLD
                }
                made.append(
                    [
                        LabelledPage(
                            page=one.page,
                            facts=one.facts,
                            document=one.document,
                            label_set=self.project.label_set,
                            annotator=of_page.annotator,
                            status=of_page.status,
                            annotations=of_page.annotations,
                            is_blind=one.is_blind,
                            decisions=decisions.get(of_page.annotator),
                            policy=self.policy,
                            content=contents[one.page] if self.writer.needs_bytes else None,
                            licence=one.licence,
                            split=self.splits.get(one.page, ""),
                            language=one.language,
                        )
                        for of_page in sets
                    ]
                )
        waiting = [_Waiting(sets) for sets in made]
        self._ask(pool, found, waiting, contents)
        return waiting

    def _needs_content(self, page: OutgoingPage) -> bool:
        is_html = page.facts.kind is PageKind.HTML
        return self.writer.needs_bytes or self.writer.needs_markup or is_html

    def _ask(
        self,
        pool: Callable[[], ParsingPool],
        found: Sequence[OutgoingPage],
        waiting: Sequence[_Waiting],
        contents: Mapping[PageId, bytes],
    ) -> None:
        """Have the processes look at the pages that have something to be looked for."""
        asked: list[tuple[_Waiting, Question]] = []
        for page, one in zip(found, waiting, strict=True):
            for labelled in one.sets:
                _refuse_damage(labelled)
            if page.page not in contents or not one.sets:
                continue
            raw, encoding = page.raw(contents[page.page]), page.facts.encoding
            spans = [annotation.span for each in one.sets for annotation in each.annotations]
            if spans and raw.kind is PageKind.HTML:
                asked.append((one, (raw, encoding, spans)))
            if self.writer.needs_markup:
                one.markup = pool().markup(raw, encoding)
        for first in range(0, len(asked), _ASKED_AT_ONCE):
            some = asked[first : first + _ASKED_AT_ONCE]
            answer = pool().locate_all([question for _, question in some])
            for number, (one, question) in enumerate(some):
                one.ranges = partial(_ranges, pool, answer, number, question)


Question = tuple[RawPage, str, Sequence[Span]]
"""A page, its encoding, and the spans whose places are looked for."""


@dataclass(slots=True)
class _Waiting:
    """The sets of one page while the parsing processes look at it."""

    sets: list[LabelledPage]
    ranges: Callable[[], list[DomRange]] | None = None
    markup: Future[PageMarkup] | None = None


def _refuse_damage(page: LabelledPage) -> None:
    for problem in violations(page.document, page.annotations):
        raise UserError(
            f"The annotations of “{page.annotator}” on page {page.page} are damaged: {problem}.",
            "“annotator check” tells more; open a backup.",
        )


def _located(waiting: _Waiting) -> Iterator[LabelledPage]:
    sets = waiting.sets
    if waiting.markup is not None:
        markup = _markup(waiting.markup, sets[0])
        sets = [replace(one, markup=markup) for one in sets]
    if waiting.ranges is None:
        yield from sets
        return
    try:
        ranges = iter(waiting.ranges())
    except UserError as error:
        # The labels are right without a range; that it is missing is said in the file.
        yield from (replace(one, ranges_missing=error.sentence) for one in sets)
        return
    for one in sets:
        yield replace(one, ranges=tuple(next(ranges) for _ in one.annotations))


def _ranges(
    pool: Callable[[], ParsingPool],
    answer: Future[list[list[DomRange] | None]],
    number: int,
    question: Question,
) -> list[DomRange]:
    """Where the spans of a page stand; asked for alone where that failed among others."""
    try:
        found = answer.result()[number]
    except Cancelled:
        raise
    except UserError:
        found = None
    return pool().locate(*question).result() if found is None else found


def _markup(future: Future[PageMarkup], page: LabelledPage) -> PageMarkup:
    try:
        return future.result()
    except UserError as error:
        # As with ranges: the labels are right, and the file says what is missing.
        return plain_markup(page.document, error.sentence)
