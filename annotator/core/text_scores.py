"""How near a text is to the one that it should be: shingles, ROUGE-LSum, words kept in order.

Each figure is counted as the benchmark that made it known counts it, so that numbers can be held
against published ones. What is counted, and where that is described, is said in
docs/reference/measuring-cleaners.md.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.core.subsequences import Columns

SHINGLE = 4
"""So many words that follow one another are compared at a time."""
MOST_CELLS = 2_000_000_000
"""Texts whose lengths in words have a larger product have no ROUGE-LSum and no similarity."""

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(
    "(?<=[.!?…؟۔।።])[\"'”’»)\\]]*\\s+"  # a space behind it, as most scripts have it
    "|(?<=[。！？])[”’」』）]*"  # and without one
)


@dataclass(frozen=True, slots=True)
class PrecisionRecall:
    """Two shares and their harmonic mean; a share is None where there is nothing to take it of."""

    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float | None:
        """None where one of the two is; 0 where both are."""
        return f1(self.precision, self.recall)


def f1(precision: float | None, recall: float | None) -> float | None:
    """The harmonic mean of two shares, if there are both."""
    if precision is None or recall is None:
        return None
    whole = precision + recall
    return 2 * precision * recall / whole if whole else 0.0


def shares(shared: int, extra: int, missing: int) -> PrecisionRecall:
    """Precision and recall where so many are in both, in the text alone, in the reference alone."""
    found, wanted = shared + extra, shared + missing
    return PrecisionRecall(
        precision=shared / found if found else None, recall=shared / wanted if wanted else None
    )


def shingle_scores(reference: str, text: str) -> PrecisionRecall:
    """How many runs of four words both have, each as often as both have it.

    A text of fewer than four words is one run. A text without words has no precision, a reference
    without words no recall.
    """
    wanted, found = _shingles(reference), _shingles(text)
    shared = (wanted & found).total()
    return shares(shared, found.total() - shared, wanted.total() - shared)


def rouge_lsum(
    reference: Sequence[Sequence[str]], text: Sequence[Sequence[str]]
) -> PrecisionRecall:
    """ROUGE-LSum of sentences of words: what of each sentence stands in any sentence of the text.

    For each sentence of the reference, the longest common subsequences with all sentences of the
    text are united, and a word counts only as often as it stands in both. Without any word on one
    side both shares are 0.
    """
    wanted = Counter(word for sentence in reference for word in sentence)
    found = Counter(word for sentence in text for word in sentence)
    if not wanted or not found:
        return PrecisionRecall(0.0, 0.0)
    columns = [(Columns(sentence), frozenset(sentence)) for sentence in text]
    left_wanted, left_found = wanted.copy(), found.copy()
    hits = 0
    for sentence in reference:
        united: set[int] = set()
        own = frozenset(sentence)
        for column, words in columns:
            if not own.isdisjoint(words):
                united.update(column.common_rows(sentence))
        for word in (sentence[number] for number in sorted(united)):
            if left_wanted[word] > 0 and left_found[word] > 0:
                hits += 1
                left_wanted[word] -= 1
                left_found[word] -= 1
    return PrecisionRecall(hits / found.total(), hits / wanted.total())


def rouge_lsum_of(reference: str, text: str) -> PrecisionRecall:
    """ROUGE-LSum of two texts, where texts without words are alike."""
    if not reference.strip():
        # All of nothing is found; and nothing is all that should be.
        return PrecisionRecall(0.0 if text.strip() else 1.0, 1.0)
    return rouge_lsum(list(sentences(reference)), list(sentences(text)))


def word_similarity(reference: str, text: str) -> float:
    """The share of the words of both that stand in both in one order: 1 where they are the same.

    One less the distance of Levenshtein, had it no replacement, by the words of both: what is
    called a *ratio* in the benchmark.
    """
    first, second = reference.split(), text.split()
    both = len(first) + len(second)
    return 2 * Columns(second).common_length(first) / both if both else 1.0


def has_long_scores(reference: str, text: str) -> bool:
    """Whether two texts are short enough for the scores that look at each pair of words."""
    return len(reference.split()) * len(text.split()) <= MOST_CELLS


def sentences(text: str) -> Iterable[list[str]]:
    """The words between spaces, sentence by sentence.

    A sentence ends at its mark and a space, in any script; a new line alone ends none.
    """
    for sentence in _SENTENCE_END.split(text):
        if words := sentence.split():
            yield words


def words_of(text: str) -> list[str]:
    """The runs of letters and digits, in their order."""
    return _WORD.findall(text)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = words_of(text)
    last = max(1, len(words) - SHINGLE + 1) if words else 0
    return Counter(tuple(words[start : start + SHINGLE]) for start in range(last))
