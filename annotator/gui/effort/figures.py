"""What proposals cost and bring, as the panel of effort shows it. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.effort import Counts, Outcome
from annotator.core.labels import Label
from annotator.core.pages import PageId
from annotator.gui.figures.series import Series

ACTIONS = ("Actions a page", "actions")
SECONDS = ("Seconds a page", "seconds")
"""What a chart is called, and what it counts in."""


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

    pages: tuple[FinishedPage, ...]
    shares: tuple[Shares, ...]
    notes: tuple[str, ...]
    actions: Series
    seconds: Series

    @classmethod
    def of(
        cls,
        pages: tuple[FinishedPage, ...] = (),
        shares: tuple[Shares, ...] = (),
        notes: tuple[str, ...] = (),
    ) -> EffortFigures:
        """The figures of these pages, with all that is to be computed for their charts."""
        names = tuple(f"Page {one.page}: {one.title}" for one in pages)
        actions = Series.of(*ACTIONS, (float(one.actions) for one in pages), names)
        seconds = Series.of(*SECONDS, (one.seconds for one in pages), names)
        return cls(pages, shares, notes, actions, seconds)

    @property
    def sentence(self) -> str:
        """All of it in a sentence."""
        count = len(self.pages)
        pages = "1 page is finished" if count == 1 else f"{count:,} pages are finished"
        told = [one.told(one.median) for one in self.charts if one.known_count]
        return f"{pages}. In the middle, a page took {' and '.join(told)}."

    @property
    def charts(self) -> tuple[Series, Series]:
        """What is drawn over time."""
        return self.actions, self.seconds


def in_per_cent(share: float) -> str:
    """A share in whole per cent, where 0 and 100 mean none and all."""
    if 0 < share < 0.005:
        return "< 1 %"
    if 0.995 <= share < 1:
        return "> 99 %"
    return f"{share * 100:.0f} %"
