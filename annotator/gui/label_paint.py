"""Labels in colour, pattern and letter: never in colour alone."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPen, QTransform

from annotator.core.labels import Label, Pattern

# The side of a pattern's tile: the distance between two strokes.
_STEP = 6.0
_DARK_INK = QColor("#000000")
_LIGHT_INK = QColor("#ffffff")


def label_colour(label: Label, is_dark: bool) -> QColor:
    """The colour of a label in a light or a dark window."""
    return QColor(label.dark if is_dark else label.light)


def letter(label: Label) -> str:
    """The letter or digit that names a label in the gutter: its first key."""
    return label.keys[0].upper()


def ink_on(colour: QColor) -> QColor:
    """Black or white, whichever reads better on a colour (WCAG relative luminance)."""
    return _ink_on(colour.rgb())


@lru_cache(maxsize=256)
def _ink_on(rgb: int) -> QColor:
    luminance = _luminance(QColor.fromRgb(rgb))
    dark, light = _luminance(_DARK_INK), _luminance(_LIGHT_INK)
    on_dark = (light + 0.05) / (luminance + 0.05)
    on_light = (luminance + 0.05) / (dark + 0.05)
    return _LIGHT_INK if on_dark >= on_light else _DARK_INK


def tint(label: Label, paper: QColor, is_dark: bool) -> QColor:
    """A soft, opaque colour of a label to write a whole block on.

    What fills the rest of a page steps back, so that the story stands out.
    """
    share = 0.18 if is_dark else 0.14
    return mixed(label_colour(label, is_dark), paper, share * (0.4 if label.fills else 1))


def mark_tint(label: Label, paper: QColor, is_dark: bool) -> QColor:
    """The stronger colour for a part of a block, which has no edge but this."""
    return mixed(label_colour(label, is_dark), paper, 0.22 if is_dark else 0.2)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(colour: QColor, ground: QColor, share: float) -> QColor:
    """`share` of one colour, the rest of the other."""
    return QColor.fromRgbF(
        colour.redF() * share + ground.redF() * (1 - share),
        colour.greenF() * share + ground.greenF() * (1 - share),
        colour.blueF() * share + ground.blueF() * (1 - share),
    )


def pattern_brush(label: Label, is_dark: bool, scale: float = 1.0) -> QBrush:
    """The label's colour hatched with its pattern, for filling any shape.

    `scale` is how many pixels of the device a pixel of the painter has.
    """
    return _pattern_brush(label_colour(label, is_dark).rgb(), label.pattern, scale)


@lru_cache(maxsize=256)
def _pattern_brush(rgb: int, pattern: Pattern, scale: float) -> QBrush:
    """One tile of the pattern; drawing each stroke anew would cost more than all the text."""
    colour = QColor.fromRgb(rgb)
    side = round(_STEP * 4 * scale)
    tile = QImage(side, side, QImage.Format.Format_RGB32)
    tile.fill(colour)
    painter = QPainter(tile)
    fit = side / (_STEP * 4)
    painter.scale(fit, fit)
    _hatch(painter, QRectF(0, 0, _STEP * 4, _STEP * 4), pattern, _stroke(colour))
    painter.end()
    brush = QBrush(tile)
    brush.setTransform(QTransform.fromScale(1 / fit, 1 / fit))
    return brush


def paint_pattern(painter: QPainter, rectangle: QRectF, label: Label, is_dark: bool) -> None:
    """Fill a rectangle with a label's colour and pattern, sharp at any scale of the screen."""
    painter.fillRect(rectangle, pattern_brush(label, is_dark, _scale_of(painter)))


def _scale_of(painter: QPainter) -> float:
    return painter.device().devicePixelRatioF()


def paint_swatch(
    painter: QPainter, rectangle: QRectF, label: Label, is_dark: bool, font: QFont | None = None
) -> None:
    """Paint a label's rounded sign: colour, pattern, and in front of it the letter if it fits."""
    paint_rounded_pattern(painter, rectangle, label, is_dark)
    paint_letter(painter, rectangle, label, is_dark, font)


