"""Krippendorff's α_U of two annotators: how far they give a label to the same stretches of text.

A page is a continuum of as many points as its text has code points, each annotation is a unit in
it, and what lies between the units of a label is a gap. Several pages lie one behind the other, and
a gap ends with its page.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.core.annotations import Annotation
from annotator.core.effort import Figure
from annotator.core.labels import LabelId

NEVER_GIVEN = "nobody gives it"
_TOO_SHORT = "undefined (the text is too short)"


@dataclass(frozen=True, slots=True)
class Unitized:
    """One label on one page: how far its units disagree, and the lengths of units and gaps.

    `observed` adds up, over all units, the squares of how far the ends of overlapping ones lie
    apart, and of the lengths of those that overlap nothing.
    """

    observed: int
    units: array[int]
    gaps: array[int]


@dataclass(frozen=True, slots=True)
class UnitSums:
    """What α_U is made of: sums over pages, each linear in them but `meeting`.

    `length` is that of the continuum, `count` the number of units, `cubes` the sum of
    2l³ − 3l² + l and `pairs` that of l(l − 1) over their lengths l; `meeting` is what units meet in
    all gaps where they are laid at random.
    """

    length: int
    observed: int
    count: int
    cubes: int
    pairs: int
    meeting: float


def unitize(
    length: int, first: Sequence[Annotation], second: Sequence[Annotation]
) -> dict[LabelId, Unitized]:
    """Each label that either gives, on a page of that length."""
    firsts, seconds = _by_label(first), _by_label(second)
    found = {}
    for label in firsts.keys() | seconds.keys():
        one, other = firsts.get(label, []), seconds.get(label, [])
        units = array("q", [end - start for start, end in one])
        units.extend([end - start for start, end in other])
        gaps = array("q", _gaps(length, one))
        gaps.extend(_gaps(length, other))
        found[label] = Unitized(0 if one == other else _observed(one, other), units, gaps)
    return found


def cubes_of(units: Iterable[int]) -> int:
    """The sum of 2l³ − 3l² + l over lengths."""
    return sum([length * (length - 1) * (2 * length - 1) for length in units])


def pairs_of(units: Iterable[int]) -> int:
    """The sum of l(l − 1) over lengths."""
    return sum([length * (length - 1) for length in units])


class Meetings:
    """How much units of given lengths meet in gaps of given lengths, if laid there at random.

    A unit of length l meets a gap of length g ≥ l in g − l + 1 places, each time with l². Lengths
    are sorted once and summed from their ends, so that a sum over all gaps is looked up.
    """

    def __init__(self, units: Mapping[int, int], gaps: Mapping[int, int]) -> None:
        self._of_unit = _meeting_of_units(sorted(units), gaps)
        self._of_gap = _meeting_of_gaps(units, sorted(gaps))
        self.total = sum(count * self._of_unit[length] for length, count in units.items())

    def share(self, units: Iterable[int], gaps: Iterable[int]) -> int:
        """What some of the units meet in all gaps, and what all units meet in some of the gaps.

        Over parts that make up the whole it adds up to twice the total.
        """
        return sum(map(self._of_unit.__getitem__, units)) + sum(map(self._of_gap.__getitem__, gaps))


def meetings(lengths: Sequence[tuple[Iterable[int], Iterable[int]]]) -> Meetings:
    """The meetings of units and gaps of all pages."""
    units: Counter[int] = Counter()
    gaps: Counter[int] = Counter()
    for some_units, some_gaps in lengths:
        units.update(some_units)
        gaps.update(some_gaps)
    return Meetings(units, gaps)


def alpha_u(sums: Sequence[UnitSums]) -> Figure:
    """α_U of one label or of several together: 1 − observed / expected disagreement."""
    if not any(one.count for one in sums):
        return Figure(None, NEVER_GIVEN)
    observed = sum(one.observed / (one.length * one.length) for one in sums)
    expected = sum(map(_expected, sums))
    return Figure(1 - observed / expected) if expected else Figure(None, _TOO_SHORT)


def _expected(one: UnitSums) -> float:
    places = 2 * one.length * (2 * one.length - 1) - one.pairs
    if places <= 0:
        return 0.0
    return 2 / one.length * ((one.count - 1) * one.cubes / 3 + one.meeting) / places


def _by_label(annotations: Iterable[Annotation]) -> dict[LabelId, list[tuple[int, int]]]:
    found: dict[LabelId, list[tuple[int, int]]] = {}
    for one in annotations:
        span = one.span
        ends = (span.start, span.end)
        if one.label in found:
            found[one.label].append(ends)
        else:
            found[one.label] = [ends]
    return found


def _gaps(length: int, units: Sequence[tuple[int, int]]) -> list[int]:
    found = []
    position = 0
    for start, end in units:
        if start > position:
            found.append(start - position)
        position = end
    if length > position:
        found.append(length - position)
    return found


def _observed(firsts: Sequence[tuple[int, int]], seconds: Sequence[tuple[int, int]]) -> int:
    """One sweep along both; units that overlap nothing count by their own length."""
    total = 0
    place, count = 0, len(seconds)
    met: set[int] = set()
    for start, end in firsts:
        while place < count and seconds[place][1] <= start:
            place += 1
        other = place
        while other < count and seconds[other][0] < end:
            total += (seconds[other][0] - start) ** 2 + (seconds[other][1] - end) ** 2
            met.add(other)
            other += 1
        if other == place:
            total += (end - start) ** 2
    return total + sum(
        (end - start) ** 2 for number, (start, end) in enumerate(seconds) if number not in met
    )


def _meeting_of_units(lengths: Sequence[int], gaps: Mapping[int, int]) -> dict[int, int]:
    """By the length of a unit: l² times the places for it in all gaps."""
    found = {}
    ordered = sorted(gaps, reverse=True)
    number, covered, place = 0, 0, 0
    for length in reversed(lengths):
        while place < len(ordered) and ordered[place] >= length:
            number += gaps[ordered[place]]
            covered += gaps[ordered[place]] * ordered[place]
            place += 1
        found[length] = length * length * (covered - number * (length - 1))
    return found


def _meeting_of_gaps(units: Mapping[int, int], lengths: Sequence[int]) -> dict[int, int]:
    """By the length of a gap: the sum of l² times the places in it for all units."""
    ordered = sorted(units)
    squares, cubes = [0], [0]
    for length in ordered:
        weight = units[length] * length * length
        squares.append(squares[-1] + weight)
        cubes.append(cubes[-1] + weight * (length - 1))
    return {
        gap: squares[place] * gap - cubes[place]
        for gap in lengths
        for place in (bisect_left(ordered, gap + 1),)
    }
