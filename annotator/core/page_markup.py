"""The elements and texts of a page as plain values, and where each text stands in the document.

This is what formats are made of that mark a page's own markup: the tree itself stays in the process
that parsed it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from annotator.core.documents import Document
from annotator.core.spans import Span


@dataclass(frozen=True, slots=True)
class ElementStart:
    """An element begins."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ElementEnd:
    """The innermost element ends."""


@dataclass(frozen=True, slots=True)
class MarkupText:
    """A text, or a piece of one, as it stands in the page.

    Its code points are those of the document from `start` on, one for one. `start` is None where
    the document has nothing of it: white space, titles, what no block took.
    """

    text: str
    start: int | None = None

    @property
    def span(self) -> Span | None:
        """Where it stands in the document, if it does."""
        return None if self.start is None else Span(self.start, self.start + len(self.text))


MarkupPart: TypeAlias = ElementStart | ElementEnd | MarkupText

END = ElementEnd()


@dataclass(frozen=True, slots=True)
class PageMarkup:
    """A page's elements and texts in their order; every element that begins also ends.

    Comments, scripts and style sheets are left out. `why_plain` says in words why the page's own
    elements are missing, where these were made of its text alone.
    """

    parts: tuple[MarkupPart, ...] = field(default=())
    why_plain: str | None = None

    def text_nodes(self) -> Iterator[tuple[MarkupText, ...]]:
        """The pieces of each text between two tags."""
        pieces: list[MarkupText] = []
        for part in self.parts:
            if isinstance(part, MarkupText):
                pieces.append(part)
            elif pieces:
                yield tuple(pieces)
                pieces = []
        if pieces:
            yield tuple(pieces)


def plain_markup(document: Document, why_plain: str | None = None) -> PageMarkup:
    """A paragraph for each block: all that can be had where the page's own tree cannot."""
    parts: list[MarkupPart] = [ElementStart("html")]
    for block in document.blocks:
        text = MarkupText(document.quote(block.span), block.span.start)
        parts += [ElementStart("p"), text, END]
    return PageMarkup((*parts, END), why_plain)
