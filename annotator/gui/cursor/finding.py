"""Finding words in a document's text, whatever their case."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from annotator.core.spans import Span


class FoldedText:
    """A text with case and the kind of space folded away; made once, then searched often."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded = folded(text)
        # Characters that fold to several move everything behind them: where, and by how much.
        self._points: list[int] = []
        self._extra = [0]
        if len(self._folded) != len(text):
            growing = "".join(sign for sign in set(text) if len(sign.casefold()) > 1)
            for match in re.finditer(f"[{re.escape(growing)}]", text):
                self._points.append(match.start())
                self._extra.append(self._extra[-1] + len(match.group().casefold()) - 1)
        self._ends = [
            point + 1 + extra for point, extra in zip(self._points, self._extra[1:], strict=True)
        ]

    def next_to(self, wanted: str, here: Span, *, forward: bool) -> Span | None:
        """The nearest match behind or ahead of `here`, round the end of the text if need be.

        Where `here` is a match itself the search goes on to another; where it is not, a match may
        begin in it, so that the match grows while the word is being typed.
        """
        goes_on = folded(self._text[here.start : here.end]) == folded(wanted)
        if forward:
            start = here.end if goes_on else here.start
            return self.find(wanted, start) or self.find(wanted, 0)
        end = here.start if goes_on else here.end
        return self.find_last(wanted, end) or self.find_last(wanted, len(self._text))

    def find(self, wanted: str, start: int) -> Span | None:
        """The first match that begins at `start` or later."""
        needle = folded(wanted)
        found = self._folded.find(needle, self._from(start)) if needle else -1
        return self._span(found, len(needle)) if found >= 0 else None

    def find_last(self, wanted: str, end: int) -> Span | None:
        """The last match that ends at `end` or earlier."""
        needle = folded(wanted)
        found = self._folded.rfind(needle, 0, self._from(end)) if needle else -1
        return self._span(found, len(needle)) if found >= 0 else None

    def place_of(self, wanted: str, match: Span) -> tuple[int, int]:
        """Which match this is, from 1, and how many there are from one end of the text on."""
        needle = folded(wanted)
        number = self._folded.count(needle, 0, self._from(match.start)) + 1
        return number, max(self._folded.count(needle), number)

    def _from(self, offset: int) -> int:
        return offset + self._extra[bisect_left(self._points, offset)]

    def _to(self, place: int) -> int:
        before = bisect_right(self._ends, place)
        offset = place - self._extra[before]
        return min([offset, *self._points[before : before + 1]])

    def _span(self, place: int, length: int) -> Span:
        return Span(self._to(place), self._to(place + length - 1) + 1)


def folded(text: str) -> str:
    """The text in the form in which two spellings of one word are equal."""
    return text.casefold().replace("\u00a0", " ")
