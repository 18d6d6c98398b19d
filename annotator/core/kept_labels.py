"""What a cleaner kept of each label, counted by block and by character."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.core.annotations import AnnotationSet, by_block
from annotator.core.documents import Document
from annotator.core.labels import LabelId
from annotator.core.spans import Span

_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Kept:
    """Of so many units of a label, which are blocks or characters, so many were kept."""

    count: int
    kept: int


@dataclass(frozen=True, slots=True)
class KeptLabels:
    """What was kept of each label that occurs."""

    blocks: Mapping[LabelId, Kept]
    characters: Mapping[LabelId, Kept]


def kept_labels(document: Document, annotations: AnnotationSet, kept: Sequence[Span]) -> KeptLabels:
    """Count what of the labelled text lies in the spans, which ascend and do not overlap.

    White space is no character here. A block counts for the label that most of it has, the first
    of them where several have as much, and is kept where more than half of what has a label in it
    is. Undecided text counts for nothing.
    """
    ends = [one.end for one in kept]
    blocks: dict[LabelId, list[int]] = {}
    characters: dict[LabelId, list[int]] = {}
    for _, held in by_block(document, annotations, range(len(document.blocks))):
        own: dict[LabelId, int] = {}
        kept_count = 0
        for one in held:
            count = _solid(document.quote(one.span))
            inside = _inside(document, one.span, kept, ends)
            own[one.label] = own.get(one.label, 0) + count
            kept_count += inside
            _add(characters, one.label, count, inside)
        total = sum(own.values())
        if total:
            label = max(own, key=lambda one: own[one])
            _add(blocks, label, 1, int(kept_count > _MOSTLY * total))
    return KeptLabels(_told(blocks), _told(characters))


def _inside(document: Document, span: Span, kept: Sequence[Span], ends: Sequence[int]) -> int:
    count = 0
    for one in kept[bisect_right(ends, span.start) :]:
        if one.start >= span.end:
            break
        count += _solid(document.quote(span.intersection(one)))
    return count


def _solid(text: str) -> int:
    return len("".join(text.split()))


def _add(counts: dict[LabelId, list[int]], label: LabelId, count: int, kept: int) -> None:
    own = counts.setdefault(label, [0, 0])
    own[0] += count
    own[1] += kept


def _told(counts: Mapping[LabelId, Sequence[int]]) -> dict[LabelId, Kept]:
    return {label: Kept(count, kept) for label, (count, kept) in counts.items()}
