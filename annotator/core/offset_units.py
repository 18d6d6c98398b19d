"""Offsets as other programs count them: UTF-16 units and bytes of UTF-8 beside code points."""

from __future__ import annotations

from enum import StrEnum
from itertools import accumulate


class OffsetUnit(StrEnum):
    """What a format counts in; NONE where it holds no offsets."""

    CODE_POINT = "code point"
    UTF16 = "UTF-16 unit"
    BYTE = "byte"
    NONE = "none"


class Offsets:
    """Leads from code points of one text to units of another kind, and back."""

    def __init__(self, text: str, unit: OffsetUnit) -> None:
        self._length = len(text)
        # None where one code point is one unit: most texts in most units.
        self._starts: list[int] | None = None
        if unit is OffsetUnit.UTF16 and not (text.isascii() or max(text) < "\U00010000"):
            self._starts = list(accumulate((1 + (one > "\uffff") for one in text), initial=0))
        if unit is OffsetUnit.BYTE and not text.isascii():
            self._starts = list(accumulate(map(_byte_count, text), initial=0))
        self._back: dict[int, int] | None = None

    def of(self, offset: int) -> int:
        """The offset in units of a code point's offset; that of the end is the length."""
        if not 0 <= offset <= self._length:
            raise IndexError(f"{offset} is outside the text")
        return offset if self._starts is None else self._starts[offset]

    def back(self, offset: int) -> int:
        """The code point that begins at an offset in units.

        Raises `IndexError` inside a code point and outside the text.
        """
        if self._starts is None:
            return self.of(offset)
        if self._back is None:
            self._back = {start: index for index, start in enumerate(self._starts)}
        if offset not in self._back:
            raise IndexError(f"no code point begins at {offset}")
        return self._back[offset]


def _byte_count(one: str) -> int:
    # A lone surrogate takes three bytes where it is let through at all.
    return 1 if one < "\x80" else 2 if one < "\u0800" else 3 if one < "\U00010000" else 4
