"""A chart of what each page took, in the order in which the pages were finished."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.gui.appearance import Colours, colours, is_dark
from annotator.gui.figures.lines import Line, paint_keys, pen_of
from annotator.gui.figures.scale import page_ticks
from annotator.gui.figures.series import Series, window_for
from annotator.gui.notices import plain_tool_tip

_GAP = 8.0
_DOT = 3.0
_LEAST_DOT = 1.6
_MANY = 150
_NEAR = 8.0
_LEAST_AXIS = "000"
_NONE = "No numbers yet."


class PageChart(QWidget):
    """A dot a page, the median of all as a dashed line, and the course as a line.

    Pages far above the others are triangles at the upper edge. The dot under the mouse is told; all
    numbers stand in a table as well, for the keys.
    """

    def __init__(self, series: Series, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._series = series
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_series(series)

    def show_series(self, series: Series) -> None:
        """Show these values."""
        self._series = series
        self.setAccessibleName(series.title)
        self.setAccessibleDescription(series.words)
        self.update()

    def place_of(self, number: int) -> QPointF | None:
        """Where the dot of a page is; None where its value is unknown."""
        value = self._series.values[number]
        return None if value is None else self._point(self._area(), number, value)

    def number_at(self, position: QPointF) -> int | None:
        """The page whose dot is nearest to a place, if one is near."""
        area, found = self._area(), None
        nearest = _NEAR
        for number, value in self._series.dots:
            off = self._point(area, number, value) - position
            distance = max(abs(off.x()), abs(off.y()))
            if distance < nearest:
                nearest, found = distance, number
        return found

    def sizeHint(self) -> QSize:
        height = self.fontMetrics().height()
        return QSize(30 * height, 12 * height)

    def minimumSizeHint(self) -> QSize:
        height = self.fontMetrics().height()
        return QSize(12 * height, 8 * height)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.number_at(QPointF(event.pos()))
            if number is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain_tool_tip(self.told_at(number)), self)
            return True
        return super().event(event)

    def told_at(self, number: int) -> str:
        """A page in words."""
        value = self._series.told(self._series.values[number])
        return f"{self._series.names[number]}\n{value}"

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # What is mirrored is mirrored here; words and numbers stay what they are.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        table = colours(is_dark(self.palette()))
        area = self._area()
        self._paint_title(painter, table)
        if not self._series.known_count:
            painter.setPen(QColor(table.muted))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), _NONE)
            return
        self._paint_axes(painter, area, table)
        self._paint_course(painter, area, table)
        self._paint_dots(painter, area, table)
        self._paint_median(painter, area, table)

    # Places

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.88)
        return font

    def _area(self) -> QRectF:
        """Where the dots are: below the title, beside the numbers of the axis."""
        small = QFontMetricsF(self._small())
        # Room for three digits at least, so that charts below each other begin at one place.
        told = (_LEAST_AXIS, *(f"{tick:,.0f}" for tick in self._series.scale.ticks))
        widest = max(small.horizontalAdvance(one) for one in told)
        before, behind = widest + _GAP, 2 * _GAP
        if self._is_mirrored:
            before, behind = behind, before
        top = QFontMetricsF(self.font()).height() + 1.5 * _GAP
        bottom = 2 * small.height() + _GAP
        return QRectF(self.rect()).adjusted(before, top, -behind, -bottom)

    def _x(self, area: QRectF, number: float) -> float:
        share = (number + 0.5) / max(len(self._series.values), 1)
        return area.left() + area.width() * (1 - share if self._is_mirrored else share)

    def _y(self, area: QRectF, value: float) -> float:
        return area.bottom() - area.height() * self._series.scale.share(value)

    def _point(self, area: QRectF, number: int, value: float) -> QPointF:
        return QPointF(self._x(area, number), self._y(area, value))

    # Painting

    def _paint_title(self, painter: QPainter, table: Colours) -> None:
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(QColor(table.text))
        line = QRectF(0, 0, self.width(), QFontMetricsF(strong).height() + 2)
        painter.drawText(line, int(self._start()), self._series.title)
        title = QFontMetricsF(strong).horizontalAdvance(self._series.title)
        painter.setFont(self._small())
        taken = title + 2 * _GAP
        left, right = (0.0, -taken) if self._is_mirrored else (taken, 0.0)
        row = line.adjusted(left, 0, right, 0)
        paint_keys(painter, row, self._keys(), table, is_mirrored=self._is_mirrored)

    def _keys(self) -> list[tuple[str, Line]]:
        """The lines of the chart in words, the most important first."""
        if self._series.median is None:
            return []
        keys = [(f"median {self._series.told(self._series.median)}", Line.MEDIAN)]
        if self._series.course:
            around = window_for(len(self._series.values))
            keys.append((f"median of {around:,} pages around", Line.COURSE))
        return keys

    def _start(self) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self._is_mirrored else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _paint_axes(self, painter: QPainter, area: QRectF, table: Colours) -> None:
        small = self._small()
        height = QFontMetricsF(small).height()
        painter.setFont(small)
        end = Qt.AlignmentFlag.AlignLeft if self._is_mirrored else Qt.AlignmentFlag.AlignRight
        for tick in self._series.scale.ticks:
            y = round(self._y(area, tick)) + 0.5
            painter.setPen(QPen(QColor(table.border), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(table.muted))
            left = area.right() + _GAP if self._is_mirrored else 0.0
            width = self.width() - left if self._is_mirrored else area.left() - _GAP
            line = QRectF(left, y - height / 2, width, height)
            painter.drawText(line, int(end | Qt.AlignmentFlag.AlignVCenter), f"{tick:,.0f}")
        below = area.bottom() + _GAP / 2
        for number in page_ticks(len(self._series.values), int(area.width() / (4.5 * height))):
            middle_ = self._x(area, number)
            line = QRectF(middle_ - 40, below, 80, height)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), f"{number + 1:,}")
        line = QRectF(area.left(), below + height, area.width(), height)
        step = self._series.step
        told = "Pages in the order of finishing" + (f", one in {step}" if step > 1 else "")
        painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), told)

    def _paint_dots(self, painter: QPainter, area: QRectF, table: Colours) -> None:
        colour = QColor(table.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        size = _DOT if len(self._series.values) <= _MANY else _LEAST_DOT
        for number, value in self._series.dots:
            point = self._point(area, number, value)
            if self._series.scale.holds(value):
                painter.drawEllipse(point, size, size)
            else:
                painter.drawPolygon(_triangle(point, size + 2))

    def _paint_course(self, painter: QPainter, area: QRectF, table: Colours) -> None:
        line = QPolygonF([self._point(area, *point) for point in self._series.course])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen_of(Line.COURSE, table))
        painter.drawPolyline(line)

    def _paint_median(self, painter: QPainter, area: QRectF, table: Colours) -> None:
        median = self._series.median
        if median is None:
            return
        y = self._y(area, median)
        painter.setPen(pen_of(Line.MEDIAN, table))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))


def _triangle(top: QPointF, size: float) -> QPolygonF:
    """A sign that points above the edge of the chart."""
    return QPolygonF(
        [
            QPointF(top.x(), top.y() - size / 2),
            QPointF(top.x() + size, top.y() + size),
            QPointF(top.x() - size, top.y() + size),
        ]
    )
