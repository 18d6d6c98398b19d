"""The people of a project with check boxes: who is to get pages, and how many they would get."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from annotator.gui.page_model import Index

COLUMNS = ("Annotator", "New pages", "All pages", "Blocks to do")
_NO_PARENT = QModelIndex()
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Share:
    """What somebody would get: the pages that are new, all that they have then, blocks to do."""

    new_count: int
    page_count: int
    undecided_count: int


class PeopleModel(QAbstractTableModel):
    """`checked_changed()` follows when others are to get pages than before."""

    checked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: list[str] = []
        self._checked: set[str] = set()
        self._shares: dict[str, Share] = {}

    @property
    def checked(self) -> tuple[str, ...]:
        """Who is to get pages, in the order of the list."""
        return tuple(name for name in self._names if name in self._checked)

    def show_people(self, names: Sequence[str]) -> None:
        """Show these people behind those who are there, all of them checked."""
        fresh = [name for name in dict.fromkeys(names) if name not in self._names]
        if not fresh:
            return
        first = len(self._names)
        self.beginInsertRows(_NO_PARENT, first, first + len(fresh) - 1)
        self._names += fresh
        self._checked.update(fresh)
        self.endInsertRows()
        self.checked_changed.emit()

    def show_shares(self, shares: dict[str, Share]) -> None:
        """Show what each of them would get."""
        self._shares = shares
        self._tell()

    def toggle(self, row: int) -> None:
        """Check somebody, or uncheck them."""
        if 0 <= row < len(self._names):
            self._set(row, is_on=self._names[row] not in self._checked)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._names)

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
        if not index.isValid() or index.row() >= len(self._names):
            return None
        name, column = self._names[index.row()], index.column()
        is_on = name in self._checked
        share = self._shares.get(name) if is_on else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                if not column:
                    return name
                counts = share and (share.new_count, share.page_count, share.undecided_count)
                return f"{counts[column - 1]:,}" if counts else ""
            case Qt.ItemDataRole.CheckStateRole if column == 0:
                return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole if column:
                return _NUMBER
            case Qt.ItemDataRole.AccessibleTextRole if column == 0:
                return f"{name}, {'checked' if is_on else 'not checked'}"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self._set(index.row(), is_on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def _set(self, row: int, *, is_on: bool) -> None:
        change = self._checked.add if is_on else self._checked.discard
        change(self._names[row])
        self._tell()
        self.checked_changed.emit()

    def _tell(self) -> None:
        if self._names:
            last = self.index(len(self._names) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
