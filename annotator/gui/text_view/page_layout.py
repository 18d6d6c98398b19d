"""Which rows are in sight, and how high: only those are ever laid out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from PySide6.QtGui import QFontMetricsF

from annotator.core.documents import Document
from annotator.gui.cursor.folds import Folds
from annotator.gui.positions import DisplayText
from annotator.gui.text_view.block_layout import BlockLayout, is_right_to_left
from annotator.gui.text_view.height_index import HeightIndex
from annotator.gui.text_view.rows import Row, RowKind, RowTable
from annotator.gui.text_view.typography import Typography

_KEPT_LAYOUTS = 300
_SAMPLES = 8
_SAMPLE_LENGTH = 60


class PageLayout:
    """The rows of one document at one width and zoom.

    Heights are estimated from the length of the text and corrected when a row comes into sight.
    `layouts_made` counts how often Qt laid a row out.
    """

    def __init__(
        self,
        document: Document,
        typography: Typography,
        width: int,
        folds: Folds,
        *,
        shows_controls: bool,
    ) -> None:
        self.document = document
        self.typography = typography
        self.width = width
        self.folds = folds
        self.rows = RowTable(document, folds)
        self.layouts_made = 0
        # Paper above the first row and below the last.
        self._margin = typography.pixels(18)
        self.shows_controls = shows_controls
        self._layouts: OrderedDict[int, BlockLayout] = OrderedDict()
        self._heights = HeightIndex(self._estimates())

    @property
    def height(self) -> int:
        """The height of all rows, as far as it is known."""
        return self._heights.total + 2 * self._margin

    def top(self, row: int) -> int:
        """Where a row begins."""
        return self._heights.top(row) + self._margin

    def row_height(self, row: int) -> int:
        """How high a row is, as far as it is known."""
        return self._heights.height(row)

    def row_at(self, y: int) -> int:
        """The row at `y`, the nearest one outside; -1 where there are no rows."""
        return self._heights.at(y - self._margin)

    def in_sight(self, top: int, height: int) -> Iterator[tuple[int, int]]:
        """The numbers and tops of the rows between `top` and `top + height`."""
        row = self.row_at(top)
        if row < 0:
            return
        y = self.top(row)
        while row < len(self.rows) and y < top + height:
            yield row, y
            y += self._heights.height(row)
            row += 1

    def settle(self, top: int, height: int) -> int:
        """Lay out what is in sight below `top`, and say where the same text begins now.

        A row that reaches over the upper edge keeps what lies below the edge in its place: text
        that the reader sees never moves because text that was not seen had been guessed wrongly.
        """
        row = self.row_at(top)
        while 0 <= row < len(self.rows):
            y = self.top(row)
            if y >= top + height:
                break
            guessed = self._heights.height(row)
            real = self._real_height(row)
            self._heights.change(row, real)
            if y < top:
                top += real - guessed
                if top < y:
                    return self.settle(max(top, 0), height)
            row += 1
        return max(top, 0)

    def measure(self, rows: range) -> None:
        """Make the heights of these rows real."""
        for row in rows:
            self._heights.change(row, self._real_height(row))

    def layout(self, row: int) -> BlockLayout:
        """The lines of a row of text."""
        found = self._layouts.get(row)
        if found is None:
            found = self._layouts[row] = self._made(self.rows.row(row))
            if len(self._layouts) > _KEPT_LAYOUTS:
                self._layouts.popitem(last=False)
        else:
            self._layouts.move_to_end(row)
        return found

    def text_top(self, row: Row) -> int:
        """How far below the top of its row the text of a row begins."""
        if not row.is_first:
            return 0
        return self.typography.face(self.document, self.document.blocks[row.blocks.start]).above

    def line_top(self, block: int, offset: int) -> int:
        """Where the line of a character begins, its row laid out."""
        number = self.rows.row_of(block, offset)
        row = self.rows.row(number)
        if row.kind is not RowKind.TEXT:
            return self.top(number)
        return self.top(number) + self.text_top(row) + self.layout(number).line_top(offset)

    def span_of_rows(self, rows: range) -> tuple[int, int]:
        """Where a range of rows begins and ends."""
        return self.top(rows.start), self.top(rows.stop)

    def _made(self, row: Row) -> BlockLayout:
        self.layouts_made += 1
        block = self.document.blocks[row.blocks.start]
        text = self.document.text
        return BlockLayout(
            row.span,
            DisplayText(text[row.span.start : row.span.end], shows_controls=self.shows_controls),
            self.typography.face(self.document, block),
            self.typography.tag,
            self.width,
            is_rtl=is_right_to_left(text, block.span.start, block.span.end),
        )

    def _real_height(self, number: int) -> int:
        row = self.rows.row(number)
        if row.kind is not RowKind.TEXT:
            return self.typography.fold_height
        face = self.typography.face(self.document, self.document.blocks[row.blocks.start])
        height = self.layout(number).height
        return height + face.above * row.is_first + face.below * row.is_last

    def _estimates(self) -> list[int]:
        line_height = self.typography.line_height
        gap = self.typography.pixels(12)
        per_line = max(int(self.width / self._character_width()), 1)
        return [(length // per_line + 1) * line_height + gap for length in self.rows.lengths()]

    def _character_width(self) -> float:
        """How wide a character of this document is on average, from a few samples."""
        text = self.document.text
        step = max(len(text) // _SAMPLES, 1)
        sample = "".join(
            text[start : start + _SAMPLE_LENGTH] for start in range(0, len(text), step)
        )
        metrics = QFontMetricsF(self.typography.body)
        if not sample:
            return metrics.averageCharWidth()
        return max(metrics.horizontalAdvance(DisplayText(sample).text) / len(sample), 1.0)
