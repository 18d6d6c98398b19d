"""The pages of the project as the list shows them: which, in which order. Knows no Qt."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from annotator.core.journal import Status
from annotator.core.pages import PageId, PageRow

DONE = frozenset({Status.FINISHED, Status.ACCEPTED})


class Group(Enum):
    """Which pages are shown, by their status; the value is what the editor reads."""

    ALL = "All pages"
    UNFINISHED = "To do"
    NEW = "New"
    IN_PROGRESS = "In progress"
    FINISHED = "Finished"

    def holds(self, status: Status) -> bool:
        """Whether a page of that status is shown."""
        match self:
            case Group.ALL:
                return True
            case Group.UNFINISHED:
                return status not in DONE
            case Group.NEW:
                return status is Status.NEW
            case Group.IN_PROGRESS:
                return status in {Status.IN_PROGRESS, Status.RETURNED}
            case Group.FINISHED:
                return status in DONE


@dataclass(frozen=True, slots=True)
class PageFilter:
    """Pages of a group whose number, title, site or address hold every word of the text."""

    group: Group = Group.ALL
    text: str = ""


class PageTable:
    """All rows by page number, and the part of them that the filter lets through."""

    def __init__(self) -> None:
        self._rows: dict[PageId, PageRow] = {}
        self._order: list[PageId] = []
        self._words: dict[PageId, str] = {}
        self._filter = PageFilter()
        self._kept: PageId | None = None
        self.shown: list[PageId] = []

    def __len__(self) -> int:
        return len(self.shown)

    @property
    def total(self) -> int:
        """How many pages there are, shown or not."""
        return len(self._order)

    @property
    def last(self) -> PageId:
        """The highest page number, 0 where there is no page."""
        return self._order[-1] if self._order else PageId(0)

    def row(self, page: PageId) -> PageRow | None:
        """What is known of a page."""
        return self._rows.get(page)

    def place(self, page: PageId) -> int | None:
        """Where a page stands among those that are shown, if it does."""
        at = bisect_left(self.shown, page)
        return at if at < len(self.shown) and self.shown[at] == page else None

    def number(self, page: PageId) -> int:
        """Where a page stands among all pages, from 1."""
        return bisect_left(self._order, page) + 1

    def add(self, rows: Iterable[PageRow]) -> list[PageId]:
        """Take rows of higher page numbers in; which of them the filter lets through.

        They are not among the shown ones before `show` is given them.
        """
        added = [row for row in rows if row.page not in self._rows]
        for row in added:
            self._rows[row.page] = row
            self._words[row.page] = _words(row)
            self._order.append(row.page)
        return self._passing([row.page for row in added])

    def show(self, fresh: Iterable[PageId]) -> None:
        """Show, behind the others, what `add` answered."""
        self.shown += fresh

    def put(self, row: PageRow) -> None:
        """Replace what is known of a page; whether it is shown is asked by `is_amiss`."""
        self._rows[row.page] = row
        self._words[row.page] = _words(row)

    def progress(self, page: PageId, status: Status, undecided_count: int) -> None:
        """Note how far the work on a page is."""
        row = self._rows.get(page)
        if row is not None:
            self._rows[page] = replace(row, status=status, undecided_count=undecided_count)

    def filter(self, wanted: PageFilter, keep: PageId | None = None) -> None:
        """Show what the filter lets through, and the page `keep` in any case."""
        self._filter = PageFilter(wanted.group, wanted.text.casefold())
        self._kept = keep
        self.shown = self._passing(self._order)

    @property
    def first_match(self) -> PageId | None:
        """The first page that the filter lets through."""
        return next((page for page in self.shown if self._passes(page)), None)

    def keep(self, page: PageId | None) -> None:
        """Let this page alone be shown whatever the filter."""
        self._kept = page

    def is_amiss(self, page: PageId) -> bool:
        """Whether a page is shown and should not be, or should be and is not."""
        wanted = page in self._rows and (page == self._kept or self._passes(page))
        return wanted is (self.place(page) is None)

    def step(self, page: PageId | None, by: int) -> PageId | None:
        """The page `by` places further down the shown ones, held inside their ends."""
        if not self.shown:
            return None
        if page is None:
            return self.shown[0]
        at = bisect_left(self.shown, page)
        if by > 0 and self.place(page) is None:
            at -= 1
        return self.shown[min(max(at + by, 0), len(self.shown) - 1)]

    def next_unfinished(self, page: PageId | None) -> PageId | None:
        """The next shown page that is not finished behind `page`, from the top again if need be."""
        at = 0 if page is None else bisect_left(self.shown, page)
        for one in (*self.shown[at:], *self.shown[:at]):
            if one != page and self._rows[one].status not in DONE:
                return one
        return None

    def _passes(self, page: PageId) -> bool:
        words = self._words[page]
        return self._filter.group.holds(self._rows[page].status) and all(
            word in words for word in self._filter.text.split()
        )

    def _passing(self, pages: list[PageId]) -> list[PageId]:
        """Those of the pages that the filter lets through, in their order."""
        rows, words = self._rows, self._words
        statuses = {status for status in Status if self._filter.group.holds(status)}
        passing = pages
        if len(statuses) < len(Status):
            passing = [page for page in passing if rows[page].status in statuses]
        for word in self._filter.text.split():
            passing = [page for page in passing if word in words[page]]
        passing = list(passing)
        if self._kept in rows and self._kept in pages and self._kept not in passing:
            insort(passing, self._kept)
        return passing


def _words(row: PageRow) -> str:
    return f"{row.page} {row.title} {row.site} {row.url or ''}".casefold()
