"""The immutable text of a page and its blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from annotator.core.spans import Span

_XPATH_POSITION = re.compile(r"\[\d+\]")


class HiddenReason(StrEnum):
    """Why a browser does not show the text of a block."""

    NOSCRIPT = "noscript"
    INLINE_STYLE = "inline style"
    CLASS_NAME = "class name"
    HIDDEN_ATTRIBUTE = "hidden attribute"
    CLOSED_DIALOG = "closed dialog"
    FALLBACK = "fallback content"


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest unit of page structure that carries text.

    `span` lies in the document's text, separators between blocks excluded. `xpath` names the
    element whose text this is and `run` which of that element's runs of text, from 0; both tell
    nothing in a text dump, where `xpath` is empty and `paragraph` numbers the paragraphs from 0.
    `link_share` is the share of code points that are not white space and stand inside a link.
    """

    index: int
    span: Span
    xpath: str = ""
    run: int = 0
    class_name: str = ""
    element_id: str = ""
    link_share: float = 0.0
    hidden: HiddenReason | None = None
    paragraph: int | None = None

    @property
    def tag_path(self) -> str:
        """The element names from the root down, as `html/body/div/p`."""
        return _XPATH_POSITION.sub("", self.xpath).lstrip("/")

    @property
    def tag(self) -> str:
        """The name of the element that holds the block, empty in a text dump."""
        return self.tag_path.rpartition("/")[2]


_block_start: Callable[[Block], int] = attrgetter("span.start")


@dataclass(frozen=True, slots=True)
class Document:
    """What one segmenter version made of a page: a text and its blocks, in document order.

    Every offset in the program counts code points of `text`. Blocks do not overlap and are
    separated by one newline each. `cut` says in words why the end of the page is missing, and is
    None where the page is whole.
    """

    text: str
    blocks: tuple[Block, ...]
    segmenter: str
    cut: str | None = None

    def quote(self, span: Span) -> str:
        """The text that `span` covers."""
        return self.text[span.start : span.end]

    def block_text(self, index: int) -> str:
        """The text of block number `index`."""
        return self.quote(self.blocks[index].span)

    def block_at(self, offset: int) -> int:
        """The number of the block that holds `offset`, or of the last that starts before it.

        Offsets before the first block belong to the first. A document without blocks has none:
        the answer is then -1.
        """
        found = bisect_right(self.blocks, offset, key=_block_start) - 1
        return max(found, 0) if self.blocks else -1

    def blocks_touching(self, span: Span) -> range:
        """The numbers of the blocks that share a code point with `span`."""
        if not span or not self.blocks:
            return range(0)
        first = self.block_at(span.start)
        if self.blocks[first].span.end <= span.start:
            first += 1
        last = bisect_right(self.blocks, span.end - 1, first, key=_block_start)
        return range(first, last)
