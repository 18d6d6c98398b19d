"""The pages of the project as the list shows them: which, in which order. Knows no Qt."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from annotator.core.journal import Status
from annotator.core.pages import PageId, PageRow
from annotator.gui.page_order import AS_IMPORTED, PageOrder

DONE = frozenset({Status.FINISHED, Status.ACCEPTED})


class Group(Enum):
    """Which pages are shown, by their status; the value is what the editor reads."""

    ALL = "All pages"
    UNFINISHED = "To do"
    NEW = "New"
    IN_PROGRESS = "In progress"
    FINISHED = "Finished"
    RETURNED = "Returned"
    GIVEN = "Given to me"

    def holds(self, status: Status) -> bool:
        """Whether a page of that status is shown."""
        match self:
            case Group.ALL | Group.GIVEN:
                return True
            case Group.UNFINISHED:
                return status not in DONE
            case Group.NEW:
                return status is Status.NEW
            case Group.IN_PROGRESS:
                return status in {Status.IN_PROGRESS, Status.RETURNED}
            case Group.FINISHED:
                return status in DONE
            case Group.RETURNED:
                return status is Status.RETURNED


@dataclass(frozen=True, slots=True)
class PageFilter:
    """Pages of a group whose number, title, site or address hold every word of the text.

    `given` are the pages among which they are to be; None where any may be.
    """

    group: Group = Group.ALL
    text: str = ""
    given: frozenset[PageId] | None = None


class PageTable:
    """All rows in the order of work, and the part of them that the filter lets through."""

    def __init__(self) -> None:
        self._rows: dict[PageId, PageRow] = {}
        self._pages: list[PageId] = []
        self._last = PageId(0)
        self._order = AS_IMPORTED
        self._words: dict[PageId, str] = {}
        self._filter = PageFilter()
        self._kept: PageId | None = None
        self.shown: list[PageId] = []

    def __len__(self) -> int:
        return len(self.shown)

    @property
    def total(self) -> int:
        """How many pages there are, shown or not."""
        return len(self._pages)

    @property
    def last(self) -> PageId:
        """The highest page number, 0 where there is no page."""
        return self._last

    def row(self, page: PageId) -> PageRow | None:
        """What is known of a page."""
        return self._rows.get(page)

    def place(self, page: PageId) -> int | None:
        """Where a page stands among those that are shown, if it does."""
        at = self._spot(self.shown, page)
        return at if at < len(self.shown) and self.shown[at] == page else None

    def number(self, page: PageId) -> int:
        """Where a page stands among all pages, from 1."""
        return self._spot(self._pages, page) + 1

    def add(self, rows: Iterable[PageRow]) -> list[PageId]:
        """Take rows of higher page numbers in; which of them the filter lets through.

        They are not among the shown ones before `show` is given them.
        """
        added = [row for row in rows if row.page not in self._rows]
        for row in added:
            self._rows[row.page] = row
            self._words[row.page] = _words(row)
            self._pages.append(row.page)
            self._last = max(self._last, row.page)
        return self._passing([row.page for row in added])

    def show(self, fresh: Iterable[PageId]) -> None:
        """Show, behind the others, what `add` answered."""
        self.shown += fresh

    def put(self, row: PageRow) -> None:
        """Replace what is known of a page; `amiss` tells whether it is shown rightly."""
        self._rows[row.page] = row
        self._words[row.page] = _words(row)

    def progress(self, page: PageId, status: Status, undecided_count: int) -> None:
        """Note how far the work on a page is."""
        row = self._rows.get(page)
        if row is not None:
            self._rows[page] = replace(row, status=status, undecided_count=undecided_count)

    def filter(
        self, wanted: PageFilter, keep: PageId | None = None, order: PageOrder | None = None
    ) -> None:
        """Show what the filter lets through, and the page `keep` in any case.

        From now on all pages are in `order`, where one is given.
        """
        self._filter = replace(wanted, text=wanted.text.casefold())
        self._kept = keep
        if order is not None:
            self._arrange(order)
        self.shown = self._passing(self._pages)

    @property
    def first_match(self) -> PageId | None:
        """The first page that the filter lets through."""
        return next((page for page in self.shown if self._passes(page)), None)

    def keep(self, page: PageId | None) -> None:
        """Let this page alone be shown whatever the filter."""
        self._kept = page

    def amiss(self, page: PageId) -> int | None:
        """Where a page is shown and should not be, or should be and is not; None if all is well."""
        wanted = page in self._rows and (page == self._kept or self._passes(page))
        is_amiss = wanted is (self.place(page) is None)
        return self._spot(self.shown, page) if is_amiss else None

    def step(self, page: PageId | None, by: int) -> PageId | None:
        """The page `by` places further down the shown ones, held inside their ends."""
        if not self.shown:
            return None
        if page is None:
            return self.shown[0]
        at = self._spot(self.shown, page)
        if by > 0 and self.place(page) is None:
            at -= 1
        return self.shown[min(max(at + by, 0), len(self.shown) - 1)]

    def next_unfinished(self, page: PageId | None) -> PageId | None:
        """The next shown page that is not finished behind `page`, from the top again if need be."""
        at = 0 if page is None else self._spot(self.shown, page)
        for one in (*self.shown[at:], *self.shown[:at]):
            if one != page and self._rows[one].status not in DONE:
                return one
        return None

    def _arrange(self, order: PageOrder) -> None:
        rows = self._rows
        if order.ranks.keys() == rows.keys():
            # The usual case, and the only quick one for 100,000 pages.
            self._order, self._pages = order, list(order.pages)
            return
        # A row that is still to be read comes behind the others, where `add` puts it.
        known = PageOrder.of(page for page in order.pages if page in rows)
        rest = sorted(page for page in self._pages if page not in known.ranks)
        self._order, self._pages = known, [*known.pages, *rest]

    def _passes(self, page: PageId) -> bool:
        words, given = self._words[page], self._filter.given
        return (
            (given is None or page in given)
            and self._filter.group.holds(self._rows[page].status)
            and all(word in words for word in self._filter.text.split())
        )

    def _passing(self, pages: list[PageId]) -> list[PageId]:
        """Those of the pages that the filter lets through, in their order."""
        rows, words = self._rows, self._words
        statuses = {status for status in Status if self._filter.group.holds(status)}
        passing = pages
        if len(statuses) < len(Status):
            passing = [page for page in passing if rows[page].status in statuses]
        given = self._filter.given
        if given is not None:
            passing = [page for page in passing if page in given]
        for word in self._filter.text.split():
            passing = [page for page in passing if word in words[page]]
        passing = list(passing)
        if self._kept in rows and self._kept in pages and self._kept not in passing:
            insort(passing, self._kept, key=self._order.rank)
        return passing

    def _spot(self, pages: list[PageId], page: PageId) -> int:
        """Where a page stands, or would stand, among pages in the order of work."""
        return bisect_left(pages, self._order.rank(page), key=self._order.rank)


def _words(row: PageRow) -> str:
    return f"{row.page} {row.title} {row.site} {row.url or ''}".casefold()
