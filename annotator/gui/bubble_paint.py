"""The sign of a comment: a small speech bubble."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF


def paint_bubble(painter: QPainter, area: QRectF, colour: QColor) -> None:
    """Paint it as large as there is room for in a square."""
    side = min(area.width(), area.height())
    box = QRectF(area.left(), area.top(), side, side * 0.76)
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(box, side * 0.2, side * 0.2)
    tail = (
        QPointF(box.left() + side * 0.2, box.bottom() - side * 0.1),
        QPointF(box.left() + side * 0.2, area.top() + side),
        QPointF(box.left() + side * 0.55, box.bottom() - side * 0.1),
    )
    path.addPolygon(QPolygonF(tail))
    path.closeSubpath()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, colour)
    painter.restore()
