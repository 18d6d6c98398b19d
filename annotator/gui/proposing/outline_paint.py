"""Proposals in outline: solid, hatched or dotted, in the colour of the label and never filled."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPen, QTransform

from annotator.core.labels import Label
from annotator.core.proposals import Grade
from annotator.gui.label_paint import label_colour, letter, mixed

# The side of the tiles that hatched and dotted lines are filled with.
_TILE = 5
_WIDTH = 1.6
_BANDS = {Grade.LIKELY: 3, Grade.GUESS: 2}
# How far inside its edge a solid line is drawn.
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
    if grade is Grade.SURE:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, _WIDTH))
        painter.drawRoundedRect(inner, radius, radius)
    else:
        scale = painter.device().devicePixelRatioF()
        make = _hatched if grade is Grade.LIKELY else _dotted
        _fill_edges(painter, box, make(colour.rgb(), scale), _BANDS[grade])
    painter.restore()


def _fill_edges(painter: QPainter, box: QRectF, brush: QBrush, width: int) -> None:
    """Fill the edges of a box with tiles: a tenth of the cost of strokes drawn one by one."""
    left, top = round(box.left()), round(box.top())
    right, bottom = round(box.right()) - width, round(box.bottom()) - width
    across, along = right + width - left, bottom - top - width
    for y in (top, bottom):
        painter.setBrushOrigin(0, y)
        painter.fillRect(left, y, across, width, brush)
    for x in (left, right):
        painter.setBrushOrigin(x, 0)
        painter.fillRect(x, top + width, width, along, brush)


def paint_hollow_letter(
    painter: QPainter, box: QRectF, label: Label, ink: QColor, font: QFont
) -> None:
    """Write a label's letter in a slanted font, without a ground, at the top of a box.

    Nothing is written where there is no room.
    """
    painter.save()
    painter.setFont(font)
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
    """Slanted strokes with nothing between them."""

    def draw(painter: QPainter) -> None:
        painter.setPen(QPen(QColor.fromRgb(rgb), 1.9))
        for shift in (-_TILE, 0, _TILE):
            # Beyond the tile at both ends, so that the strokes of neighbours join.
            painter.drawLine(QPointF(shift - 1, _TILE + 1), QPointF(shift + _TILE + 1, -1))

    return _tiled(scale, draw)


@lru_cache(maxsize=64)
def _dotted(rgb: int, scale: float) -> QBrush:
    """One dot in the corner of each tile."""

    def draw(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor.fromRgb(rgb))
        side = _BANDS[Grade.GUESS]
        painter.drawRoundedRect(QRectF(0, 0, side, side), 0.5, 0.5)

    return _tiled(scale, draw)


def _tiled(scale: float, draw: Callable[[QPainter], None]) -> QBrush:
    """A brush of tiles as fine as the screen, with nothing where nothing is drawn."""
    side = max(round(_TILE * scale), 1)
    fit = side / _TILE
    tile = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(fit, fit)
    draw(painter)
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(1 / fit, 1 / fit))
    return brush
