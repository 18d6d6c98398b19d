"""Bars of how labels came about: by themselves, by label, with numbers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.core.effort import Outcome
from annotator.gui.appearance import Colours, colours, is_dark
from annotator.gui.effort.figures import Shares, in_per_cent
from annotator.gui.label_paint import ink_on, paint_swatch

_GAP = 8.0
_SWATCH = 20.0
_PART = 1.0
_WIDEST_NAME = 0.28


class ShareBars(QWidget):
    """One bar a label, cut into the ways; the widths are shares."""

    def __init__(self, shares: tuple[Shares, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: tuple[Shares, ...] = ()
        self.setAccessibleName("How labels came about")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_shares(shares)

    def show_shares(self, shares: tuple[Shares, ...]) -> None:
        """Show these."""
        self._shares = shares
        self.setAccessibleDescription(". ".join(in_words(one) for one in shares))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = 30 * self.fontMetrics().height()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = 14 * self.fontMetrics().height()
        return QSize(width, self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = len(self._legend(float(width)))
        return round(lines * self._line() + len(self._shares) * self._row() + 2 * _GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # What is mirrored is mirrored here; words and numbers stay what they are.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        dark = is_dark(self.palette())
        table = colours(dark)
        top = 0.0
        for line in self._legend(float(self.width())):
            for outcome, left in line:
                self._paint_key(painter, outcome, left, top, table)
            top += self._line()
        top += _GAP
        for one in self._shares:
            self._paint_row(painter, one, top, table, dark=dark)
            top += self._row()

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _line(self) -> float:
        return QFontMetricsF(self.font()).height() + _GAP

    def _row(self) -> float:
        return max(_SWATCH, QFontMetricsF(self.font()).height() + 4) + _GAP

    def _legend(self, width: float) -> list[list[tuple[Outcome, float]]]:
        """The keys of the ways in lines that have room for them, each with its left edge."""
        metrics = QFontMetricsF(self.font())
        lines: list[list[tuple[Outcome, float]]] = [[]]
        left = 0.0
        for outcome in Outcome:
            room = metrics.height() + _GAP + metrics.horizontalAdvance(outcome.value) + 2 * _GAP
            if lines[-1] and left + room > width:
                lines.append([])
                left = 0.0
            lines[-1].append((outcome, left))
            left += room
        return lines

    def _across(self, left: float, width: float) -> float:
        """The left edge of something that stands `left` from where lines begin."""
        return self.width() - left - width if self._is_mirrored else left

    def _paint_key(
        self, painter: QPainter, outcome: Outcome, left: float, top: float, table: Colours
    ) -> None:
        metrics = QFontMetricsF(self.font())
        side = metrics.height() * 0.8
        sign = QRectF(self._across(left, side), top + (self._line() - side) / 2, side, side)
        _paint_part(painter, sign, outcome, table)
        width = metrics.horizontalAdvance(outcome.value) + 2
        text = QRectF(self._across(left + side + _GAP, width), top, width, self._line())
        painter.setPen(QColor(table.text))
        painter.drawText(text, int(Qt.AlignmentFlag.AlignCenter), outcome.value)

    def _paint_row(
        self, painter: QPainter, one: Shares, top: float, table: Colours, *, dark: bool
    ) -> None:
        metrics = QFontMetricsF(self.font())
        height = self._row() - _GAP
        indent = _SWATCH + _GAP if any(other.label for other in self._shares) else 0.0
        if one.label is not None:
            strong = QFont(self.font())
            strong.setWeight(QFont.Weight.DemiBold)
            sign = QRectF(self._across(0, _SWATCH), top, _SWATCH, _SWATCH)
            sign.moveTop(top + (height - _SWATCH) / 2)
            paint_swatch(painter, sign, one.label, dark, strong)
        else:
            indent = 0.0
        names = self._name_width()
        room = names - indent
        name = metrics.elidedText(one.name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(self._name_font(one))
        painter.setPen(QColor(table.text))
        place = QRectF(self._across(indent, room), top, room, height)
        painter.drawText(place, int(self._side()), name)
        painter.setFont(self.font())
        count = f"{one.total:,}"
        widest = max(metrics.horizontalAdvance(f"{other.total:,}") for other in self._shares)
        place = QRectF(self._across(self.width() - widest, widest), top, widest, height)
        painter.setPen(QColor(table.muted))
        end = Qt.AlignmentFlag.AlignLeft if self._is_mirrored else Qt.AlignmentFlag.AlignRight
        painter.drawText(place, int(end | Qt.AlignmentFlag.AlignVCenter), count)
        bar = QRectF(names + _GAP, top, self.width() - names - widest - 3 * _GAP, height)
        self._paint_bar(painter, one, bar, table)

    def _paint_bar(self, painter: QPainter, one: Shares, bar: QRectF, table: Colours) -> None:
        """Paint the parts of a bar, which is given as if lines began at the left."""
        metrics = QFontMetricsF(self.font())
        left = bar.left()
        if not one.total:
            ground = QRectF(self._across(left, bar.width()), bar.top(), bar.width(), bar.height())
            painter.setPen(QPen(QColor(table.border), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            return
        for outcome in Outcome:
            width = bar.width() * one.share(outcome)
            if width <= 0:
                continue
            part = QRectF(self._across(left, width), bar.top(), width, bar.height())
            left += width
            _paint_part(painter, part.adjusted(0, 0, -_PART if width > 3 else 0, 0), outcome, table)
            told = in_per_cent(one.share(outcome))
            if metrics.horizontalAdvance(told) + 12 <= width:
                self._paint_number(painter, part, told, outcome, table)

    def _paint_number(
        self, painter: QPainter, part: QRectF, told: str, outcome: Outcome, table: Colours
    ) -> None:
        metrics = QFontMetricsF(self.font())
        colour = _colour(outcome, table)
        chip = QRectF(0, 0, metrics.horizontalAdvance(told) + 8, metrics.height())
        chip.moveCenter(part.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(chip, 3, 3)
        painter.setPen(ink_on(colour))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), told)

    def _side(self) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self._is_mirrored else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _name_font(self, one: Shares) -> QFont:
        font = QFont(self.font())
        if one.label is None:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _name_width(self) -> float:
        wanted = 0.0
        for one in self._shares:
            width = QFontMetricsF(self._name_font(one)).horizontalAdvance(one.name) + 2
            wanted = max(wanted, width + (_SWATCH + _GAP if one.label else 0.0))
        return min(wanted, self.width() * _WIDEST_NAME + _SWATCH)


def in_words(one: Shares) -> str:
    """A bar in words."""
    if not one.total:
        return f"{one.name}: none"
    told = ", ".join(f"{in_per_cent(one.share(outcome))} {outcome.value}" for outcome in Outcome)
    return f"{one.name}, {one.total:,}: {told}"


def _colour(outcome: Outcome, table: Colours) -> QColor:
    return QColor(
        {
            Outcome.ACCEPTED_SINGLY: table.accent,
            Outcome.ACCEPTED_WITH_REST: table.good,
            Outcome.CORRECTED: table.warning,
            Outcome.BY_HAND: table.scroll,
        }[outcome]
    )


# Told apart without colour as well.
_HATCHES = {
    Outcome.ACCEPTED_SINGLY: Qt.BrushStyle.SolidPattern,
    Outcome.ACCEPTED_WITH_REST: Qt.BrushStyle.Dense6Pattern,
    Outcome.CORRECTED: Qt.BrushStyle.BDiagPattern,
    Outcome.BY_HAND: Qt.BrushStyle.HorPattern,
}


def _paint_part(painter: QPainter, part: QRectF, outcome: Outcome, table: Colours) -> None:
    colour = _colour(outcome, table)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(part, 3, 3)
    hatch = _HATCHES[outcome]
    if hatch is not Qt.BrushStyle.SolidPattern:
        ink = QColor(ink_on(colour))
        ink.setAlphaF(0.35)
        painter.setBrush(QBrush(ink, hatch))
        painter.drawRoundedRect(part, 3, 3)
