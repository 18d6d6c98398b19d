"""What a bundle brings, as rows: a page or a set each, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from annotator.core.bundles import ComingPage, ComingSet, PageFate
from annotator.gui.bundles.words import CHANGING, fate_of_page, fate_of_set, name_of
from annotator.gui.notices import plain_tool_tip
from annotator.gui.page_model import Index

COLUMNS = ("Page", "Annotator", "State", "What becomes of it")
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class ComingRow:
    """One row as it is shown. What changes nothing comes last, in a fainter colour."""

    cells: tuple[str, str, str, str]
    is_new: bool


class ComingModel(QAbstractTableModel):
    """The rows of one bundle."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[ComingRow, ...] = ()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        return COLUMNS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.cells[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(row.cells[index.column()])
            case Qt.ItemDataRole.AccessibleTextRole:
                if index.column():
                    return f"{COLUMNS[index.column()]}: {row.cells[index.column()]}"
                return ", ".join(cell for cell in row.cells if cell)
        return None

    def show(self, pages: Iterable[ComingPage], sets: Iterable[ComingSet]) -> None:
        """Show what comes.

        A page has a row of its own where it brings no set and is not here already, or is refused.
        """
        every = tuple(sets)
        rows = [
            ComingRow(
                (one.title, name_of(one.annotator), one.status.value, fate_of_set(one)),
                one.fate in CHANGING,
            )
            for one in every
        ]
        with_sets = {one.digest for one in every}
        rows += [
            ComingRow((one.title, "", "", fate_of_page(one)), is_new=True)
            for one in pages
            if one.reason or (one.fate is not PageFate.KNOWN and one.digest not in with_sets)
        ]
        rows.sort(key=lambda row: not row.is_new)
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()
