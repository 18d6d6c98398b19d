"""Which sets are finished, for those who measure the work on them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, select

from annotator.core.decisions import GOLD
from annotator.core.journal import Status
from annotator.core.pages import AnnotatorId, PageId
from annotator.storage.tables import annotation_sets, annotators, pages

_DONE = (Status.FINISHED.value, Status.ACCEPTED.value)


@dataclass(frozen=True, slots=True)
class FinishedSet:
    """A set that is finished or accepted, and what lists show of its page."""

    page: PageId
    title: str
    site: str
    is_blind: bool
    annotator_id: AnnotatorId
    annotator: str
    revision: int


def finished_sets(connection: Connection, annotator: AnnotatorId | None) -> list[FinishedSet]:
    """The finished sets of the annotator, or of all people, by page, then in order of joining."""
    wanted = (
        select(
            annotation_sets.c.page_id,
            pages.c.title,
            pages.c.site,
            pages.c.is_blind,
            annotation_sets.c.annotator_id,
            annotators.c.name,
            annotation_sets.c.revision,
        )
        .join(pages, pages.c.id == annotation_sets.c.page_id)
        .join(annotators, annotators.c.id == annotation_sets.c.annotator_id)
        .where(annotation_sets.c.status.in_(_DONE))
        .order_by(annotation_sets.c.page_id, annotation_sets.c.annotator_id)
    )
    wanted = wanted.where(_whose(annotator))
    return [
        FinishedSet(
            PageId(row.page_id),
            row.title,
            row.site,
            row.is_blind,
            AnnotatorId(row.annotator_id),
            row.name,
            row.revision,
        )
        for row in connection.execute(wanted)
    ]


def begun_count(connection: Connection, annotator: AnnotatorId | None, *, blind_only: bool) -> int:
    """How many sets have a history and are not finished: of the annotator or of all people."""
    wanted = (
        select(func.count())
        .select_from(annotation_sets)
        .join(pages, pages.c.id == annotation_sets.c.page_id)
        .join(annotators, annotators.c.id == annotation_sets.c.annotator_id)
        .where(annotation_sets.c.status.not_in(_DONE), _whose(annotator))
    )
    if blind_only:
        wanted = wanted.where(pages.c.is_blind)
    return connection.execute(wanted).scalar_one()


def _whose(annotator: AnnotatorId | None) -> ColumnElement[bool]:
    """One annotator's sets, whoever that is; otherwise those of people: gold is nobody's work."""
    if annotator is not None:
        return annotation_sets.c.annotator_id == annotator
    return and_(annotators.c.fork_of.is_(None), annotators.c.name != GOLD)
