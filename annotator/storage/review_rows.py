"""Which sets there are on which pages, for the list of what can be reviewed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.storage.damage import damage_told
from annotator.storage.tables import annotation_sets, annotators, pages


@dataclass(frozen=True, slots=True)
class SetRow:
    """One set as lists show it, with what they show of its page.

    `is_fork` says that its name stands for a set that was changed in two places, not for a person.
    """

    page: PageId
    title: str
    site: str
    is_blind: bool
    annotator: str
    status: Status
    is_fork: bool


def set_rows(connection: Connection, page: PageId | None) -> list[SetRow]:
    """The sets of a page or of all, by page and then in the order in which annotators joined."""
    wanted = (
        select(
            annotation_sets.c.page_id,
            pages.c.title,
            pages.c.site,
            pages.c.is_blind,
            annotators.c.name,
            annotation_sets.c.status,
            annotators.c.fork_of,
        )
        .join(pages, pages.c.id == annotation_sets.c.page_id)
        .join(annotators, annotators.c.id == annotation_sets.c.annotator_id)
        .order_by(annotation_sets.c.page_id, annotation_sets.c.annotator_id)
    )
    if page is not None:
        wanted = wanted.where(annotation_sets.c.page_id == page)
    with damage_told("The status of a set"):
        return [
            SetRow(PageId(number), title, site, is_blind, name, Status(status), fork is not None)
            for number, title, site, is_blind, name, status, fork in connection.execute(wanted)
        ]
