"""Two texts side by side: what stands in both, in the reference alone, in the other alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_CONTEXT = 8
_MOST_WORDS = 60
_MOST_PIECES = 60
_MOST_COMPARED = 30_000
_GAP = " … "


class Side(StrEnum):
    """Where a piece of text stands."""

    BOTH = "both"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class DifferencePiece:
    """A few words, and where they stand: missing is what the reference alone has."""

    side: Side
    text: str


def difference(reference: str, text: str) -> tuple[DifferencePiece, ...]:
    """What differs, in order, with some words around it; long runs have “…” in their middle.

    At most so many pieces as somebody looks at; of very long texts the beginning alone.
    """
    first, second = reference.split()[:_MOST_COMPARED], text.split()[:_MOST_COMPARED]
    pieces: list[DifferencePiece] = []
    matcher = SequenceMatcher(None, first, second)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(DifferencePiece(Side.BOTH, _shortened(first[a:b], _CONTEXT)))
            continue
        if b > a:
            pieces.append(DifferencePiece(Side.MISSING, _shortened(first[a:b], _MOST_WORDS // 2)))
        if d > c:
            pieces.append(DifferencePiece(Side.EXTRA, _shortened(second[c:d], _MOST_WORDS // 2)))
    if len(pieces) > _MOST_PIECES:
        pieces = [*pieces[:_MOST_PIECES], DifferencePiece(Side.BOTH, "…")]
    return tuple(pieces)


def _shortened(words: Sequence[str], around: int) -> str:
    if len(words) <= 2 * around:
        return _joined(words)
    return _joined(words[:around]) + _GAP + _joined(words[-around:])


def _joined(words: Iterable[str]) -> str:
    return " ".join(words)
