"""Calibration: pages with a reference, which newcomers label and then compare theirs with.

The reference is the page's gold set, once that is finished. It is shown to an annotator only after
they finished the page: before that nothing may tell it. So `showing` shows nobody's labels of such
a page to who asks for nobody's, and proposals learn nothing from any set on it (`storage.lessons`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.core.alignment import align
from annotator.core.annotations import AnnotationSet
from annotator.core.calibration import Score, score
from annotator.core.decisions import GOLD
from annotator.core.documents import Document
from annotator.core.errors import UserError
from annotator.core.first_work import first_step, set_after
from annotator.core.journal import JournalLine, Status
from annotator.core.pages import AnnotatorId, PageId, PageRow
from annotator.services.comparing import Comparison, compare
from annotator.services.projects import Project
from annotator.storage.sets import StoredSet
from annotator.storage.transaction import Transaction

_DONE = frozenset({Status.FINISHED, Status.ACCEPTED})


@dataclass(frozen=True, slots=True)
class CalibrationPage:
    """A page of the calibration set; `reference` is where its gold set stands, new without one."""

    page: PageId
    title: str
    site: str
    is_blind: bool
    reference: Status

    @property
    def is_ready(self) -> bool:
        """Whether there is something to compare with."""
        return self.reference in _DONE


@dataclass(frozen=True, slots=True)
class Calibration:
    """An annotator's page beside its reference.

    `first` is the score of the page as they finished it first, before they could have seen the
    reference; `now` that of the page as it is.
    """

    page: PageId
    title: str
    annotator: str
    status: Status
    first: Score
    now: Score


@dataclass(frozen=True, slots=True)
class CalibrationProgress:
    """Where an annotator stands with a page of the calibration set.

    `result` is None as long as there is nothing to show, and `reason` then says why.
    """

    page: PageId
    title: str
    status: Status
    result: Calibration | None
    reason: str = ""


def calibration_pages(project: Project) -> list[CalibrationPage]:
    """The calibration set of the project, by number."""
    with project.store.read() as transaction:
        return _pages(transaction)


def set_calibration(
    project: Project, pages: Iterable[PageId], *, is_calibration: bool = True
) -> int:
    """Take pages into the calibration set, or out of it; how many were not so yet.

    A page can be taken in before it has a reference. Raises `UserError` where there is no such
    page.
    """
    with project.store.begin() as transaction:
        wanted = list(dict.fromkeys(pages))
        for page in wanted:
            transaction.pages.is_blind(page)
        return transaction.calibration.set(wanted, is_calibration=is_calibration)


def calibration_of(
    project: Project, page: PageId, annotator: str
) -> tuple[Calibration, Comparison]:
    """How the annotator's page stands beside its reference, once they have finished it.

    The comparison is of the annotator's set, as it is, and the gold set, in this order. Raises
    `UserError` before that, and where the page has no reference.
    """
    with project.store.read() as transaction:
        transaction.pages.is_blind(page)
        row = transaction.pages.rows(after=page - 1, limit=1)[0]
        if not row.is_calibration:
            raise UserError(
                f"Page {page} is no page for calibration.",
                "“annotator calibrate” lists those, and takes others in.",
            )
        found = _progress(transaction, row, annotator)
    if found.result is None:
        raise UserError(found.reason)
    return found.result, compare(project, page, [annotator, GOLD])


def calibration_progress(project: Project, annotator: str) -> list[CalibrationProgress]:
    """Where the annotator stands with every page of the calibration set, by number."""
    with project.store.read() as transaction:
        rows = [row for row in transaction.pages.rows() if row.is_calibration]
        return [_progress(transaction, row, annotator) for row in rows]


def _pages(transaction: Transaction) -> list[CalibrationPage]:
    gold = transaction.annotators.find(GOLD)
    rows = [row for row in transaction.pages.rows() if row.is_calibration]
    standings = transaction.work.standings() if rows and gold is not None else {}
    found = []
    for row in rows:
        standing = None if gold is None else standings.get((row.page, gold))
        status = Status.NEW if standing is None else standing.status
        found.append(CalibrationPage(row.page, row.title, row.site, row.is_blind, status))
    return found


def _progress(transaction: Transaction, row: PageRow, annotator: str) -> CalibrationProgress:
    page = row.page
    reference = _stored(transaction, page, transaction.annotators.find(GOLD))
    own = _stored(transaction, page, transaction.annotators.find(annotator))
    reason = ""
    if annotator.strip() == GOLD:
        reason = "The reference cannot be compared with itself."
    elif reference.status not in _DONE:
        reason = f"Page {page} has no reference yet: its gold set is not finished."
    elif all(line.status not in _DONE for line in own.lines):
        reason = f"The reference of page {page} is shown after “{annotator}” finished the page."
    if reason:
        return CalibrationProgress(page, row.title, own.status, None, reason)
    document = transaction.pages.document(page)
    result = Calibration(
        page=page,
        title=row.title,
        annotator=annotator,
        status=own.status,
        first=_score(document, _first_finished(own.lines), reference.annotations),
        now=_score(document, own.annotations, reference.annotations),
    )
    return CalibrationProgress(page, row.title, own.status, result)


def _stored(transaction: Transaction, page: PageId, author: AnnotatorId | None) -> StoredSet:
    return StoredSet() if author is None else transaction.sets.load(page, author)


def _score(document: Document, own: AnnotationSet, reference: AnnotationSet) -> Score:
    return score(document, align(document, [own, reference]), reference=1)


def _first_finished(lines: Sequence[JournalLine]) -> AnnotationSet:
    """The set after the step that finished it first."""
    step = first_step([one.status for one in lines], returned_at=None, is_calibration=True)
    return set_after(lines, len(lines) if step is None else step)
