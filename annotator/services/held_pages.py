"""Pages on their way into a project, held back at one stage of an import or another."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field

from annotator.core.pages import ParsedPage, RawPage


@dataclass(slots=True)
class ComingPage:
    """A page on its way; nothing is parsed where its bytes are known, and `parsed` stays None."""

    number: int
    raw: RawPage
    digest: str
    future: Future[ParsedPage] | None = None
    parsed: ParsedPage | None = None
    byte_count: int = field(init=False)
    """What it takes in memory, with all that came along."""

    def __post_init__(self) -> None:
        resources = self.raw.resources
        self.byte_count = len(self.raw.content) + sum(len(one.content) for one in resources)


class HeldPages:
    """Pages held back at one stage, oldest first, up to a number and an amount of bytes."""

    def __init__(self, most_pages: int, most_bytes: int) -> None:
        self._most_pages = most_pages
        self._most_bytes = most_bytes
        self._pages: deque[ComingPage] = deque()
        self._bytes = 0

    def __bool__(self) -> bool:
        return bool(self._pages)

    @property
    def is_full(self) -> bool:
        """Whether no further page should be held; one always may, however large."""
        return len(self._pages) >= self._most_pages or self._bytes >= self._most_bytes

    def add(self, one: ComingPage) -> None:
        """Hold a page behind the others."""
        self._pages.append(one)
        self._bytes += one.byte_count

    def take_oldest(self) -> ComingPage:
        """Let go of the page that came first."""
        one = self._pages.popleft()
        self._bytes -= one.byte_count
        return one

    def take_all(self) -> list[ComingPage]:
        """Let go of every page, in the order of coming."""
        taken = list(self._pages)
        self._pages.clear()
        self._bytes = 0
        return taken
