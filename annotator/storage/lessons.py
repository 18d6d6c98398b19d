"""Which sets the program may learn from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, select

from annotator.core.decisions import GOLD
from annotator.core.journal import Status
from annotator.core.pages import AnnotatorId, PageId
from annotator.storage.tables import annotation_sets, annotators, journal, pages

_TEACHING = (Status.FINISHED.value, Status.ACCEPTED.value)
_SETS = (
    select(
        annotation_sets.c.page_id,
        annotation_sets.c.annotator_id,
        annotation_sets.c.revision,
        annotation_sets.c.status,
        pages.c.site,
        journal.c.made_at,
        annotators.c.name,
    )
    .join(pages, pages.c.id == annotation_sets.c.page_id)
    .join(annotators, annotators.c.id == annotation_sets.c.annotator_id)
    .join(
        journal,
        and_(
            journal.c.set_id == annotation_sets.c.id,
            journal.c.sequence == annotation_sets.c.revision,
        ),
    )
    .where(
        annotation_sets.c.status.in_(_TEACHING),
        pages.c.is_blind.is_(False),
        # What such a page teaches would be proposed to those who practise on it.
        pages.c.is_calibration.is_(False),
        annotators.c.fork_of.is_(None),
    )
    .order_by(journal.c.made_at, annotation_sets.c.page_id, annotation_sets.c.annotator_id)
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A set that is finished or accepted, on a page that is neither blind nor for calibration.

    `revision` is that of the set, and `made_at` when its last step was made. `is_gold` says that it
    is what reviewers decided. Forks are no lessons.
    """

    page: PageId
    annotator_id: AnnotatorId
    revision: int
    is_accepted: bool
    site: str
    made_at: datetime
    is_gold: bool = False


def lessons(connection: Connection, site: str | None) -> list[Lesson]:
    """All of them, or those of one site, the earliest first."""
    wanted = _SETS if site is None else _SETS.where(pages.c.site == site)
    return [
        Lesson(
            PageId(row.page_id),
            AnnotatorId(row.annotator_id),
            row.revision,
            row.status == Status.ACCEPTED,
            row.site,
            row.made_at,
            row.name == GOLD,
        )
        for row in connection.execute(wanted)
    ]
