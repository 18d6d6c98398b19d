"""The list of pages of a WACZ, and where in its archives their records are.

The index that a WACZ brings along is a second directory by a stranger, and not always there; so the
archives are gone through once, over the heads of their records.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urljoin

from annotator.pages.containers.archive_records import Record
from annotator.pages.containers.belongings import shows_page
from annotator.pages.containers.media_types import PAGE_TYPES
from annotator.pages.containers.responses import Message
from annotator.pages.containers.rows import short_text
from annotator.pages.containers.times import time_of

_MOST_PAGES = 200_000
_MOST_RESOURCES = 200_000
_MOST_MOVES = 5
_LONGEST_URL = 8192
_LONGEST_TITLE = 1000


class Place(NamedTuple):
    """Where a record begins: the number of its archive among those of the WACZ, and the byte."""

    archive: int
    offset: int


@dataclass(slots=True)
class ListedPage:
    """A line of the list of pages; `place` is where it was found, `number` that of its record."""

    url: str
    time: datetime | None
    title: str
    place: Place | None = None
    number: int = 0
    found_at: datetime | None = None


@dataclass(slots=True)
class WaczIndex:
    """What is wanted of the archives, and where it is."""

    pages: list[ListedPage] = field(default_factory=list)
    is_cut: bool = False
    """Whether there are more pages in the list than are read."""
    has_unplaced: bool = False
    """Whether an archive is compressed as a whole, so that no record in it can be gone to."""
    _by_url: dict[str, list[ListedPage]] = field(default_factory=dict)
    _moves: dict[str, str] = field(default_factory=dict)
    _resources: dict[int, Place] = field(default_factory=dict)

    def add_list(self, content: bytes) -> None:
        """Take in a file of lines, each of which lists a page; the first line only says so."""
        for page in _listed(content.splitlines()):
            if len(self.pages) >= _MOST_PAGES:
                self.is_cut = True
                return
            known = self._by_url.setdefault(page.url, [])
            if all(one.time != page.time for one in known):
                known.append(page)
                self.pages.append(page)

    def note(self, record: Record, message: Message, archive: int) -> None:
        """Remember where a record is, if it is wanted for a page or could be to show one."""
        if record.offset is None:
            self.has_unplaced = True
            return
        place = Place(archive, record.offset)
        url = _plain(record.url)
        listed = self._by_url.get(url)
        if message.location and listed is not None and 300 <= (message.status or 0) < 400:
            self._move(url, listed, message.location)
        elif not message.is_whole:
            return
        elif listed is not None and message.media_type in PAGE_TYPES:
            for page in listed:
                _take_nearest(page, record, place)
        elif shows_page(message.media_type) and len(self._resources) < _MOST_RESOURCES:
            # The address itself would take ten times the memory.
            self._resources.setdefault(hash(url), place)

    def found(self) -> list[tuple[Place, ListedPage]]:
        """The pages whose records were found, in the order of the records, each record once."""
        by_place = {page.place: page for page in reversed(self.pages) if page.place is not None}
        return sorted(by_place.items())

    def missing(self) -> Iterator[ListedPage]:
        """The pages that are listed and nowhere else."""
        return (page for page in self.pages if page.place is None)

    def resource(self, url: str) -> Place | None:
        """Where a picture or a style sheet is."""
        return self._resources.get(hash(_plain(url)))

    def _move(self, url: str, listed: list[ListedPage], location: str) -> None:
        """What is listed may be the address that leads to the page."""
        target = _plain(_joined(url, location))
        moves = sum(1 for _ in self._moves_to(url))
        if target != url and target not in self._by_url and moves < _MOST_MOVES:
            self._moves[target] = url
            self._by_url[target] = listed

    def _moves_to(self, url: str) -> Iterator[str]:
        while (url := self._moves.get(url, "")) != "":
            yield url


def _take_nearest(page: ListedPage, record: Record, place: Place) -> None:
    """Of several captures of an address the one of the listed time is the page."""
    if page.place is not None and not _is_nearer(page, record.time):
        return
    page.place, page.number, page.found_at = place, record.number, record.time


def _is_nearer(page: ListedPage, time: datetime | None) -> bool:
    if page.time is None or time is None:
        return False
    return page.found_at is None or abs(time - page.time) < abs(page.found_at - page.time)


def _listed(lines: Iterable[bytes]) -> Iterator[ListedPage]:
    for line in lines:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if not isinstance(found, dict):
            continue
        url = found.get("url")
        if isinstance(url, str) and 0 < len(url) <= _LONGEST_URL:
            time = time_of(found.get("ts"))
            yield ListedPage(_plain(url), time, short_text(found.get("title"))[:_LONGEST_TITLE])


def _plain(url: str) -> str:
    """An address without what is not sent to a server."""
    return url.strip().partition("#")[0].replace(" ", "%20")


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return url
