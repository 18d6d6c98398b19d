"""The one kind of change: some annotations are replaced by others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise

from annotator.core.annotations import Annotation, AnnotationSet, start_of
from annotator.core.errors import BugError, EditConflict
from annotator.core.spans import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the annotations `before` by `after`; `name` says it to the user, as “Label body”.

    An edit is empty where both are equal; an empty edit is never recorded.
    """

    name: str
    before: frozenset[Annotation]
    after: frozenset[Annotation]

    def __bool__(self) -> bool:
        return self.before != self.after

    @property
    def extent(self) -> Span:
        """The smallest span that holds all that the edit touches; empty for an empty edit."""
        if not self:
            return Span(0, 0)
        spans = [one.span for one in chain(self.before, self.after)]
        return Span(min([span.start for span in spans]), max([span.end for span in spans]))


def invert(edit: Edit) -> Edit:
    """The edit that takes `edit` back."""
    return Edit(edit.name, edit.after, edit.before)


def combined(name: str, first: Edit, second: Edit) -> Edit:
    """The one edit that does what `first` and then `second` do."""
    before = first.before | (second.before - first.after)
    after = (first.after - second.before) | second.after
    return Edit(name, before - after, after - before)


def apply(annotations: AnnotationSet, edit: Edit) -> AnnotationSet:
    """The set after the edit.

    Raises `EditConflict` where the set does not hold exactly what the edit replaces, and `BugError`
    where the edit overlaps itself. But for one copy of the tuple, the cost grows with the extent
    of the edit alone.
    """
    if not edit:
        return annotations
    window = annotations.window(edit.extent)
    inside = annotations.annotations[window]
    kept = [annotation for annotation in inside if annotation not in edit.before]
    if len(kept) + len(edit.before) != len(inside):
        raise EditConflict(
            f"“{edit.name}” no longer fits: the annotations it changes have changed meanwhile.",
            "Look at the page as it is now and label it again.",
        )
    fresh = sorted(edit.after, key=start_of)
    if _overlap(fresh):
        raise BugError(f"“{edit.name}” overlaps itself")
    merged = sorted((*kept, *fresh), key=start_of)
    if _overlap(merged):
        raise EditConflict(
            f"“{edit.name}” no longer fits: somebody labelled the same text meanwhile.",
            "Look at the page as it is now and label it again.",
        )
    whole = annotations.annotations
    return AnnotationSet(whole[: window.start] + tuple(merged) + whole[window.stop :])


def _overlap(ordered: list[Annotation]) -> bool:
    return any(right.span.start < left.span.end for left, right in pairwise(ordered))
