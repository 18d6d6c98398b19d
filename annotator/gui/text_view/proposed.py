"""What is proposed, drawn over the text: an outline around undecided text, and nothing filled."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from annotator.core.labels import Label
from annotator.core.proposals import Grade, Proposal
from annotator.gui.label_paint import paint_swatch
from annotator.gui.proposing.open_text import open_in
from annotator.gui.proposing.outline_paint import outline_colour, paint_outline
from annotator.gui.text_view.rows import Row, RowKind
from annotator.gui.text_view.scene import Scene

# An outline that goes on beyond what is painted is cut off there, well out of sight.
_BEYOND = 60
# How much of the colour of the cursor lies over what is offered; the text stays readable.
_OFFERED_ALPHA = 34


@dataclass(slots=True)
class _Frame:
    """Rows that follow each other with one proposal or equal ones, and where they are."""

    label: Label
    grade: Grade
    box: QRectF
    last_row: int


def paint_proposed(painter: QPainter, scene: Scene, clip: QRectF) -> None:
    """Outline what is proposed in the rows that touch `clip`.

    Blocks that follow each other with the same label, proposed as surely, share one outline: so
    runs are seen as such, and a long page is not a stack of boxes.
    """
    if not scene.sitting.proposals:
        return
    frame: _Frame | None = None
    for number, top in _rows_around(scene, clip):
        row = scene.layout.rows.row(number)
        if row.kind is not RowKind.TEXT:
            continue
        found = open_in(scene.sitting, row.span)
        bottom = top + scene.layout.row_height(number)
        whole = _whole(scene, row, found)
        label = scene.labels.get(whole.label) if whole is not None else None
        if whole is None or label is None:
            _paint_parts(painter, scene, number, row, top, found)
            continue
        box = scene.columns.panel(top + row.is_first, bottom - row.is_last)
        if (
            frame is not None
            and frame.last_row == number - 1
            and frame.label == label
            and frame.grade is whole.grade
        ):
            frame.box.setBottom(box.bottom())
            frame.last_row = number
        else:
            _paint_frame(painter, scene, clip, frame)
            frame = _Frame(label, whole.grade, box, number)
    _paint_frame(painter, scene, clip, frame)


def paint_offered(painter: QPainter, scene: Scene, clip: QRectF) -> None:
    """Mark the blocks that the last correction is offered for, with what they would become."""
    offer = scene.sitting.offered
    if offer is None:
        return
    blocks = set(offer.blocks)
    layout, columns = scene.layout, scene.columns
    for number, top in layout.in_sight(int(clip.top()), int(clip.height()) + 1):
        row = layout.rows.row(number)
        if row.kind is not RowKind.TEXT or row.blocks.start not in blocks:
            continue
        bottom = top + layout.row_height(number)
        ground = QColor(scene.theme.accent)
        ground.setAlpha(_OFFERED_ALPHA)
        painter.fillRect(columns.panel(top + 4, bottom - 4).adjusted(4, 0, -4, 0), ground)
        if row.is_first:
            # Where the lines of the text end, in the room beside them.
            side = columns.padding - 1
            is_rtl = layout.layout(number).is_rtl
            left = columns.panel_left + 2 if is_rtl else columns.right - side - 2
            sign = QRectF(left, top + 3, side, min(side * 1.3, bottom - top - 6))
            paint_swatch(painter, sign, offer.label, scene.theme.is_dark, scene.typography.letter)


def _rows_around(scene: Scene, clip: QRectF) -> list[tuple[int, int]]:
    """The rows in `clip` and one more at either end, which decides where an outline ends."""
    layout = scene.layout
    rows = list(layout.in_sight(int(clip.top()), int(clip.height()) + 1))
    if not rows:
        return rows
    first, last = rows[0][0], rows[-1][0]
    before = [(first - 1, layout.top(first - 1))] if first else []
    after = [(last + 1, layout.top(last + 1))] if last + 1 < len(layout.rows) else []
    return [*before, *rows, *after]


def _whole(scene: Scene, row: Row, found: list[Proposal]) -> Proposal | None:
    """The one proposal for all of a row's text, where there is one."""
    if len(found) != 1:
        return None
    text = row.span.trimmed(scene.document.text)
    return found[0] if found[0].span.covers(text) else None


def _paint_frame(painter: QPainter, scene: Scene, clip: QRectF, frame: _Frame | None) -> None:
    if frame is None:
        return
    box = QRectF(frame.box)
    box.setTop(max(box.top(), clip.top() - _BEYOND))
    box.setBottom(min(box.bottom(), clip.bottom() + _BEYOND))
    theme = scene.theme
    colour = outline_colour(frame.label, theme.paper, theme.is_dark)
    paint_outline(painter, box, colour, frame.grade)


def _paint_parts(
    painter: QPainter, scene: Scene, number: int, row: Row, top: int, found: list[Proposal]
) -> None:
    """Outline the characters of proposals for parts of a row, line by line."""
    if not found:
        return
    layout, theme = scene.layout, scene.theme
    lines = layout.layout(number)
    at = QPointF(scene.columns.text_left, top + layout.text_top(row))
    for one in found:
        label = scene.labels.get(one.label)
        if label is None:
            continue
        colour = outline_colour(label, theme.paper, theme.is_dark)
        for rectangle in lines.rectangles(one.span):
            box = rectangle.translated(at).adjusted(-2, 1, 2, -1)
            paint_outline(painter, box, colour, one.grade)
