"""Agreement on spans, as task 9.1 of SemEval-2013 measures it: strict, exact, partial and type.

The first set is the reference. Each span of the second is matched with at most one of the first, in
document order, as the program `nervaluate` does it; its counts are the same for any two partitions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from annotator.core.annotations import Annotation
from annotator.core.effort import Figure

LEAST_OVERLAP = 100
"""An overlap counts from the hundredth part of the reference's span on."""

_NO_SPANS = "neither has any span"


@dataclass(slots=True)
class SpanCounts:
    """What was found: spans of each, and those of the second that were matched.

    *strict*: same ends and label; *exact*: same ends; *overlapping*: matched with other ends;
    *typed*: matched with one that has the same label. `start_shifts` and `end_shifts` count the
    typed ones by how far their ends lie apart, in code points.
    """

    first: int = 0
    second: int = 0
    strict: int = 0
    exact: int = 0
    overlapping: int = 0
    typed: int = 0
    start_shifts: Counter[int] = field(default_factory=Counter)
    end_shifts: Counter[int] = field(default_factory=Counter)


def compare_spans(first: Sequence[Annotation], second: Sequence[Annotation]) -> SpanCounts:
    """Match the annotations of two partitions of one document."""
    counts = SpanCounts(len(first), len(second))
    taken_partly: set[int] = set()
    taken_typed: set[int] = set()
    begin, count, unmoved = 0, len(first), 0
    for one in second:
        span = one.span
        while begin < count and first[begin].span.end <= span.start:
            begin += 1
        if begin == count:
            break
        if first[begin].span == span:
            # Neither overlaps anything else, so nothing else can want either.
            counts.exact += 1
            if first[begin].label == one.label:
                counts.strict += 1
                unmoved += 1
            continue
        end = begin
        while end < count and first[end].span.start < span.end:
            end += 1
        near = [place for place in range(begin, end) if _is_enough(first[place], one)]
        _match_partly(counts, near, taken_partly)
        _match_typed(counts, first, one, near, taken_typed)
    if unmoved:
        counts.typed += unmoved
        counts.start_shifts[0] += unmoved
        counts.end_shifts[0] += unmoved
    return counts


def f1(first: int, second: int, half_points: int) -> Figure:
    """The harmonic mean of precision and recall, a match being worth two half points."""
    return Figure(half_points / (first + second)) if first + second else Figure(None, _NO_SPANS)


def median_of(shifts: Iterable[Counter[int]]) -> Figure:
    """The median of distances that were counted."""
    every: Counter[int] = Counter()
    for one in shifts:
        every.update(one)
    if not every:
        return Figure(None, "no two spans with one label overlap")
    return Figure(float(median(every.elements())))


def _is_enough(reference: Annotation, one: Annotation) -> bool:
    shared = min(reference.span.end, one.span.end) - max(reference.span.start, one.span.start)
    return shared * LEAST_OVERLAP >= len(reference.span)


def _match_partly(counts: SpanCounts, near: Sequence[int], taken: set[int]) -> None:
    for place in near:
        if place not in taken:
            taken.add(place)
            counts.overlapping += 1
            return


def _match_typed(
    counts: SpanCounts,
    first: Sequence[Annotation],
    one: Annotation,
    near: Sequence[int],
    taken: set[int],
) -> None:
    free = [place for place in near if place not in taken]
    alike = [place for place in free if first[place].label == one.label]
    if not alike:
        # One with another label is used up all the same: that is how the task counts it.
        taken.update(free[:1])
        return
    best = min(alike, key=lambda place: sum(_distances(first[place], one)))
    taken.add(best)
    start, end = _distances(first[best], one)
    counts.typed += 1
    counts.start_shifts[start] += 1
    counts.end_shifts[end] += 1


def _distances(reference: Annotation, one: Annotation) -> tuple[int, int]:
    return abs(reference.span.start - one.span.start), abs(reference.span.end - one.span.end)
