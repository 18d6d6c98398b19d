"""Disagreements in the text: a frame and a hatching each, and a sign beside the first line.

How far one is can be seen without colour: an open one is hatched in a whole frame, a changed one
cross-hatched in a broken frame, a decided one has a thin frame alone.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from annotator.core.adjudication import PieceState
from annotator.gui.comparing.compared import Compared, Disagreement
from annotator.gui.text_view.block_layout import BlockLayout
from annotator.gui.text_view.rows import Row
from annotator.gui.text_view.scene import Scene

_HATCHED_ALPHA = {False: 64, True: 72}
_BEYOND = 20.0
# What is drawn later lies over the rest.
_ORDER = (PieceState.DECIDED, None, PieceState.OPEN, PieceState.STALE)


class Marks:
    """Paints the disagreements of what is compared; `current` is the number of the framed one."""

    def __init__(self, compared: Compared, current: int) -> None:
        self._compared = compared
        self._current = current

    def paint(
        self,
        painter: QPainter,
        scene: Scene,
        row: Row,
        lines: BlockLayout,
        at: QPointF,
        panel: QRectF,
    ) -> None:
        """Paint those of a row on its ground, ahead of its text."""
        found = self._compared.touching(row.span)
        if not found:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(panel, Qt.ClipOperation.IntersectClip)
        ordered = sorted(found, key=self._rank)
        for one in ordered:
            self._paint_one(painter, scene, one, _outline(scene, row, lines, at, panel, one))
        for one in ordered:
            if row.span.start <= one.span.start:
                self._paint_sign(painter, scene, one, lines, at, panel)
        painter.restore()

    def _rank(self, one: Disagreement) -> tuple[bool, int]:
        return one.number == self._current, _ORDER.index(one.state)

    def _paint_one(
        self, painter: QPainter, scene: Scene, one: Disagreement, outline: QPainterPath
    ) -> None:
        theme = scene.theme
        is_current = one.number == self._current
        colour = theme.muted if one.state is PieceState.DECIDED else theme.warning
        if one.state is not PieceState.DECIDED:
            ground = QColor(colour)
            ground.setAlpha(_HATCHED_ALPHA[theme.is_dark])
            is_stale = one.state is PieceState.STALE
            style = Qt.BrushStyle.DiagCrossPattern if is_stale else Qt.BrushStyle.BDiagPattern
            painter.fillPath(outline, QBrush(ground, style))
        pen = QPen(theme.accent if is_current else colour, 3.0 if is_current else 1.4)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        if one.state is PieceState.STALE:
            pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)

    def _paint_sign(
        self,
        painter: QPainter,
        scene: Scene,
        one: Disagreement,
        lines: BlockLayout,
        at: QPointF,
        panel: QRectF,
    ) -> None:
        """A sign for the state, in the room beside the line where the text begins."""
        room = scene.columns.padding
        height = scene.typography.line_height
        side = min(room - 4.0, height * 0.7)
        first = lines.rectangles(one.span)
        top = first[0].top() + at.y() if first else panel.top()
        height = round(first[0].height()) if first else height
        left = panel.left() + 0.5 if lines.is_rtl else panel.right() - side - 0.5
        box = QRectF(left, top + (height - side) / 2, side, side)
        colour = scene.theme.warning
        if one.number == self._current:
            colour = scene.theme.accent
        elif one.state is PieceState.DECIDED:
            colour = scene.theme.muted
        # One sign lies over another where two texts begin on a line.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(scene.theme.paper)
        painter.drawEllipse(box)
        paint_state(painter, box, one.state, colour)


def paint_state(painter: QPainter, box: QRectF, state: PieceState | None, colour: QColor) -> None:
    """A tick for decided, a full disc with a stroke for changed, a ring with a point for open.

    What is only compared has two strokes that are not alike.
    """
    side = box.width()
    pen = QPen(colour, max(side * 0.15, 1.3), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = box.left(), box.top()
    match state:
        case PieceState.DECIDED:
            corners = ((0.15, 0.55), (0.4, 0.8), (0.85, 0.2))
            painter.drawPolyline([QPointF(x + side * a, y + side * b) for a, b in corners])
        case PieceState.OPEN:
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
            painter.drawPoint(box.center())
        case PieceState.STALE:
            pen.setWidthF(pen.widthF() * 1.35)
            painter.setPen(pen)
            painter.drawLine(
                QPointF(x + side / 2, y + side * 0.08), QPointF(x + side / 2, y + side * 0.55)
            )
            painter.drawPoint(QPointF(x + side / 2, y + side * 0.9))
        case None:
            for part in (0.35, 0.65):
                painter.drawLine(
                    QPointF(x + side * 0.15, y + side * part),
                    QPointF(x + side * 0.85, y + side * part),
                )
            painter.drawLine(
                QPointF(x + side * 0.7, y + side * 0.1), QPointF(x + side * 0.3, y + side * 0.9)
            )


def _outline(
    scene: Scene, row: Row, lines: BlockLayout, at: QPointF, panel: QRectF, one: Disagreement
) -> QPainterPath:
    """What the frame of a disagreement goes around in a row: all of it, or some of its text."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    if one.span.covers(row.span.trimmed(scene.document.text)):
        # The frame goes on where the block does, in the row below.
        # Beside the room for the sign.
        room = scene.columns.padding - 3
        box = panel.adjusted(*(room, 2, -2, -2) if lines.is_rtl else (2, 2, -room, -2))
        if row.span.start > one.span.start:
            box.setTop(panel.top() - _BEYOND)
        if row.span.end < one.span.end:
            box.setBottom(panel.bottom() + _BEYOND)
        path.addRect(QRectF(box.toRect()).adjusted(0.5, 0.5, -0.5, -0.5))
        return path
    rectangles = lines.rectangles(one.span)
    for rectangle in rectangles:
        box = QRectF(rectangle.translated(at).toRect())
        # Half a pixel in, so that the line is sharp; over the line below, so that both are one.
        below = 1.5 if rectangle.bottom() < rectangles[-1].top() + 1 else -0.5
        path.addRect(box.adjusted(0.5, 0.5, -0.5, below))
    return path.simplified()
