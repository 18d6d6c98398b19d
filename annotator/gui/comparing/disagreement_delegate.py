"""How one disagreement looks in the list: what each side says, and the text it is about."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.core.adjudication import PieceState
from annotator.core.labels import Label, LabelId
from annotator.gui.appearance import Colours, colours
from annotator.gui.comparing import words
from annotator.gui.comparing.compared import Compared, Disagreement
from annotator.gui.comparing.disagreement_model import ROW_ROLE, DisagreementModel
from annotator.gui.comparing.marks import paint_state
from annotator.gui.label_paint import paint_swatch
from annotator.gui.page_model import Index
from annotator.gui.row_card import paint_card
from annotator.gui.shortening import shortened

_PAD = 7
_GAP = 5
_LEAST_NAME = 24
_FEW_SIDES = 2
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT = int(
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
)


class DisagreementDelegate(QStyledItemDelegate):
    """Two lines each. All text is painted as it is, never as markup.

    `current` is the number of the one that is marked.
    """

    def __init__(self, model: DisagreementModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.is_dark = False
        self.current = 0

    def row_height(self, font: QFont) -> int:
        """The height of every row in this font."""
        return 2 * QFontMetrics(font).height() + 2 * _PAD + 4

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self.row_height(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        one, compared = index.data(ROW_ROLE), self._model.compared
        if not isinstance(one, Disagreement) or compared is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if one.number == self.current:
            state |= QStyle.StateFlag.State_Selected
        font: QFont = option.font
        table = colours(self.is_dark)
        painter.save()
        paint_card(painter, rect, state, table)
        area = rect.adjusted(_PAD + 3, _PAD, -_PAD - 3, -_PAD)
        height = QFontMetrics(font).height()
        top = QRect(area.left(), area.top(), area.width(), height)
        bottom = QRect(area.left(), area.bottom() - height + 1, area.width(), height)
        self._paint_sides(painter, font, top, compared, one, table)
        self._paint_quote(painter, font, bottom, compared, one, table)
        painter.restore()

    def _paint_sides(
        self,
        painter: QPainter,
        font: QFont,
        line: QRect,
        compared: Compared,
        one: Disagreement,
        table: Colours,
    ) -> None:
        """State, number, and a swatch for each side with its letter, named if there is room."""
        small = _small(font)
        metrics = QFontMetrics(small)
        x = float(line.left())
        if compared.has_gold:
            side = metrics.height() * 0.75
            box = QRectF(x, line.center().y() - side / 2 + 0.5, side, side)
            is_done = one.state is PieceState.DECIDED
            paint_state(painter, box, one.state, QColor(table.good if is_done else table.warning))
            x += side + _GAP
        painter.setFont(small)
        painter.setPen(QColor(table.muted))
        number = str(one.number)
        painter.drawText(QRectF(x, line.top(), 60, line.height()), _LEFT, number)
        x += metrics.horizontalAdvance(number) + 2 * _GAP
        swatch = line.height() - 1.0
        kind, right = words.KINDS[one.kind], float(line.right())
        kind_width = metrics.horizontalAdvance(kind) + _GAP
        if _width_of_signs(metrics, swatch, compared) <= right - kind_width - x:
            # What they disagree on can be read elsewhere; what each of them says, nowhere else.
            painter.drawText(line, _RIGHT, kind)
            right -= kind_width
        room = self._room_for_names(font, right - x, swatch, compared, one)
        for side_of, label in zip(compared.sides, one.labels, strict=True):
            letter = metrics.horizontalAdvance(side_of.letter) + 3
            painter.setFont(small)
            painter.setPen(QColor(table.muted))
            painter.drawText(QRectF(x, line.top(), letter, line.height()), _LEFT, side_of.letter)
            x += letter
            self._paint_label(painter, font, QRectF(x, line.top(), swatch, swatch), compared, label)
            x += swatch + 3
            if room >= _LEAST_NAME:
                painter.setFont(font)
                painter.setPen(QColor(table.text))
                full = QFontMetrics(font)
                name = words.label_name(compared, label)
                text = full.elidedText(name, Qt.TextElideMode.ElideRight, room)
                painter.drawText(QRectF(x, line.top(), room, line.height()), _LEFT, text)
                x += full.horizontalAdvance(text)
            x += 2 * _GAP

    def _room_for_names(
        self, font: QFont, width: float, swatch: float, compared: Compared, one: Disagreement
    ) -> int:
        """How wide the name of a label may be; 0 where those of many sides do not all fit."""
        signs = _width_of_signs(QFontMetrics(_small(font)), swatch, compared)
        room = int((width - signs) / len(compared.sides))
        full = QFontMetrics(font)
        widest = max(
            full.horizontalAdvance(words.label_name(compared, label)) for label in one.labels
        )
        return room if widest <= room or len(compared.sides) <= _FEW_SIDES else 0

    def _paint_label(
        self,
        painter: QPainter,
        font: QFont,
        box: QRectF,
        compared: Compared,
        label_id: LabelId | None,
    ) -> None:
        label: Label | None = compared.labels.get(label_id) if label_id is not None else None
        if label is not None:
            bold = _small(font)
            bold.setBold(True)
            paint_swatch(painter, box, label, self.is_dark, bold)
            return
        painter.setPen(QPen(QColor(colours(self.is_dark).muted), 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.8, 0.8, -0.8, -0.8), 3, 3)

    def _paint_quote(
        self,
        painter: QPainter,
        font: QFont,
        line: QRect,
        compared: Compared,
        one: Disagreement,
        table: Colours,
    ) -> None:
        small = _small(font)
        metrics = QFontMetrics(small)
        weight = f"{one.weight:,}"
        painter.setFont(small)
        painter.setPen(QColor(table.muted))
        painter.drawText(line, _RIGHT, weight)
        room = line.width() - metrics.horizontalAdvance(weight) - 2 * _GAP
        is_done = one.state is PieceState.DECIDED
        painter.setPen(QColor(table.muted if is_done else table.text))
        painter.drawText(line, _LEFT, shortened(words.quote(compared, one), metrics, room))


def _width_of_signs(metrics: QFontMetrics, swatch: float, compared: Compared) -> float:
    """How wide the letters and swatches of all sides are, without names."""
    letters = sum(metrics.horizontalAdvance(side.letter) for side in compared.sides)
    count = len(compared.sides)
    return letters + count * (swatch + 6) + (count - 1) * 2 * _GAP


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    return small
