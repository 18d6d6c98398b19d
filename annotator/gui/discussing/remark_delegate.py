"""How a remark looks in the list: who and when, the text it stands at, what it says."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.appearance import Colours, colours
from annotator.gui.discussing.remark_model import ROW_ROLE
from annotator.gui.discussing.remark_rows import RemarkRow, RowKind
from annotator.gui.page_model import Index
from annotator.gui.row_card import paint_card
from annotator.gui.shortening import shortened

_PAD = 8
_INDENT = 14
_GAP = 2
_LINE = 3


@dataclass(frozen=True, slots=True)
class _Lines:
    """A text laid out below each other, and how high that is."""

    layout: QTextLayout
    height: float


class RemarkDelegate(QStyledItemDelegate):
    """Rows as high as their text needs, in the width of the list. All text is plain."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view
        self.is_dark = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        if not isinstance(row, RemarkRow):
            return QSize(0, 0)
        width = self._view.viewport().width()
        small = QFontMetrics(_small(option.font)).height()
        if row.kind in {RowKind.FOLD, RowKind.STANDING}:
            return QSize(width, small + 2 * _GAP + 6)
        inner = width - _left(row) - _PAD
        lines = _laid_out(row.text, option.font, inner)
        quote = small + _GAP if row.quote else 0
        return QSize(width, int(small + quote + lines.height) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, RemarkRow):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        table = colours(self.is_dark)
        painter.save()
        paint_card(painter, rect, state, table)
        if row.kind is RowKind.FOLD:
            sign = "▾" if row.is_open else "▸"
            self._line(painter, f"{sign}  {row.heading}", _small(font), rect, table.muted)
        elif row.kind is RowKind.STANDING:
            inner = rect.adjusted(_left(row) - _PAD, 0, 0, 0)
            told = f"{row.text} by {row.heading}"
            self._line(painter, told, _small(font), inner, table.muted)
        else:
            self._paint_remark(painter, row, font, rect, table)
        painter.restore()

    def _paint_remark(
        self, painter: QPainter, row: RemarkRow, font: QFont, rect: QRect, table: Colours
    ) -> None:
        left, top = rect.left() + _left(row), rect.top() + _PAD
        width = rect.width() - _left(row) - _PAD
        small = _small(font)
        height = QFontMetrics(small).height()
        bar = _bar_colour(row, table)
        if bar is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(bar))
            painter.drawRoundedRect(
                QRectF(rect.left() + 4, rect.top() + 5, _LINE, rect.height() - 10), 1.5, 1.5
            )
        elif row.kind is RowKind.ANSWER:
            painter.setPen(QPen(QColor(table.border), 1))
            x = rect.left() + _left(row) - 6.5
            painter.drawLine(QPointF(x, rect.top() + 4), QPointF(x, rect.bottom() - 4))
        self._line(painter, row.heading, small, QRect(left, top, width, height), table.muted, pad=0)
        top += height
        if row.quote:
            slanted = QFont(small)
            slanted.setItalic(True)
            where = QRect(left, top, width, height)
            self._line(painter, row.quote, slanted, where, table.muted, pad=0)
            top += height + _GAP
        painter.setPen(QColor(table.muted if row.is_resolved else table.text))
        _laid_out(row.text, font, width).layout.draw(painter, QPointF(left, top))

    def _line(
        self,
        painter: QPainter,
        text: str,
        font: QFont,
        rect: QRect,
        colour: str,
        pad: int = _PAD,
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        area = rect.adjusted(pad, 0, -pad, 0)
        painter.drawText(area, int(_FLAGS), shortened(text, QFontMetrics(font), area.width()))


_FLAGS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def _left(row: RemarkRow) -> int:
    """Where the text of a row begins."""
    return _PAD + 6 + (_INDENT if row.kind in {RowKind.ANSWER, RowKind.STANDING} else 0)


def _bar_colour(row: RemarkRow, table: Colours) -> str | None:
    if row.kind is RowKind.VERDICT:
        return table.warning
    if row.kind is RowKind.OPENING:
        return table.border if row.is_resolved else table.accent
    return None


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.88)
    return small


def _laid_out(text: str, font: QFont, width: int) -> _Lines:
    """The lines of a plain text; a word that is too long is broken."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 40))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return _Lines(layout, height)
