"""Painting of what is in sight: grounds, marks, text, proposals, the cursor's frame."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from annotator.core.labels import Label, LabelId
from annotator.core.tally import MIXED
from annotator.gui.label_paint import mark_tint, mixed, paint_pattern, tint
from annotator.gui.text_view.gutter import paint_bars, paint_tag
from annotator.gui.text_view.hidden_words import IN_WORDS
from annotator.gui.text_view.proposed import paint_offered, paint_proposed
from annotator.gui.text_view.rows import Row, RowKind
from annotator.gui.text_view.scene import Scene
from annotator.gui.text_view.theme import Theme
from annotator.gui.text_view.typography import Typography


def paint(painter: QPainter, scene: Scene, clip: QRectF) -> None:
    """Paint the rows that touch `clip`, in pixels of the whole page."""
    painter.fillRect(clip, scene.theme.paper)
    layout = scene.layout
    # Some scripts reach out of their lines, so the neighbours of what is asked for belong to it.
    reach = scene.typography.line_height // 2
    clip = clip.adjusted(0, -reach, 0, reach)
    for number, top in layout.in_sight(int(clip.top()), int(clip.height()) + 1):
        row = layout.rows.row(number)
        if row.kind is RowKind.TEXT:
            _paint_text_row(painter, scene, number, row, top, clip)
        elif row.kind is RowKind.FOLD:
            _paint_note(painter, scene, number, top, fold_text(scene, row), row.is_open)
        else:
            _paint_cut(painter, scene, number, top)
    paint_proposed(painter, scene, clip)
    paint_offered(painter, scene, clip)
    _paint_frame(painter, scene)


def paint_empty(
    painter: QPainter, area: QRectF, theme: Theme, typography: Typography, note: str
) -> None:
    """Paint a view without a page to read, with a word on why."""
    painter.fillRect(area, theme.paper)
    painter.setPen(theme.muted)
    painter.setFont(typography.note)
    height = QFontMetricsF(typography.note).height()
    middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
    painter.drawText(area.adjusted(0, 2 * height, 0, 0), middle, note)


def fold_text(scene: Scene, row: Row) -> str:
    """What the line over a run of hidden blocks says."""
    blocks = scene.document.blocks[row.blocks.start : row.blocks.stop]
    reasons = dict.fromkeys(IN_WORDS[block.hidden] for block in blocks if block.hidden)
    noun = "hidden block" if len(blocks) == 1 else "hidden blocks"
    return f"{len(blocks)} {noun}: {', '.join(reasons)}"


def _paint_text_row(
    painter: QPainter, scene: Scene, number: int, row: Row, top: int, clip: QRectF
) -> None:
    layout, columns = scene.layout, scene.columns
    index = row.blocks.start
    bottom = top + layout.row_height(number)
    # A hairline of paper between blocks, none between the pieces of one.
    ground_top, ground_bottom = top + row.is_first, bottom - row.is_last
    lines = layout.layout(number)
    at = QPointF(columns.text_left, top + layout.text_top(row))
    _paint_ground(painter, scene, row, ground_top, ground_bottom)
    selection = scene.selection
    standing = scene.sitting.tally.standings[index]
    if standing.summary == MIXED:
        for annotation in scene.sitting.annotations.touching(row.span):
            label = scene.labels.get(annotation.label)
            if label is not None:
                for rectangle in lines.rectangles(annotation.span):
                    _paint_mark(painter, scene, label, rectangle.translated(at))
    if selection.text is not None:
        for rectangle in lines.rectangles(selection.text):
            painter.fillRect(rectangle.translated(at), scene.theme.selected)
    if scene.under is not None:
        scene.under(painter, scene, row, lines, at, columns.panel(ground_top, ground_bottom))
    is_hidden = scene.document.blocks[index].hidden is not None
    painter.setPen(scene.theme.muted if is_hidden else scene.theme.ink)
    lines.draw(painter, at, clip)
    for rectangle in lines.tag_rectangles():
        _paint_box(painter, scene, rectangle.translated(at))
    if row.is_first:
        paint_tag(painter, scene, index, at.y() + lines.first_baseline)
    paint_bars(painter, scene, row, ground_top + 1, ground_bottom - 1)


def _paint_ground(painter: QPainter, scene: Scene, row: Row, top: float, bottom: float) -> None:
    """The tint of a block that has one label as a whole; the ground of a run of blocks."""
    columns, theme = scene.columns, scene.theme
    index = row.blocks.start
    selection = scene.selection
    panel = columns.panel(top, bottom)
    summary = scene.sitting.tally.standings[index].summary
    ground = theme.paper
    if summary is not None and summary != MIXED:
        label = scene.labels.get(LabelId(summary))
        if label is not None:
            ground = tint(label, theme.paper, theme.is_dark)
            painter.fillRect(panel, ground)
    run = selection.run
    if selection.text is None and len(run) > 1 and index in run:
        left = columns.left - 4
        painter.fillRect(QRectF(left, top, columns.panel_left - left, bottom - top), theme.run)
        painter.fillRect(panel, mixed(theme.selected, ground, 0.5))


def _paint_mark(painter: QPainter, scene: Scene, label: Label, rectangle: QRectF) -> None:
    """Mark the characters of an annotation that is a part of its block."""
    theme = scene.theme
    painter.fillRect(rectangle, mark_tint(label, theme.paper, theme.is_dark))
    strip = QRectF(rectangle)
    strip.setTop(rectangle.bottom() - scene.typography.gutter(4))
    paint_pattern(painter, strip, label, theme.is_dark)


def _paint_box(painter: QPainter, scene: Scene, rectangle: QRectF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(scene.theme.warning, 1))
    inset = round(rectangle.height() * 0.2)
    # Half a pixel in, so that the line of one pixel is sharp.
    box = QRectF(rectangle.toRect()).adjusted(1.5, inset + 0.5, -1.5, -inset - 0.5)
    painter.drawRoundedRect(box, 2, 2)
    painter.restore()


def _paint_note(
    painter: QPainter, scene: Scene, number: int, top: int, text: str, is_open: bool
) -> None:
    """A faint line that stands for what is not shown, with the sign that opens it."""
    columns, theme = scene.columns, scene.theme
    height = scene.layout.row_height(number)
    middle = top + height / 2
    font = scene.typography.note
    metrics = QFontMetricsF(font)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.muted, 1.5))
    x, size = columns.bar_left + columns.bar_width / 2, metrics.xHeight() * 0.5
    if is_open:
        corners = [
            QPointF(x - size, middle - size / 2),
            QPointF(x, middle + size / 2),
            QPointF(x + size, middle - size / 2),
        ]
    else:
        corners = [
            QPointF(x - size / 2, middle - size),
            QPointF(x + size / 2, middle),
            QPointF(x - size / 2, middle + size),
        ]
    painter.drawPolyline(corners)
    painter.setFont(font)
    painter.drawText(QPointF(columns.text_left, middle + metrics.capHeight() / 2), text)
    start = columns.text_left + metrics.horizontalAdvance(text) + 12
    painter.setPen(QPen(theme.line, 1))
    if start < columns.right:
        painter.drawLine(QPointF(start, middle), QPointF(columns.right, middle))
    painter.restore()


def _paint_cut(painter: QPainter, scene: Scene, number: int, top: int) -> None:
    columns, theme = scene.columns, scene.theme
    height = scene.layout.row_height(number)
    font = scene.typography.note
    metrics = QFontMetricsF(font)
    painter.save()
    painter.setPen(QPen(theme.warning, 1.5, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(columns.panel_left, top + 3), QPointF(columns.right, top + 3))
    painter.setPen(theme.warning)
    painter.setFont(font)
    text = metrics.elidedText(
        cut_text(scene.document.cut or ""), Qt.TextElideMode.ElideRight, columns.text_width
    )
    painter.drawText(QPointF(columns.text_left, top + (height + metrics.capHeight()) / 2), text)
    painter.restore()


def cut_text(reason: str) -> str:
    """What stands below the last block of a cut page."""
    return f"The page is cut here: {reason}"


def _paint_frame(painter: QPainter, scene: Scene) -> None:
    """Frame the block with the cursor; strong while the view has the keyboard."""
    layout, columns, theme = scene.layout, scene.columns, scene.theme
    if not scene.document.blocks:
        return
    top, bottom = layout.span_of_rows(layout.rows.rows_of(scene.selection.current))
    frame = QRectF(columns.left - 6, top, columns.right - columns.left + 12, bottom - top)
    colour = QColor(theme.accent if scene.is_focused else theme.undecided)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 2 if scene.is_focused else 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 5, 5)
    painter.restore()