def paint_rounded_pattern(
    painter: QPainter, rectangle: QRectF, label: Label, is_dark: bool
) -> None:
    """Fill a rectangle with rounded corners with a label's colour and pattern."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pattern_brush(label, is_dark, _scale_of(painter)))
    radius = min(3.0, rectangle.width() / 3, rectangle.height() / 3)
    painter.drawRoundedRect(rectangle, radius, radius)
    painter.restore()


def paint_letter(
    painter: QPainter, rectangle: QRectF, label: Label, is_dark: bool, font: QFont | None = None
) -> None:
    """Write a label's letter at the top of a rectangle on a plain ground, if there is room."""
    painter.save()
    if font is not None:
        painter.setFont(font)
    metrics = painter.fontMetrics()
    sign = letter(label)
    width = metrics.horizontalAdvance(sign)
    if rectangle.width() >= width + 1 and rectangle.height() >= metrics.capHeight() + 2:
        colour = label_colour(label, is_dark)
        side = min(rectangle.width(), rectangle.height(), metrics.height() * 1.05)
        chip = QRectF(0, 0, rectangle.width(), side)
        chip.moveTopLeft(rectangle.topLeft())
        if label.pattern is Pattern.SOLID and rectangle.height() < 2 * side:
            chip = rectangle
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(chip, 3, 3)
        painter.setPen(ink_on(colour))
        baseline = chip.center().y() + metrics.capHeight() / 2
        painter.drawText(QPointF(chip.center().x() - width / 2, baseline), sign)
    painter.restore()


def _stroke(colour: QColor) -> QPen:
    """Light strokes on all but the lightest colours, where they would not be seen."""
    ink = QColor(_DARK_INK if _luminance(colour) > 0.45 else _LIGHT_INK)
    ink.setAlphaF(0.6)
    return QPen(ink, 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)


def _hatch(painter: QPainter, area: QRectF, pattern: Pattern, pen: QPen) -> None:
    """Draw the strokes of a pattern, in phase with the origin so that neighbours join."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    if pattern is Pattern.DOTS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pen.color())
        for x in _steps(area.left(), area.right(), _STEP):
            for y in _steps(area.top(), area.bottom(), _STEP):
                painter.drawEllipse(QPointF(x + _STEP / 2, y + _STEP / 2), 1.3, 1.3)
    else:
        painter.drawLines(_strokes(area, pattern))
    painter.restore()


def _strokes(area: QRectF, pattern: Pattern) -> list[QLineF]:
    lines: list[QLineF] = []
    half = _STEP / 2
    if pattern in {Pattern.HORIZONTAL, Pattern.CROSS}:
        lines += [
            QLineF(area.left(), y + half, area.right(), y + half)
            for y in _steps(area.top(), area.bottom(), _STEP)
        ]
    if pattern in {Pattern.VERTICAL, Pattern.CROSS}:
        lines += [
            QLineF(x + half, area.top(), x + half, area.bottom())
            for x in _steps(area.left(), area.right(), _STEP)
        ]
    if pattern in {Pattern.DIAGONAL, Pattern.DENSE}:
        lines += _diagonals(area, rises=True)
    if pattern in {Pattern.BACK_DIAGONAL, Pattern.DENSE}:
        lines += _diagonals(area, rises=False)
    return lines


def _diagonals(area: QRectF, *, rises: bool) -> list[QLineF]:
    """Strokes at 45 degrees: along them x + y is constant where they rise, else x - y."""
    height = area.height()
    if rises:
        first, last = area.left() + area.top(), area.right() + area.bottom()
        return [
            QLineF(c - area.top(), area.top(), c - area.bottom(), area.bottom())
            for c in _steps(first, last, _STEP)
        ]
    first, last = area.left() - area.bottom(), area.right() - area.top()
    return [
        QLineF(c + area.bottom() - height, area.top(), c + area.bottom(), area.bottom())
        for c in _steps(first, last, _STEP)
    ]


def _steps(start: float, stop: float, step: float) -> list[float]:
    first = int(start // step)
    return [number * step for number in range(first, int(stop // step) + 1)]
