"""What is decided on a page, kept up to date block by block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from annotator.core.annotations import Annotation, AnnotationSet, by_block, is_blank
from annotator.core.documents import Block, Document
from annotator.core.labels import LabelId

MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one block is labelled.

    `characters` counts the code points under each label, in the order of the labels' ids.
    `is_covered` says that no text of the block is left without a label, and `is_undecided` that
    some is and the block is visible. White space is no text here, so a block of nothing else (of
    no-break spaces, say) is covered.
    """

    characters: tuple[tuple[LabelId, int], ...]
    is_covered: bool
    is_undecided: bool

    @property
    def summary(self) -> str | None:
        """The label's id where one label covers the whole block, `mixed`, or None for no label."""
        if not self.characters:
            return None
        if len(self.characters) == 1 and self.is_covered:
            return self.characters[0][0]
        return MIXED


def standing(document: Document, annotations: AnnotationSet, index: int) -> Standing:
    """How block number `index` is labelled in the set."""
    block = document.blocks[index]
    return _standing(document.text, block, annotations.touching(block.span))


def _standing(text: str, block: Block, held: tuple[Annotation, ...]) -> Standing:
    counts: dict[LabelId, int] = {}
    is_covered = True
    position = block.span.start
    for one in held:
        start, end = one.span.start, one.span.end
        counts[one.label] = counts.get(one.label, 0) + end - start
        is_covered = is_covered and is_blank(text, position, start)
        position = end
    is_covered = is_covered and is_blank(text, position, block.span.end)
    characters = tuple(sorted(counts.items()) if len(counts) > 1 else counts.items())
    return _shared(characters, is_covered, block.hidden is None and not is_covered)


@lru_cache(maxsize=1 << 14)
def _shared(
    characters: tuple[tuple[LabelId, int], ...], is_covered: bool, is_undecided: bool
) -> Standing:
    """Most blocks stand as many others do, and finding a value costs a fifth of making one."""
    return Standing(characters, is_covered, is_undecided)


class Tally:
    """Counts of one set on one document, built once in linear time and then kept by `update`.

    `standings` has one value a block, `undecided` one byte, which is 1 where it is undecided.
    `blocks` and `characters` count by label: blocks that hold any text of it, and code points.
    `visible_count` and `undecided_count` count blocks.
    """

    def __init__(self, document: Document, annotations: AnnotationSet) -> None:
        self._document = document
        self.standings = [
            _standing(document.text, block, held)
            for block, held in by_block(document, annotations, range(len(document.blocks)))
        ]
        self.undecided = bytearray(one.is_undecided for one in self.standings)
        self.blocks: Counter[LabelId] = Counter()
        self.characters: Counter[LabelId] = Counter()
        for one in self.standings:
            self._count(one, 1)
        self.visible_count = sum(block.hidden is None for block in document.blocks)
        self.undecided_count = self.undecided.count(1)

    def fork(self) -> Tally:
        """One that counts what this one does, and is updated on its own from here."""
        fork = copy(self)
        fork.standings = self.standings.copy()
        fork.undecided = self.undecided.copy()
        fork.blocks = self.blocks.copy()
        fork.characters = self.characters.copy()
        return fork

    def update(self, annotations: AnnotationSet, blocks: Iterable[int]) -> None:
        """Count these blocks, which ascend, anew; no other block may have changed."""
        for block, held in by_block(self._document, annotations, blocks):
            index = block.index
            old = self.standings[index]
            new = _standing(self._document.text, block, held)
            if new != old:
                self.standings[index] = new
                self.undecided[index] = new.is_undecided
                self.undecided_count += new.is_undecided - old.is_undecided
                self._count(old, -1)
                self._count(new, 1)

    def next_undecided(self, after: int) -> int | None:
        """The first undecided block behind number `after`, from the top again if need be."""
        found = self.undecided.find(1, max(after + 1, 0))
        if found < 0:
            found = self.undecided.find(1)
        return found if found >= 0 else None

    def previous_undecided(self, before: int) -> int | None:
        """The last undecided block ahead of number `before`, from the end again if need be."""
        found = self.undecided.rfind(1, 0, max(before, 0))
        if found < 0:
            found = self.undecided.rfind(1)
        return found if found >= 0 else None

    def _count(self, one: Standing, sign: int) -> None:
        for label, characters in one.characters:
            self.blocks[label] += sign
            self.characters[label] += sign * characters
