"""What two annotators confuse: the matrix, its fullest cells, and the places of one of them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.core.agreement_report import Cell, PairAgreement
from annotator.gui.agreement.figures import AgreementFigures, FoundPlaces
from annotator.gui.agreement.heat_map import HeatMap
from annotator.gui.agreement.tables import ConfusedFigures, PlaceRows
from annotator.gui.figures.panes import plain_label
from annotator.gui.figures.tables import figure_table

_MAP_LINES, _TABLE_LINES = 18, 9
_HINT = "Click a cell, or press Enter on it, to see where it is so."
_AGREED = "Here both say the same; places are kept of where they differ."


class ConfusionPane(QWidget):
    """`chosen(cell)` asks for the places of a cell, `place_chosen(place)` to go to one."""

    chosen = Signal(object)
    place_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: AgreementFigures | None = None
        self._pair: PairAgreement | None = None
        self._cell: Cell | None = None
        self.heat_map = HeatMap(self)
        self.hint = plain_label(self)
        self.hint.setObjectName("note")
        self.confused = ConfusedFigures(self)
        self.places = PlaceRows(self)
        self.confused_table = figure_table(self.confused, "Most confused", 0, "0,000")
        self.place_table = figure_table(self.places, "Places", 1, "000,000")
        self._share_width(self.confused_table, 1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self.heat_map)
        line = self.fontMetrics().height()
        area.setMinimumHeight(8 * line)
        # The map itself takes the keys.
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        below = QSplitter(Qt.Orientation.Horizontal, self)
        below.setChildrenCollapsible(False)
        below.setMinimumHeight(7 * line)
        below.addWidget(self.confused_table)
        below.addWidget(self.place_table)
        below.setStretchFactor(0, 2)
        below.setStretchFactor(1, 3)
        halves = QSplitter(Qt.Orientation.Vertical, self)
        halves.setChildrenCollapsible(False)
        halves.addWidget(area)
        halves.addWidget(below)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 2)
        halves.setSizes([_MAP_LINES * line, _TABLE_LINES * line])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(halves, 1)
        layout.addWidget(self.hint)
        self.heat_map.chosen.connect(self._choose)
        self.heat_map.moved.connect(
            lambda cell: area.ensureVisible(
                cell.center().x(), cell.center().y(), cell.width(), cell.height()
            )
        )
        for table, answer in (
            (self.confused_table, self._choose_row),
            (self.place_table, self._choose_place),
        ):
            table.activated.connect(answer)
            table.clicked.connect(answer)

    def show_pair(self, figures: AgreementFigures, pair: PairAgreement) -> None:
        """Show the matrix of a pair, and no places yet."""
        self._figures, self._pair, self._cell = figures, pair, None
        self.heat_map.show_pair(figures, pair)
        self.confused.show_pair(figures, pair)
        self.places.show_rows(())
        self.hint.setText(_HINT)

    def show_places(self, cell: Cell, found: FoundPlaces) -> None:
        """Show where the two differ as in this cell, if it is still the one that was chosen."""
        if cell is not self._cell or self._figures is None or self._pair is None:
            return
        self.places.show_rows(found.places)
        told = self._figures.told(self._pair, cell)
        if len(found.places) + found.kept_back < cell.count:
            told += f", of which the first {len(found.places):,} are listed"
        if found.kept_back:
            told += f"; {found.kept_back:,} on blind pages yet to be finished by you are not listed"
        self.hint.setText(f"{told}. Enter goes there." if found.places else f"{told}.")
        if found.places:
            self.place_table.setCurrentIndex(self.places.index(0, 0))
            self.place_table.setFocus()

    def _choose(self, cell: Cell) -> None:
        if cell.first == cell.second:
            self.places.show_rows(())
            self.hint.setText(_AGREED)
            return
        row = self.confused.row_of(cell)
        if row is not None:
            self.confused_table.setCurrentIndex(self.confused.index(row, 0))
        self._cell = cell
        self.chosen.emit(cell)

    def _choose_row(self, index: QModelIndex) -> None:
        self._choose(self.confused.row_at(index))

    def _choose_place(self, index: QModelIndex) -> None:
        self.place_chosen.emit(self.places.row_at(index).place)

    @staticmethod
    def _share_width(table: QTableView, column: int) -> None:
        """Let another column stretch as well."""
        header = table.horizontalHeader()
        header.setSectionResizeMode(column, header.ResizeMode.Stretch)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
