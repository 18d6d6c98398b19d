"""What a chart shows, computed before it is drawn: on a worker, however many pages there are."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from statistics import median

from annotator.gui.figures.scale import Scale, scale_for

FEWEST_AROUND = 9
"""So many pages at least show how the values go."""
_MOST_DOTS = 500
_MOST_STEPS = 240


@dataclass(frozen=True, slots=True)
class Series:
    """One value a page, None where it is unknown, and a name for each page.

    `scale` and `median` are of all values; `course` are points of the running median, each with the
    number of its page.
    """

    title: str
    unit: str
    values: tuple[float | None, ...]
    names: tuple[str, ...]
    known_count: int
    scale: Scale
    median: float | None
    course: tuple[tuple[int, float], ...]

    @classmethod
    def of(
        cls,
        title: str,
        unit: str,
        values: Iterable[float | None] = (),
        names: Iterable[str] = (),
        scale: Scale | None = None,
    ) -> Series:
        """The series of these values, on an axis that fits them or is given."""
        all_values = tuple(values)
        known = [value for value in all_values if value is not None]
        return cls(
            title,
            unit,
            all_values,
            tuple(names),
            len(known),
            scale or scale_for(known),
            middle(known),
            tuple(running_median(all_values)) if len(known) >= FEWEST_AROUND else (),
        )

    @property
    def step(self) -> int:
        """Each how many pages there is a dot: of very many pages not all have room."""
        return max(1, ceil(len(self.values) / _MOST_DOTS))

    @property
    def dots(self) -> Iterator[tuple[int, float]]:
        """The pages that have a dot, by their number, with their values."""
        for number in range(0, len(self.values), self.step):
            value = self.values[number]
            if value is not None:
                yield number, value

    def told(self, value: float | None) -> str:
        """A value with its unit, as “1 action”."""
        figures = in_figures(value)
        return f"{figures} {self.unit.removesuffix('s') if figures == '1' else self.unit}"

    @property
    def words(self) -> str:
        """The series in words."""
        known = [value for value in self.values if value is not None]
        if not known:
            return "No numbers yet."
        if len(known) == 1:
            return f"1 page, {self.told(known[0])}. The number is in the table."
        return (
            f"{len(known):,} pages, from {in_figures(min(known))} to {in_figures(max(known))} "
            f"{self.unit}; median {in_figures(self.median)}. The numbers are in the table."
        )


def middle(values: Iterable[float | None]) -> float | None:
    """The median of those that are known."""
    known = [value for value in values if value is not None]
    return median(known) if known else None


def window_for(count: int) -> int:
    """Of how many pages around each page the median is taken, where there are so many pages."""
    return max(FEWEST_AROUND, count // 20 * 2 + 1)


def running_median(values: tuple[float | None, ...]) -> Iterator[tuple[int, float]]:
    """How the values went: at some pages, at most a few hundred, the median of those around."""
    half = window_for(len(values)) // 2
    step = max(1, ceil(len(values) / _MOST_STEPS))
    window: list[float] = []
    entered = left = 0
    for number in range(len(values)):
        while entered < min(len(values), number + half + 1):
            _enter(window, values[entered])
            entered += 1
        while left < number - half:
            _leave(window, values[left])
            left += 1
        if window and (number % step == 0 or number == len(values) - 1):
            at = len(window) // 2
            is_odd = len(window) % 2
            yield number, window[at] if is_odd else (window[at - 1] + window[at]) / 2


def _enter(window: list[float], value: float | None) -> None:
    if value is not None:
        insort(window, value)


def _leave(window: list[float], value: float | None) -> None:
    if value is not None:
        del window[bisect_left(window, value)]


def in_figures(value: float | None) -> str:
    """A number as short as it can be told; a dash where none is known."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"
