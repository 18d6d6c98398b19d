"""The lines of a chart, and the keys that say what they are."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from annotator.gui.appearance import Colours

_SAMPLE = 22.0
_GAP = 4.0
_BETWEEN = 16.0


class Line(Enum):
    """What a line shows."""

    MEDIAN = "the median of all pages"
    COURSE = "how the median goes"


def pen_of(line: Line, table: Colours) -> QPen:
    """What a line is drawn with: told apart by its dashes as well."""
    if line is Line.MEDIAN:
        return QPen(QColor(table.text), 1.4, Qt.PenStyle.DashLine)
    colour = QColor(table.accent)
    colour.setAlphaF(0.45)
    return QPen(colour, 2)


def paint_keys(
    painter: QPainter,
    row: QRectF,
    keys: Sequence[tuple[str, Line]],
    table: Colours,
    *,
    is_mirrored: bool,
) -> None:
    """Write the keys at the end of a row, as many as have room; the first is the outermost.

    Where lines begin at the right, the end of the row is its left. The painter's font is used.
    """
    metrics = QFontMetricsF(painter.font())
    room = row.width()
    for told, line in keys:
        words = metrics.horizontalAdvance(told) + 2
        width = _SAMPLE + _GAP + words
        if width > room:
            return
        left = row.right() - room if is_mirrored else row.left() + room - width
        start = left + words + _GAP if is_mirrored else left
        middle = row.center().y()
        painter.setPen(pen_of(line, table))
        painter.drawLine(QPointF(start, middle), QPointF(start + _SAMPLE, middle))
        painter.setPen(QColor(table.text))
        before = left if is_mirrored else start + _SAMPLE + _GAP
        text = QRectF(before, row.top(), words, row.height())
        painter.drawText(text, int(Qt.AlignmentFlag.AlignCenter), told)
        room -= width + _BETWEEN
