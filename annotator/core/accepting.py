"""Proposals become labels where an editor accepts them: of undecided text, and of no other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter

from annotator.core.annotations import Annotation, AnnotationSet, Origin, by_block
from annotator.core.documents import Document
from annotator.core.edits import Edit
from annotator.core.labelling import joined
from annotator.core.labels import LabelSet
from annotator.core.proposals import Proposal
from annotator.core.spans import Span, uncovered

# Read by C code, as for annotations.
_start_of: Callable[[Proposal], int] = attrgetter("span.start")
_end_of: Callable[[Proposal], int] = attrgetter("span.end")


def accept(
    document: Document,
    annotations: AnnotationSet,
    proposals: Iterable[Proposal],
    name: str,
    labels: LabelSet,
    origin: Origin,
) -> Edit:
    """Give each proposal's undecided text its label; what is decided keeps its own.

    Where two proposals overlap, the one that begins first has the text. Raises `UserError` for a
    label that is not one of `labels`.
    """
    known = {one.id for one in labels.labels}
    pieces: dict[int, list[Proposal]] = {}
    for one in sorted(proposals, key=_start_of):
        if one.label not in known:
            labels.get(one.label)  # says which labels there are
        for index in document.blocks_touching(one.span):
            if document.blocks[index].hidden is None:
                pieces.setdefault(index, []).append(one)
    before: list[Annotation] = []
    after: list[Annotation] = []
    for block, old in by_block(document, annotations, sorted(pieces)):
        taken = [one.span for one in old]
        fresh: list[Annotation] = []
        for one in pieces[block.index]:
            part = one.span.intersection(block.span)
            gaps = uncovered(document.text, part, taken)
            fresh += [Annotation(gap, one.label, origin) for gap in gaps]
            if gaps and len(pieces[block.index]) > 1:
                taken = sorted([*taken, *gaps])
        if fresh:
            before += old
            after += joined(document.text, [*old, *fresh])
    was, becomes = frozenset(before), frozenset(after)
    return Edit(name, was - becomes, becomes - was)


def touching(proposals: Sequence[Proposal], spans: Iterable[Span]) -> list[Proposal]:
    """Those of the proposals, which are in order, that share a code point with one of the spans."""
    found: list[Proposal] = []
    position = 0
    for span in sorted(spans):
        if not span:
            continue
        first = bisect_right(proposals, span.start, position, key=_end_of)
        last = bisect_left(proposals, span.end, first, key=_start_of)
        found += proposals[first:last]
        # The last one may reach into the next span as well, and is found already.
        position = max(position, last)
    return found
