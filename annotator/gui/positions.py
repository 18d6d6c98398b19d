"""The only converter between code points, which the program counts, and UTF-16 units, Qt's way.

It also makes the text that Qt lays out: what Qt would take for a command (line and paragraph
separators, object marks, control characters) is replaced one for one, and on request invisible
characters get a small name tag in front of them. Neither moves an offset of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping

from annotator.core.displayed import DisplayMap
from annotator.core.spans import Span

INVISIBLE_NAMES: Mapping[str, str] = {
    "\u00ad": "SHY",
    "\u034f": "CGJ",
    "\u061c": "ALM",
    "\u180e": "MVS",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
"""The characters that can be made visible, and the names that stand for them."""

_LINE_SEPARATOR = "\u2028"
# What Qt lays out as something else than a character of the text, and what stands for it: a new
# line is Qt's line separator, other breaks are a space, the object mark and non-characters a box.
_STAND_INS: Mapping[int, str] = (
    dict.fromkeys((*range(9), *range(14, 32), *range(127, 160), 65532), "�")
    | dict.fromkeys(range(64976, 65008), "�")
    | dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), " ")
    | {0x0A: _LINE_SEPARATOR}
)
_HAS_STAND_IN = re.compile("[" + "".join(re.escape(chr(code)) for code in _STAND_INS) + "]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_ASTRAL_OR_INVISIBLE = re.compile("[\U00010000-\U0010ffff" + "".join(INVISIBLE_NAMES) + "]")


class UnitMap:
    """Which UTF-16 unit of a Qt text stands for which code point, both counted from 0.

    `wide` holds, in order, the code points that take more than one unit, and how many they take.
    """

    def __init__(self, wide: Iterable[tuple[int, int]] = ()) -> None:
        self._points: list[int] = []
        self._ends: list[int] = []
        self._extra: list[int] = [0]
        for point, width in wide:
            self._points.append(point)
            self._extra.append(self._extra[-1] + width - 1)
            self._ends.append(point + 1 + self._extra[-1])

    @classmethod
    def of(cls, text: str) -> UnitMap:
        """The map of a text that is given to Qt as it is."""
        return cls((match.start(), 2) for match in _ASTRAL.finditer(text))

    def unit(self, offset: int) -> int:
        """The first unit of the code point at `offset`."""
        return offset + self._extra[bisect_left(self._points, offset)]

    def offset(self, unit: int) -> int:
        """The code point that holds `unit`."""
        before = bisect_right(self._ends, unit)
        offset = unit - self._extra[before]
        if before < len(self._points):
            return min(offset, self._points[before]) if offset > self._points[before] else offset
        return offset


class BrowserText:
    """The text of a page's copy for display as a browser counts it, in UTF-16 units.

    `text` is the document's. What the copy has beyond that is white space, which takes one unit a
    character, so the copy's own text is not needed.
    """

    def __init__(self, text: str, shown: DisplayMap) -> None:
        self._shown = shown
        wide = sorted(shown.place(match.start()) for match in _ASTRAL.finditer(text))
        self._units = UnitMap((place, 2) for place in wide)

    def ranges(self, span: Span) -> list[int]:
        """Where a span of the document is shown: starts and stops in turn."""
        units: list[int] = []
        for shown in self._shown.ranges(span):
            units += (self._units.unit(shown.start), self._units.unit(shown.end))
        return units

    def position(self, unit: int, *, is_behind: bool) -> int:
        """The position in the document of a place between two characters."""
        return self._shown.position(self._units.offset(unit), is_behind=is_behind)


class DisplayText:
    """A piece of a document's text as Qt lays it out, with the way back.

    `text` is for Qt alone and never read back; `tags` are the ranges of units, start and length,
    in which the name of an invisible character is written.
    """

    def __init__(self, source: str, *, shows_controls: bool = False) -> None:
        self.tags: list[tuple[int, int]] = []
        text = source.translate(_STAND_INS) if _HAS_STAND_IN.search(source) else source
        if shows_controls:
            text, wide = self._tagged(text)
            self.map = UnitMap(wide)
        else:
            self.map = UnitMap.of(text)
        self.text = text

    def _tagged(self, source: str) -> tuple[str, list[tuple[int, int]]]:
        parts: list[str] = []
        wide: list[tuple[int, int]] = []
        copied = units = 0
        for match in _ASTRAL_OR_INVISIBLE.finditer(source):
            point, character = match.start(), match.group()
            name = INVISIBLE_NAMES.get(character)
            parts.append(source[copied:point])
            units += point - copied
            copied = point + 1
            if name is None:
                parts.append(character)
                width = 2
            else:
                # The isolate keeps the Latin name from changing the direction of its neighbours.
                parts.append(f"\u2066\u00a0{name}\u00a0\u2069{character}")
                self.tags.append((units + 1, len(name) + 2))
                width = len(name) + 5
            wide.append((point, width))
            units += width
        parts.append(source[copied:])
        return "".join(parts), wide
