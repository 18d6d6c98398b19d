"""Text that stands nearly alike in two splits: whoever trains on one measures memory on the other.

Agency copy, press releases and reprints stand on many sites, which a split by site does not see.
The main texts are compared by MinHash over runs of five words. Pages go by one after the other, and
two kilobytes of numbers are kept of each; the largest split, which is the training set as a rule,
is only looked up in an index of the others.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import islice
from typing import Any

from annotator.core.labelled import LabelledPage
from annotator.core.pages import PageId
from annotator.core.policies import Policy
from annotator.core.progress import Progress, Reporter, silent
from annotator.formats.libraries import library

ALIKE = 0.5
"""Texts that share at least so much of their runs of words are told as nearly alike."""
MOST_PAIRS = 1000
"""So many pairs are told one by one, the most alike first; all are counted."""
SHINGLE = 5
FEWEST_WORDS = 12
"""Shorter texts say the same by chance, as “Please log in”, and are not compared."""

_PERMUTATIONS = 128
_RUNS_AT_ONCE = 2048  # half a kilobyte each while they are looked at
# 32 bands of 4 rows find 99 of 100 pairs at 0.6 and 87 at 0.5; few of those below 0.3 are met.
_BANDS, _ROWS = 32, 4
# Scripts that put no space between words: each letter counts as one.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W{_UNSPACED}]+")


@dataclass(frozen=True, slots=True)
class LeakPair:
    """Two pages in different splits, the earlier first, and the share of runs that both have.

    The share is an estimate, with a standard error of 0.04 at most.
    """

    pages: tuple[PageId, PageId]
    digests: tuple[str, str]
    splits: tuple[str, str]
    similarity: float


@dataclass(frozen=True, slots=True)
class LeakReport:
    """What was found.

    `compared_count` counts the pages that were compared, `whole_count` those of them by all their
    visible text as nothing in them is main content, `short_count` those that were not compared as
    they have hardly any text. `leaking` says of each split how many of its pages have a text nearly
    alike in another one. `pairs` are the most alike of the `pair_count` pairs.
    """

    compared_count: int = 0
    whole_count: int = 0
    short_count: int = 0
    pair_count: int = 0
    leaking: Mapping[str, int] = field(default_factory=dict)
    pairs: tuple[LeakPair, ...] = ()


@dataclass(frozen=True, slots=True)
class _Member:
    page: PageId
    digest: bytes
    split: str


@dataclass(slots=True)
class _Text:
    """A text by its numbers, and the pages that have it, by their split."""

    numbers: Any
    members: dict[str, list[_Member]] = field(default_factory=lambda: defaultdict(list))

    def pairs(self, other: _Text) -> Iterator[tuple[_Member, _Member]]:
        """The pages of both in different splits; no pair twice where `other` is the same."""
        for one_split, ones in self.members.items():
            for other_split, others in other.members.items():
                if one_split != other_split and (other is not self or one_split < other_split):
                    yield from ((one, another) for one in ones for another in others)

    def pair_count(self, other: _Text) -> int:
        """How many those are."""
        count = sum(
            len(ones) * len(others)
            for one_split, ones in self.members.items()
            for other_split, others in other.members.items()
            if one_split != other_split
        )
        return count // 2 if other is self else count


class LeakCheck:
    """Looks at pages on their way to a writer, and tells afterwards which of them leak.

    `main` says what main content is. Raises `UserError` where the library for it is missing.
    """

    def __init__(self, main: Policy) -> None:
        self._main = main
        self._library = library("datasketch", "leaks", "The check for leaks between splits")
        empty = self._library.MinHash(num_perm=_PERMUTATIONS, scheme="affine32")
        self._permutations = empty.permutations
        self._texts: dict[bytes, _Text] = {}
        self._counts = {"compared": 0, "whole": 0, "short": 0}

    def passing(self, sets: Iterable[LabelledPage]) -> Iterator[LabelledPage]:
        """The same sets; those of a page follow one another, and the longest main text counts."""
        last: LabelledPage | None = None
        text = ""
        for one in sets:
            if last is not None and last.page != one.page:
                self._take(last, text)
                text = ""
            text = max(text, self._main_text(one), key=len)
            last = one
            yield one
        if last is not None:
            self._take(last, text)

    def report(self, report: Reporter = silent) -> LeakReport:
        """What was found among the pages that went by. Units of progress are texts."""
        counts = self._counts
        leaking: dict[str, set[PageId]] = defaultdict(set)
        pair_count = 0

        def found() -> Iterator[LeakPair]:
            nonlocal pair_count
            for one, other, similarity in self._alike(report):
                pair_count += one.pair_count(other)
                for text, beside in ((one, other), (other, one)):
                    for split, members in text.members.items():
                        if set(beside.members) - {split}:
                            leaking[split].update(member.page for member in members)
                # Of texts that very many pages have, no more pairs are made than are told.
                for pair in islice(one.pairs(other), MOST_PAIRS):
                    yield _pair(*pair, similarity)

        pairs = nsmallest(MOST_PAIRS, found(), key=lambda pair: (-pair.similarity, pair.pages))
        return LeakReport(
            compared_count=counts["compared"],
            whole_count=counts["whole"],
            short_count=counts["short"],
            pair_count=pair_count,
            leaking={split: len(pages) for split, pages in sorted(leaking.items())},
            pairs=tuple(pairs),
        )

    def _main_text(self, page: LabelledPage) -> str:
        text = page.document.text
        spans = [one.span for one in page.annotations if self._main.is_main(one.label)]
        return "\n".join(text[span.start : span.end] for span in spans)

    def _take(self, page: LabelledPage, text: str) -> None:
        words = _words(text)
        is_whole = not words
        if is_whole:
            document = page.document
            visible = [block.span for block in document.blocks if block.hidden is None]
            words = _words("\n".join(document.text[span.start : span.end] for span in visible))
        if not words:
            self._counts["short"] += 1
            return
        self._counts["compared"] += 1
        self._counts["whole"] += is_whole
        made = self._library.MinHash(permutations=self._permutations, scheme="affine32")
        runs = _shingles(words)
        while some := list(islice(runs, _RUNS_AT_ONCE)):
            made.update_batch(some)
        numbers = self._library.LeanMinHash(made)
        kept = self._texts.setdefault(numbers.hashvalues.tobytes(), _Text(numbers))
        member = _Member(page.page, bytes.fromhex(page.facts.digest), page.split)
        kept.members[page.split].append(member)

    def _alike(self, report: Reporter) -> Iterator[tuple[_Text, _Text, float]]:
        """Texts that are alike and stand in different splits; the same text first, then others."""
        texts = list(self._texts.values())
        sizes: dict[str, int] = defaultdict(int)
        for one in texts:
            for split in one.members:
                sizes[split] += 1
        largest = max(sizes, key=lambda split: (sizes[split], split), default="")
        index = self._library.MinHashLSH(num_perm=_PERMUTATIONS, params=(_BANDS, _ROWS))
        indexed = {number for number, one in enumerate(texts) if set(one.members) - {largest}}
        for number in sorted(indexed):
            index.insert(number, texts[number].numbers)
        for number, one in enumerate(texts):
            report(Progress(number, len(texts), "comparing the splits"))
            if len(one.members) > 1:
                yield one, one, 1.0
            for other in sorted(index.query(one.numbers)):
                # Of two in the index each finds the other.
                if other == number or (number in indexed and other > number):
                    continue
                similarity = float(one.numbers.jaccard(texts[other].numbers))
                if similarity >= ALIKE and one.pair_count(texts[other]):
                    yield one, texts[other], similarity


def _words(text: str) -> list[str]:
    """The words of a text in their order; none of a text that is too short."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return words if len(words) >= FEWEST_WORDS else []


def _shingles(words: Sequence[str]) -> Iterator[bytes]:
    for at in range(len(words) - SHINGLE + 1):
        yield " ".join(words[at : at + SHINGLE]).encode("utf-8", "surrogatepass")


def _pair(one: _Member, other: _Member, similarity: float) -> LeakPair:
    first, second = sorted((one, other), key=lambda member: member.page)
    return LeakPair(
        (first.page, second.page),
        (first.digest.hex(), second.digest.hex()),
        (first.split, second.split),
        round(similarity, 4),
    )
