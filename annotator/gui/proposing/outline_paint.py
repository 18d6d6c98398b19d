"""Proposals in outline: solid, hatched or dotted, in the colour of the label and never filled."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPen, QTransform

from annotator.core.labels import Label
from annotator.core.proposals import Grade
from annotator.gui.label_paint import label_colour, letter, mixed

# The side of the tile of a hatched line, which holds one stroke.
_TILE = 5.0
_DOT_STEP = 5.0
_WIDTHS = {Grade.SURE: 1.6, Grade.LIKELY: 3.0, Grade.GUESS: 2.0}
# How far inside its edge a line is drawn: the widest one stays within.
_INSET = 1.5


def outline_colour(label: Label, paper: QColor, is_dark: bool) -> QColor:
    """The colour of a label's outline; what fills the rest of a page steps back."""
    colour = label_colour(label, is_dark)
    return mixed(colour, paper, 0.8) if label.fills else colour


def paint_outline(
    painter: QPainter, box: QRectF, colour: QColor, grade: Grade, radius: float = 3.0
) -> None:
    """Draw the outline of a box, just inside of it; in phase with the painter's origin.

    So an outline that is painted piece by piece looks like one that is painted at once.
    """
    inner = box.adjusted(_INSET, _INSET, -_INSET, -_INSET)
    if inner.width() <= 0 or inner.height() <= 0:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = _WIDTHS[grade]
    if grade is Grade.GUESS:
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPoints(_dots(inner))
    else:
        scale = painter.device().devicePixelRatioF()
        is_hatched = grade is Grade.LIKELY
        brush = _hatched(colour.rgb(), scale) if is_hatched else QBrush(colour)
        painter.setPen(QPen(brush, width))
        painter.drawRoundedRect(inner, radius, radius)
    painter.restore()


def _dots(box: QRectF) -> list[QPointF]:
    """Dots along the edges of a box."""
    across = _steps(box.left(), box.right())
    along = _steps(box.top(), box.bottom())
    return [
        *(QPointF(x, y) for x in across for y in (box.top(), box.bottom())),
        *(QPointF(x, y) for y in along for x in (box.left(), box.right())),
    ]


def _steps(start: float, stop: float) -> list[float]:
    first, last = ceil(start / _DOT_STEP), floor(stop / _DOT_STEP)
    return [number * _DOT_STEP for number in range(first, last + 1)]


def paint_hollow_letter(
    painter: QPainter, box: QRectF, label: Label, ink: QColor, font: QFont
) -> None:
    """Write a label's letter slanted, without a ground, at the top of a box, if there is room."""
    painter.save()
    slanted = QFont(font)
    slanted.setItalic(True)
    slanted.setBold(False)
    painter.setFont(slanted)
    metrics = painter.fontMetrics()
    sign = letter(label)
    width = metrics.horizontalAdvance(sign)
    if box.width() >= width + 1 and box.height() >= metrics.capHeight() + 4:
        side = min(box.height(), metrics.height() * 1.3)
        baseline = box.top() + (side + metrics.capHeight()) / 2
        painter.setPen(ink)
        painter.drawText(QPointF(box.center().x() - width / 2, baseline), sign)
    painter.restore()


@lru_cache(maxsize=64)
def _hatched(rgb: int, scale: float) -> QBrush:
    """A brush of strokes with nothing between them: a line drawn with it looks hatched."""
    side = max(round(_TILE * scale), 1)
    fit = side / _TILE
    tile = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(fit, fit)
    painter.setPen(QPen(QColor.fromRgb(rgb), 1.9))
    for shift in (-_TILE, 0.0, _TILE):
        # Beyond the tile at both ends, so that the strokes of neighbours join.
        painter.drawLine(QPointF(shift - 1, _TILE + 1), QPointF(shift + _TILE + 1, -1))
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(1 / fit, 1 / fit))
    return brush
