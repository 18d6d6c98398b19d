"""Who labels what: the pages of a project shared out among annotators.

Most pages go to one annotator each. A part goes to several, so that their agreement can be
measured, and blind pages come first there: agreement on proposals that both were shown says little.

What was given or begun stays with who has it. So the same call changes nothing the second time,
and one made after further pages came gives those alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from math import ceil

from annotator.core.pages import PageId

_SITE_UNKNOWN = ""


class Unit(StrEnum):
    """What stays with one annotator where nothing overlaps."""

    PAGE = "page"
    SITE = "site"


class Overlap(StrEnum):
    """Who gets a page that is to be labelled more than once: everybody, or two in turn."""

    EVERYBODY = "everybody"
    PAIRS = "pairs"


@dataclass(frozen=True, slots=True)
class PageToShare:
    """A page, and the undecided blocks that whoever was given it or began it has left there.

    `block_count` counts the visible blocks. A page that is settled is given to nobody any more.
    """

    page: PageId
    site: str
    block_count: int
    is_blind: bool = False
    left: Mapping[str, int] = field(default_factory=dict)
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """How to share out: `share` is that of the pages that overlap, from 0 to 1.

    `seed` draws which pages those are, and who comes first where several could.
    """

    unit: Unit = Unit.PAGE
    share: float = 0.0
    overlap: Overlap = Overlap.EVERYBODY
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Shares:
    """What was shared out.

    `given` is what each annotator gets beside what they have, by number, and `left` the undecided
    blocks of each with that. `overlapping` are the pages that as many have as are to.
    """

    given: Mapping[str, tuple[PageId, ...]]
    left: Mapping[str, int]
    overlapping: tuple[PageId, ...]


def share_out(pages: Iterable[PageToShare], annotators: Sequence[str], terms: Terms) -> Shares:
    """Give each page that nobody has to one of the annotators, and some to several.

    Whoever has the fewest undecided blocks gets the next one, the largest first: so annotators who
    begin together end up with no more between them than the largest page, or site. Pages that only
    others have stay theirs. A new page of a site goes to who has the most of it, where the unit is
    the site.
    """
    every = sorted(pages, key=lambda one: one.page)
    ours = [one for one in every if not one.left or any(name in one.left for name in annotators)]
    table = _Table(ours, annotators, terms)
    if terms.unit is Unit.SITE and terms.overlap is Overlap.PAIRS:
        # A pair on a page holds the owner of its site, who has to be known first.
        table.give_the_rest()
        table.give_overlap()
    else:
        table.give_overlap()
        table.give_the_rest()
    return table.shares()


class _Table:
    """The pages on the table, and what each annotator holds by now."""

    def __init__(
        self, pages: Sequence[PageToShare], annotators: Sequence[str], terms: Terms
    ) -> None:
        self._pages = pages
        self._annotators = annotators
        self._terms = terms
        self._needed = len(annotators) if terms.overlap is Overlap.EVERYBODY else 2
        self._holders: dict[PageId, list[str]] = {
            one.page: [name for name in annotators if name in one.left] for one in pages
        }
        self._left: Counter[str] = Counter(dict.fromkeys(annotators, 0))
        self._counts: Counter[str] = Counter()
        self._met: Counter[frozenset[str]] = Counter()
        self._given: dict[str, list[PageId]] = {name: [] for name in annotators}
        for one in pages:
            for name in self._holders[one.page]:
                self._left[name] += one.left[name]
                self._counts[name] += 1
            self._met.update(map(frozenset, combinations(self._holders[one.page], 2)))

    def give_overlap(self) -> None:
        """Have as many pages as are to be held by several; the blind ones first."""
        if self._needed > len(self._annotators) or len(self._annotators) < 2:
            return
        held = [one for one in self._pages if self._holders[one.page]]
        open_ = [one for one in self._pages if not one.is_settled]
        count = len({one.page for one in (*held, *open_)})
        # Rounded first: a tenth of thirty is three, and not a hair more.
        wanted = ceil(round(self._terms.share * count, 9)) - len(self._overlapping())
        coming = [one for one in open_ if len(self._holders[one.page]) < self._needed]
        coming.sort(key=self._turn)
        for one in coming[: max(wanted, 0)]:
            self._give_to_several(one)

    def give_the_rest(self) -> None:
        """Give all pages that nobody has to one annotator each."""
        owners = self._owners()
        units: dict[str, list[PageToShare]] = defaultdict(list)
        for one in self._pages:
            if self._holders[one.page] or one.is_settled:
                continue
            if one.site in owners:
                self._give(one, owners[one.site])
            else:
                is_whole = self._terms.unit is Unit.SITE and one.site != _SITE_UNKNOWN
                units[f"site {one.site}" if is_whole else f"page {one.page}"].append(one)
        sized = [(sum(one.block_count for one in held), unit) for unit, held in units.items()]
        for _, unit in sorted(sized, key=lambda one: (-one[0], self._draw(one[1]))):
            name = min(self._annotators, key=lambda name: self._burden(name, unit))
            for one in units[unit]:
                self._give(one, name)

    def shares(self) -> Shares:
        """What came of it."""
        return Shares(
            given={name: tuple(sorted(held)) for name, held in self._given.items()},
            left={name: self._left[name] for name in self._annotators},
            overlapping=self._overlapping(),
        )

    def _overlapping(self) -> tuple[PageId, ...]:
        if len(self._annotators) < 2:
            return ()
        return tuple(page for page, held in self._holders.items() if len(held) >= self._needed)

    def _turn(self, one: PageToShare) -> tuple[bool, bool, bool, str]:
        """Which pages overlap before others: shared ones, blind ones, those nobody has, by draw."""
        held = self._holders[one.page]
        return (len(held) < 2, not one.is_blind, bool(held), self._draw(f"overlap {one.page}"))

    def _give_to_several(self, one: PageToShare) -> None:
        held = set(self._holders[one.page])
        if self._terms.overlap is Overlap.EVERYBODY:
            chosen = set(self._annotators)
        else:
            pairs = (set(pair) for pair in combinations(self._annotators, 2))
            chosen = min(
                (pair for pair in pairs if held <= pair),
                key=lambda pair: self._rank(pair, one, is_partner_sought=bool(held)),
            )
            self._met[frozenset(chosen)] += 1
        for name in self._annotators:
            if name in chosen - held:
                self._give(one, name)

    def _rank(
        self, pair: set[str], one: PageToShare, *, is_partner_sought: bool
    ) -> tuple[int, int, str]:
        """Which pair gets a page: who met least, but beside an owner who has the least to do."""
        met, left = self._met[frozenset(pair)], sum(self._left[name] for name in pair)
        counts = (left, met) if is_partner_sought else (met, left)
        return (*counts, self._draw(f"pair {one.page} {sorted(pair)}"))

    def _owners(self) -> dict[str, str]:
        """Who has most of each site, of the pages that they alone have; who comes first of two."""
        if self._terms.unit is not Unit.SITE:
            return {}
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for one in self._pages:
            held = self._holders[one.page]
            if len(held) == 1 and one.site != _SITE_UNKNOWN:
                counts[one.site][held[0]] += 1
        places = {name: place for place, name in enumerate(self._annotators)}
        return {
            site: min(count, key=lambda name: (-count[name], places[name]))
            for site, count in counts.items()
        }

    def _burden(self, name: str, unit: str) -> tuple[int, int, str]:
        return (self._left[name], self._counts[name], self._draw(f"{name} {unit}"))

    def _give(self, one: PageToShare, name: str) -> None:
        self._given[name].append(one.page)
        self._holders[one.page].append(name)
        self._left[name] += one.block_count
        self._counts[name] += 1

    def _draw(self, what: str) -> str:
        return hashlib.sha256(f"{self._terms.seed}\n{what}".encode()).hexdigest()
