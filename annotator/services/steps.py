"""What an editor does to a page, as values that can wait for their turn and be taken elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.core.annotations import Annotation
from annotator.core.edits import Edit
from annotator.core.spans import Span
from annotator.services.changes import Changes
from annotator.services.sitting import Sitting

_MANY = 1_000


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a sitting.

    `take` does it and answers what changed, or raises `UserError` where it is refused. `reach`
    tells, without doing it, about how many blocks and annotations it has to look at; telling
    takes no time, however many they are.
    """

    take: Callable[[Sitting], Changes]
    reach: Callable[[Sitting], int]


def labelling(spans: Sequence[Span], label_id: str) -> Step:
    """Give the text of the spans a label of the project."""
    return Step(lambda one: one.label(spans, label_id), lambda one: _reach(one, spans))


def clearing(spans: Sequence[Span]) -> Step:
    """Make the text of the spans undecided."""
    return Step(lambda one: one.clear(spans), lambda one: _reach(one, spans))


def resizing(annotation: Annotation, span: Span) -> Step:
    """Move the boundaries of an annotation to those of the span."""
    return Step(lambda one: one.resize(annotation, span), lambda _: 1)


def accepting(spans: Sequence[Span]) -> Step:
    """Give what is proposed for the text of the spans its label."""
    return Step(lambda one: one.accept(spans), lambda one: _reach(one, spans))


ACCEPTING_REST = Step(Sitting.accept_rest_and_finish, lambda one: len(one.document.blocks))
TAKING_OFFER = Step(
    Sitting.take_offer, lambda one: _reach(one, one.offered.spans) if one.offered else 0
)
FILLING = Step(Sitting.fill, lambda one: len(one.document.blocks))
UNDOING = Step(Sitting.undo, lambda one: _reach_of_last(one, one.history.done))
REDOING = Step(Sitting.redo, lambda one: _reach_of_last(one, one.history.undone))
FINISHING = Step(Sitting.finish, lambda _: 0)


def _reach(sitting: Sitting, spans: Sequence[Span]) -> int:
    """How many blocks lie from the first of the spans, which are in order, to the end of the last.

    Those in between count: an edit is applied to all that lies between its ends.
    """
    if not spans:
        return 0
    return len(sitting.document.blocks_touching(Span(spans[0].start, spans[-1].end)))


def _reach_of_last(sitting: Sitting, edits: Sequence[Edit]) -> int:
    if not edits:
        return 0
    edit = edits[-1]
    count = len(edit.before) + len(edit.after)
    if count > _MANY:
        # To look for the ends of so many would itself take a while.
        return count
    return max(count, len(sitting.document.blocks_touching(edit.extent)))
