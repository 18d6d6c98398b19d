"""What is compared: the sides, what they say, and where they disagree; values, no widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.core.alignment import AlignedPiece, Alignment, disagreements
from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Document
from annotator.core.labels import LabelId, LabelSet

OPEN, DECIDED, STALE = "open", "decided", "stale"
"""How far a disagreement is; what is only compared has no such state."""


@dataclass(frozen=True, slots=True)
class Side:
    """One set that is compared: its letter, its annotations, and its place among the candidates.

    `name` is empty where it must not be told whose set it is; then it stands nowhere in here.
    """

    letter: str
    annotations: AnnotationSet
    place: int
    name: str = ""

    @property
    def told(self) -> str:
        """How the side is called on the screen."""
        return f"{self.letter} ({self.name})" if self.name else self.letter


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One disagreement, numbered from 1. `labels` are in the order of the sides as shown.

    `decided` is what the gold set says where it is decided, None for nothing.
    """

    number: int
    piece: AlignedPiece
    labels: tuple[LabelId | None, ...]
    quote: str
    state: str = ""
    decided: LabelId | None = None

    @property
    def kind(self) -> Alignment:
        """What they disagree on."""
        return self.piece.kind

    @property
    def weight(self) -> int:
        """How much text it is, in characters."""
        return len(self.piece.span)


@dataclass(frozen=True, slots=True)
class Compared:
    """A page as several sets have it. `has_gold` says that decisions on it are shown beside."""

    document: Document
    label_set: LabelSet
    sides: tuple[Side, ...]
    disagreements: tuple[Disagreement, ...]
    has_gold: bool = False
    agreed: AnnotationSet = field(default_factory=AnnotationSet)
    majority: AnnotationSet | None = None


def lettered(
    names: Sequence[str], sets: Sequence[AnnotationSet], masked: Sequence[str] = ()
) -> tuple[Side, ...]:
    """The sides in the order they are shown in, with their letters.

    `masked` holds the names in the order of a blind review (`core.masks`): with it the sides are
    in that order and without names.
    """
    order = [names.index(name) for name in masked] if masked else range(len(names))
    return tuple(
        Side(chr(ord("A") + number), sets[place], place, "" if masked else names[place])
        for number, place in enumerate(order)
    )


def compared(
    document: Document,
    label_set: LabelSet,
    pieces: Sequence[AlignedPiece],
    sides: Sequence[Side],
) -> Compared:
    """What several sets say of a page, for reading only."""
    rows = tuple(
        Disagreement(
            number,
            piece,
            tuple(piece.labels[side.place] for side in sides),
            document.quote(piece.span),
        )
        for number, piece in enumerate(disagreements(pieces), 1)
    )
    return Compared(document, label_set, tuple(sides), rows)
