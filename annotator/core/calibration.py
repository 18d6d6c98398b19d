"""How much of a page an annotator labelled as its reference says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.core.alignment import AlignedPiece, Alignment
from annotator.core.documents import Document


@dataclass(frozen=True, slots=True)
class Score:
    """Of `block_count` visible blocks that the reference labels, `alike_count` are alike.

    A block is alike where every piece of it is: it has the same labels with the same ends.
    """

    alike_count: int
    block_count: int

    @property
    def share(self) -> float | None:
        """The share that is alike; None where the reference labels nothing."""
        return self.alike_count / self.block_count if self.block_count else None

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(self.alike_count + other.alike_count, self.block_count + other.block_count)


NO_SCORE = Score(0, 0)


def score(document: Document, pieces: Iterable[AlignedPiece], reference: int) -> Score:
    """The score of two sets' pieces, of which the set number `reference` is the reference.

    Hidden blocks need no label, and do not count; nor do blocks that the reference leaves
    undecided, as an annotator has to say something there.
    """
    labelled: set[int] = set()
    unlike: set[int] = set()
    for one in pieces:
        if document.blocks[one.block].hidden is not None:
            continue
        if one.labels[reference] is not None:
            labelled.add(one.block)
        if one.kind is not Alignment.EXACT:
            unlike.add(one.block)
    return Score(len(labelled - unlike), len(labelled))
