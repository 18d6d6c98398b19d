"""How agreement goes over time: page by page, in the order in which they were finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.agreement_report import AgreementReport, ComparedPage

FEWEST = 9
"""So many pages at least show how agreement goes."""
MOST_DOTS = 500


@dataclass(frozen=True, slots=True)
class Course:
    """The pages that have blocks to compare, oldest first, and the share agreed on around each.

    `around` are points of the running share, each with the number of its page, counted from 0;
    `window` is how many pages each of them looks at.
    """

    pages: tuple[ComparedPage, ...]
    around: tuple[tuple[int, float], ...]
    window: int

    @classmethod
    def of(cls, report: AgreementReport) -> Course:
        """The course of all compared pages; those whose time is not known are left out."""
        dated = [(one.finished_at, one) for one in report.pages if one.finished_at and one.n]
        pages = tuple(one for _, one in sorted(dated, key=lambda pair: (pair[0], pair[1].page)))
        window = max(FEWEST, len(pages) // 20 * 2 + 1)
        around = tuple(_running(pages, window)) if len(pages) >= FEWEST else ()
        return cls(pages, around, window)

    @property
    def step(self) -> int:
        """Each how many pages there is a dot: of very many not all have room."""
        return max(1, -(-len(self.pages) // MOST_DOTS))

    @property
    def words(self) -> str:
        """The course in words."""
        if not self.pages:
            return "No page of known time was compared."
        shares = [share(one) for one in self.pages]
        told = f"{len(self.pages):,} pages, the least alike {min(shares) * 100:.0f} %"
        if len(self.around) < 2:
            return f"{told}, the most {max(shares) * 100:.0f} % of the blocks."
        first, last = self.around[0][1], self.around[-1][1]
        return (
            f"{told}. Of {self.window} pages around, {first * 100:.0f} % at first and "
            f"{last * 100:.0f} % at last."
        )


def share(page: ComparedPage) -> float:
    """Of the blocks of a page, the share on which all agree."""
    return page.agreed_count / page.n


def lowest_shown(shares: Sequence[float]) -> float:
    """Where the axis begins: at 0 or, where all agree on most, at a half."""
    return 0.0 if min(shares, default=0.0) < 0.5 else 0.5


def _running(pages: Sequence[ComparedPage], window: int) -> list[tuple[int, float]]:
    half = window // 2
    agreed, counted = [0], [0]
    for one in pages:
        agreed.append(agreed[-1] + one.agreed_count)
        counted.append(counted[-1] + one.n)
    found = []
    for number in range(0, len(pages), max(1, len(pages) // 240)):
        low, high = max(0, number - half), min(len(pages), number + half + 1)
        found.append((number, (agreed[high] - agreed[low]) / (counted[high] - counted[low])))
    return found
