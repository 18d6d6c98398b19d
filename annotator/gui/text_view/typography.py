"""Fonts, line heights and spacing of the page, from what a block is in its page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from annotator.core.documents import Block, Document

_HEADING = re.compile(r"/h([1-6])(?:\[\d+\])?(?:/|\Z)")
_LIST_ITEM = re.compile(r"/(?:li|dd|dt)(?:\[\d+\])?(?:/|\Z)")
# Size of the headings h1 to h6 against the text.
_HEADING_SIZES = (1.75, 1.45, 1.25, 1.1, 1.0, 1.0)
_TEXT_SIZE = 1.3
_SMALL_SIZE = 0.92
_LINE_SPACING = 1.5
_HEADING_LINE_SPACING = 1.3
_MAXIMUM_COLUMN = 78
# Tags and letters of the gutter grow less than the text, which is what zoom is for.
_MAXIMUM_GUTTER_ZOOM = 1.75


@dataclass(frozen=True, slots=True)
class Face:
    """How the lines of a block are set: font, least height of a line, space above and below."""

    font: QFont
    line_height: int
    above: int
    below: int


@lru_cache(maxsize=4096)
def heading_level(xpath: str) -> int:
    """The level of the heading that an element is in, 0 outside of headings."""
    found = _HEADING.findall(xpath)
    return int(found[-1]) if found else 0


@lru_cache(maxsize=4096)
def is_list_item(xpath: str) -> bool:
    """Whether an element is in a list."""
    return _LIST_ITEM.search(xpath) is not None


class Typography:
    """The fonts and measures of one zoom; `zoom` is 1 for the size of the desktop's own text."""

    def __init__(self, font: QFont, zoom: float) -> None:
        self.zoom = zoom
        base = QFontInfo(font).pixelSize()
        self._size = base * _TEXT_SIZE * zoom
        self._family = QFont(font)
        self.body = self._font(self._size)
        self.gutter_zoom = min(max(zoom, 0.75), _MAXIMUM_GUTTER_ZOOM)
        self.small = self._font(base * _SMALL_SIZE * self.gutter_zoom)
        self.small_metrics = QFontMetricsF(self.small)
        self.letter = self._font(base * _SMALL_SIZE * self.gutter_zoom, is_bold=True)
        self.slanted = self._font(base * _SMALL_SIZE * self.gutter_zoom)
        self.slanted.setItalic(True)
        self.tag = self._font(self._size * 0.62, is_bold=True)
        self.note = self._font(base * max(zoom, 0.75))
        self.column_width = round(_MAXIMUM_COLUMN * QFontMetricsF(self.body).averageCharWidth())
        self._headings = [self._font(self._size * size, is_bold=True) for size in _HEADING_SIZES]

    def pixels(self, length: float) -> int:
        """A length given for zoom 1, at this zoom, at least 1."""
        return max(round(length * self.zoom), 1)

    def gutter(self, length: float) -> int:
        """A length of the gutter given for zoom 1, at this zoom, at least 1."""
        return max(round(length * self.gutter_zoom), 1)

    @property
    def line_height(self) -> int:
        """The height of a line of text."""
        return round(self._size * _LINE_SPACING)

    @property
    def fold_height(self) -> int:
        """The height of a line that stands for hidden blocks or says that the page is cut."""
        return round(QFontMetricsF(self.note).height() + self.pixels(16))

    def face(self, document: Document, block: Block) -> Face:
        """How a block is set."""
        level = heading_level(block.xpath)
        if level:
            font = self._headings[level - 1]
            height = round(self._size * _HEADING_SIZES[level - 1] * _HEADING_LINE_SPACING)
            return Face(font, height, self.pixels(10), self.pixels(6))
        gap = self.pixels(6)
        if is_list_item(block.xpath):
            gap = self.pixels(3)
        if block.paragraph is not None:
            return self._line_of_dump(document, block)
        return Face(self.body, self.line_height, gap, gap)

    def _line_of_dump(self, document: Document, block: Block) -> Face:
        """Lines of one paragraph stand close, paragraphs apart."""
        blocks, index = document.blocks, block.index
        is_first = index == 0 or blocks[index - 1].paragraph != block.paragraph
        is_last = index + 1 == len(blocks) or blocks[index + 1].paragraph != block.paragraph
        wide, close = self.pixels(8), self.pixels(2)
        return Face(
            self.body, self.line_height, wide if is_first else close, wide if is_last else close
        )

    def _font(self, pixels: float, *, is_bold: bool = False) -> QFont:
        font = QFont(self._family)
        font.setPixelSize(max(round(pixels), 4))
        font.setBold(is_bold)
        # Widths that do not jump between screens and zooms.
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font
