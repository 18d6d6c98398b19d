"""What is decided of the places where sets of one document stand beside each other, and deciding.

The gold set is made by decisions alone, and its journal holds each with what the candidates said
then. So what still holds today is found by asking the journal of every piece of today's alignment:
a decision holds for text of which all candidates say what they said when it was taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from annotator.core.alignment import AlignedPiece, Alignment
from annotator.core.considering import Considered, PieceState, Register
from annotator.core.deciding import Taking, decision_on, edit_of
from annotator.core.errors import UserError
from annotator.core.journal import JournalLine
from annotator.core.labels import LabelId

__all__ = [
    "NO_MAJORITY",
    "Alike",
    "Considered",
    "NoMajority",
    "PieceState",
    "Register",
    "Sides",
    "Taking",
    "alike",
    "all_alike",
    "consider",
    "decision_on",
    "edit_of",
    "majority",
    "sides_of",
    "weight",
]


@dataclass(frozen=True, slots=True)
class Sides:
    """Which candidates, by place, reach furthest and least far at a boundary."""

    longer: int
    shorter: int


@dataclass(frozen=True, slots=True)
class Alike:
    """What one decision for all that are alike is for: the numbers to decide, and those it leaves.

    `kept` are decided already, so that nothing which somebody decided otherwise is overruled by
    deciding something else.
    """

    wanted: frozenset[int]
    kept: frozenset[int]


class NoMajority(Enum):
    """That no answer is given by more than half; None would be an answer."""

    NO_MAJORITY = "no majority"


NO_MAJORITY = NoMajority.NO_MAJORITY


def consider(
    text: str,
    pieces: Sequence[AlignedPiece],
    candidates: Sequence[str],
    lines: Iterable[JournalLine],
) -> tuple[Considered, ...]:
    """Every piece with what the journal of the gold set says of it, in document order."""
    return Register(text, pieces, candidates, lines).considered


def sides_of(piece: AlignedPiece) -> Sides:
    """Which candidates end the label of a boundary later and sooner; `UserError` for any other."""
    if piece.kind is not Alignment.BOUNDARY:
        raise UserError(
            "Only where a boundary differs is one side longer.", "Take a side by its name."
        )
    reaching = [label == piece.edge for label in piece.labels]
    return Sides(reaching.index(True), reaching.index(False))


def majority(labels: Sequence[LabelId | None]) -> LabelId | NoMajority | None:
    """What more than half of the candidates say; None where they leave it undecided."""
    if not labels:
        return NO_MAJORITY
    label, count = Counter(labels).most_common(1)[0]
    return label if 2 * count > len(labels) else NO_MAJORITY


def alike(pieces: Iterable[AlignedPiece], piece: AlignedPiece) -> tuple[AlignedPiece, ...]:
    """Those of the pieces where the candidates differ as they do on this one, itself among them."""
    wanted = _differing(piece)
    return tuple(one for one in pieces if _differing(one) == wanted)


def all_alike(considered: Iterable[Considered], named: Iterable[int]) -> Alike:
    """The disagreements of these numbers, and those like them as far as no decision on them holds.

    One that is stale is decided anew with them.
    """
    numbers = frozenset(named)
    disagreements = [one for one in considered if one.number]
    kinds = {_differing(one.piece) for one in disagreements if one.number in numbers}
    others = [
        one for one in disagreements if one.number not in numbers and _differing(one.piece) in kinds
    ]
    kept = frozenset(one.number for one in others if one.state is PieceState.DECIDED)
    return Alike(numbers | {one.number for one in others} - kept, kept)


def weight(piece: AlignedPiece) -> int:
    """How much text hangs on the piece, in code points."""
    return len(piece.span)


def _differing(piece: AlignedPiece) -> tuple[Alignment, tuple[LabelId | None, ...], LabelId | None]:
    """How the candidates differ on a piece."""
    return piece.kind, piece.labels, piece.edge
