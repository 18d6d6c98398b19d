"""One annotator's annotations of one document: a partition.

No two annotations overlap, none crosses a block boundary, white space is trimmed from the ends,
and neighbours of one label in a block are one annotation, also where white space alone lies between
them. So a set has exactly one form, and two sets can be compared character by character.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from annotator.core.documents import Document
from annotator.core.labels import LabelId
from annotator.core.spans import Span


class Origin(StrEnum):
    """How an annotation came to be."""

    BY_HAND = "by hand"
    ACCEPTED = "accepted proposal"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True, order=True)
class Annotation:
    """One span, one label, its origin, a note (may be empty) and whether its author is unsure."""

    span: Span
    label: LabelId
    origin: Origin = Origin.BY_HAND
    note: str = ""
    uncertain: bool = False


def _start(annotation: Annotation) -> int:
    return annotation.span.start


def _end(annotation: Annotation) -> int:
    return annotation.span.end


@dataclass(frozen=True, slots=True)
class AnnotationSet:
    """Annotations in document order. Build one with `of` or by applying an edit."""

    annotations: tuple[Annotation, ...] = ()

    @classmethod
    def of(cls, annotations: Iterable[Annotation]) -> AnnotationSet:
        """A set of these annotations, sorted; `violations` tells whether they are a partition."""
        return cls(tuple(sorted(annotations, key=_start)))

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self.annotations)

    def __len__(self) -> int:
        return len(self.annotations)

    def window(self, span: Span) -> slice:
        """Which of the annotations share a code point with `span`, as a slice of the tuple."""
        first = bisect_right(self.annotations, span.start, key=_end)
        last = bisect_left(self.annotations, span.end, key=_start)
        return slice(first, max(first, last))

    def touching(self, span: Span) -> tuple[Annotation, ...]:
        """The annotations that share a code point with `span`, in document order."""
        return self.annotations[self.window(span)]

    def at(self, offset: int) -> Annotation | None:
        """The annotation that covers `offset`, if one does."""
        return next(iter(self.touching(Span(offset, offset + 1))), None)


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
        if right.span.start < left.span.end:
            found.append(f"{_name(left)} and {_name(right)} overlap")
        elif left.label == right.label and are_neighbours(document, left.span, right.span):
            found.append(f"{_name(left)} and {_name(right)} should be one annotation")
    return found


def are_neighbours(document: Document, left: Span, right: Span) -> bool:
    """Whether nothing but white space of one block lies between `left` and a later `right`."""
    gap = document.text[left.end : right.start]
    return (not gap or gap.isspace()) and document.block_at(left.start) == document.block_at(
        right.start
    )


def _name(annotation: Annotation) -> str:
    return f"{annotation.label} [{annotation.span.start}, {annotation.span.end})"
