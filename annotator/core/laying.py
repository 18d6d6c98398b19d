"""Marks from elsewhere laid on a document: they become a partition, or are refused."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from annotator.core.annotations import Annotation, AnnotationSet, Origin, start_of
from annotator.core.documents import Document
from annotator.core.errors import UserError
from annotator.core.gold_alignment import Fate, align_gold
from annotator.core.labelling import joined
from annotator.core.lenient_text import LenientText
from annotator.core.spans import Span


@dataclass(frozen=True, slots=True)
class Located:
    """Where a span of another text stands in the document, and how that was found."""

    spans: tuple[Span, ...]
    fate: Fate


def located(document: Document, text: str, spans: Sequence[Span]) -> list[Located]:
    """Where spans of a text of the same page stand in the document, in the order of `spans`.

    Where the texts are the same, but perhaps for white space, quotes and the like, that is sure.
    Otherwise all of the text is aligned piece by piece, so that what is not marked helps to find
    what is.
    """
    if text == document.text:
        return [Located((span,), Fate.FOUND) for span in spans]
    theirs, ours = LenientText(text), LenientText(document.text)
    if theirs.solid == ours.solid:
        return [_same_place(theirs, ours, span) for span in spans]
    return _aligned(document, text, spans)


def _same_place(theirs: LenientText, ours: LenientText, span: Span) -> Located:
    start, end = theirs.place(span.start), theirs.place(span.end)
    if start == end:  # of white space alone
        return Located((), Fate.FOUND)
    return Located((ours.span(start, end),), Fate.FOUND)


def _aligned(document: Document, text: str, spans: Sequence[Span]) -> list[Located]:
    cuts = {0, len(text), *(edge for span in spans for edge in (span.start, span.end))}
    cuts.update(place + 1 for place, one in enumerate(text) if one == "\n")
    pieces = [(start, text[start:end]) for start, end in pairwise(sorted(cuts))]
    # What has nothing to compare is not in the answer.
    pieces = [(start, piece) for start, piece in pieces if LenientText(piece).solid]
    aligned = align_gold(document, (piece for _, piece in pieces))
    starts = [start for start, _ in pieces]
    located: list[Located] = []
    for span in spans:
        own = aligned[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        fates = {one.fate for one in own}
        fate = next((one for one in _WORST_FIRST if one in fates), Fate.FOUND)
        located.append(Located(tuple(part for one in own for part in one.spans), fate))
    return located


_WORST_FIRST = (Fate.NOT_FOUND, Fate.AMBIGUOUS, Fate.PARTLY, Fate.OUT_OF_ORDER, Fate.BY_ORDER)


def laid(document: Document, marks: Iterable[Annotation]) -> AnnotationSet:
    """The marks as a set: cut at the borders of blocks, trimmed, and joined where they touch.

    Their origin becomes *imported*. `UserError` where two of different labels cover the same text.
    """
    by_block: dict[int, list[Annotation]] = defaultdict(list)
    for mark in marks:
        for index in document.blocks_touching(mark.span):
            span = document.blocks[index].span.intersection(mark.span).trimmed(document.text)
            if span:
                by_block[index].append(replace(mark, span=span, origin=Origin.IMPORTED))
    laid: list[Annotation] = []
    for index in sorted(by_block):
        pieces = sorted(by_block[index], key=start_of)
        _refuse_clashes(document, pieces)
        laid += joined(document.text, pieces)
    return AnnotationSet(tuple(laid))


def _refuse_clashes(document: Document, pieces: Sequence[Annotation]) -> None:
    reach = pieces[0]
    for one in pieces[1:]:
        if one.span.start < reach.span.end and one.label != reach.label:
            quote = document.quote(one.span)[:40]
            raise UserError(f"“{quote}” is marked as {reach.label} and as {one.label}.")
        reach = max(reach, one, key=lambda mark: mark.span.end)
