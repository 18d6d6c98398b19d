"""The card behind a row of a list: where the mouse is, what is chosen, where the keys go."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle

from annotator.gui.appearance import Colours

_ROUND = 6
_State = QStyle.StateFlag


def paint_card(painter: QPainter, rect: QRect, state: QStyle.StateFlag, table: Colours) -> None:
    """Paint the ground and the frame that a row in this state has; the painter's pen changes."""
    card = QRectF(rect).adjusted(2, 1, -2, -1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state & (_State.State_MouseOver | _State.State_Selected):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(table.chosen if state & _State.State_Selected else table.hover))
        painter.drawRoundedRect(card, _ROUND, _ROUND)
    if state & _State.State_HasFocus:
        painter.setPen(QPen(QColor(table.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), _ROUND, _ROUND)
