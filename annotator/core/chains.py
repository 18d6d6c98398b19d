"""The heaviest chain: of several places for each of many things, those that keep their order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A range where something may stand, and what it is worth to have it there.

    `is_whole` says that it is the whole of what stands there.
    """

    start: int
    end: int
    weight: float
    is_whole: bool


def heaviest_chain(places: Sequence[Sequence[Place]]) -> dict[int, Place]:
    """By number of the thing, the place it takes; things that take none are left out.

    Of all choices in which every place begins behind the end of that of the thing before, one of
    the greatest weight. Takes n log n for n places in all.
    """
    ends = sorted({one.end for candidates in places for one in candidates})
    best = _Best(ends)
    links: list[tuple[int, Place, int]] = []
    for number, candidates in enumerate(places):
        fresh = []
        for one in candidates:
            weight, before = best.up_to(one.start)
            fresh.append((one.end, weight + one.weight, len(links)))
            links.append((number, one, before))
        # Only now: a thing takes one place, and its own places do not follow each other.
        for end, weight, link in fresh:
            best.put(end, weight, link)
    chosen: dict[int, Place] = {}
    link = best.up_to(ends[-1])[1] if ends else -1
    while link >= 0:
        number, place, link = links[link]
        chosen[number] = place
    return dict(sorted(chosen.items()))


class _Best:
    """The heaviest chain that ends at or before each of some places: a tree of maxima."""

    def __init__(self, ends: Sequence[int]) -> None:
        self._rank = {end: rank for rank, end in enumerate(ends, 1)}
        self._ends = ends
        self._held: list[tuple[float, int]] = [(0.0, -1)] * (len(ends) + 1)

    def up_to(self, place: int) -> tuple[float, int]:
        """Weight and last link of the heaviest chain that ends at or before the place."""
        rank = bisect_right(self._ends, place)
        found = (0.0, -1)
        while rank:
            if self._held[rank][0] > found[0]:
                found = self._held[rank]
            rank &= rank - 1
        return found

    def put(self, end: int, weight: float, link: int) -> None:
        """Know of a chain of that weight which ends there."""
        rank = self._rank[end]
        while rank < len(self._held):
            if weight > self._held[rank][0]:
                self._held[rank] = (weight, link)
            rank += rank & -rank
