"""What proposals cost and bring, as the panel of effort shows it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from annotator.core.effort import Counts, Outcome
from annotator.core.labels import Label
from annotator.core.pages import PageId

FEWEST_AROUND = 9
"""So many pages at least show how the effort goes."""


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """What one finished page took; `seconds` is None where nobody looked on."""

    page: PageId
    title: str
    actions: int
    seconds: float | None
    is_blind: bool = False


@dataclass(frozen=True, slots=True)
class Shares:
    """How pieces of text came to a label; `label` is None for all labels together."""

    label: Label | None
    counts: Counts

    @property
    def name(self) -> str:
        """What the editor reads."""
        return self.label.name if self.label else "All labels"

    @property
    def total(self) -> int:
        """All outcomes together."""
        return self.counts.proposed + self.counts.by_hand

    def count(self, outcome: Outcome) -> int:
        """How many pieces came to the label like that."""
        return self.counts.of(outcome)

    def share(self, outcome: Outcome) -> float:
        """The share that came to the label like that, 0 where there is nothing."""
        return self.count(outcome) / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class EffortFigures:
    """All that the panel shows: pages in the order of finishing, and the shares, all first.

    `notes` are sentences on what the numbers leave out.
    """

    pages: tuple[FinishedPage, ...] = ()
    shares: tuple[Shares, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def actions(self) -> tuple[float | None, ...]:
        """The actions of each page."""
        return tuple(float(page.actions) for page in self.pages)

    @property
    def seconds(self) -> tuple[float | None, ...]:
        """The seconds of each page."""
        return tuple(page.seconds for page in self.pages)

    @property
    def sentence(self) -> str:
        """All of it in a sentence."""
        count = len(self.pages)
        pages = "1 page is finished" if count == 1 else f"{count:,} pages are finished"
        told = [f"{in_figures(middle(self.actions))} actions"]
        if any(one is not None for one in self.seconds):
            told.append(f"{in_figures(middle(self.seconds))} seconds")
        return f"{pages}. In the middle, a page took {' and '.join(told)}."


def middle(values: Iterable[float | None]) -> float | None:
    """The median of those that are known."""
    known = [value for value in values if value is not None]
    return median(known) if known else None


def window_for(count: int) -> int:
    """Of how many pages around each page the median is taken, where there are so many pages."""
    return max(FEWEST_AROUND, count // 20 * 2 + 1)


def running_median(values: tuple[float | None, ...]) -> tuple[float | None, ...]:
    """For each place the median of the values around it: how the effort went over time."""
    half = window_for(len(values)) // 2
    return tuple(middle(values[max(0, at - half) : at + half + 1]) for at in range(len(values)))


def in_figures(value: float | None) -> str:
    """A number as short as it can be told; a dash where none is known."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"


def in_per_cent(share: float) -> str:
    """A share in whole per cent, where 0 and 100 mean none and all."""
    if 0 < share < 0.005:
        return "< 1 %"
    if 0.995 <= share < 1:
        return "> 99 %"
    return f"{share * 100:.0f} %"
