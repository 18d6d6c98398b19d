"""Which pages are for training and which for validation and tests: told by their site or template.

Pages of one group look alike, so a group is in one split as a whole. The hash of the seed and the
group's name alone decides which one. That is what makes a split last: adding pages, leaving some
out, or taking them in another order moves no page, and a site is in the same split in every project
with the same seed and shares.

It also bounds what can be promised of languages. A rule that never moves a page, in whatever order
pages come, cannot look at other groups. So each language has the shares that were asked for in the
long run, and misses them by chance where it has few groups. What can be chosen is the seed, once:
`balanced_seed` takes the one that comes nearest to the shares in every language of today's pages.
It is a number like any other from then on, and nothing moves while it is kept.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isclose, isfinite

from annotator.core.errors import UserError

TRAIN, VALIDATION, TEST = "train", "validation", "test"
SPLITS = (TRAIN, VALIDATION, TEST)
# The tests come first on the line from 0 to 1: as their share grows they lose no page.
_ALONG_THE_LINE = (TEST, VALIDATION, TRAIN)
_STEPS = 2**64
_SEEDS = 1024
_MOST_HASHES = 1_000_000
_LANGUAGE = re.compile("[a-z]{2,8}")  # as BCP 47 has it
_HOW = "Write them as train=0.8,validation=0.1,test=0.1; together they are 1."


class GroupBy(StrEnum):
    """What stays in one split."""

    SITE = "site"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class SplitTerms:
    """How to split: the share of each split, what stays together, and the seed.

    Where `seed` is None, the balanced one is sought.
    """

    shares: Mapping[str, float]
    by: GroupBy = GroupBy.SITE
    seed: int | None = 0


@dataclass(frozen=True, slots=True)
class PageToSplit:
    """The group of a page, and the language that it says it is in; empty where unknown."""

    group: str
    language: str


def shares_of(given: str) -> dict[str, float]:
    """The shares that are written as “train=0.8,validation=0.1,test=0.1”, in the usual order.

    One that is not named is nothing. Raises `UserError` for other splits, for one that is named
    twice, and for shares that are not 1 together.
    """
    found: dict[str, float] = {}
    for part in given.split(","):
        name, _, share = (one.strip() for one in part.partition("="))
        if name not in SPLITS or name in found:
            raise UserError(f"“{part.strip()}” is not the share of a split.", _HOW)
        try:
            found[name] = float(share)
        except ValueError:
            raise UserError(f"“{share}” is not a share.", _HOW) from None
        if not isfinite(found[name]) or found[name] < 0:
            raise UserError(f"“{share}” is not a share.", _HOW)
    whole = sum(found.values())
    if not isclose(whole, 1, abs_tol=1e-6):
        raise UserError(f"The shares of the splits are {whole:g} together.", _HOW)
    return {name: found.get(name, 0.0) for name in SPLITS}


def group_of(digest: str, site: str, template: str = "") -> str:
    """The name of a page's group.

    `template` is the digest of the first page of its template, where templates stay together. A
    page of unknown site may be of any: it is a group of its own.
    """
    if not site:
        return f"page {digest}"
    return f"template {site} {template}" if template else f"site {site}"


def split_of(group: str, shares: Mapping[str, float], seed: int) -> str:
    """The split that a group is in; it rests on nothing else, so no other group can move it."""
    drawn = hashlib.sha256(f"{seed}\n{group}".encode()).digest()
    point, end = int.from_bytes(drawn[:8], "big") / _STEPS, 0.0
    wanted = [name for name in _ALONG_THE_LINE if shares.get(name, 0.0) > 0]
    for name in wanted[:-1]:
        end += shares[name]
        if point < end:
            return name
    # Whatever rounding leaves at the end of the line is the last one's.
    return wanted[-1]


def balanced_seed(pages: Iterable[PageToSplit], shares: Mapping[str, float]) -> int:
    """The seed below 1024 with which the splits of every language come nearest to their shares.

    Before that it leaves as few splits of some share empty as it can: where many pages are of one
    site, a seed that puts it among the others may come nearest and test nothing. How near is told
    by Pearson's chi-square over pages, so that a small split that is empty weighs more than a large
    one that lacks as many. The first of several; with very many groups fewer seeds are looked at,
    as chance evens out there. Pages of unknown language count as one language.
    """
    groups: dict[str, Counter[str]] = {}
    for one in pages:
        groups.setdefault(one.group, Counter())[main_language(one.language)] += 1
    seeds = range(max(1, min(_SEEDS, _MOST_HASHES // max(1, len(groups)))))
    return min(seeds, key=lambda seed: (*_distance(groups, shares, seed), seed))


def main_language(tag: str) -> str:
    """The language of a tag without its region or script: “de” of “de-AT”; empty if it is none."""
    language = tag.replace("_", "-").partition("-")[0].strip().lower()
    return language if _LANGUAGE.fullmatch(language) else ""


def _distance(
    groups: Mapping[str, Counter[str]], shares: Mapping[str, float], seed: int
) -> tuple[int, float]:
    """How many splits are empty against their shares, and how far the others are from them."""
    found: Counter[tuple[str, str]] = Counter()
    whole: Counter[str] = Counter()
    for group, languages in groups.items():
        split = split_of(group, shares, seed)
        for language, count in languages.items():
            found[language, split] += count
            whole[language] += count
    wanted = {split: share for split, share in shares.items() if share > 0}
    far = sum(
        (found[language, split] - share * count) ** 2 / (share * count)
        for language, count in whole.items()
        for split, share in wanted.items()
    )
    return len(wanted.keys() - {split for _, split in found}), round(far, 6)
