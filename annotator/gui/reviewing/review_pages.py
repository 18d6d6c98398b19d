"""The pages to review as a Qt model: title, site, and how far sets and decisions are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.gui.notices import plain_tool_tip
from annotator.gui.page_model import Index

if TYPE_CHECKING:
    from annotator.services.reviewing import ReviewRow

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()
_READY = frozenset({Status.FINISHED, Status.ACCEPTED})


class ReviewPages(QAbstractListModel):
    """Every page that somebody has labelled; those that are shown pass the filter.

    States are counted here, never told of somebody. `people` are all who have labelled,
    `accepted_count` is that of the pages that are settled.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[PageId, ReviewRow] = {}
        self.people: frozenset[str] = frozenset()
        self.accepted_count = 0
        self.shown: list[PageId] = []
        self.current: PageId | None = None
        self._text = ""
        self._to_do = True

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title_of(row)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(f"{title_of(row)}\n{row.site}\n{state_of(row)}".strip())
            case Qt.ItemDataRole.AccessibleTextRole:
                where = f", {row.site}" if row.site else ""
                return f"Page {row.page}: {title_of(row)}{where}, {state_of(row)}"
        return row if role == ROW_ROLE else None

    def row_at(self, index: Index) -> ReviewRow | None:
        """The page of an index."""
        if not index.isValid() or index.row() >= len(self.shown):
            return None
        return self.rows[self.shown[index.row()]]

    def index_of(self, page: PageId) -> QModelIndex:
        """The index of a page; an invalid one where the filter hides it."""
        return self.index(self.shown.index(page)) if page in self.shown else QModelIndex()

    def put(self, rows: Iterable[ReviewRow]) -> None:
        """Have these pages from now on."""
        self.rows = {one.page: one for one in rows}
        self.accepted_count = sum(map(_is_accepted, self.rows.values()))
        self.people = frozenset(name for one in self.rows.values() for name, _ in one.sets)
        self._filter()

    def show_only(self, text: str, *, to_do: bool) -> None:
        """Show the pages with this text, and with `to_do` only those that wait for a reviewer."""
        self._text, self._to_do = text.casefold(), to_do
        self._filter()

    def set_current(self, page: PageId | None) -> None:
        """Mark the page that is open; it is shown whatever the filter.

        Which one is open is no data of a row, and told to nobody: a list would lay out all rows.
        """
        before, self.current = self.current, page
        if page is not None and (page not in self.shown or self._is_leaving(before)):
            self._filter()

    def mark(self, page: PageId, *, gold: Status | None = None, returned: str = "") -> None:
        """Show at once how a page stands after a verdict; the store tells it in a moment."""
        row = self.rows.get(page)
        if row is None:
            return
        sets = tuple(
            (name, Status.RETURNED if name == returned else status) for name, status in row.sets
        )
        now = self.rows[page] = replace(row, gold=gold or row.gold, sets=sets)
        self.accepted_count += _is_accepted(now) - _is_accepted(row)
        self._tell(page)

    def step(self, by: int) -> PageId | None:
        """The page so many rows on from the one that is open."""
        if not self.shown:
            return None
        if self.current not in self.shown:
            return self.shown[0]
        at = self.shown.index(self.current) + by
        return self.shown[at] if 0 <= at < len(self.shown) else None

    def next_to_do(self) -> PageId | None:
        """The next page that waits for a reviewer, from the first one again if need be."""
        pages = list(self.rows)
        at = pages.index(self.current) + 1 if self.current in self.rows else 0
        waiting = (*pages[at:], *pages[:at])
        return next(
            (one for one in waiting if one != self.current and is_to_do(self.rows[one])), None
        )

    def waiting(self) -> list[PageId]:
        """The pages that wait for a reviewer, those first on which sets can differ."""
        to_do = [page for page, row in self.rows.items() if is_to_do(row)]
        return sorted(to_do, key=lambda page: len(self.rows[page].sets) == 1)

    def _is_leaving(self, page: PageId | None) -> bool:
        return page is not None and page in self.rows and not self._passes(self.rows[page])

    def _passes(self, row: ReviewRow) -> bool:
        if self._to_do and not is_to_do(row):
            return False
        return not self._text or any(
            self._text in one.casefold() for one in (title_of(row), row.site)
        )

    def _filter(self) -> None:
        self.beginResetModel()
        self.shown = [
            page for page, row in self.rows.items() if page == self.current or self._passes(row)
        ]
        self.endResetModel()

    def _tell(self, page: PageId) -> None:
        index = self.index_of(page)
        if index.isValid():
            self.dataChanged.emit(index, index)


def _is_accepted(row: ReviewRow) -> bool:
    return row.gold is Status.ACCEPTED


def title_of(row: ReviewRow) -> str:
    """The page's title on one line, or what stands for one."""
    return " ".join(row.title.split()) or f"Page {row.page}"


def is_to_do(row: ReviewRow) -> bool:
    """Whether a page waits for a reviewer: somebody has finished it, and nobody is to mend it."""
    statuses = {status for _, status in row.sets}
    return (
        row.gold is not Status.ACCEPTED
        and Status.RETURNED not in statuses
        and bool(statuses & _READY)
    )


def standing_of(row: ReviewRow) -> tuple[Status, float]:
    """The sign of a page: how its review stands, and what share of its sets is finished."""
    if row.gold is Status.ACCEPTED:
        return Status.ACCEPTED, 1.0
    if any(status is Status.RETURNED for _, status in row.sets):
        return Status.RETURNED, 1.0
    ready = sum(status in _READY for _, status in row.sets)
    share = ready / max(len(row.sets), 1)
    return (Status.NEW if row.gold in {None, Status.NEW} else Status.IN_PROGRESS), share


def state_of(row: ReviewRow) -> str:
    """How the page stands, in words without names."""
    if row.gold is Status.ACCEPTED:
        return "accepted"
    counts = Counter(status for _, status in row.sets)
    parts = [
        f"{counts[status]} {status.value}"
        for status in (Status.FINISHED, Status.RETURNED, Status.ACCEPTED, Status.IN_PROGRESS)
        if counts[status]
    ]
    if len(row.sets) == 1 and parts:
        parts = [row.sets[0][1].value]
    begun = ["decisions begun"] if row.gold not in {None, Status.NEW} else []
    return ", ".join((*parts, *begun)) or "new"


def short_state_of(row: ReviewRow) -> str:
    """The same for a narrow line: whether decisions are begun is told by the sign of the page."""
    if row.gold is Status.ACCEPTED:
        return "accepted"
    statuses = [status for _, status in row.sets]
    if len(statuses) < 2:
        return "".join(one.value for one in statuses) or "new"
    if len(set(statuses)) == 1:
        return f"{len(statuses)} {statuses[0].value}"
    told = Status.RETURNED if Status.RETURNED in statuses else Status.FINISHED
    count = sum(one is told or (told is Status.FINISHED and one in _READY) for one in statuses)
    return f"{len(statuses)} sets, {count} {told.value}"
