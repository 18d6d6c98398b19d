"""What orders and shares out the work: dates of pages, and who has begun which of a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from annotator.core.journal import Status
from annotator.core.pages import AnnotatorId, PageId
from annotator.storage.compared_sets import ComparedSet, compared_sets, steps_of
from annotator.storage.damage import damage_told
from annotator.storage.finished_sets import FinishedSet, begun_count, finished_sets
from annotator.storage.holdings import Holdings, holdings
from annotator.storage.review_rows import SetRow, set_rows
from annotator.storage.tables import annotation_sets, pages


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A page, and how far each annotator is who ever labelled on it."""

    page: PageId
    title: str
    is_blind: bool
    statuses: Mapping[AnnotatorId, Status]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far an annotator is with a page."""

    status: Status
    undecided_count: int


class WorkRepository:
    """What there is to do, and who is at it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def dates(self) -> dict[PageId, datetime]:
        """When each page was fetched, by number; those of unknown date are left out."""
        wanted = (
            select(pages.c.id, pages.c.fetched_at)
            .where(pages.c.fetched_at.is_not(None))
            .order_by(pages.c.id)
        )
        return {PageId(page): date for page, date in self._connection.execute(wanted)}

    def finished(self, annotator: AnnotatorId | None = None) -> list[FinishedSet]:
        """The sets that are finished or accepted, of one annotator or of all people, by page."""
        return finished_sets(self._connection, annotator)

    def compared(self) -> list[ComparedSet]:
        """All sets, in whatever state, with what their pages can be told apart by."""
        return compared_sets(self._connection)

    def steps(self, page: PageId, annotator: AnnotatorId) -> list[tuple[Status, datetime]]:
        """How a set stood after each of its steps, and when that was."""
        return steps_of(self._connection, page, annotator)

    def begun_count(self, annotator: AnnotatorId | None = None, *, blind_only: bool = False) -> int:
        """How many sets have a history but are not finished, on all pages or on blind ones.

        Of one annotator, or of all people.
        """
        return begun_count(self._connection, annotator, blind_only=blind_only)

    def standings(self) -> dict[tuple[PageId, AnnotatorId], Standing]:
        """How far everybody is with every page that they ever labelled on, gold and forks too."""
        wanted = select(
            annotation_sets.c.page_id,
            annotation_sets.c.annotator_id,
            annotation_sets.c.status,
            annotation_sets.c.undecided_count,
        )
        with damage_told("The status of a set"):
            return {
                (PageId(page), AnnotatorId(author)): Standing(Status(status), undecided_count)
                for page, author, status, undecided_count in self._connection.execute(wanted)
            }

    def holdings(self) -> Holdings:
        """Who has which page, to see later whether that is still so."""
        return holdings(self._connection)

    def set_rows(self, page: PageId | None = None) -> list[SetRow]:
        """The sets of a page or of all, by page and then in order of joining; no labels."""
        return set_rows(self._connection, page)

    def of_site(self, site: str) -> list[SiteRow]:
        """The pages of the site, by number."""
        wanted = (
            select(
                pages.c.id,
                pages.c.title,
                pages.c.is_blind,
                annotation_sets.c.annotator_id,
                annotation_sets.c.status,
            )
            .join(annotation_sets, annotation_sets.c.page_id == pages.c.id, isouter=True)
            .where(pages.c.site == site)
            .order_by(pages.c.id, annotation_sets.c.annotator_id)
        )
        found: dict[int, SiteRow] = {}
        statuses: dict[int, dict[AnnotatorId, Status]] = {}
        with damage_told("The status of a set"):
            for page, title, is_blind, author, status in self._connection.execute(wanted):
                held = statuses.setdefault(page, {})
                if author is not None:
                    held[AnnotatorId(author)] = Status(status)
                found.setdefault(page, SiteRow(PageId(page), title, is_blind, held))
        return list(found.values())
