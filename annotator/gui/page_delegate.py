"""How one page looks in the list: a sign for its status, the title, the site, the share decided."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.core.journal import Status
from annotator.core.pages import PageRow
from annotator.gui.appearance import Colours, colours
from annotator.gui.bubble_paint import paint_bubble
from annotator.gui.page_model import ROW_ROLE, Index, PageModel, share_of, title_of
from annotator.gui.page_table import DONE
from annotator.gui.shortening import shortened

_PAD = 8
_SIGN = 16


class PageDelegate(QStyledItemDelegate):
    """Two lines a page. All text is painted as it is, never as markup."""

    def __init__(self, model: PageModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._is_dark = False

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._is_dark = is_dark

    def row_height(self, font: QFont) -> int:
        """The height of every row in this font."""
        return 2 * QFontMetrics(font).height() + 2 * _PAD + 2

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self.row_height(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, PageRow):
            return
        table = colours(self._is_dark)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        self._paint_ground(painter, option, rect, row, table)
        sign = QRectF(rect.left() + _PAD + 3, rect.top() + _PAD + 2, _SIGN, _SIGN)
        paint_status(painter, sign, row, table)
        text = rect.adjusted(2 * _PAD + _SIGN + 5, _PAD, -_PAD, -_PAD)
        self._paint_text(painter, option.font, text, row, table)
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        rect: QRect,
        row: PageRow,
        table: Colours,
    ) -> None:
        state: QStyle.StateFlag = option.state
        card = QRectF(rect).adjusted(3, 1, -3, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if row.page == self._model.current:
            painter.setBrush(QColor(table.chosen))
            painter.drawRoundedRect(card, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(table.hover))
            painter.drawRoundedRect(card, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(table.accent), 2))
            painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_text(
        self, painter: QPainter, font: QFont, area: QRect, row: PageRow, table: Colours
    ) -> None:
        strong = QFont(font)
        strong.setWeight(
            QFont.Weight.DemiBold if row.page == self._model.current else QFont.Weight.Normal
        )
        metrics = QFontMetrics(strong)
        line = QRect(area.left(), area.top(), area.width(), metrics.height())
        painter.setFont(strong)
        room = line.width() - self._paint_threads(painter, line, row, table)
        painter.setPen(QColor(table.muted if row.status in DONE else table.text))
        painter.drawText(line, _FLAGS, shortened(title_of(row), metrics, room))

        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.88)
        metrics = QFontMetrics(small)
        painter.setFont(small)
        painter.setPen(QColor(table.muted))
        line = QRect(area.left(), area.bottom() - metrics.height(), area.width(), metrics.height())
        right = share_of(row) if row.status is Status.IN_PROGRESS else row.status.value
        is_returned = row.status is Status.RETURNED
        if is_returned:
            small.setWeight(QFont.Weight.DemiBold)
            metrics = QFontMetrics(small)
            painter.setFont(small)
            painter.setPen(QColor(table.warning))
        painter.drawText(line, int(_RIGHT), right)
        small.setWeight(QFont.Weight.Normal)
        painter.setFont(small)
        painter.setPen(QColor(table.muted))
        room = line.width() - metrics.horizontalAdvance(right) - _PAD
        cut, blind = "⚠ cut" if row.is_cut else "", "blind" if row.is_blind else ""
        calibration = "calibration" if row.is_calibration else ""
        parts = (str(row.page), cut, blind, calibration, row.site)
        left = "  ·  ".join(one for one in parts if one)
        painter.drawText(line, _FLAGS, shortened(left, metrics, room))

    def _paint_threads(self, painter: QPainter, line: QRect, row: PageRow, table: Colours) -> int:
        """Paint how many comments wait for an answer, at the end of a line; how wide that is."""
        count = self._model.thread_count(row.page)
        if not count:
            return 0
        metrics = painter.fontMetrics()
        side = metrics.ascent() * 0.9
        told = f"{count:,}" if count > 1 else ""
        width = side + metrics.horizontalAdvance(told) + (4 if told else 0)
        top = line.center().y() - side / 2 + 1
        colour = QColor(table.accent)
        paint_bubble(painter, QRectF(line.right() - width, top, side, side), colour)
        painter.setPen(colour)
        painter.drawText(line, int(_RIGHT), told)
        return int(width) + _PAD


_FLAGS = int(
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_status(painter: QPainter, area: QRectF, row: PageRow, table: Colours) -> None:
    """A ring that fills with what is decided; a tick where the page is finished."""
    paint_standing(painter, area, row.status, row.decided_share, table)


def paint_standing(
    painter: QPainter, area: QRectF, status: Status, share: float, table: Colours
) -> None:
    """The same sign for any work that stands so, of which a share is done."""
    ring = area.adjusted(1.5, 1.5, -1.5, -1.5)
    if status in DONE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(table.good))
        painter.drawEllipse(area)
        painter.setPen(
            QPen(QColor(table.page), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        )
        x, y, side = area.x(), area.y(), area.width()
        tick = [
            QPointF(x + side * 0.27, y + side * 0.53),
            QPointF(x + side * 0.44, y + side * 0.70),
            QPointF(x + side * 0.74, y + side * 0.33),
        ]
        painter.drawPolyline(tick)
        return
    colour = QColor(table.warning if status is Status.RETURNED else table.muted)
    if status is Status.IN_PROGRESS:
        colour = QColor(table.accent)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.6))
    painter.drawEllipse(ring)
    if status is not Status.NEW:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPie(ring.adjusted(2, 2, -2, -2), 90 * 16, -int(share * 360 * 16))
