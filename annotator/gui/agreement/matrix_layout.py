"""Where the parts of a confusion matrix stand in the room that there is."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

_GAP = 8.0
_BETWEEN = 2.0
_WIDEST, _NARROWEST = 7.0, 2.6  # of a cell, in heights of a line
_WIDEST_NAME = 11.0
_TURNED = -50.0
_LEAST_READABLE = 5.0


class MatrixLayout:
    """The places for one width: heads of rows and columns, and cells.

    Heads of columns are turned where cells are too narrow for them.
    """

    def __init__(
        self, names: Sequence[str], font: QFont, width: float, *, is_mirrored: bool
    ) -> None:
        self.is_mirrored = is_mirrored
        self._metrics = QFontMetricsF(font)
        self._line = self._metrics.height()
        self._count = len(names)
        self._width = width
        widest = max(map(self._metrics.horizontalAdvance, names), default=0.0) + 2
        self._names = min(widest, _WIDEST_NAME * self._line)
        self._head = self._names + 2 * _GAP
        cell = (width - self._head) / self._count if self._count else 0.0
        least = _NARROWEST * self._line
        self._cell = min(max(cell, least), max(_WIDEST * self._line, least))
        is_narrow = self._cell < min(widest, _LEAST_READABLE * self._line)
        self.is_turned = is_narrow
        self._heads = min(widest, 7 * self._line) * 0.8 + self._line if is_narrow else self._line
        self._top = self._line + self._heads + 2 * _GAP
        self._row = 1.9 * self._line

    def size(self) -> QSize:
        """The room that all of it needs."""
        beyond = 2 * self._line if self.is_turned else 0.0
        width = self._head + self._cell * self._count + beyond
        return QSize(round(width), round(self._top + self._row * self._count + _GAP))

    @property
    def beginning(self) -> Qt.AlignmentFlag:
        """Where lines begin."""
        side = Qt.AlignmentFlag.AlignRight if self.is_mirrored else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    @property
    def ending(self) -> Qt.AlignmentFlag:
        """Where lines end."""
        side = Qt.AlignmentFlag.AlignLeft if self.is_mirrored else Qt.AlignmentFlag.AlignRight
        return side | Qt.AlignmentFlag.AlignVCenter

    @property
    def corner(self) -> QRectF:
        """Above the heads of the rows: whose rows they are."""
        return self._across(_GAP, self._top - self._line - _GAP, self._head - _GAP, self._line)

    @property
    def top_line(self) -> QRectF:
        """Above the heads of the columns: whose columns they are."""
        width = max(self._cell * self._count, 6 * self._line)
        return self._across(self._head, 0, width, self._line)

    def rectangle(self, row: int, column: int) -> QRectF:
        """A cell."""
        x, y = self._head + column * self._cell, self._top + row * self._row
        return self._across(x, y, self._cell - _BETWEEN, self._row - _BETWEEN)

    def row_head(self, row: int) -> QRectF:
        """The name of a row."""
        return self._across(_GAP, self._top + row * self._row, self._names, self._row)

    def cell_at(self, position: QPoint) -> tuple[int, int] | None:
        """The row and column under a place."""
        for row in range(self._count):
            for column in range(self._count):
                if self.rectangle(row, column).contains(QPointF(position)):
                    return row, column
        return None

    def paint_column_head(self, painter: QPainter, column: int, name: str) -> None:
        """Write the name of a column above it, turned where it has no room."""
        cell = self.rectangle(0, column)
        if not self.is_turned:
            place = QRectF(cell.left(), self._top - self._line - _GAP, cell.width(), self._line)
            words = self._metrics.elidedText(name, Qt.TextElideMode.ElideRight, cell.width())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)
            return
        words = self._metrics.elidedText(name, Qt.TextElideMode.ElideRight, 7 * self._line)
        painter.save()
        painter.translate(cell.center().x(), self._top - _GAP)
        painter.rotate(-_TURNED if self.is_mirrored else _TURNED)
        left = -self._metrics.horizontalAdvance(words) if self.is_mirrored else 0.0
        painter.drawText(QPointF(left, 0), words)
        painter.restore()

    def count_told(self, count: int) -> str:
        """A count as it has room in a cell."""
        told = f"{count:,}"
        if self._metrics.horizontalAdvance(told) <= self._cell - 2 * _BETWEEN:
            return told
        return f"{count / 1000:,.0f}k"

    def _across(self, left: float, top: float, width: float, height: float) -> QRectF:
        """A place that stands `left` from where lines begin."""
        room = self.size().width() if isinf(self._width) else max(self._width, 0.0)
        return QRectF(room - left - width if self.is_mirrored else left, top, width, height)
