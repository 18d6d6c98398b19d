"""What is decided on a page, kept up to date block by block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Document
from annotator.core.labelling import gaps
from annotator.core.labels import LabelId

MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one block is labelled.

    `characters` counts the code points under each label; `is_undecided` says that text of a visible
    block is left without one.
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
    counts: dict[LabelId, int] = {}
    for annotation in annotations.touching(block.span):
        counts[annotation.label] = counts.get(annotation.label, 0) + len(annotation.span)
    is_covered = not gaps(document, annotations, block.span)
    return Standing(
        characters=tuple(sorted(counts.items())),
        is_covered=is_covered,
        is_undecided=block.hidden is None and not is_covered,
    )


class Tally:
    """Counts of one set on one document, built once in linear time and then kept by `update`."""

    def __init__(self, document: Document, annotations: AnnotationSet) -> None:
        self._document = document
        self.standings: list[Standing] = []
        self.blocks: Counter[LabelId] = Counter()
        self.characters: Counter[LabelId] = Counter()
        self._undecided = bytearray(len(document.blocks))
        for index in range(len(document.blocks)):
            one = standing(document, annotations, index)
            self.standings.append(one)
            self._count(index, one, 1)
        self.visible_count = sum(block.hidden is None for block in document.blocks)
        self.undecided_count = self._undecided.count(1)

    def update(self, annotations: AnnotationSet, blocks: Iterable[int]) -> None:
        """Count these blocks anew; no other block may have changed."""
        for index in blocks:
            old = self.standings[index]
            new = standing(self._document, annotations, index)
            self.undecided_count += new.is_undecided - old.is_undecided
            self._count(index, old, -1)
            self._count(index, new, 1)
            self.standings[index] = new

    def next_undecided(self, after: int) -> int | None:
        """The first undecided block behind number `after`, from the top again if need be."""
        found = self._undecided.find(1, after + 1)
        if found < 0:
            found = self._undecided.find(1)
        return found if found >= 0 else None

    def previous_undecided(self, before: int) -> int | None:
        """The last undecided block ahead of number `before`, from the end again if need be."""
        found = self._undecided.rfind(1, 0, max(before, 0))
        if found < 0:
            found = self._undecided.rfind(1)
        return found if found >= 0 else None

    def _count(self, index: int, one: Standing, sign: int) -> None:
        for label, characters in one.characters:
            self.blocks[label] += sign
            self.characters[label] += sign * characters
        self._undecided[index] = 1 if sign > 0 and one.is_undecided else 0
