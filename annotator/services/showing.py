"""One page with its labels, for reading."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Document
from annotator.core.journal import Status
from annotator.core.pages import PageFacts, PageId
from annotator.core.tally import Standing, Tally
from annotator.services.projects import Project


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page as one annotator labelled it; `annotator` is None where nobody has.

    On a blind page, or one for calibration, it is also None where no annotator was asked for.
    `standings` says how each
    block of the document is labelled.
    """

    page: PageId
    facts: PageFacts
    document: Document
    is_blind: bool
    is_calibration: bool
    annotator: str | None
    status: Status
    annotations: AnnotationSet
    standings: tuple[Standing, ...]
    undecided_count: int


def show_page(project: Project, page: PageId, annotator: str | None = None) -> ShownPage:
    """The page as the annotator labelled it or, without one, as the set that speaks for it.

    That is the gold set once it is finished, and before that the one furthest on. Of a blind page,
    and of one for calibration, nobody's labels are shown to one who asks for nobody's: who has yet
    to label it is not to see them by chance.
    Raises `UserError` where there is no such page.
    """
    with project.store.read() as transaction:
        facts = transaction.pages.facts(page)
        document = transaction.pages.document(page)
        name = annotator
        row = transaction.pages.rows(after=page - 1, limit=1)[0]
        if name is None and not row.is_blind and not row.is_calibration:
            name = row.annotator
        author = None if name is None else transaction.annotators.find(name)
        annotations, status = AnnotationSet(), Status.NEW
        if author is not None:
            stored = transaction.sets.load(page, author)
            annotations, status = stored.annotations, stored.status
    tally = Tally(document, annotations)
    return ShownPage(
        page=page,
        facts=facts,
        document=document,
        is_blind=row.is_blind,
        is_calibration=row.is_calibration,
        annotator=name,
        status=status,
        annotations=annotations,
        standings=tuple(tally.standings),
        undecided_count=tally.undecided_count,
    )
