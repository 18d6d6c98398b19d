"""What became of the text that was given labels, step by step.

A *piece* is what one step gave a label: the text of one proposal, or of one annotation where
nothing was proposed. Later steps may relabel a piece, cut it, or take it away.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from annotator.core.annotations import Annotation, AnnotationSet, Origin, start_of
from annotator.core.edits import Edit
from annotator.core.errors import BugError
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.labels import LabelId
from annotator.core.proposals import Proposal
from annotator.core.spans import Span, gaps


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text, the label that it has, and the one that was proposed for it, if any.

    `is_with_rest` says that the proposal was accepted together with all that was left. Parts of
    one piece that later steps cut have the same `number`.
    """

    span: Span
    label: LabelId
    proposed: LabelId | None
    is_with_rest: bool
    number: tuple[int, int]


_start: Callable[[Piece | Proposal], int] = attrgetter("span.start")
_end: Callable[[Piece | Proposal], int] = attrgetter("span.end")


def pieces_of(lines: Iterable[JournalLine]) -> tuple[Piece, ...]:
    """What the steps of a journal that still stand gave labels to, by place in the text."""
    pieces = _Pieces()
    for number, line in enumerate(standing_edits(lines)):
        freed, given = changed_text(line.edit)
        for span in freed:
            pieces.take_out(span)
        proposals = sorted(line.proposed, key=_start)
        is_with_rest = _accepts_rest(line, given)
        for place, one in enumerate(given):
            held = pieces.take_out(one.span)
            if one.origin is not Origin.IMPORTED:
                made = _relabelled(one, held)
                made += _decided(one, proposals, made, number, is_with_rest=is_with_rest)
                if not made or any(piece.proposed is None for piece in held):
                    made += _by_hand(one, made, (number, len(proposals) + place))
                pieces.put(made)
    return tuple(pieces.held)


def standing_edits(lines: Iterable[JournalLine]) -> list[JournalLine]:
    """The edits that are not undone, each as it was first made, with what was proposed then.

    Raises `BugError` where the lines take back or repeat what is not there.
    """
    done: list[JournalLine] = []
    undone: list[JournalLine] = []
    for line in lines:
        match line.kind:
            case LineKind.EDIT:
                done.append(line)
                undone.clear()
            case LineKind.UNDO:
                undone.append(_popped(done, line))
            case LineKind.REDO:
                done.append(_popped(undone, line))
            case LineKind.STATUS:
                pass
    return done


def _popped(lines: list[JournalLine], line: JournalLine) -> JournalLine:
    if not lines:
        raise BugError(f"the journal has an {line.kind.value} of “{line.edit.name}” too many")
    return lines.pop()


def changed_text(edit: Edit) -> tuple[list[Span], list[Annotation]]:
    """The text that lost its label, and the text that got another one, each in order.

    What an annotation gained is told as an annotation of that part alone. Text whose label stayed
    is in neither, whatever became of the annotation around it.
    """
    before, after = AnnotationSet.of(edit.before), AnnotationSet.of(edit.after)
    freed = [
        part
        for one in before
        for part in gaps(one.span, [other.span for other in after.touching(one.span)])
    ]
    given = [
        replace(one, span=part)
        for one in after
        for part in gaps(
            one.span,
            [other.span for other in before.touching(one.span) if other.label == one.label],
        )
    ]
    return freed, sorted(given, key=start_of)


class _Pieces:
    """Pieces that do not overlap, in order."""

    def __init__(self) -> None:
        self.held: list[Piece] = []

    def take_out(self, span: Span) -> list[Piece]:
        """Remove what lies in the span, and answer it."""
        window = _window(self.held, span)
        touched = self.held[window]
        if not touched:
            return []
        self.held[window] = [
            replace(one, span=part) for one in touched for part in gaps(one.span, [span])
        ]
        return [replace(one, span=one.span.intersection(span)) for one in touched]

    def put(self, pieces: Iterable[Piece]) -> None:
        """Put pieces where none are; they lie between the same two neighbours."""
        fresh = sorted(pieces, key=_start)
        if fresh:
            place = bisect_left(self.held, fresh[0].span.start, key=_start)
            self.held[place:place] = fresh


def _accepts_rest(line: JournalLine, given: Sequence[Annotation]) -> bool:
    # An annotation that grew is told with the origin nearer to the hand, so one of many decides.
    return line.status is Status.FINISHED or any(
        one.origin is Origin.ACCEPTED_WITH_REST for one in given
    )


def _relabelled(given: Annotation, held: Sequence[Piece]) -> list[Piece]:
    """The pieces whose proposal had been decided before, and is decided anew."""
    return [
        replace(one, label=given.label, is_with_rest=False)
        for one in held
        if one.proposed is not None
    ]


def _decided(
    given: Annotation,
    proposals: Sequence[Proposal],
    others: Sequence[Piece],
    number: int,
    *,
    is_with_rest: bool,
) -> list[Piece]:
    """The proposals that this is the first decision of."""
    window = _window(proposals, given.span)
    taken = [one.span for one in others]
    return [
        Piece(part, given.label, one.label, is_with_rest, (number, place))
        for place, one in enumerate(proposals[window], window.start)
        for part in gaps(one.span.intersection(given.span), taken)
    ]


def _by_hand(given: Annotation, others: Iterable[Piece], number: tuple[int, int]) -> list[Piece]:
    """What is left, for which nothing was proposed: one piece, however the others cut it."""
    taken = sorted(one.span for one in others)
    return [Piece(part, given.label, None, False, number) for part in gaps(given.span, taken)]


def _window(ordered: Sequence[Piece] | Sequence[Proposal], span: Span) -> slice:
    first = bisect_right(ordered, span.start, key=_end)
    return slice(first, bisect_left(ordered, span.end, first, key=_start))
