"""By what another program may name the pages of a project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from annotator.core.pages import PageId
from annotator.storage.tables import pages


@dataclass(frozen=True, slots=True)
class PageAddress:
    """What a page is called: by its bytes, on the web, and where it was imported from."""

    page: PageId
    digest: str
    url: str | None
    name: str


class PageAddressRepository:
    """The addresses of all pages."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Iterator[PageAddress]:
        """Every page's, in the order of their numbers."""
        wanted = select(pages.c.id, pages.c.digest, pages.c.url, pages.c.name).order_by(pages.c.id)
        for row in self._connection.execute(wanted):
            yield PageAddress(PageId(row.id), row.digest, row.url, row.name)
