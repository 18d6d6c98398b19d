"""The line over a compared text that says which column is whose."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.gui.appearance import colours
from annotator.gui.comparing.compared import Compared
from annotator.gui.comparing.compared_view import ComparedView
from annotator.gui.notices import plain_tool_tip
from annotator.gui.shortening import shortened

_DECISION, _MAJORITY = "✓", "M"
_PAD = 5


class ColumnHeads(QWidget):
    """A sign over each bar of the view below, and beside them what the signs stand for."""

    def __init__(self, view: ComparedView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._heads: tuple[tuple[str, str], ...] = ()
        self._is_dark = False
        view.moved_aside.connect(self.update)

    def show_compared(self, compared: Compared | None) -> None:
        """Name the columns of what is compared."""
        self._heads = heads_of(compared) if compared is not None else ()
        told = ", ".join(self.words)
        self.setAccessibleName(f"Columns: {told}" if told else "")
        self.setVisible(compared is not None)
        self.update()

    @property
    def words(self) -> tuple[str, ...]:
        """What each column is, as “A Ada”."""
        return tuple(f"{sign} {name}".strip() for sign, name in self._heads)

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._is_dark = is_dark
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, QFontMetrics(self._font()).height() + 2 * _PAD)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        table = colours(self._is_dark)
        painter.fillRect(self.rect(), QColor(table.page))
        painter.setPen(QColor(table.border))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        columns = self._view.columns
        bold = self._font()
        bold.setBold(True)
        metrics = QFontMetrics(bold)
        baseline = (self.height() + metrics.capHeight()) / 2
        painter.setFont(bold)
        painter.setPen(QColor(table.text))
        for number, (sign, _name) in enumerate(self._heads):
            middle = columns.bar(number, 0, 0).center().x()
            left = middle - metrics.horizontalAdvance(sign) / 2
            painter.drawText(QPointF(left, baseline), sign)
        font = self._font()
        painter.setFont(font)
        painter.setPen(QColor(table.muted))
        room = QRect(columns.text_left, 0, self.width() - columns.text_left - _PAD, self.height())
        legend = "   ".join(self.words)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        text = shortened(legend, QFontMetrics(font), room.width())
        painter.drawText(room, int(flags | Qt.TextFlag.TextSingleLine), text)
        painter.end()

    def event(self, event: QHelpEvent) -> bool:  # type: ignore[override]  # any event comes here
        if event.type() == QHelpEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tool_tip(self._under(event.pos())), self)
            return True
        return super().event(event)

    def _under(self, point: QPoint) -> str:
        columns = self._view.columns
        for number, words in enumerate(self.words):
            bar = columns.bar(number, 0, self.height())
            if bar.contains(QPointF(point)):
                return words
        return "\n".join(self.words)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.95)
        return font


def heads_of(compared: Compared) -> tuple[tuple[str, str], ...]:
    """The sign of each column, in the order of the bars, and what is to be said of it."""
    sides = tuple((side.letter, side.name) for side in compared.sides)
    gold = ((_DECISION, "decision"),) if compared.has_gold else ()
    if len(sides) == 2:
        return (sides[0], *gold, sides[1])
    most = ((_MAJORITY, "majority"),) if compared.majority is not None else ()
    return (*sides, *most, *gold)
