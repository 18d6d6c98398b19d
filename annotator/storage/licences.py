"""What was said of the right to pass pages on."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, select, update

from annotator.core.pages import PageId
from annotator.storage.mapping import storable
from annotator.storage.pages import checked_number, no_page
from annotator.storage.tables import pages

_SOME = 500  # values in one statement: databases take only so many


class LicenceRepository:
    """A licence is a text of the user's; a page of which nothing was said has an empty one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_page(self, page: PageId) -> str:
        """The licence of one page."""
        wanted = select(pages.c.licence).where(pages.c.id == checked_number(page))
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise no_page(page)
        return row.licence or ""

    def counts(self) -> dict[str, int]:
        """How many pages have which licence, by licence; without one they come first."""
        licence = func.coalesce(pages.c.licence, "")
        wanted = select(licence, func.count()).group_by(licence).order_by(licence)
        return {text: count for text, count in self._connection.execute(wanted)}  # noqa: C416 - rows are no pairs to mypy

    def give(self, of: Iterable[PageId], licence: str) -> int:
        """Say what holds for these pages; an empty text forgets it. How many of them there are."""
        numbers = [checked_number(page) for page in of]
        values = {"licence": storable(licence) or None}
        found = 0
        for first in range(0, len(numbers), _SOME):
            wanted = pages.c.id.in_(numbers[first : first + _SOME])
            found += self._connection.execute(update(pages).where(wanted).values(values)).rowcount
        return found
