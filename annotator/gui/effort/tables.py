"""The numbers of the charts as tables, for the keys and for assistive technology."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from annotator.core.effort import Outcome
from annotator.gui.effort.figures import (
    EffortFigures,
    FinishedPage,
    Shares,
    in_per_cent,
)
from annotator.gui.effort.series import in_figures
from annotator.gui.notices import plain_tool_tip
from annotator.gui.page_model import Index

T = TypeVar("T")
Column = tuple[str, Callable[[T], str]]
_NO_PARENT = QModelIndex()
_HEADINGS = {
    Outcome.ACCEPTED_SINGLY: "Singly",
    Outcome.ACCEPTED_WITH_REST: "With the rest",
    Outcome.CORRECTED: "Corrected",
    Outcome.BY_HAND: "By hand",
}
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FigureModel(QAbstractTableModel, Generic[T]):
    """Rows of one kind; each column has a name and tells its text of a row."""

    def __init__(
        self, columns: Sequence[Column[T]], text_column: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._text_column = text_column
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
        if role == Qt.ItemDataRole.TextAlignmentRole and section != self._text_column:
            return _NUMBER
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        name, told = self._columns[index.column()]
        text = told(self._rows[index.row()])
        is_text = index.column() == self._text_column
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.TextAlignmentRole:
                return None if is_text else _NUMBER
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(text) if is_text else None
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


class PageFigures(FigureModel[FinishedPage]):
    """What each page took."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: tuple[Column[FinishedPage], ...] = (
            ("Page", lambda one: str(one.page)),
            ("Title", lambda one: one.title + (" (blind)" if one.is_blind else "")),
            ("Actions", lambda one: f"{one.actions:,}"),
            ("Seconds", lambda one: in_figures(one.seconds)),
        )
        super().__init__(columns, 1, parent)

    def show_figures(self, figures: EffortFigures) -> None:
        """Show the pages in the order of finishing."""
        self.show_rows(figures.pages)


class ShareFigures(FigureModel[Shares]):
    """How labels came about, as numbers and shares."""

    def __init__(self, parent: QObject | None = None) -> None:
        outcomes = [(_HEADINGS[one], partial(_counted, one)) for one in Outcome]
        columns: tuple[Column[Shares], ...] = (
            ("Label", _name),
            *outcomes,
            ("Together", _together),
        )
        super().__init__(columns, 0, parent)

    def show_figures(self, figures: EffortFigures) -> None:
        """Show the shares, all labels together first."""
        self.show_rows(figures.shares)


def _name(one: Shares) -> str:
    return one.name


def _together(one: Shares) -> str:
    return f"{one.total:,}"


def _counted(outcome: Outcome, one: Shares) -> str:
    if not one.total:
        return "–"
    return f"{one.count(outcome):,}  ({in_per_cent(one.share(outcome))})"
