"""What is expected of pages, kept so that the order of work is at hand at once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from annotator.core.pages import PageId
from annotator.core.prospects import Prospect
from annotator.storage.tables import page_prospects

_SOME = 500  # numbers in one statement: databases take only so many


class ProspectRepository:
    """Prospects by page; a page that nobody looked at has none."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> dict[PageId, Prospect]:
        """Every prospect, by number of page."""
        rows = self._connection.execute(select(page_prospects).order_by(page_prospects.c.page_id))
        return {
            PageId(row.page_id): Prospect(
                PageId(row.page_id), row.template, row.doubt, row.doubtful_count, row.model
            )
            for row in rows
        }

    def keep(self, prospects: Sequence[Prospect]) -> None:
        """Keep these in place of what there was of the same pages; each page comes once."""
        if not prospects:
            return
        forget_prospects(self._connection, [one.page for one in prospects])
        self._connection.execute(
            insert(page_prospects),
            [
                {
                    "page_id": one.page,
                    "template": one.template,
                    "doubt": one.doubt,
                    "doubtful_count": one.doubtful_count,
                    "model": one.model,
                }
                for one in prospects
            ],
        )


def forget_prospects(connection: Connection, of: Sequence[PageId]) -> None:
    """Drop what was expected of these pages: they are looked at again."""
    for first in range(0, len(of), _SOME):
        some = page_prospects.c.page_id.in_(of[first : first + _SOME])
        connection.execute(delete(page_prospects).where(some))
