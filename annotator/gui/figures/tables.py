"""Figures as tables, for the keys and for assistive technology."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, Generic, TypeVar
from unicodedata import bidirectional

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from annotator.gui.notices import plain_tool_tip
from annotator.gui.page_model import Index

T = TypeVar("T")
Column = tuple[str, Callable[[T], str]]
_NO_PARENT = QModelIndex()
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SIDES = 28
_STRONG = frozenset({"L", "R", "AL"})
_SHORT = 20  # what is longer may be cut
_MOST_ROWS = 8
_LEAST = "00,000"


class FigureModel(QAbstractTableModel, Generic[T]):
    """Rows of one kind; each column has a name and tells its text of a row.

    Columns hold numbers but for those of words.
    """

    def __init__(
        self,
        columns: Sequence[Column[T]],
        words: int | Collection[int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._words = frozenset({words} if isinstance(words, int) else words)
        self._rows: tuple[T, ...] = ()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section][0]
        if role == Qt.ItemDataRole.TextAlignmentRole and section not in self._words:
            return _NUMBER
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        name, told = self._columns[index.column()]
        text = told(self._rows[index.row()])
        is_text = index.column() in self._words
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.TextAlignmentRole:
                return None if is_text else _NUMBER
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(text) if is_text or len(text) > _SHORT else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{name}: {text}"
        return None

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, index: Index) -> T:
        """The row of an index."""
        return self._rows[index.row()]


class _OwnDirection(QStyledItemDelegate):
    """Writes each cell in its own direction, where the window runs from the right as well."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        mirrored = Qt.LayoutDirection.RightToLeft
        if option.direction == mirrored and not _runs_from_right(option.text):
            # “12 of 25” would be read as “25 of 12”; its place in the column stays.
            option.displayAlignment = QStyle.visualAlignment(mirrored, option.displayAlignment)
            option.direction = Qt.LayoutDirection.LeftToRight


def _runs_from_right(text: str) -> bool:
    """Whether the first letter that has a direction runs from the right."""
    strong = (direction for one in text if (direction := bidirectional(one)) in _STRONG)
    return next(strong, "L") != "L"


def figure_table(model: FigureModel[Any], name: str, wide: int, number: str) -> QTableView:
    """A table whose column `wide` takes the room; the others have room for `number`."""
    table = QTableView()
    table.setModel(model)
    table.setItemDelegate(_OwnDirection(table))
    table.setAccessibleName(name)
    table.setObjectName("keys")
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    rows = table.verticalHeader()
    rows.hide()
    # Every row is as high as the next, and columns are as wide as their names or a long number:
    # to ask 10,000 pages how much room they need takes a second.
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(table.fontMetrics().height() + 12)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    # Where there is too little room the table is scrolled, and no column vanishes.
    header.setMinimumSectionSize(header.fontMetrics().horizontalAdvance(_LEAST) + _SIDES)
    header.setTextElideMode(Qt.TextElideMode.ElideRight)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    metrics = header.fontMetrics()
    for column in range(model.columnCount()):
        name = str(model.headerData(column, Qt.Orientation.Horizontal))
        header.resizeSection(column, max(map(metrics.horizontalAdvance, (name, number))) + _SIDES)
    header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    return table


def height_for(table: QTableView, rows: int) -> int:
    """How high a table of so many rows need be; of many, some are scrolled."""
    row = table.verticalHeader().defaultSectionSize()
    around = table.horizontalHeader().sizeHint().height() + 2 * table.frameWidth() + 2
    return min(rows, _MOST_ROWS) * row + around
