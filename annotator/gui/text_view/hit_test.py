"""What lies where in a page that is laid out: heights and columns in, frozen targets out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from annotator.core.spans import Span
from annotator.gui.cursor.boundaries import snapped
from annotator.gui.cursor.selection import Selection, Target, Zone
from annotator.gui.text_view.page_layout import PageLayout
from annotator.gui.text_view.rows import RowKind
from annotator.gui.text_view.scene import Columns


def hit(layout: PageLayout, columns: Columns, x: int, y: int) -> Target:
    """What lies at a point of the page, or nearest to it."""
    if not layout.document.blocks:
        return Target(Zone.NOTHING)
    number = layout.row_at(y)
    row = layout.rows.row(number)
    if row.kind is RowKind.CUT:
        number -= 1
        row = layout.rows.row(number)
    if row.kind is RowKind.FOLD:
        start = layout.document.blocks[row.blocks.start].span.start
        is_on_it = layout.top(number) <= y < layout.top(number) + layout.row_height(number)
        return Target(Zone.FOLD if is_on_it else Zone.NOTHING, row.blocks.start, start, start)
    lines = layout.layout(number)
    inner_x = x - columns.text_left
    inner_y = y - layout.top(number) - layout.text_top(row)
    place = lines.offset_at(inner_x, inner_y)
    if layout.shows_controls:
        # The names of invisible characters part what is one character of the document.
        place = snapped(layout.document.text, place, row.span)
    return Target(
        zone=Zone.GUTTER if x < columns.panel_left else Zone.TEXT,
        block=row.blocks.start,
        place=place,
        character=lines.character_at(inner_x, inner_y),
    )


def character_rectangle(
    layout: PageLayout, columns: Columns, block: int, offset: int
) -> QRectF | None:
    """Where a character of a block is in the page; None where it is folded away."""
    if layout.folds.is_folded(block):
        return None
    number = layout.rows.row_of(block, offset)
    found = layout.layout(number).rectangles(Span(offset, offset + 1))
    top = layout.top(number) + layout.text_top(layout.rows.row(number))
    return found[0].translated(columns.text_left, top) if found else None


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """What the reader has at the upper edge: a block, a character of it, pixels below its line."""

    block: int
    offset: int
    pixels: int


def reading_place(layout: PageLayout, top: int) -> ReadingPlace | None:
    """What stands at a height of the page; None in a page without text."""
    blocks = layout.document.blocks
    if not blocks:
        return None
    number = layout.row_at(top)
    row = layout.rows.row(number)
    inner = top - layout.top(number)
    if row.kind is not RowKind.TEXT:
        block = row.blocks.start if row.blocks else len(blocks) - 1
        return ReadingPlace(block, blocks[block].span.start, inner)
    offset = layout.layout(number).first_offset_of_line_at(inner - layout.text_top(row))
    line = layout.line_top(row.blocks.start, offset) - layout.top(number)
    return ReadingPlace(row.blocks.start, offset, inner - line)


def height_of(layout: PageLayout, place: ReadingPlace) -> int:
    """Where in the page the same place is now."""
    return max(layout.line_top(place.block, place.offset) + place.pixels, 0)


def cursor_extent(layout: PageLayout, selection: Selection) -> tuple[int, int]:
    """From where to where the block with the cursor reaches; of a long one, the caret's line."""
    rows = layout.rows.rows_of(selection.current)
    if selection.text is None and len(rows) == 1:
        layout.measure(rows)
        return layout.span_of_rows(rows)
    # At the end of a selection the caret stands behind its last character.
    is_behind = selection.text is not None and selection.caret == selection.text.end
    offset = selection.caret - is_behind
    number = layout.rows.row_of(selection.current, offset)
    layout.measure(range(number, number + 1))
    top = layout.line_top(selection.current, offset)
    return top, top + layout.typography.line_height
