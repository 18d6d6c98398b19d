"""Half-open ranges of Unicode code points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.core.errors import BugError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points `start <= i < end` of a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise BugError(f"no span runs from {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        """Whether the span holds any code point; an empty one is a position."""
        return self.end > self.start

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end

    def covers(self, other: Span) -> bool:
        """Whether every code point of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return max(self.start, other.start) < min(self.end, other.end)

    def intersection(self, other: Span) -> Span:
        """What both share; an empty span where they share nothing."""
        if other.start <= self.start and self.end <= other.end:
            return self
        start = max(self.start, other.start)
        return Span(start, max(start, min(self.end, other.end)))

    def trimmed(self, text: str) -> Span:
        """This span of `text` without white space at its ends.

        White space is what `str.isspace` says: NBSP counts too, zero-width characters do not. Of
        white space alone an empty span is left, at its start.
        """
        if self.start < self.end <= len(text) and not (
            text[self.start].isspace() or text[self.end - 1].isspace()
        ):
            return self
        part = text[self.start : self.end]
        lead = len(part) - len(part.lstrip())
        if lead == len(part):
            return Span(self.start, self.start)
        return Span(self.start + lead, self.start + len(part.rstrip()))


def gaps(span: Span, covers: Iterable[Span]) -> list[Span]:
    """The parts of `span` that none of `covers` holds, with the white space at their ends.

    `covers` are in the order of their starts; they may overlap and reach beyond `span`.
    """
    free: list[Span] = []
    position = span.start
    for cover in covers:
        if cover.start >= span.end:
            break
        if cover.start > position:
            free.append(Span(position, cover.start))
        position = max(position, cover.end)
    if position < span.end:
        free.append(span if position == span.start else Span(position, span.end))
    return free


def uncovered(text: str, span: Span, covers: Iterable[Span]) -> list[Span]:
    """The same parts of `span`, trimmed; white space alone drops out."""
    return [part for gap in gaps(span, covers) if (part := gap.trimmed(text))]
