"""The copy of a page that is made for display, and which place in it shows which of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.spans import Span

IMAGE_TYPES = frozenset(
    {
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "image/avif",
        "image/bmp",
        "image/x-icon",
        "image/svg+xml",
    }
)
"""Media types of what a browser may show as an image of a page."""


class DisplayMap:
    """Where each code point of a document's text stands in the text of its copy for display.

    The displayed text is all text nodes of the copy's body, one behind the other; places are
    half-open ranges of code points in it. Each row is a stretch that both texts share: it begins at
    `starts` in the document and at `places` in the display, and is `lengths` long. Rows are in
    document order. What is in no row is white space that the document folded, or shows nothing.
    """

    __slots__ = ("_by_place", "_ranks", "_sorted_places", "lengths", "places", "starts")

    def __init__(
        self, starts: Sequence[int], places: Sequence[int], lengths: Sequence[int]
    ) -> None:
        self.starts = starts
        self.places = places
        self.lengths = lengths
        # Hidden text inside a line stands behind that line in the document, within it in the copy.
        self._by_place = sorted(range(len(places)), key=places.__getitem__)
        self._sorted_places = [places[row] for row in self._by_place]
        self._ranks = [0] * len(places)
        for rank, row in enumerate(self._by_place):
            self._ranks[row] = rank

    def __len__(self) -> int:
        return len(self.starts)

    def ranges(self, span: Span) -> list[Span]:
        """The places that show the text of a span, in document order and as few as can be.

        Folded white space between two stretches counts as shown where nothing else stands in it.
        """
        found: list[Span] = []
        row = max(bisect_right(self.starts, span.start) - 1, 0)
        previous = -2
        while row < len(self.starts) and self.starts[row] < span.end:
            start, length = self.starts[row], self.lengths[row]
            first = max(span.start - start, 0)
            last = min(span.end - start, length)
            if first < last:
                place = self.places[row]
                if found and previous == row - 1 and self._continues(row):
                    found[-1] = Span(found[-1].start, place + last)
                else:
                    found.append(Span(place + first, place + last))
                previous = row
            row += 1
        return found

    def position(self, place: int, *, is_behind: bool) -> int:
        """The position in the document of a place between two characters of the display.

        `is_behind` says that it belongs to the character before it, not to the one that follows:
        at the end of a line the two stand in different blocks. 0 where nothing is shown at all.
        """
        if not self._by_place:
            return 0
        find = bisect_left if is_behind else bisect_right
        rank = max(find(self._sorted_places, place) - 1, 0)
        row = self._by_place[rank]
        inside = max(place - self.places[row], 0)
        if inside <= self.lengths[row]:
            return self.starts[row] + inside
        if is_behind or rank + 1 == len(self._by_place):
            return self.starts[row] + self.lengths[row]
        return self.starts[self._by_place[rank + 1]]

    def place(self, position: int) -> int:
        """Where the character at a position of the document begins in the display."""
        row = max(bisect_right(self.starts, position) - 1, 0)
        return self.places[row] + min(position - self.starts[row], self.lengths[row])

    def _continues(self, row: int) -> bool:
        """Whether a row goes on where the one before it ended, in both texts."""
        return (
            self.starts[row - 1] + self.lengths[row - 1] == self.starts[row]
            and self._ranks[row] == self._ranks[row - 1] + 1
        )


@dataclass(frozen=True, slots=True)
class DisplayedPage:
    """A page made safe to be shown by a browser: nothing in it runs, loads or leads anywhere.

    `markup` is XHTML in UTF-8; `map` leads from the document's text to the text of its body and
    back. `element_count` counts its elements; `has_styles` says that it has styles of its own.
    Images that came with the page are at `image/N`, N being their number among its resources.
    """

    markup: bytes
    map: DisplayMap
    element_count: int
    has_styles: bool
