"""Going through a journal of somebody else, believing nothing of it."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Sequence

from annotator.core.annotations import Annotation, AnnotationSet, are_neighbours
from annotator.core.documents import Document
from annotator.core.errors import BugError, UserError
from annotator.core.journal import History, JournalLine

MOST_ANNOTATIONS = 100_000
"""So many may stand in one set at a time."""

_MANY = 1_000  # From here on sorting all anew is quicker than putting them in one by one.


class BrokenJournal(UserError):
    """The lines do not lead from an empty set to one that is a partition at every step."""


def replayed(document: Document | None, lines: Sequence[JournalLine]) -> AnnotationSet:
    """The set that the journal leads to; `BrokenJournal` where a step is none of the document.

    Every state on the way is a partition: also what was undone can be done again. Takes time in
    proportion to what the lines mention. Without its document, only what the lines say of each
    other is looked at.
    """
    standing = _Standing(document)
    for number, line in enumerate(lines, 1):
        standing.number = number
        standing.remove(line.edit.before)
        standing.add(line.edit.after)
    try:
        History.of(lines)
    except BugError as error:
        raise BrokenJournal(f"Its steps do not follow from each other: {error}.") from None
    return AnnotationSet(tuple(standing.held[start] for start in standing.starts))


class _Standing:
    """What stands after some lines: by start, and the starts in order."""

    def __init__(self, document: Document | None) -> None:
        self.document = document
        self.held: dict[int, Annotation] = {}
        self.starts: list[int] = []
        self.number = 0

    def remove(self, gone: Collection[Annotation]) -> None:
        for one in gone:
            if self.held.get(one.span.start) != one:
                raise self._broken("replaces an annotation that is not there")
            del self.held[one.span.start]
        if len(gone) > _MANY:
            self.starts = sorted(self.held)
            return
        for one in gone:
            del self.starts[bisect_left(self.starts, one.span.start)]

    def add(self, new: Collection[Annotation]) -> None:
        for one in new:
            self._refuse_outside(one)
            if one.span.start in self.held:
                raise self._broken("labels text that is labelled already")
            self.held[one.span.start] = one
        if len(self.held) > MOST_ANNOTATIONS:
            raise self._broken(f"makes more than {MOST_ANNOTATIONS:,} annotations")
        if len(new) > _MANY:
            self.starts = sorted(self.held)
        else:
            for one in new:
                insort(self.starts, one.span.start)
        self._refuse_clashes(new)

    def _refuse_outside(self, one: Annotation) -> None:
        document, span = self.document, one.span
        if document is None:
            return
        if not span or span.end > len(document.text):
            raise self._broken("labels text that the page does not have")
        block = document.blocks[document.block_at(span.start)] if document.blocks else None
        if block is None or not block.span.covers(span):
            raise self._broken("labels text across blocks")
        if span.trimmed(document.text) != span:
            raise self._broken("labels white space at the end of a text")

    def _refuse_clashes(self, new: Iterable[Annotation]) -> None:
        for one in new:
            place = bisect_left(self.starts, one.span.start)
            for left, right in ((place - 1, place), (place, place + 1)):
                if left >= 0 and right < len(self.starts):
                    self._refuse_clash(self.held[self.starts[left]], self.held[self.starts[right]])

    def _refuse_clash(self, left: Annotation, right: Annotation) -> None:
        if right.span.start < left.span.end:
            raise self._broken("labels the same text twice")
        if self.document is None or left.label != right.label:
            return
        if are_neighbours(self.document, left.span, right.span):
            raise self._broken("makes two annotations of what is one")

    def _broken(self, what: str) -> BrokenJournal:
        return BrokenJournal(f"Step {self.number} of it {what}.")
