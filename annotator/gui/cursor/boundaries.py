"""Where a character, a word and a boundary of an annotation end, in logical order."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QTextBoundaryFinder

from annotator.core.documents import Document
from annotator.core.spans import Span
from annotator.gui.positions import UnitMap

# How much text around a place is looked at: far more than a cluster or a word, far less than a
# block of ten megabytes.
_REACH = 400
# The same where it is asked for every piece of a long block.
_LINE_REACH = 48

_GRAPHEME = QTextBoundaryFinder.BoundaryType.Grapheme
_WORD = QTextBoundaryFinder.BoundaryType.Word
_LINE = QTextBoundaryFinder.BoundaryType.Line


class Edge(StrEnum):
    """Which end of an annotation is moved."""

    START = "start"
    END = "end"


class _Window:
    """The text around one offset, held inside a limit, with Qt's boundaries in document offsets."""

    def __init__(self, text: str, around: int, limit: Span, reach: int = _REACH) -> None:
        self._start = max(limit.start, around - reach)
        if self._start > limit.start:
            # A cluster may reach over the cut, white space never begins inside of one.
            while self._start < around and not text[self._start].isspace():
                self._start += 1
            if self._start == around:
                self._start = max(limit.start, around - reach)
        self._part = text[self._start : min(limit.end, around + reach)]
        self._map = UnitMap.of(self._part)

    def finder(self, kind: QTextBoundaryFinder.BoundaryType) -> QTextBoundaryFinder:
        return QTextBoundaryFinder(kind, self._part)

    def unit(self, offset: int) -> int:
        return self._map.unit(offset - self._start)

    def offset(self, unit: int) -> int:
        return self._start + self._map.offset(unit)

    @property
    def end(self) -> int:
        return self._start + len(self._part)

    @property
    def start(self) -> int:
        return self._start

    def next(self, offset: int, kind: QTextBoundaryFinder.BoundaryType) -> int:
        finder = self.finder(kind)
        finder.setPosition(self.unit(offset))
        found = finder.toNextBoundary()
        return self.offset(found) if found >= 0 else self.end

    def previous(self, offset: int, kind: QTextBoundaryFinder.BoundaryType) -> int:
        finder = self.finder(kind)
        finder.setPosition(self.unit(offset))
        found = finder.toPreviousBoundary()
        return self.offset(found) if found >= 0 else self.start


def next_boundary(text: str, offset: int, limit: Span, *, by_word: bool) -> int:
    """The nearest end of a character or word behind `offset`, `limit.end` at most.

    White space is no word: it is stepped over.
    """
    if by_word:
        offset = _over_space(text, offset, limit.end)
    kind = _WORD if by_word else _GRAPHEME
    return _Window(text, offset, limit).next(offset, kind) if offset < limit.end else limit.end


def previous_boundary(text: str, offset: int, limit: Span, *, by_word: bool) -> int:
    """The nearest start of a character or word ahead of `offset`, `limit.start` at least."""
    if by_word:
        offset = _back_over_space(text, offset, limit.start)
    kind = _WORD if by_word else _GRAPHEME
    if offset <= limit.start:
        return limit.start
    return _Window(text, offset, limit).previous(offset, kind)


def snapped(text: str, offset: int, limit: Span) -> int:
    """`offset`, or the start of the character (grapheme cluster) that it would split."""
    if not limit.start < offset < limit.end:
        return min(max(offset, limit.start), limit.end)
    window = _Window(text, offset, limit)
    finder = window.finder(_GRAPHEME)
    finder.setPosition(window.unit(offset))
    return offset if finder.isAtBoundary() else window.previous(offset, _GRAPHEME)


def word_at(text: str, offset: int, limit: Span) -> Span:
    """The word, or the run of white space or signs, that holds the character at `offset`."""
    if not limit:
        return limit
    offset = min(max(offset, limit.start), limit.end - 1)
    window = _Window(text, offset, limit)
    finder = window.finder(_WORD)
    unit = window.unit(offset)
    finder.setPosition(unit)
    if not finder.isAtBoundary():
        unit = max(finder.toPreviousBoundary(), 0)
    start = window.offset(unit)
    return Span(start, max(window.next(start, _WORD), start + 1))


def line_break_before(text: str, offset: int, limit: Span) -> int:
    """A place shortly before `offset` where a line may be broken, else the end of a character."""
    if text[offset - 1 : offset + 1].isalnum() and text[offset - 1 : offset + 1].isascii():
        return offset
    window = _Window(text, offset, limit, _LINE_REACH)
    finder = window.finder(_LINE)
    unit = window.unit(offset)
    finder.setPosition(unit)
    found = unit if finder.isAtBoundary() else finder.toPreviousBoundary()
    if found > window.unit(window.start):
        return window.offset(found)
    return snapped(text, offset, limit)


def step_boundary(
    document: Document, span: Span, edge: Edge, *, forward: bool, by_word: bool
) -> Span:
    """The annotation's `span` with one end moved a character or word on in logical order.

    White space is stepped over, so the answer is trimmed and differs from `span`, unless the end
    is already at its block's end or one character alone would be left: then it is `span`.
    """
    block = document.blocks[document.block_at(span.start)].span
    text = document.text
    start, end = span.start, span.end
    if edge is Edge.END and forward:
        end = next_boundary(text, _over_space(text, end, block.end), block, by_word=by_word)
    elif edge is Edge.END:
        end = previous_boundary(text, end, block, by_word=by_word)
    elif forward:
        start = next_boundary(text, start, block, by_word=by_word)
    else:
        start = previous_boundary(
            text, _back_over_space(text, start, block.start), block, by_word=by_word
        )
    moved = Span(start, end).trimmed(text) if start < end else None
    return moved or span


def _over_space(text: str, offset: int, limit: int) -> int:
    while offset < limit and text[offset].isspace():
        offset += 1
    return offset


def _back_over_space(text: str, offset: int, limit: int) -> int:
    while offset > limit and text[offset - 1].isspace():
        offset -= 1
    return offset
