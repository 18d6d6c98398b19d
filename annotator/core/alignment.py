"""Where several annotation sets of one document agree, and where they do not.

The text that any of the sets decides is cut into *pieces*: within a piece each set says one thing.
So all that can be asked of a comparison, block by block, character by character or decision by
decision, is asked of the pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from annotator.core.annotations import Annotation, AnnotationSet, by_block, is_blank
from annotator.core.documents import Block, Document
from annotator.core.labels import LabelId
from annotator.core.spans import Span


class Alignment(StrEnum):
    """How the sets stand to each other on one piece of text.

    *boundary*: beside the piece all give one label, and to the piece some give it and some do not:
    they disagree on where it ends. *missing*: one of them leaves the text undecided. *label*: all
    have decided, and not alike.
    """

    EXACT = "exact"
    BOUNDARY = "boundary"
    LABEL = "label"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class AlignedPiece:
    """Text of one block, as long as can be, of which each of the sets says one thing.

    `labels` are what the sets say, in their order, None where one leaves it undecided; not all of
    them are None. `edge` is the label whose end a *boundary* moves, by the length of the span.
    """

    span: Span
    block: int
    labels: tuple[LabelId | None, ...]
    kind: Alignment
    edge: LabelId | None = None


Held = tuple[Annotation, ...]
"""What one set holds in one block."""


def align(document: Document, sets: Sequence[AnnotationSet]) -> tuple[AlignedPiece, ...]:
    """The pieces of the text that any of the sets decides, in document order.

    White space alone is no piece; a piece neither begins nor ends with it. Takes time in proportion
    to the blocks and annotations.
    """
    found: list[AlignedPiece] = []
    for block, helds in side_by_side(document, sets):
        found += pieces_in(document.text, block, helds)
    return tuple(found)


def side_by_side(
    document: Document, sets: Sequence[AnnotationSet]
) -> Iterator[tuple[Block, list[Held]]]:
    """Each block with what each of the sets holds in it; nothing where there are no sets."""
    every = range(len(document.blocks))
    sweeps = [by_block(document, one, every) for one in sets]
    if len(sweeps) == 2:
        for (block, first), (_, second) in zip(*sweeps, strict=True):
            yield block, [first, second]
        return
    for row in zip(*sweeps, strict=True):
        yield row[0][0], [held for _, held in row]


def is_unanimous(helds: Sequence[Held]) -> bool:
    """Whether all hold one annotation, with one span and one label."""
    if len(helds[0]) != 1:
        return False
    first = helds[0][0]
    label, start, end = first.label, first.span.start, first.span.end
    for held in helds[1:]:
        if len(held) != 1:
            return False
        # Ends one by one: comparing spans makes two tuples, for every block of a page.
        one = held[0]
        if one.label != label or one.span.start != start or one.span.end != end:
            return False
    return True


def disagreements(pieces: Sequence[AlignedPiece]) -> tuple[AlignedPiece, ...]:
    """Those of the pieces on which the sets are not all of one mind."""
    return tuple(one for one in pieces if one.kind is not Alignment.EXACT)


def pieces_in(text: str, block: Block, helds: Sequence[Held]) -> list[AlignedPiece]:
    """The pieces of one block, of which each set holds these annotations."""
    if is_unanimous(helds):
        # Most blocks: one label for all of it, and everybody gives it.
        one = helds[0][0]
        return [AlignedPiece(one.span, block.index, (one.label,) * len(helds), Alignment.EXACT)]
    if _are_one_span(helds):
        # Most others: one label for all of it from each.
        said = tuple([held[0].label for held in helds])
        return [AlignedPiece(helds[0][0].span, block.index, said, Alignment.LABEL)]
    runs: list[tuple[Span, tuple[LabelId | None, ...]]] = []
    for span, labels in _runs(text, helds):
        if runs and runs[-1][1] == labels and is_blank(text, runs[-1][0].end, span.start):
            runs[-1] = (Span(runs[-1][0].start, span.end), labels)
        else:
            runs.append((span, labels))
    pieces = [AlignedPiece(span, block.index, labels, _kind(labels)) for span, labels in runs]
    return [_with_edge(text, pieces, number) for number in range(len(pieces))]


def _are_one_span(helds: Sequence[Held]) -> bool:
    """Whether all hold one annotation, and of the same text."""
    if len(helds[0]) != 1:
        return False
    span = helds[0][0].span
    return all(len(held) == 1 and held[0].span == span for held in helds[1:])


def _runs(text: str, helds: Sequence[Held]) -> Iterator[tuple[Span, tuple[LabelId | None, ...]]]:
    """The text between two borders of any set, trimmed, with what each set says of it."""
    cuts = sorted({cut for held in helds for one in held for cut in (one.span.start, one.span.end)})
    places = [0] * len(helds)
    for start, end in pairwise(cuts):
        labels: list[LabelId | None] = []
        for number, held in enumerate(helds):
            while places[number] < len(held) and held[places[number]].span.end <= start:
                places[number] += 1
            place = places[number]
            is_in = place < len(held) and held[place].span.start <= start
            labels.append(held[place].label if is_in else None)
        span = Span(start, end).trimmed(text)
        if span and any(label is not None for label in labels):
            yield span, tuple(labels)


def _kind(labels: tuple[LabelId | None, ...]) -> Alignment:
    if None in labels:
        return Alignment.MISSING
    return Alignment.EXACT if len(set(labels)) == 1 else Alignment.LABEL


def _with_edge(text: str, pieces: Sequence[AlignedPiece], number: int) -> AlignedPiece:
    """The piece, as a boundary where it goes on from a neighbour that all agree on.

    Where both neighbours are such, the earlier one counts.
    """
    piece = pieces[number]
    if piece.kind is Alignment.EXACT:
        return piece
    for beside in (number - 1, number + 1):
        if not 0 <= beside < len(pieces) or pieces[beside].kind is not Alignment.EXACT:
            continue
        left, right = sorted((pieces[beside].span, piece.span))
        label = pieces[beside].labels[0]
        if label in piece.labels and is_blank(text, left.end, right.start):
            return replace(piece, kind=Alignment.BOUNDARY, edge=label)
    return piece
