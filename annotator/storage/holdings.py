"""Who has which page: what sharing out rests on."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, select

from annotator.core.decisions import GOLD
from annotator.core.journal import Status
from annotator.storage.tables import annotation_sets, annotators, assignments, pages

_PAGES = select(pages.c.id, pages.c.is_calibration).order_by(pages.c.id)
_GIVEN = select(assignments.c.page_id, assignments.c.annotator_id).order_by(
    assignments.c.page_id, assignments.c.annotator_id
)
_BEGUN = (
    select(
        annotation_sets.c.page_id,
        annotation_sets.c.annotator_id,
        and_(
            annotators.c.name == GOLD,
            annotation_sets.c.status.in_((Status.FINISHED.value, Status.ACCEPTED.value)),
        ),
    )
    .join(annotators, annotators.c.id == annotation_sets.c.annotator_id)
    .order_by(annotation_sets.c.page_id, annotation_sets.c.annotator_id)
)


@dataclass(frozen=True, slots=True)
class Holdings:
    """Which pages there are, who was given and who began which, and where gold is done.

    To be compared with other holdings alone. How much of a page is labelled is not in it: with that
    changed, what was shared out is a little less even, and no less right.
    """

    rows: tuple[tuple[tuple[object, ...], ...], ...]


def holdings(connection: Connection) -> Holdings:
    """What stands now; some tenths of a second for a hundred thousand pages."""
    return Holdings(
        tuple(
            tuple(tuple(row) for row in connection.execute(wanted))
            for wanted in (_PAGES, _GIVEN, _BEGUN)
        )
    )
