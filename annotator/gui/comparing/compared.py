"""What is compared: the sides, what they say, and where they disagree; values, no widget."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TypeAlias

from annotator.core.adjudication import Considered, NoMajority, PieceState, majority
from annotator.core.alignment import AlignedPiece, Alignment, disagreements
from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.documents import Document
from annotator.core.labelling import joined
from annotator.core.labels import Label, LabelId, LabelSet
from annotator.core.masks import letter
from annotator.core.spans import Span

Labels: TypeAlias = tuple[LabelId | None, ...]

_start_of: Callable[[Disagreement], int] = attrgetter("piece.span.start")
_end_of: Callable[[Disagreement], int] = attrgetter("piece.span.end")
# From so many sides on, what most of them say has a bar of its own.
_MANY_SIDES = 3


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

    `state` is None where the sets are only compared. `decided` is what the gold set says where a
    decision was taken, None for nothing.
    """

    number: int
    piece: AlignedPiece
    labels: tuple[LabelId | None, ...]
    state: PieceState | None = None
    decided: LabelId | None = None

    @property
    def kind(self) -> Alignment:
        """What they disagree on."""
        return self.piece.kind

    @property
    def span(self) -> Span:
        """The text they disagree on."""
        return self.piece.span

    @property
    def weight(self) -> int:
        """How much text it is, in characters."""
        return len(self.piece.span)


@dataclass(frozen=True, slots=True)
class Compared:
    """A page as several sets have it; the disagreements are in the order of the text.

    `has_gold` says that decisions are taken on them. `agreed` is what all say alike; `majority`
    what most say, None where two sides at most are compared.
    """

    document: Document
    label_set: LabelSet
    sides: tuple[Side, ...]
    disagreements: tuple[Disagreement, ...]
    has_gold: bool = False
    agreed: AnnotationSet = AnnotationSet()  # noqa: RUF009 - a frozen value
    majority: AnnotationSet | None = None

    @property
    def labels(self) -> dict[LabelId, Label]:
        """The labels by their ids."""
        return {label.id: label for label in self.label_set.labels}

    def touching(self, span: Span) -> tuple[Disagreement, ...]:
        """The disagreements on text of the span, in order."""
        every = self.disagreements
        first = bisect_right(every, span.start, key=_end_of)
        return every[first : bisect_left(every, span.end, first, key=_start_of)]

    def numbered(self, number: int) -> Disagreement | None:
        """The disagreement of that number."""
        return self.disagreements[number - 1] if 0 < number <= len(self.disagreements) else None


def lettered(
    names: Sequence[str], sets: Sequence[AnnotationSet], masked: Sequence[str] = ()
) -> tuple[Side, ...]:
    """The sides in the order they are shown in, with their letters.

    `masked` holds the names in the order of a blind review (`core.masks`): with it the sides are
    in that order and without names.
    """
    order = [list(names).index(name) for name in masked] if masked else range(len(names))
    return tuple(
        Side(letter(number), sets[place], place, "" if masked else names[place])
        for number, place in enumerate(order)
    )


def compared(
    document: Document,
    label_set: LabelSet,
    pieces: Sequence[AlignedPiece],
    sides: Sequence[Side],
) -> Compared:
    """What several sets say of a page, for reading only."""
    shown = _in_order(sides)
    rows = [
        Disagreement(number, piece, shown(piece.labels))
        for number, piece in enumerate(disagreements(pieces), 1)
    ]
    return Compared(
        document,
        label_set,
        tuple(sides),
        tuple(rows),
        agreed=agreed_in(pieces),
        majority=_majority(document, pieces, sides),
    )


def considered(
    document: Document,
    label_set: LabelSet,
    pieces: Sequence[Considered],
    sides: Sequence[Side],
    before: Compared | None = None,
) -> Compared:
    """What several sets say of a page, and what is decided of it.

    `before` is what was shown of the same pieces, to take over from it what has not changed.
    """
    shown = _in_order(sides)
    rows = [
        Disagreement(one.number, one.piece, shown(one.piece.labels), one.state, one.label)
        for one in pieces
        if one.number
    ]
    is_same = before is not None and before.sides == tuple(sides)
    most = (
        before.majority
        if before is not None and is_same
        else _majority(document, [one.piece for one in pieces], sides)
    )
    return Compared(document, label_set, tuple(sides), tuple(rows), has_gold=True, majority=most)


def _in_order(sides: Sequence[Side]) -> Callable[[Labels], Labels]:
    """What puts the labels of a piece in the order of the sides; there are thousands of them."""
    places = [side.place for side in sides]
    if places == sorted(places):
        return lambda labels: labels
    return itemgetter(*places)


def agreed_in(pieces: Iterable[AlignedPiece]) -> AnnotationSet:
    """What all of the sets say alike."""
    return AnnotationSet(
        tuple(
            Annotation(one.span, label)
            for one in pieces
            if one.kind is Alignment.EXACT and (label := one.labels[0]) is not None
        )
    )


def _majority(
    document: Document, pieces: Iterable[AlignedPiece], sides: Sequence[Side]
) -> AnnotationSet | None:
    if len(sides) < _MANY_SIDES:
        return None
    found: list[Annotation] = []
    for _block, group in groupby(pieces, key=lambda one: one.block):
        ones: list[Annotation] = []
        for piece in group:
            most = majority(piece.labels)
            if most is not None and not isinstance(most, NoMajority):
                ones.append(Annotation(piece.span, most))
        found += joined(document.text, ones)
    return AnnotationSet(tuple(found))
