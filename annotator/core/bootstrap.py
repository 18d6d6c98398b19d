"""How sure a figure is: what it would be had other pages been drawn from the same source.

Pages are drawn anew, as many as there are and each as often as it comes, and the figure is made of
the sums of what was counted on them. The middle 95 % of many draws is the interval. Blocks of one
page are alike, so pages are drawn and not blocks.

A page's counts are packed into one whole number, a field each, so that the sum over a draw is one
`sum` of whole numbers: a thousand draws of a thousand pages take less than a second.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, isfinite
from random import Random
from typing import TypeVar

from annotator.core.agreement_report import Interval
from annotator.core.errors import BugError

Key = TypeVar("Key", bound=Hashable)

LOWER, UPPER = 0.025, 0.975
LEAST_SHARE = 0.5
"""A figure that is undefined in more draws than this has no interval."""

_BETWEEN_LOOKS = 50
_FIELD_BITS = 128
_LARGEST = 1 << 96


def _look_away() -> None:
    """Nobody waits for the draws."""


@dataclass(frozen=True, slots=True)
class Draws:
    """How many draws there are, and the seed of their chance.

    `look` is called now and then between two of them; it may raise `Cancelled`.
    """

    count: int = 1000
    seed: int = 0
    look: Callable[[], None] = _look_away


def intervals(
    pages: Sequence[Mapping[Key, int]],
    figures: Callable[[Mapping[Key, int]], Iterable[float | None]],
    draws: Draws,
) -> list[Interval | None]:
    """The interval of each of the figures that `figures` makes of summed counts, in its order.

    The same pages and draws give the same intervals. Fewer than two pages, or no draws, give none.
    """
    width = len(list(figures(totals(pages))))
    if len(pages) < 2 or draws.count < 1:
        return [None] * width
    keys = list(dict.fromkeys(key for page in pages for key in page))
    packed = _packed(pages, keys)
    chance = Random(draws.seed)  # noqa: S311 - a draw for statistics, to be repeated
    columns: list[list[float]] = [[] for _ in range(width)]
    for number in range(draws.count):
        if not number % _BETWEEN_LOOKS:
            draws.look()
        drawn = sum(chance.choices(packed, k=len(packed)))
        for column, value in zip(columns, figures(_unpacked(drawn, keys)), strict=True):
            if value is not None and isfinite(value):
                column.append(value)
    return [_middle(column, draws.count) for column in columns]


def totals(pages: Iterable[Mapping[Key, int]]) -> dict[Key, int]:
    """What was counted on all of the pages."""
    found: dict[Key, int] = {}
    for page in pages:
        for key, count in page.items():
            found[key] = found.get(key, 0) + count
    return found


def percentile(ordered: Sequence[float], share: float) -> float:
    """Where that share of the ascending values lies below, between two of them as on a line."""
    position = share * (len(ordered) - 1)
    below = floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def _middle(values: list[float], resamples: int) -> Interval | None:
    if len(values) < LEAST_SHARE * resamples:
        return None
    values.sort()
    return Interval(percentile(values, LOWER), percentile(values, UPPER))


def _packed(pages: Sequence[Mapping[Key, int]], keys: Sequence[Key]) -> list[int]:
    size = _FIELD_BITS // 8
    packed = []
    for page in pages:
        content = bytearray(size * len(keys))
        for place, key in enumerate(keys):
            count = page.get(key)
            if count:
                if not 0 < count < _LARGEST:
                    raise BugError(f"a page cannot count {count} of {key}")
                content[place * size : (place + 1) * size] = count.to_bytes(size, "little")
        packed.append(int.from_bytes(content, "little"))
    return packed


def _unpacked(drawn: int, keys: Sequence[Key]) -> dict[Key, int]:
    count = len(keys)
    halves = struct.unpack(f"<{2 * count}Q", drawn.to_bytes(_FIELD_BITS // 8 * count, "little"))
    return {
        key: low + (high << 64) if high else low
        for key, low, high in zip(keys, halves[::2], halves[1::2], strict=True)
        if low or high
    }
