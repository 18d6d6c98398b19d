"""The other pages of a site, each with what it would get, and whether it is to get it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from annotator.core.pages import PageId
from annotator.gui.notices import plain_tool_tip
from annotator.gui.page_model import Index

COLUMNS = ("Page", "Labels", "Undecided")
_NO_PARENT = QModelIndex()
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site: how many labels it would get, and how many blocks stay undecided."""

    page: PageId
    title: str
    label_count: int
    left_count: int


@dataclass(frozen=True, slots=True)
class SiteFinding:
    """The pages that something can be taken over to; `remark` tells of the others."""

    pages: tuple[SitePage, ...] = ()
    remark: str = ""


class SiteModel(QAbstractTableModel):
    """Pages with check boxes. `checked_changed()` follows when others are checked than before."""

    checked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[SitePage, ...] = ()
        self._checked: set[PageId] = set()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._pages)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return _NUMBER
        return COLUMNS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._pages):
            return None
        one, column = self._pages[index.row()], index.column()
        counts = ("", f"{one.label_count:,}", f"{one.left_count:,}")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return counts[column] or f"{one.page}  {one.title}"
            case Qt.ItemDataRole.CheckStateRole if column == 0:
                is_on = one.page in self._checked
                return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole if column:
                return _NUMBER
            case Qt.ItemDataRole.ToolTipRole if not column:
                return plain_tool_tip(one.title)
            case Qt.ItemDataRole.AccessibleTextRole:
                if column:
                    return f"{COLUMNS[column]}: {counts[column]}"
                state = "checked" if one.page in self._checked else "not checked"
                return f"Page {one.page}: {one.title}, {state}"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self._set(index.row(), is_on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    @property
    def checked(self) -> tuple[PageId, ...]:
        """The pages that are checked, in the order of the list."""
        return tuple(one.page for one in self._pages if one.page in self._checked)

    def show_pages(self, pages: Sequence[SitePage]) -> None:
        """Show these, all of them checked."""
        self.beginResetModel()
        self._pages = tuple(pages)
        self._checked = {one.page for one in pages}
        self.endResetModel()
        self.checked_changed.emit()

    def page_at(self, row: int) -> SitePage | None:
        """The page of a row."""
        return self._pages[row] if 0 <= row < len(self._pages) else None

    def toggle(self, row: int) -> None:
        """Check the page of a row, or uncheck it."""
        one = self.page_at(row)
        if one is not None:
            self._set(row, is_on=one.page not in self._checked)

    def check_only(self, pages: Iterable[PageId]) -> None:
        """Check these pages and no other."""
        self._checked = set(pages)
        if self._pages:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._pages) - 1, 0))
        self.checked_changed.emit()

    @property
    def pages(self) -> tuple[SitePage, ...]:
        """All of them."""
        return self._pages

    def _set(self, row: int, *, is_on: bool) -> None:
        change = self._checked.add if is_on else self._checked.discard
        change(self._pages[row].page)
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        self.checked_changed.emit()
