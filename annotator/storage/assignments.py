"""Who is to label what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from annotator.core.pages import AnnotatorId, PageId
from annotator.storage.tables import annotators, assignments


@dataclass(frozen=True, slots=True)
class Assignment:
    """A page that was given to an annotator."""

    page: PageId
    annotator_id: AnnotatorId
    annotator: str
    given_at: datetime


class AssignmentRepository:
    """A page may be given to several annotators, or to nobody."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def give(self, pages: Iterable[PageId], annotator: AnnotatorId, given_at: datetime) -> int:
        """Give the annotator those of the pages that they do not have; how many those were."""
        held = set(self.of_annotator(annotator))
        new = [page for page in dict.fromkeys(pages) if page not in held]
        if new:
            rows = [
                {"page_id": page, "annotator_id": annotator, "given_at": given_at} for page in new
            ]
            self._connection.execute(insert(assignments), rows)
        return len(new)

    def take_away(self, page: PageId, annotator: AnnotatorId) -> None:
        """Take the page from the annotator; what they labelled on it stays."""
        self._connection.execute(
            delete(assignments).where(
                assignments.c.page_id == page, assignments.c.annotator_id == annotator
            )
        )

    def of_annotator(self, annotator: AnnotatorId) -> list[PageId]:
        """The pages that the annotator was given, by number."""
        wanted = (
            select(assignments.c.page_id)
            .where(assignments.c.annotator_id == annotator)
            .order_by(assignments.c.page_id)
        )
        return [PageId(page) for page in self._connection.execute(wanted).scalars()]

    def all(self) -> list[Assignment]:
        """All assignments, by page and then by annotator in order of joining."""
        wanted = (
            select(assignments, annotators.c.name)
            .join(annotators)
            .order_by(assignments.c.page_id, assignments.c.annotator_id)
        )
        return [
            Assignment(PageId(row.page_id), AnnotatorId(row.annotator_id), row.name, row.given_at)
            for row in self._connection.execute(wanted)
        ]
