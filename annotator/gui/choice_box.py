"""A box to choose one of a few things from."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QComboBox

_RIGHT = 16
_HALF = 3.5


class ChoiceBox(QComboBox):
    """A combo box with an arrow: a style sheet takes the style's own away and draws none."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), 1.6))
        x = _RIGHT if self.isRightToLeft() else self.width() - _RIGHT
        middle = QPointF(x, self.height() / 2 + _HALF / 2)
        painter.drawPolyline(
            [
                middle + QPointF(-_HALF, -_HALF),
                middle,
                middle + QPointF(_HALF, -_HALF),
            ]
        )
