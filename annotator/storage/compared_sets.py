"""Which sets there are to be compared, and what their pages can be told apart by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, select

from annotator.core.journal import Status
from annotator.core.pages import AnnotatorId, PageId
from annotator.storage.damage import damage_told
from annotator.storage.tables import annotation_sets, annotators, journal, pages

_SETS = (
    select(
        annotation_sets.c.page_id,
        pages.c.title,
        pages.c.site,
        pages.c.is_blind,
        annotation_sets.c.annotator_id,
        annotators.c.name,
        annotators.c.fork_of,
        annotation_sets.c.status,
        annotation_sets.c.guideline_version,
        journal.c.made_at,
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
    .order_by(annotation_sets.c.page_id, annotation_sets.c.annotator_id)
)


@dataclass(frozen=True, slots=True)
class ComparedSet:
    """A set in whatever state, and what is known of its page.

    `last_at` is when its last step was made, None where it has none; `guideline_version` is that of
    the guidelines at that step, None where there were none.
    """

    page: PageId
    title: str
    site: str
    is_blind: bool
    annotator_id: AnnotatorId
    annotator: str
    is_fork: bool
    status: Status
    guideline_version: int | None
    last_at: datetime | None


def compared_sets(connection: Connection) -> list[ComparedSet]:
    """All sets by page and then in the order in which their annotators joined; no text is read."""
    with damage_told("The status of a set"):
        return [
            ComparedSet(
                page=PageId(row.page_id),
                title=row.title,
                site=row.site,
                is_blind=row.is_blind,
                annotator_id=AnnotatorId(row.annotator_id),
                annotator=row.name,
                is_fork=row.fork_of is not None,
                status=Status(row.status),
                guideline_version=row.guideline_version,
                last_at=row.made_at,
            )
            for row in connection.execute(_SETS)
        ]
