"""Pages as they look: their safe copies for display, made in a process that stays for the next."""

from __future__ import annotations

from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

from annotator.core.displayed import DisplayedPage
from annotator.core.errors import Cancelled
from annotator.core.pages import PageId, Resource
from annotator.pages.parsing_pool import ParsingPool
from annotator.services.projects import Project
from annotator.services.resources import resource

BEGINNING = 64 * 1024
"""Bytes of a page that fill a screen and are copied at once, however long the page is."""


@dataclass(frozen=True, slots=True)
class PageCopy:
    """A page to be shown by a browser, and what came along with it: `image/N` is resource N."""

    displayed: DisplayedPage
    resources: tuple[Resource, ...]


@cache
def own_sheet(*, shows_hidden: bool = False) -> str:
    """The style sheet that gives pages without a design of their own a readable one.

    What a page hides is shown in place under a class of the root, or always if that is wanted.
    """
    sheet = resource("page-view.css").read_text("utf-8")
    return sheet.replace("html.an-shows-hidden", "html") if shows_hidden else sheet


class Displaying:
    """Makes the copies of one open project. May be used from any thread; close it when done."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._guard = Lock()
        self._pool: ParsingPool | None = None
        self._is_closed = False

    def copy(
        self,
        page: PageId,
        *,
        with_styles: bool = True,
        is_beginning: bool = False,
        shows_hidden: bool = False,
    ) -> PageCopy:
        """The copy of a page as it is stored, or of what its first `BEGINNING` bytes show.

        A copy that `shows_hidden` does so for good; the page view has others do it when asked.
        `UserError` where there is no such page, or where it takes too long to be read.
        """
        with self._project.store.read() as transaction:
            raw = transaction.pages.raw(page)
            encoding = transaction.pages.facts(page).encoding
            resources = transaction.pages.resources(page)
        content = raw.content[:BEGINNING] if is_beginning else raw.content
        raw = replace(raw, content=content, resources=resources)
        sheet, pool = own_sheet(shows_hidden=shows_hidden), self._own_pool()
        try:
            copying = pool.display(raw, encoding, with_styles=with_styles, own_sheet=sheet)
            return PageCopy(copying.result(), resources)
        except (CancelledError, RuntimeError) as error:
            if self._is_closed:  # a pool that was closed takes no more, and drops what waits
                raise Cancelled from error
            raise

    def close(self) -> None:
        """End the process; a copy that is being made then is `Cancelled`."""
        with self._guard:
            pool, self._pool, self._is_closed = self._pool, None, True
        if pool is not None:
            pool.close()

    def _own_pool(self) -> ParsingPool:
        with self._guard:
            if self._is_closed:
                raise Cancelled
            if self._pool is None:
                self._pool = ParsingPool(workers=1)
            return self._pool
