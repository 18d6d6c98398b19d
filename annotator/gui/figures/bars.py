"""Figures from 0 to 1 as bars with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.core.agreement_report import Estimate
from annotator.core.labels import Label
from annotator.gui.appearance import Colours, colours, is_dark
from annotator.gui.label_paint import paint_swatch
from annotator.services.agreement_words import in_figures

_GAP = 8.0
_SWATCH = 20.0
_BAR = 0.55  # of a row
_WIDEST_NAME = 0.3
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_END = 4.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure with its name, and the label whose swatch stands before it."""

    name: str
    figure: Estimate
    label: Label | None = None


class Bars(QWidget):
    """A bar a row from 0 to its figure, with a line over its interval."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def show_bars(self, bars: Sequence[Bar], described: str) -> None:
        """Show these bars; `described` says in words what is to be seen."""
        self._bars = tuple(bars)
        self.setAccessibleDescription(described)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(34 * self._line()), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(round(15 * self._line()), self._height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # What is mirrored is mirrored here; words and numbers stay what they are.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        table = colours(is_dark(self.palette()))
        self._paint_axis(painter, table)
        for number, one in enumerate(self._bars):
            top = self._top() + number * self._row()
            self._paint_name(painter, one, top, table)
            self._paint_bar(painter, one.figure, top, table)

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _line(self) -> float:
        return QFontMetricsF(self.font()).height()

    def _row(self) -> float:
        return max(_SWATCH, self._line()) + 1.5 * _GAP

    def _top(self) -> float:
        return self._line() + 1.5 * _GAP

    def _height(self) -> int:
        return round(self._top() + self._row() * len(self._bars) + _GAP / 2)

    def _indent(self) -> float:
        return _SWATCH + _GAP if any(one.label for one in self._bars) else 0.0

    def _names(self) -> float:
        metrics = QFontMetricsF(self.font())
        widest = max((metrics.horizontalAdvance(one.name) for one in self._bars), default=0)
        return min(widest + 2, self.width() * _WIDEST_NAME) + self._indent()

    def _axis(self) -> tuple[float, float]:
        """Where the axis begins, as if lines began at the left, and how long it is."""
        start = self._names() + 2 * _GAP
        number = QFontMetricsF(self._strong()).horizontalAdvance("> 0.99") + 2 * _GAP
        return start, max(self.width() - start - number, 40.0)

    def _strong(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _across(self, left: float, width: float = 0.0) -> float:
        return self.width() - left - width if self._is_mirrored else left

    def _paint_axis(self, painter: QPainter, table: Colours) -> None:
        start, length = self._axis()
        metrics = QFontMetricsF(self.font())
        for tick in _TICKS:
            x = round(self._across(start + length * tick)) + 0.5
            painter.setPen(QPen(QColor(table.border), 1))
            painter.drawLine(QPointF(x, self._top() - 2), QPointF(x, self.height() - _GAP / 2))
            told = f"{tick:g}"
            width = metrics.horizontalAdvance(told) + 2
            painter.setPen(QColor(table.muted))
            place = QRectF(x - width / 2, 0, width, self._line())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), told)

    def _paint_name(self, painter: QPainter, one: Bar, top: float, table: Colours) -> None:
        if one.label is not None:
            sign = QRectF(self._across(0, _SWATCH), 0, _SWATCH, _SWATCH)
            sign.moveTop(top + (self._row() - _SWATCH) / 2)
            paint_swatch(painter, sign, one.label, is_dark(self.palette()), self._strong())
        indent = self._indent()
        room = self._names() - indent
        place = QRectF(self._across(indent, room), top, room, self._row())
        words = QFontMetricsF(self.font()).elidedText(one.name, Qt.TextElideMode.ElideRight, room)
        side = Qt.AlignmentFlag.AlignRight if self._is_mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setFont(self.font())
        painter.setPen(QColor(table.text))
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_bar(self, painter: QPainter, figure: Estimate, top: float, table: Colours) -> None:
        start, length = self._axis()
        middle = top + self._row() / 2
        if figure.value is None:
            self._paint_reason(painter, figure.reason, top, table)
            return
        thick = self._row() * _BAR
        width = max(length * figure.value, 2.0)
        bar = QRectF(self._across(start, width), middle - thick / 2, width, thick)
        colour = QColor(table.accent)
        colour.setAlphaF(0.75)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(bar, 3, 3)
        if figure.interval is not None:
            low, high = (
                self._across(start + length * end)
                for end in (figure.interval.low, figure.interval.high)
            )
            painter.setPen(QPen(QColor(table.text), 1.5))
            painter.drawLine(QPointF(low, middle), QPointF(high, middle))
            for x in (low, high):
                painter.drawLine(QPointF(x, middle - _END), QPointF(x, middle + _END))
        left = start + length + _GAP
        room = self.width() - left
        place = QRectF(self._across(left, room), top, room, self._row())
        painter.setFont(self._strong())
        painter.setPen(QColor(table.text))
        end = Qt.AlignmentFlag.AlignLeft if self._is_mirrored else Qt.AlignmentFlag.AlignRight
        painter.drawText(place, int(end | Qt.AlignmentFlag.AlignVCenter), in_figures(figure.value))
        painter.setFont(self.font())

    def _paint_reason(self, painter: QPainter, reason: str, top: float, table: Colours) -> None:
        start, length = self._axis()
        place = QRectF(self._across(start + _GAP, length), top, length, self._row())
        words = QFontMetricsF(self.font()).elidedText(
            f"undefined: {reason}", Qt.TextElideMode.ElideRight, length
        )
        side = Qt.AlignmentFlag.AlignRight if self._is_mirrored else Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(table.muted))
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), words)
