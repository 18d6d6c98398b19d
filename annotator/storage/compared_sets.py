"""Which sets there are to be compared, and what their pages can be told apart by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, func, select

from annotator.core.journal import Status
from annotator.core.pages import AnnotatorId, PageId
from annotator.core.remarks import RemarkKind
from annotator.storage.damage import damage_told
from annotator.storage.tables import annotation_sets, annotators, journal, pages, remarks

# The first return by revision and not by time: the clocks of reviewers may be days apart.
_RETURNS = (
    select(
        remarks.c.page_id,
        remarks.c.about_id,
        func.min(func.coalesce(remarks.c.revision, 0)).label("returned_at"),
    )
    .where(remarks.c.kind == RemarkKind.RETURNED.value)
    .group_by(remarks.c.page_id, remarks.c.about_id)
    .subquery()
)
_SETS = (
    select(
        annotation_sets.c.page_id,
        pages.c.title,
        pages.c.site,
        pages.c.is_blind,
        pages.c.is_calibration,
        annotation_sets.c.annotator_id,
        annotators.c.name,
        annotators.c.fork_of,
        annotation_sets.c.status,
        annotation_sets.c.guideline_version,
        annotation_sets.c.revision,
        journal.c.made_at,
        _RETURNS.c.returned_at,
    )
    .join(pages, pages.c.id == annotation_sets.c.page_id)
    .join(annotators, annotators.c.id == annotation_sets.c.annotator_id)
    .join(
        journal,
        and_(
            journal.c.set_id == annotation_sets.c.id,
            journal.c.sequence == annotation_sets.c.revision,
        ),
        isouter=True,
    )
    .join(
        _RETURNS,
        and_(
            _RETURNS.c.page_id == annotation_sets.c.page_id,
            _RETURNS.c.about_id == annotation_sets.c.annotator_id,
        ),
        isouter=True,
    )
    .order_by(annotation_sets.c.page_id, annotation_sets.c.annotator_id)
)
_STEPS = (
    select(journal.c.status, journal.c.made_at)
    .join(annotation_sets, annotation_sets.c.id == journal.c.set_id)
    .where(
        annotation_sets.c.page_id == bindparam("page"),
        annotation_sets.c.annotator_id == bindparam("annotator"),
    )
    .order_by(journal.c.sequence)
)


@dataclass(frozen=True, slots=True)
class ComparedSet:
    """A set in whatever state, and what is known of its page.

    `last_at` is when its last step was made, None where it has none; `guideline_version` is that of
    the guidelines at that step, None where there were none. `returned_at` is the revision at which
    it was first returned, None where it never was.
    """

    page: PageId
    title: str
    site: str
    is_blind: bool
    is_calibration: bool
    annotator_id: AnnotatorId
    annotator: str
    is_fork: bool
    status: Status
    guideline_version: int | None
    last_at: datetime | None
    revision: int
    returned_at: int | None


def compared_sets(connection: Connection) -> list[ComparedSet]:
    """All sets by page and then in the order in which their annotators joined; no text is read."""
    with damage_told("The status of a set"):
        return [
            ComparedSet(
                page=PageId(row.page_id),
                title=row.title,
                site=row.site,
                is_blind=row.is_blind,
                is_calibration=row.is_calibration,
                annotator_id=AnnotatorId(row.annotator_id),
                annotator=row.name,
                is_fork=row.fork_of is not None,
                status=Status(row.status),
                guideline_version=row.guideline_version,
                last_at=row.made_at,
                revision=row.revision,
                returned_at=row.returned_at,
            )
            for row in connection.execute(_SETS)
        ]


def steps_of(
    connection: Connection, page: PageId, annotator: AnnotatorId
) -> list[tuple[Status, datetime]]:
    """How the set stood after each of its steps, and when that was; no labels are read."""
    with damage_told(f"The journal of a set of page {page}"):
        return [
            (Status(row.status), row.made_at)
            for row in connection.execute(_STEPS, {"page": page, "annotator": annotator})
        ]
