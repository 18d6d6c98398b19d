"""How numbers become places on the axis of a chart. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

_LEAST_TOP = 4.0
_OUTLIER = 3.0


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from 0 to `top`, with a tick at each multiple of `step`."""

    top: float
    step: float

    @property
    def ticks(self) -> tuple[float, ...]:
        """Where the ticks are."""
        return tuple(self.step * number for number in range(round(self.top / self.step) + 1))

    def share(self, value: float) -> float:
        """How far up a value stands, from 0 to 1; what is above the top stands at the top."""
        return min(max(value / self.top, 0.0), 1.0)

    def holds(self, value: float) -> bool:
        """Whether the axis reaches so far."""
        return value <= self.top


def scale_for(values: Iterable[float], tick_count: int = 4) -> Scale:
    """An axis with about so many round ticks for these values.

    A few values far above all others would press these flat: the axis ends below them.
    """
    known = sorted(values)
    highest = known[-1] if known else 0.0
    most = known[min(len(known) - 1, floor(len(known) * 0.95))] if known else 0.0
    top = max(_LEAST_TOP, highest if highest <= most * _OUTLIER else most * 1.25)
    step = _round_step(top / max(tick_count, 1))
    return Scale(step * ceil(top / step), step)


def page_ticks(count: int, most: int) -> Sequence[int]:
    """The numbers, from 0, of those of `count` pages that are written below the axis.

    About as many as have room; the first is, and then every tenth or so.
    """
    most = max(2, most)
    if count <= most:
        return range(count)
    step = int(_round_step(count / most))
    return [0, *range(step - 1, count, step)] if step > 1 else range(count)


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, 50, … that is not below; axes of counts have whole ticks."""
    power = 10.0 ** floor(log10(max(least, 1.0)))
    return next(power * part for part in (1, 2, 5, 10) if power * part >= least - 1e-9)
