"""The confusion matrix as a heat map that is gone about by mouse and keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.core.agreement_report import Cell, PairAgreement
from annotator.gui.agreement.figures import AgreementFigures
from annotator.gui.agreement.matrix_layout import MatrixLayout
from annotator.gui.appearance import Colours, colours, is_dark
from annotator.gui.notices import plain_tool_tip
from annotator.services.agreement_html.heat_map import described
from annotator.services.agreement_shades import (
    MOST_DARK,
    MOST_LIGHT,
    PARTED_DARK,
    PARTED_LIGHT,
    shade,
)

_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_ROUND = 4


class HeatMap(QWidget):
    """Rows are what the first annotator says, columns what the second says of the same blocks.

    `chosen(cell)` follows a click and Enter on a cell that is not empty, `moved(rectangle)` the
    keys to another cell.
    """

    chosen = Signal(object)
    moved = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: AgreementFigures | None = None
        self._pair: PairAgreement | None = None
        self._cells: dict[tuple[int, int], Cell] = {}
        self._totals: list[int] = []
        self._names: list[str] = []
        self._at = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Who says what where the other says what")

    def show_pair(self, figures: AgreementFigures, pair: PairAgreement) -> None:
        """Show the matrix of a pair."""
        categories = pair.confusion.categories
        places = {one: number for number, one in enumerate(categories)}
        self._figures, self._pair = figures, pair
        self._cells = {(places[one.first], places[one.second]): one for one in pair.confusion.cells}
        self._totals = [0] * len(categories)
        for (row, _), one in self._cells.items():
            self._totals[row] += one.count
        self._names = [figures.name(one) for one in categories]
        self._at = min(self._differing(), default=(0, 0))
        self.setAccessibleDescription(described(figures.report, pair))
        self.updateGeometry()
        self.update()

    @property
    def current(self) -> Cell | None:
        """The cell that the keys are at; None where it is empty."""
        return self._cells.get(self._at)

    def cell_at(self, position: QPoint) -> Cell | None:
        """The cell under a place of the widget."""
        found = self._layout().cell_at(position)
        return None if found is None else self._cells.get(found)

    def place_of(self, cell: Cell) -> QPoint:
        """Where a cell is."""
        at = next(place for place, one in self._cells.items() if one == cell)
        return self._layout().rectangle(*at).center().toPoint()

    def told(self, at: tuple[int, int]) -> str:
        """A cell in words, also where it is empty."""
        if self._figures is None or self._pair is None:
            return ""
        categories = self._pair.confusion.categories
        if max(at) >= len(categories):
            return ""
        cell = self._cells.get(at) or Cell(categories[at[0]], categories[at[1]], 0)
        return self._figures.told(self._pair, cell)

    def sizeHint(self) -> QSize:
        return self._layout(float("inf")).size()

    def minimumSizeHint(self) -> QSize:
        return self._layout(0.0).size()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._layout().cell_at(event.pos())
            if at is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain_tool_tip(self.told(at)), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(*_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._choose()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._layout().cell_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and found is not None:
            self._go_to(found)
            self._choose()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._pair is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # What is mirrored is mirrored by the layout; words and numbers stay what they are.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        table = colours(is_dark(self.palette()))
        layout = self._layout()
        self._paint_heads(painter, layout, table)
        for row in range(len(self._names)):
            for column in range(len(self._names)):
                self._paint_cell(painter, layout, row, column, table)
        if self.hasFocus() and self._names:
            painter.setPen(QPen(QColor(table.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(layout.rectangle(*self._at), _ROUND, _ROUND)

    def _differing(self) -> list[tuple[int, int]]:
        """The cells in which the two differ, the fullest of them only."""
        differing = {at: one.count for at, one in self._cells.items() if at[0] != at[1]}
        most = max(differing.values(), default=0)
        return [at for at, count in differing.items() if count == most]

    def _layout(self, width: float | None = None) -> MatrixLayout:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = float(self.width()) if width is None else width
        return MatrixLayout(self._names, self.font(), room, is_mirrored=mirrored)

    def _step(self, down: int, on: int) -> None:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            on = -on
        last = len(self._names) - 1
        row = min(max(self._at[0] + down, 0), last)
        self._go_to((row, min(max(self._at[1] + on, 0), last)))

    def _go_to(self, at: tuple[int, int]) -> None:
        self._at = at
        self.update()
        self.moved.emit(self._layout().rectangle(*at).toAlignedRect())
        # A screen reader is told of the cell as the value of the whole.
        self.setAccessibleDescription(self.told(at))
        event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    def _choose(self) -> None:
        if self.current is not None:
            self.chosen.emit(self.current)

    def _paint_heads(self, painter: QPainter, layout: MatrixLayout, table: Colours) -> None:
        if self._pair is None:
            return
        first, second = self._pair.annotators
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(QColor(table.text))
        metrics = QFontMetricsF(strong)
        arrow = "←" if layout.is_mirrored else "→"
        for told, place in ((f"{first} ↓", layout.corner), (f"{second} {arrow}", layout.top_line)):
            words = metrics.elidedText(told, Qt.TextElideMode.ElideMiddle, place.width())
            painter.drawText(place, int(layout.beginning), words)
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        for number, name in enumerate(self._names):
            row = layout.row_head(number)
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, row.width())
            painter.drawText(row, int(layout.ending), words)
            layout.paint_column_head(painter, number, name)

    def _paint_cell(
        self, painter: QPainter, layout: MatrixLayout, row: int, column: int, table: Colours
    ) -> None:
        cell = self._cells.get((row, column))
        place: QRectF = layout.rectangle(row, column)
        if cell is None:
            painter.setPen(QPen(QColor(table.border), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
            return
        dark = is_dark(self.palette())
        parted = PARTED_DARK if dark else PARTED_LIGHT
        colour = QColor(table.accent if row == column else parted)
        most = MOST_DARK if dark else MOST_LIGHT
        colour.setAlphaF(most * shade(cell.count / self._totals[row]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(place, _ROUND, _ROUND)
        painter.setPen(QColor(table.text))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), layout.count_told(cell.count))
