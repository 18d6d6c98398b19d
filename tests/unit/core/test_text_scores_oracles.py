"""The scores of texts against the libraries that benchmarks count them with."""

from __future__ import annotations

import random

import pytest

from annotator.core.text_scores import rouge_lsum, sentences, word_similarity

TEXTS = 400


@pytest.fixture(scope="module")
def scorer():
    reason = "rouge-score is not installed"
    rouge_scorer = pytest.importorskip("rouge_score.rouge_scorer", reason=reason)
    tokenizers = pytest.importorskip("rouge_score.tokenizers", reason=reason)

    class BySpace(tokenizers.Tokenizer):
        def tokenize(self, text):
            return text.split()

    # Sentences are lines for it, where it is not to cut them itself.
    return rouge_scorer.RougeScorer(["rougeLsum"], split_summaries=False, tokenizer=BySpace())


def text_of(chance: random.Random, words: str, most: int) -> str:
    """Words that come again all the time, with marks that end sentences among them."""
    ends = ("", "", "", "", ".", "!", "?”", "…", "።")
    count = chance.randint(0, most)
    return " ".join(chance.choice(words) + chance.choice(ends) for _ in range(count))


def pairs():
    chance = random.Random(6)
    for number in range(TEXTS):
        words = "ab" if number % 3 else "abcdefghijk"
        yield text_of(chance, words, 60), text_of(chance, words, 60)


def test_rouge_lsum_is_that_of_rouge_score(scorer):
    for reference, text in pairs():
        wanted, found = list(sentences(reference)), list(sentences(text))
        told = scorer.score("\n".join(map(" ".join, wanted)), "\n".join(map(" ".join, found)))
        theirs, ours = told["rougeLsum"], rouge_lsum(wanted, found)
        assert ours.precision == pytest.approx(theirs.precision, abs=1e-12)
        assert ours.recall == pytest.approx(theirs.recall, abs=1e-12)
        assert ours.f1 == pytest.approx(theirs.fmeasure, abs=1e-12)


def test_similarity_is_the_ratio_of_levenshtein():
    reason = "rapidfuzz is not installed"
    distance = pytest.importorskip("rapidfuzz.distance", reason=reason)
    for reference, text in pairs():
        # Levenshtein.ratio is this function of rapidfuzz, by another name.
        theirs = distance.Indel.normalized_similarity(reference.split(), text.split())
        assert word_similarity(reference, text) == pytest.approx(theirs, abs=1e-12)
