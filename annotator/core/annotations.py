"""One annotator's annotations of one document: a partition.

No two annotations overlap, none crosses a block boundary, white space is trimmed from the ends,
and neighbours of one label in a block are one annotation, also where white space alone lies between
them. So a set has exactly one form, and two sets can be compared character by character.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter

from annotator.core.documents import Block, Document
from annotator.core.labels import LabelId
from annotator.core.spans import Span


class Origin(StrEnum):
    """How an annotation came to be, in the order of how near that is to the editor's own hand."""

    BY_HAND = "by hand"
    ACCEPTED_SINGLY = "accepted singly"
    ACCEPTED_WITH_REST = "accepted with the rest"
    IMPORTED = "imported"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True, order=True)
class Annotation:
    """One span, one label, its origin, a note (may be empty) and whether its author is unsure."""

    span: Span
    label: LabelId
    origin: Origin = Origin.BY_HAND
    note: str = ""
    uncertain: bool = False

    def __hash__(self) -> int:
        """The start alone: no two annotations of a set share it, and edits hash by the thousand."""
        return self.span.start


# Read by C code: a search or a sort along a set takes half the time of one with Python functions.
start_of: Callable[[Annotation], int] = attrgetter("span.start")
end_of: Callable[[Annotation], int] = attrgetter("span.end")


@dataclass(frozen=True, slots=True)
class AnnotationSet:
    """Annotations in document order. Build one with `of` or by applying an edit."""

    annotations: tuple[Annotation, ...] = ()

    @classmethod
    def of(cls, annotations: Iterable[Annotation]) -> AnnotationSet:
        """A set of these annotations, sorted; `violations` tells whether they are a partition."""
        return cls(tuple(sorted(annotations, key=start_of)))

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self.annotations)

    def __len__(self) -> int:
        return len(self.annotations)

    def window(self, span: Span) -> slice:
        """Which of the annotations share a code point with `span`, as a slice of the tuple."""
        first = bisect_right(self.annotations, span.start, key=end_of)
        if not span:
            return slice(first, first)
        last = bisect_left(self.annotations, span.end, first, key=start_of)
        return slice(first, last)

    def touching(self, span: Span) -> tuple[Annotation, ...]:
        """The annotations that share a code point with `span`, in document order."""
        return self.annotations[self.window(span)]

    def at(self, offset: int) -> Annotation | None:
        """The annotation that covers `offset`, if one does."""
        return next(iter(self.touching(Span(offset, offset + 1))), None)


def by_block(
    document: Document, annotations: AnnotationSet, indexes: Iterable[int]
) -> Iterator[tuple[Block, tuple[Annotation, ...]]]:
    """Each of the blocks with the annotations in it; `indexes` ascend.

    One sweep along both: many blocks cost a fraction of a search for each.
    """
    every = annotations.annotations
    count = len(every)
    position: int | None = None
    for index in indexes:
        block = document.blocks[index]
        span = block.span
        if position is None:
            position = annotations.window(span).start
        while position < count and every[position].span.end <= span.start:
            position += 1
        first = position
        while position < count and every[position].span.start < span.end:
            position += 1
        yield block, every[first:position]


def violations(document: Document, annotations: AnnotationSet) -> list[str]:
    """Every way in which the set is no partition of the document, as sentences; none if it is."""
    found: list[str] = []
    for annotation in annotations:
        span = annotation.span
        if not span or span.end > len(document.text):
            found.append(f"{_name(annotation)} is empty or lies outside the text")
            continue
        if span.trimmed(document.text) != span:
            found.append(f"{_name(annotation)} begins or ends with white space")
        touched = document.blocks_touching(span)
        if len(touched) != 1 or not document.blocks[touched[0]].span.covers(span):
            found.append(f"{_name(annotation)} does not lie inside one block")
    for left, right in pairwise(annotations):
        if right.span.start < left.span.start:
            found.append(f"{_name(right)} stands behind {_name(left)}")
        elif right.span.start < left.span.end:
            found.append(f"{_name(left)} and {_name(right)} overlap")
        elif left.label == right.label and are_neighbours(document, left.span, right.span):
            found.append(f"{_name(left)} and {_name(right)} should be one annotation")
    return found


def are_neighbours(document: Document, left: Span, right: Span) -> bool:
    """Whether nothing but white space of one block lies between `left` and a later `right`."""
    return is_blank(document.text, left.end, right.start) and (
        document.block_at(left.start) == document.block_at(right.start)
    )


def is_blank(text: str, start: int, end: int) -> bool:
    """Whether nothing but white space, or nothing at all, stands from `start` to `end`."""
    return start >= end or (text[start].isspace() and text[start:end].isspace())


def _name(annotation: Annotation) -> str:
    return f"{annotation.label} [{annotation.span.start}, {annotation.span.end})"
