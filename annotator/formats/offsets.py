"""Marks whose offsets count something else than code points."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.core.offset_units import Offsets, OffsetUnit
from annotator.formats.json_fields import Broken
from annotator.formats.reading import Mark, MarkedText


class MarkedUnits:
    """A text with marks in units of one kind."""

    def __init__(self, text: str, unit: OffsetUnit) -> None:
        self._text = text
        self._unit = unit
        self._offsets = Offsets(text, unit)

    def fits(self, start: int, end: int, quote: str) -> bool:
        """Whether this text stands between the two offsets."""
        try:
            return self._text[self._offsets.back(start) : self._offsets.back(end)] == quote
        except IndexError:
            return False

    def mark(
        self,
        start: int,
        end: int,
        label: str,
        quote: str = "",
        note: str = "",
        *,
        uncertain: bool = False,
    ) -> Mark:
        """The mark from one offset to another; `Broken` where one is none of the text."""
        try:
            first, last = self._offsets.back(start), self._offsets.back(end)
            return Mark(first, last, label, quote, note, uncertain)
        except IndexError:
            raise Broken(
                f"A mark from {start} to {end} is not in its text, as {self._unit}s are counted."
            ) from None

    def marked(self, marks: Iterable[Mark]) -> MarkedText:
        """The text with these marks."""
        return MarkedText(self._text, tuple(marks))
