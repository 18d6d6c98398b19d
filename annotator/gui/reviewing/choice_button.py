"""A button that takes a label: its sign, what is said, what the label means, and the key."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.core.labels import Label
from annotator.gui.appearance import Colours, colours
from annotator.gui.label_paint import paint_swatch
from annotator.gui.notices import plain_tool_tip

_PAD = 8
_GAP = 8
_SWATCH = 22
_MOST_LINES = 2
_ROUND = 6
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a button offers: a label or nothing, in words, with what that means and its key.

    One that `is_wide` has a line of its own. `place` is that of the set whose label is taken.
    """

    label: Label | None
    title: str
    detail: str = ""
    key: str = ""
    is_taken: bool = False
    has_swatch: bool = True
    is_wide: bool = False
    place: int | None = None


class ChoiceButton(QAbstractButton):
    """Painted as a card; the one that is decided has a tick and the colour of the accent."""

    def __init__(self, choice: Choice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self._is_dark = False
        # Tab reaches it; a click leaves the keys where they are.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_choice(choice)

    def show_choice(self, choice: Choice) -> None:
        """Offer another choice."""
        self.choice = choice
        key = f", key {choice.key}" if choice.key else ""
        taken = ", decided" if choice.is_taken else ""
        self.setAccessibleName(f"{choice.title}{taken}{key}")
        self.setAccessibleDescription(choice.detail)
        self.setToolTip(plain_tool_tip(f"{choice.title}{key}\n{choice.detail}".strip()))
        self.updateGeometry()
        self.update()

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._is_dark = is_dark
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(70, QFontMetrics(self.font()).height() + 2 * _PAD)

    def heightForWidth(self, width: int) -> int:
        title = QFontMetrics(self._title_font()).height()
        return max(title + self._detail_height(width), _SWATCH) + 2 * _PAD

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        table = colours(self._is_dark)
        self._paint_ground(painter, table)
        left = _PAD + 2
        if self.choice.has_swatch:
            self._paint_sign(painter, table, QRectF(left, _PAD, _SWATCH, _SWATCH))
            left += _SWATCH + _GAP
        area = QRect(left, _PAD, self.width() - left - _PAD - 2, self.height() - 2 * _PAD)
        font = self._title_font()
        metrics = QFontMetrics(font)
        line = QRect(area.left(), area.top(), area.width(), max(metrics.height(), 0))
        if not self._detail_height(self.width()):
            line.setHeight(area.height())
        key = self.choice.key
        room = line.width() - QFontMetrics(self._small_font()).horizontalAdvance(key) - _GAP
        if room < min(metrics.horizontalAdvance(self.choice.title), line.width()):
            # What it does is told before the key is; the tool tip has both.
            key, room = "", line.width()
        painter.setFont(self._small_font())
        painter.setPen(QColor(table.muted))
        painter.drawText(line, _RIGHT, key)
        painter.setFont(font)
        ink = QColor(table.text if self.isEnabled() else table.muted)
        painter.setPen(ink)
        title = metrics.elidedText(self.choice.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, _LEFT, title)
        if height := self._detail_height(self.width()):
            painter.setFont(self._small_font())
            painter.setPen(QColor(table.muted))
            below = QRect(area.left(), line.bottom() + 1, area.width(), height)
            painter.drawText(below, _WRAPPED, self.fitting_detail(below.width()))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def _paint_ground(self, painter: QPainter, table: Colours) -> None:
        card = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = table.raised
        if self.choice.is_taken:
            ground = table.chosen
        elif self.underMouse() or self.isDown():
            ground = table.hover
        is_strong = self.hasFocus() or self.choice.is_taken
        painter.setBrush(QColor(ground))
        painter.setPen(
            QPen(QColor(table.accent if is_strong else table.border), 2 if self.hasFocus() else 1)
        )
        painter.drawRoundedRect(card, _ROUND, _ROUND)

    def _paint_sign(self, painter: QPainter, table: Colours, area: QRectF) -> None:
        label = self.choice.label
        if label is not None:
            paint_swatch(painter, area, label, self._is_dark, self._title_font())
        else:
            pen = QPen(QColor(table.muted), 1.2, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 3, 3)
        if self.choice.is_taken:
            corner = QPointF(area.right() - 1, area.bottom() - 1)
            painter.setPen(QPen(QColor(table.chosen), 1.5))
            painter.setBrush(QColor(table.accent))
            painter.drawEllipse(corner, 6, 6)
            painter.setPen(QPen(QColor(table.on_accent), 1.6))
            painter.drawPolyline(
                [corner + QPointF(-2.6, 0), corner + QPointF(-0.6, 2), corner + QPointF(2.8, -2)]
            )

    def _title_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _small_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(self.font().pointSizeF() * 0.88)
        return font

    def fitting_detail(self, width: int) -> str:
        """What the label means, with an ellipsis where it needs more than the lines it has."""
        layout = QTextLayout(self.choice.detail, self._small_font())
        layout.beginLayout()
        starts = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        if len(starts) <= _MOST_LINES:
            return self.choice.detail
        last = starts[_MOST_LINES - 1]
        metrics = QFontMetrics(self._small_font())
        rest = metrics.elidedText(self.choice.detail[last:], Qt.TextElideMode.ElideRight, width)
        return f"{self.choice.detail[:last].rstrip()}\n{rest}"

    def _detail_height(self, width: int) -> int:
        """The height of what the label means: two lines at most, the tool tip has all of it."""
        if not self.choice.detail:
            return 0
        metrics = QFontMetrics(self._small_font())
        sign = _SWATCH + _GAP if self.choice.has_swatch else 0
        room = max(width - 2 * _PAD - 4 - sign, 40)
        needed = metrics.boundingRect(0, 0, room, 10_000, _WRAPPED, self.choice.detail).height()
        return min(needed, _MOST_LINES * metrics.lineSpacing())
