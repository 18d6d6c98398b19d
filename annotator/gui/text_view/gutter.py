"""The gutter: what each block is in its page, how it is labelled, and what is proposed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.documents import Block
from annotator.core.labels import Label
from annotator.core.proposals import Grade
from annotator.core.spans import Span
from annotator.gui.bubble_paint import paint_bubble
from annotator.gui.label_paint import paint_letter, paint_rounded_pattern
from annotator.gui.proposing.open_text import open_in
from annotator.gui.proposing.outline_paint import (
    outline_colour,
    paint_hollow_letter,
    paint_outline,
)
from annotator.gui.text_view.rows import Row
from annotator.gui.text_view.scene import Scene
from annotator.gui.text_view.typography import is_list_item

# In a narrower part of a bar the letter stands alone.
_LEAST_OUTLINED = 14
_BUBBLE = 13
# A block whose text is links for more than this share counts as one.
_LINK_SHARE = 0.8
# Inside a list item these tell less than the item.
_WITHOUT_MEANING = frozenset({"div", "span", "a", "p"})


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a bar: a label; where `grade` is told, one that is proposed; or nothing."""

    label: Label | None
    length: int
    grade: Grade | None = None


def tag_name(block: Block) -> str:
    """How a block's place in the page is written in the gutter."""
    name = block.tag
    if is_list_item(block.xpath):
        name = f"• {'li' if name in _WITHOUT_MEANING else name}"
    if block.link_share > _LINK_SHARE and name and name != "a":
        name = f"{name} a"
    return name


def paint_tag(painter: QPainter, scene: Scene, index: int, baseline: float) -> None:
    """Write what a block is, faintly, beside its first line; mark one that has comments."""
    name = tag_name(scene.document.blocks[index])
    font = scene.typography.small
    metrics = scene.typography.small_metrics
    columns = scene.columns
    left, right = columns.left, columns.bar_left - scene.typography.gutter(8)
    if index in scene.commented:
        side = scene.typography.gutter(_BUBBLE)
        middle = baseline - metrics.capHeight() / 2
        area = QRectF(left, middle - side / 2, side, side)
        paint_bubble(painter, area, scene.theme.accent)
        left += side + scene.typography.gutter(4)
    if not name or right <= left:
        return
    shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, right - left)
    painter.setFont(font)
    painter.setPen(scene.theme.muted)
    painter.drawText(QPointF(right - metrics.horizontalAdvance(shown), baseline), shown)


def paint_bars(painter: QPainter, scene: Scene, row: Row, top: float, bottom: float) -> None:
    """Paint how each of the sets labels a row's block."""
    for number, held in enumerate(scene.bars):
        bar = scene.columns.bar(number, top, bottom)
        pieces = _pieces(scene, row) if held is None else _pieces_of(scene, row, held)
        _paint_bar(painter, scene, row, bar, pieces)


def _paint_bar(
    painter: QPainter, scene: Scene, row: Row, bar: QRectF, pieces: list[_Piece]
) -> None:
    """One bar; a letter stays in sight while its block does."""
    is_hidden = scene.document.blocks[row.blocks.start].hidden is not None
    if len(pieces) == 1:
        _paint_piece(painter, scene, bar, pieces[0], is_hidden=is_hidden)
        return
    least = scene.typography.gutter(16)
    if bar.height() >= least * len(pieces):
        for piece, (start, end) in zip(
            pieces, _shares([one.length for one in pieces], bar.height(), least), strict=True
        ):
            part = QRectF(bar.left(), bar.top() + start, bar.width(), end - start - 1)
            _paint_piece(painter, scene, part, piece, is_hidden=is_hidden)
        return
    width = bar.width() / len(pieces)
    for number, piece in enumerate(pieces):
        part = QRectF(bar.left() + number * width, bar.top(), width - 1, bar.height())
        _paint_piece(painter, scene, part, piece, is_hidden=is_hidden)


def _shares(lengths: list[int], height: float, least: float) -> list[tuple[float, float]]:
    """Where each piece of a bar begins and ends: at least `least`, the rest by length."""
    rest = height - least * len(lengths)
    whole = max(sum(lengths), 1)
    places: list[tuple[float, float]] = []
    start = 0.0
    for length in lengths:
        end = start + least + rest * length / whole
        places.append((start, end))
        start = end
    return places


def _pieces(scene: Scene, row: Row) -> list[_Piece]:
    """The labels of a row's text in order, and what is proposed where it is undecided."""
    pieces: list[_Piece] = []
    position = row.span.start
    touching: tuple[Annotation, ...] = scene.sitting.annotations.touching(row.span)
    for annotation in touching:
        shared = annotation.span.intersection(row.span)
        pieces += _undecided(scene, Span(position, shared.start))
        pieces.append(_Piece(scene.labels.get(annotation.label), len(shared)))
        position = shared.end
    pieces += _undecided(scene, Span(position, row.span.end))
    return pieces or [_Piece(None, len(row.span))]


def _pieces_of(scene: Scene, row: Row, held: AnnotationSet) -> list[_Piece]:
    """The labels of a row's text in a set beside that of the sitting."""
    pieces: list[_Piece] = []
    position = row.span.start
    for annotation in held.touching(row.span):
        shared = annotation.span.intersection(row.span)
        pieces += _gap(scene, Span(position, shared.start))
        pieces.append(_Piece(scene.labels.get(annotation.label), len(shared)))
        position = shared.end
    pieces += _gap(scene, Span(position, row.span.end))
    return pieces or [_Piece(None, len(row.span))]


def _gap(scene: Scene, gap: Span) -> list[_Piece]:
    return [_Piece(None, len(gap))] if scene.document.quote(gap).strip() else []


def _undecided(scene: Scene, gap: Span) -> list[_Piece]:
    """What stands between two annotations: proposals, or nothing; white space alone is no text."""
    nothing = _gap(scene, gap)
    if not nothing:
        return []
    proposed = [
        _Piece(label, len(one.span.intersection(gap)), one.grade)
        for one in open_in(scene.sitting, gap)
        if (label := scene.labels.get(one.label)) is not None
    ]
    return proposed or nothing


def _paint_piece(
    painter: QPainter,
    scene: Scene,
    part: QRectF,
    piece: _Piece,
    *,
    is_hidden: bool,
) -> None:
    label, theme = piece.label, scene.theme
    if label is None:
        _paint_unlabelled(painter, part, theme.line if is_hidden else theme.undecided)
        return
    is_dark = theme.is_dark
    if piece.grade is not None:
        if part.width() >= scene.typography.gutter(_LEAST_OUTLINED):
            colour = outline_colour(label, theme.paper, is_dark)
            paint_outline(painter, part, colour, piece.grade)
        part.setTop(max(part.top(), scene.top))
        paint_hollow_letter(
            painter, part.adjusted(0, 2, 0, 0), label, theme.ink, scene.typography.slanted
        )
        return
    paint_rounded_pattern(painter, part, label, is_dark)
    part.setTop(max(part.top(), scene.top))
    paint_letter(painter, part, label, is_dark, scene.typography.letter)


def _paint_unlabelled(painter: QPainter, part: QRectF, colour: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 1.2, Qt.PenStyle.DashLine)
    pen.setDashPattern([2.5, 2.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(part.adjusted(0.8, 0.8, -0.8, -0.8), 3, 3)
    painter.restore()
