"""A page as the items that Dripper classifies: elements, or stretches of text in one of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.core.documents import Document
from annotator.core.page_markup import ElementEnd, ElementStart
from annotator.formats.html_text import ATOMS, closing, opening, text_html
from annotator.formats.labelled_markup import LabelledPart, Piece, text_groups
from annotator.formats.marked_html import marked_atoms


@dataclass(slots=True)
class _Open:
    """An element that is open: of which blocks it holds how much text."""

    index: int
    name: str
    is_in_atom: bool
    first: int = -1
    last: int = -1
    count: int = 0

    def add(self, first: int, last: int, count: int) -> None:
        if first < 0:
            return
        self.first = first if self.first < 0 else min(self.first, first)
        self.last = max(self.last, last)
        self.count += count


@dataclass(slots=True)
class _Holders:
    """For each block the elements that hold all of it and nothing else, the innermost first."""

    document: Document
    found: dict[int, list[_Open]] = field(default_factory=dict)
    kinds: dict[int, set[bool]] = field(default_factory=dict)

    def read(self, parts: Sequence[LabelledPart]) -> None:
        opened: list[_Open] = []
        for index, part in enumerate(parts):
            if isinstance(part, ElementStart):
                around = opened[-1] if opened else None
                in_atom = around is not None and (around.is_in_atom or around.name in ATOMS)
                opened.append(_Open(index, part.name, in_atom))
            elif isinstance(part, ElementEnd):
                self._end(opened.pop(), opened[-1] if opened else None)
            elif part.start is not None and opened:
                block = self.document.block_at(part.start)
                opened[-1].add(block, block, len(part.text))
                if part.text.strip():
                    self.kinds.setdefault(block, set()).add(part.is_main)

    def _end(self, element: _Open, around: _Open | None) -> None:
        if around is not None:
            around.add(element.first, element.last, element.count)
        block = element.first
        if block >= 0 and block == element.last:
            is_whole = element.count == len(self.document.blocks[block].span)
            if is_whole:
                self.found.setdefault(block, []).append(element)


def item_elements(parts: Sequence[LabelledPart], document: Document) -> dict[int, bool]:
    """Elements that are items, by the part that begins each, and whether they are main content.

    The element of a block is one where it holds no other text and all of the block has one kind of
    label. No item lies in another.
    """
    items = marked_atoms(parts)
    holders = _Holders(document)
    holders.read(parts)
    for block, elements in holders.found.items():
        kinds = holders.kinds.get(block, set())
        if len(kinds) != 1 or any(one.is_in_atom or one.index in items for one in elements):
            continue
        tag = document.blocks[block].tag
        named = [one for one in elements if one.name == tag] or elements
        items[named[0].index] = next(iter(kinds))
    return items


def main_html(
    parts: Sequence[LabelledPart], items: dict[int, bool], without: frozenset[str]
) -> str:
    """The main content with the elements that it stands in, and nothing else of the page.

    Elements lose their attributes `without`, as in `marked_html`.
    """
    page = _MainHtml(without)
    pieces: list[Piece] = []
    for index, part in enumerate(parts):
        if isinstance(part, Piece):
            pieces.append(part)
            continue
        page.text(pieces)
        pieces = []
        if isinstance(part, ElementStart):
            page.start(part, items.get(index))
        else:
            page.end()
    return "".join(page.out)


class _MainHtml:
    """Elements are written once something in them is."""

    def __init__(self, without: frozenset[str]) -> None:
        self.out: list[str] = []
        self._without = without
        # Each open element, and what the item that it is or lies in says of its text.
        self._opened: list[tuple[ElementStart, bool | None]] = []
        self._written_count = 0

    def start(self, element: ElementStart, kind: bool | None) -> None:
        around = self._opened[-1][1] if self._opened else None
        self._opened.append((element, kind if around is None else around))
        if self._opened[-1][1]:
            self._write("")

    def text(self, pieces: Sequence[Piece]) -> None:
        element, kind = self._opened[-1] if self._opened else (None, None)
        if kind is None:
            groups = [one for one in text_groups(pieces) if one.is_main and one.text.strip()]
        else:
            groups = list(pieces) if kind else []
        if groups:
            within = element.name if element else ""
            self._write("".join(text_html(one.text, within) for one in groups))

    def end(self) -> None:
        element, _ = self._opened.pop()
        if self._written_count > len(self._opened):
            self.out.append(closing(element))
            self._written_count -= 1

    def _write(self, text: str) -> None:
        pending = self._opened[self._written_count :]
        self.out += [opening(element, without=self._without) for element, _ in pending]
        self._written_count = len(self._opened)
        self.out.append(text)
