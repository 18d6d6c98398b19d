"""One piece of a block's text, laid out by Qt: its lines, its places, its rectangles."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from annotator.core.spans import Span
from annotator.gui.positions import DisplayText
from annotator.gui.text_view.typography import Face

# A text whose first strong character comes later than this counts as left-to-right.
_DIRECTION_REACH = 1_000
_WITH_INDEXES = QTextLayout.GlyphRunRetrievalFlag.RetrieveStringIndexes


@dataclass(frozen=True, slots=True)
class _Run:
    """Units of one line that follow each other on the screen, and the x of both their ends."""

    start: int
    stop: int
    leading: float
    trailing: float


def is_right_to_left(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether the first strong character of a text, isolates skipped, is right-to-left."""
    stop = min(len(text) if end is None else end, start + _DIRECTION_REACH)
    depth = 0
    for character in text[start:stop]:
        kind = unicodedata.bidirectional(character)
        if kind in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif not depth and kind in {"L", "R", "AL"}:
            return kind != "L"
    return False


class BlockLayout:
    """The lines of one row of text, their top left corner at (0, 0), `height` pixels high.

    Text is painted without any colour of its own: what is marked lies behind it, so that nothing
    ever makes Qt shape the text anew.
    """

    def __init__(
        self,
        span: Span,
        display: DisplayText,
        face: Face,
        tag_font: QFont,
        width: int,
        *,
        is_rtl: bool,
    ) -> None:
        self.span = span
        self.is_rtl = is_rtl
        self._display = display
        self._layout = layout = QTextLayout(display.text, face.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight
        )
        # Qt does not mirror the alignment here, as it does in its own editors.
        option.setAlignment(Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft)
        option.setTabStopDistance(face.line_height * 2)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        if display.tags:
            layout.setFormats(
                [_tag_format(start, count, tag_font) for start, count in display.tags]
            )
        self._runs: dict[int, list[_Run]] = {}
        self._bands = self._set_lines(face.line_height, width)
        self.height = self._bands[-1] if self._bands else face.line_height
        self._has_rtl = is_rtl or _mixes_directions(display.text)

    def _set_lines(self, least_height: int, width: int) -> list[int]:
        """Lay the lines out; the answer is where each begins, and where the last one ends."""
        bands = [0]
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            height = max(round(line.height()), least_height)
            line.setPosition(QPointF(0, bands[-1] + (height - line.height()) / 2))
            bands.append(bands[-1] + height)
        self._layout.endLayout()
        return bands

    @property
    def first_baseline(self) -> float:
        """Where the characters of the first line stand."""
        line = self._layout.lineAt(0)
        return line.y() + line.ascent() if line.isValid() else 0.0

    def draw(self, painter: QPainter, at: QPointF, clip: QRectF) -> None:
        """Paint the text with the painter's pen."""
        self._layout.draw(painter, at, [], clip)

    def offset_at(self, x: float, y: float) -> int:
        """The place between two characters that is nearest to a point."""
        line = self._line_near(y)
        return self._offset(line.xToCursor(x, QTextLine.CursorPosition.CursorBetweenCharacters))

    def character_at(self, x: float, y: float) -> int:
        """The character under a point, or the nearest one of its line."""
        line = self._line_near(y)
        unit = line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
        last = line.textStart() + line.textLength() - 1
        return self._offset(max(min(unit, last), line.textStart()))

    def line_top(self, offset: int) -> int:
        """Where the line of the character at `offset` begins."""
        line = self._layout.lineForTextPosition(self._unit(offset))
        return self._bands[line.lineNumber()] if line.isValid() else 0

    def first_offset_of_line_at(self, y: float) -> int:
        """The first character of the line that holds `y`."""
        return self._offset(self._line_near(y).textStart())

    def rectangles(self, span: Span) -> list[QRectF]:
        """What the characters of `span` cover, one rectangle for each stretch of a line."""
        shared = span.intersection(self.span)
        if not shared:
            return []
        return self._unit_rectangles(self._unit(shared.start), self._unit(shared.end))

    def tag_rectangles(self) -> list[QRectF]:
        """Where the names of invisible characters stand."""
        found: list[QRectF] = []
        for start, count in self._display.tags:
            found += self._unit_rectangles(start, start + count)
        return found

    def _unit_rectangles(self, first: int, stop: int) -> list[QRectF]:
        found: list[QRectF] = []
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            start = max(first, line.textStart())
            end = min(stop, line.textStart() + line.textLength())
            if start < end:
                top, bottom = self._bands[number], self._bands[number + 1]
                for left, right in self._stretches(number, start, end):
                    found.append(QRectF(left, top, right - left, bottom - top))
        return found

    def _stretches(self, number: int, start: int, end: int) -> list[tuple[float, float]]:
        """The horizontal stretches of the units of one line, joined where they touch."""
        line = self._layout.lineAt(number)
        if not self._has_rtl:
            return [(_x(line, start), _x(line, end))]
        pieces: list[tuple[float, float]] = []
        for run in self._runs_of(number):
            first, stop = max(start, run.start), min(end, run.stop)
            if first < stop:
                edges = (
                    run.leading if first == run.start else _x(line, first),
                    run.trailing if stop == run.stop else _x(line, stop),
                )
                pieces.append((min(edges), max(edges)))
        joined: list[tuple[float, float]] = []
        for left, right in sorted(pieces):
            if joined and left <= joined[-1][1] + 0.75:
                joined[-1] = (joined[-1][0], max(joined[-1][1], right))
            else:
                joined.append((left, right))
        return joined

    def _runs_of(self, number: int) -> list[_Run]:
        """The runs of one direction and font of a line, in logical order.

        Where two directions meet, Qt's place for a cursor belongs to the run before; only the
        runs themselves tell where each of them begins.
        """
        found = self._runs.get(number)
        if found is None:
            line = self._layout.lineAt(number)
            glyphs = line.glyphRuns(line.textStart(), line.textLength(), _WITH_INDEXES)
            starts = sorted(
                (min(run.stringIndexes()), position)
                for position, run in enumerate(glyphs)
                if run.stringIndexes()
            )
            stops = [start for start, _position in starts[1:]]
            stops.append(line.textStart() + line.textLength())
            found = []
            for (start, position), stop in zip(starts, stops, strict=True):
                box, is_rtl = glyphs[position].boundingRect(), glyphs[position].isRightToLeft()
                leading, trailing = box.left(), box.right()
                if is_rtl:
                    leading, trailing = trailing, leading
                found.append(_Run(start, stop, leading, trailing))
            self._runs[number] = found
        return found

    def _line_near(self, y: float) -> QTextLine:
        count = self._layout.lineCount()
        number = next((n for n in range(count) if y < self._bands[n + 1]), count - 1)
        return self._layout.lineAt(number)

    def _unit(self, offset: int) -> int:
        return self._display.map.unit(offset - self.span.start)

    def _offset(self, unit: int) -> int:
        return min(self.span.start + self._display.map.offset(unit), self.span.end)


def _x(line: QTextLine, unit: int) -> float:
    # PySide answers the place as well, which Qt may have moved.
    x, _unit = cast("tuple[float, int]", line.cursorToX(unit))
    return x


def _mixes_directions(text: str) -> bool:
    return not text.isascii() and any(
        unicodedata.bidirectional(character) in {"R", "AL", "RLE", "RLO", "RLI", "FSI"}
        for character in set(text)
    )


def _tag_format(start: int, count: int, font: QFont) -> QTextLayout.FormatRange:
    one = QTextLayout.FormatRange()
    one.start, one.length = start, count
    how = QTextCharFormat()
    how.setFont(font)
    one.format = how
    return one
