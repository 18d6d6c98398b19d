"""The table of pages as a Qt model: status, title, site, share decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from annotator.core.journal import Status
from annotator.core.pages import PageId, PageRow
from annotator.gui.notices import plain_tool_tip
from annotator.gui.page_order import PageOrder
from annotator.gui.page_table import PageFilter, PageTable

Index = QModelIndex | QPersistentModelIndex

COLUMNS = ("Status", "Title", "Site", "Decided")
CUT = "the end of the page is missing"
BLIND = "labelled blind: no proposals"
CALIBRATION = "compared with a reference once it is finished"
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


class PageModel(QAbstractTableModel):
    """Rows come in as the store worker reads them; nothing here waits for a disk."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = PageTable()
        self._filter = PageFilter()
        self.current: PageId | None = None
        self._threads: Mapping[PageId, int] = {}
        self._sites: Counter[str] = Counter()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.table)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or not section >= 0:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return COLUMNS[section] if section < len(COLUMNS) else None
        return int(self.table.shown[section]) if section < len(self.table) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.page_row(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.status.value, title_of(row), row.site, share_of(row))[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            lines = (title_of(row), row.url or "", *self._told(row))
            return plain_tool_tip("\n".join(one for one in lines if one))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            where = f", {row.site}" if row.site else ""
            said = (row.status.value, f"{share_of(row)} decided", *self._told(row))
            return f"Page {row.page}: {title_of(row)}{where}, {', '.join(said)}"
        return None

    def thread_count(self, page: PageId) -> int:
        """How many comments on a page wait for an answer."""
        return self._threads.get(page, 0)

    def show_threads(self, counts: Mapping[PageId, int]) -> None:
        """Show how many comments wait for an answer, of the pages that have any."""
        if counts != self._threads:
            self._threads = counts
            if len(self.table):
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.table) - 1, 0))

    def note_threads(self, page: PageId, count: int) -> None:
        """Show how many comments on a page wait for an answer."""
        self._threads = {**self._threads, page: count}
        self._tell(page)

    def page_row(self, index: Index) -> PageRow | None:
        """The page of an index."""
        if not index.isValid() or index.row() >= len(self.table):
            return None
        return self.table.row(self.table.shown[index.row()])

    def index_of(self, page: PageId, column: int = 1) -> QModelIndex:
        """The index of a page; an invalid one where the filter hides it."""
        place = self.table.place(page)
        return QModelIndex() if place is None else self.index(place, column)

    def site_size(self, site: str) -> int:
        """How many pages there are of a site."""
        return self._sites[site]

    def add(self, rows: Iterable[PageRow]) -> None:
        """Add rows of higher page numbers than those there are."""
        rows = tuple(rows)
        self._sites.update(row.site for row in rows if self.table.row(row.page) is None)
        fresh = self.table.add(rows)
        if fresh:
            first = len(self.table)
            self.beginInsertRows(_NO_PARENT, first, first + len(fresh) - 1)
            self.table.show(fresh)
            self.endInsertRows()

    def put(self, rows: Iterable[PageRow]) -> None:
        """Replace what is known of pages that are there, and add the others."""
        later = []
        for row in rows:
            if self.table.row(row.page) is None:
                later.append(row)
                continue
            self.table.put(row)
            self._tell(row.page)
            self._settle(row.page)
        self.add(later)

    def progress(self, page: PageId, status: Status, undecided_count: int) -> None:
        """Show how far the work on a page is."""
        self.table.progress(page, status, undecided_count)
        self._tell(page)
        self._settle(page)

    def show_only(self, wanted: PageFilter) -> None:
        """Filter the rows; the current page stays in the list."""
        self.beginResetModel()
        self._filter = wanted
        self.table.filter(wanted, self.current)
        self.endResetModel()

    def arrange(self, order: PageOrder) -> None:
        """Have the rows in this order."""
        self.beginResetModel()
        self.table.filter(self._filter, self.current, order)
        self.endResetModel()

    def clear(self) -> None:
        """Forget all pages, and their order."""
        self.beginResetModel()
        self.table = PageTable()
        self.table.filter(self._filter)
        self._sites.clear()
        self.endResetModel()

    def set_current(self, page: PageId | None) -> None:
        """Mark the page that is open; it alone is in the list whatever the filter."""
        before, self.current = self.current, page
        self.table.keep(page)
        for one in (before, page):
            if one is not None:
                self._tell(one)
                self._settle(one)

    def _told(self, row: PageRow) -> list[str]:
        count = self.thread_count(row.page)
        open_comments = f"{count:,} open {'comment' if count == 1 else 'comments'}"
        return [*_remarks(row), *([open_comments] if count else [])]

    def _settle(self, page: PageId) -> None:
        """Show or hide one page as the filter and the open page now want it."""
        shown = self.table.shown
        at = self.table.amiss(page)
        if at is None:
            return
        if self.table.place(page) is None:
            self.beginInsertRows(_NO_PARENT, at, at)
            shown.insert(at, page)
            self.endInsertRows()
        else:
            self.beginRemoveRows(_NO_PARENT, at, at)
            del shown[at]
            self.endRemoveRows()

    def _tell(self, page: PageId) -> None:
        place = self.table.place(page)
        if place is not None:
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))


def title_of(row: PageRow) -> str:
    """The page's title on one line, or what stands for one."""
    return " ".join(row.title.split()) or row.url or f"Page {row.page}"


def _remarks(row: PageRow) -> list[str]:
    """What is unusual about a page."""
    told = ((row.is_cut, CUT), (row.is_blind, BLIND), (row.is_calibration, CALIBRATION))
    return [one for is_so, one in told if is_so]


def share_of(row: PageRow) -> str:
    """The share decided in whole per cent; 100 only where nothing is undecided."""
    return f"{int(row.decided_share * 100)} %"
