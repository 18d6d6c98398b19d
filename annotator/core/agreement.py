"""Agreement on units that are given: percent, Cohen's κ, Fleiss' κ, Krippendorff's α, F1 of labels.

A unit is whatever is labelled as a whole, a block or a character. Figures are made of whole numbers
and divided once. Where one is not defined it is never 0 or 1 but a reason in words. Formulas and
sources: docs/reference/agreement.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from annotator.core.effort import Figure

NOTHING = "nothing to compare"
ONE_LABEL = "undefined (one label only)"

Category = TypeVar("Category", bound=Hashable)
Table = Mapping[tuple[Category, Category], int]
"""How many units the first says the one and the second the other category of."""

Units = Mapping[tuple[Category, ...], int]
"""How many units the annotators say these categories of, in their order."""


def percent(table: Table[Category]) -> Figure:
    """The share of the units that both say the same of."""
    n = sum(table.values())
    return Figure(_agreed(table) / n) if n else Figure(None, NOTHING)


def kappa(table: Table[Category]) -> Figure:
    """Cohen's κ, by which two annotators of different habits agree by chance."""
    n = sum(table.values())
    if not n:
        return Figure(None, NOTHING)
    firsts: Counter[Category] = Counter()
    seconds: Counter[Category] = Counter()
    for (first, second), count in table.items():
        firsts[first] += count
        seconds[second] += count
    by_chance = sum(count * seconds[category] for category, count in firsts.items())
    if by_chance == n * n:
        return Figure(None, ONE_LABEL)
    return Figure((n * _agreed(table) - by_chance) / (n * n - by_chance))


@dataclass(frozen=True, slots=True)
class Scores:
    """How far one category is given alike; the first annotator is the reference."""

    first_count: int
    second_count: int
    both_count: int

    @property
    def precision(self) -> Figure:
        """The share of the second's that is the first's too."""
        if not self.second_count:
            return Figure(None, "the second never gives it")
        return Figure(self.both_count / self.second_count)

    @property
    def recall(self) -> Figure:
        """The share of the first's that is the second's too."""
        if not self.first_count:
            return Figure(None, "the first never gives it")
        return Figure(self.both_count / self.first_count)

    @property
    def f1(self) -> Figure:
        """The harmonic mean of both; the same whoever is first."""
        given = self.first_count + self.second_count
        return Figure(2 * self.both_count / given) if given else Figure(None, "nobody gives it")


def scores(table: Table[Category], category: Category) -> Scores:
    """How far the two give that category alike."""
    return Scores(
        sum(count for (first, _), count in table.items() if first == category),
        sum(count for (_, second), count in table.items() if second == category),
        table.get((category, category), 0),
    )


@dataclass(slots=True)
class Pairable(Generic[Category]):
    """What α and Fleiss' κ need of units, each said something of by two or more.

    `values` counts how often each category is given. `agreeing` counts, for units of so many
    values, the ordered pairs of values that are equal. `unit_count` counts the units.
    """

    unit_count: int = 0
    values: Counter[Category] = field(default_factory=Counter)
    agreeing: Counter[int] = field(default_factory=Counter)

    def add(self, said: tuple[Category, ...], count: int) -> None:
        """Count units of which these categories are said; one alone cannot be compared."""
        size = len(said)
        if size < 2:
            return
        self.unit_count += count
        if size == 2:
            # Most units of most projects.
            first, second = said
            self.values[first] += count
            self.values[second] += count
            self.agreeing[2] += 2 * count if first == second else 0
            return
        for category, times in Counter(said).items():
            self.values[category] += count * times
            self.agreeing[size] += count * times * (times - 1)


def alpha(units: Units[Category]) -> Figure:
    """Krippendorff's α for categories; None is a missing value."""
    found: Pairable[Category] = Pairable()
    for said, count in units.items():
        found.add(tuple(category for category in said if category is not None), count)
    return alpha_of(found)


def alpha_of(found: Pairable[Category]) -> Figure:
    """The same of units that were counted before."""
    n = found.values.total()
    if n < 2:
        return Figure(None, NOTHING)
    differing = n * n - sum(count * count for count in found.values.values())
    if not differing:
        return Figure(None, ONE_LABEL)
    agreeing = sum(count / (size - 1) for size, count in found.agreeing.items())
    return Figure(1 - (n - 1) * (n - agreeing) / differing)


def fleiss(units: Units[Category]) -> Figure:
    """Fleiss' κ, the categories being any, None too; all units have as many values."""
    found: Pairable[Category] = Pairable()
    for said, count in units.items():
        found.add(said, count)
    return fleiss_of(found)


def fleiss_of(found: Pairable[Category]) -> Figure:
    """The same of units that were counted before."""
    n = found.values.total()
    if not n:
        return Figure(None, NOTHING)
    by_chance = sum(count * count for count in found.values.values())
    if by_chance == n * n:
        return Figure(None, ONE_LABEL)
    size = n // found.unit_count
    agreeing = found.agreeing[size] / (n * (size - 1))
    return Figure((agreeing - by_chance / (n * n)) / (1 - by_chance / (n * n)))


def _agreed(table: Table[Category]) -> int:
    return sum(count for (first, second), count in table.items() if first == second)
