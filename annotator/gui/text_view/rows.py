"""What stands below what in the view: pieces of blocks, folds of hidden blocks, the cut."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import IntEnum

from annotator.core.documents import Document
from annotator.core.spans import Span
from annotator.gui.cursor.boundaries import line_break_before
from annotator.gui.cursor.folds import Folds

# A block longer than this is laid out in pieces: Qt's cost of a layout grows with its length.
PIECE_LENGTH = 3_000


class RowKind(IntEnum):
    """What a row shows."""

    TEXT = 0
    FOLD = 1
    CUT = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a piece of the text of a block, the line over hidden blocks, or the cut.

    `blocks` are the blocks it speaks for: one for text, the whole run for a fold, none for the
    cut. `span` is the text it shows, empty for the other kinds. `is_open` says that the blocks of
    a fold follow it.
    """

    kind: RowKind
    blocks: range
    span: Span
    is_first: bool = True
    is_last: bool = True
    is_open: bool = False


class RowTable:
    """The rows of a document. Rows are made when asked for: only a few are ever in sight."""

    def __init__(self, document: Document, folds: Folds) -> None:
        self._document = document
        # Columns, because a value for every row would cost more than the rest of the opening.
        self._blocks: list[int] = []
        self._starts: list[int] = []
        self._stops: list[int] = []
        self._folds: dict[int, tuple[range, bool]] = {}
        skipped = 0
        for block in document.blocks:
            index = block.index
            if index < skipped:
                continue
            run = folds.run_of(index) if block.hidden is not None else None
            if run is not None and run.start == index:
                is_open = index in folds.unfolded
                self._folds[len(self._blocks)] = (run, is_open)
                self._add(index, block.span.start, block.span.start)
                if not is_open:
                    skipped = run.stop
                    continue
            if len(block.span) <= PIECE_LENGTH:
                self._add(index, block.span.start, block.span.end)
            else:
                self._add_pieces(index, block.span)
        self._has_cut = document.cut is not None
        if self._has_cut:
            end = len(document.text)
            self._add(len(document.blocks), end, end)

    def __len__(self) -> int:
        return len(self._blocks)

    def lengths(self) -> list[int]:
        """How many code points each row shows."""
        return [stop - start for start, stop in zip(self._starts, self._stops, strict=True)]

    def row(self, number: int) -> Row:
        """The row of that number."""
        block = self._blocks[number]
        span = Span(self._starts[number], self._stops[number])
        if number in self._folds:
            run, is_open = self._folds[number]
            return Row(RowKind.FOLD, run, span, is_open=is_open)
        if block == len(self._document.blocks):
            return Row(RowKind.CUT, range(0), span)
        whole = self._document.blocks[block].span
        return Row(
            RowKind.TEXT,
            range(block, block + 1),
            span,
            is_first=span.start == whole.start,
            is_last=span.end == whole.end,
        )

    def rows_of(self, block: int) -> range:
        """The rows that show a block: its pieces, or the fold that it is hidden in."""
        stop = bisect_right(self._blocks, block)
        start = bisect_left(self._blocks, self._blocks[stop - 1])
        if stop - start > 1 and start in self._folds:
            start += 1
        return range(start, stop)

    def row_of(self, block: int, offset: int) -> int:
        """The row that shows the character at `offset` of a block."""
        rows = self.rows_of(block)
        found = bisect_right(self._starts, offset, rows.start, rows.stop) - 1
        return max(found, rows.start)

    def _add(self, block: int, start: int, stop: int) -> None:
        self._blocks.append(block)
        self._starts.append(start)
        self._stops.append(stop)

    def _add_pieces(self, index: int, span: Span) -> None:
        text = self._document.text
        start = span.start
        while span.end - start > PIECE_LENGTH:
            wanted = start + PIECE_LENGTH
            # Looking for a space is a hundred times cheaper than asking for all line breaks.
            space = max(text.rfind(sign, wanted - 200, wanted) for sign in "\n ")
            stop = space + 1 if space >= 0 else line_break_before(text, wanted, span)
            self._add(index, start, stop)
            start = stop
        self._add(index, start, span.end)
