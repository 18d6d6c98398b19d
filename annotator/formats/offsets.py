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

    def mark(self, start: int, end: int, label: str, quote: str = "", note: str = "") -> Mark:
        """The mark from one offset to another; `Broken` where one is none of the text."""
        try:
            return Mark(self._offsets.back(start), self._offsets.back(end), label, quote, note)
        except IndexError:
            raise Broken(
                f"A mark from {start} to {end} is not in its text, as {self._unit}s are counted."
            ) from None

    def marked(self, marks: Iterable[Mark]) -> MarkedText:
        """The text with these marks."""
        return MarkedText(self._text, tuple(marks))
