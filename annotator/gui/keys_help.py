"""Every key on one sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.actions import EDIT, FILE, GO, HELP, LABEL, REVIEW, VIEW, ActionRow
from annotator.gui.keys import KeyTable, shown
from annotator.gui.page_model import Index

COLUMNS = ("Menu", "Action", "Keys")
# What is needed while labelling first; ahead of it what a window of another kind is for.
_MENUS = (LABEL, GO, EDIT, REVIEW, VIEW, FILE, HELP)
_NO_PARENT = QModelIndex()


class KeyModel(QAbstractTableModel):
    """All actions with their keys."""

    def __init__(self, keys: KeyTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table: Sequence[tuple[ActionRow, str]] = ()
        self.show_keys(keys)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._table)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return COLUMNS[section] if 0 <= section < len(COLUMNS) else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        row, keys = self._table[index.row()]
        return (row.menu, row.text.rstrip("…"), keys)[index.column()]

    def row_at(self, index: Index) -> ActionRow:
        """The action of an index."""
        return self._table[index.row()][0]

    def show_keys(self, keys: KeyTable) -> None:
        """Show the keys of this table."""
        self.beginResetModel()
        by_id = keys.keys()
        rows = sorted(
            keys.rows, key=lambda row: _MENUS.index(row.menu) if row.menu in _MENUS else -1
        )
        self._table = [(row, "   ".join(shown(key) for key in by_id[row.id])) for row in rows]
        self.endResetModel()


class KeysDialog(QDialog):
    """A searchable list of every action and its keys."""

    def __init__(self, title: str, keys: KeyTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = KeyModel(keys, self)
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(self.model)
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        field = QLineEdit(self)
        field.setPlaceholderText("Search")
        field.setAccessibleName("Search the actions")
        field.setClearButtonEnabled(True)
        field.textChanged.connect(self.proxy.setFilterFixedString)
        self.table = QTableView(self)
        self.table.setModel(self.proxy)
        self.table.setAccessibleName(title)
        self.table.setObjectName("keys")
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.buttons.rejected.connect(self.reject)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 20, 20, 16)
        self.column.setSpacing(12)
        for widget in (field, self.table, self.buttons):
            self.column.addWidget(widget)
        self.resize(680, 620)
