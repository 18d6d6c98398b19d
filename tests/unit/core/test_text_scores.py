"""How near a text is to its reference, by hand-counted examples and laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.text_scores import (
    PrecisionRecall,
    has_long_scores,
    rouge_lsum,
    rouge_lsum_of,
    sentences,
    shingle_scores,
    word_similarity,
)

words = st.lists(st.sampled_from(["a", "b", "c", "ሰላም", "新聞", "👩‍👩‍👧", "."]), max_size=12).map(
    " ".join
)


def test_runs_of_four_words_are_counted_as_often_as_both_have_them():
    # a b c d, b c d e, c d e f against a b c d, b c d x, c d x f: one is shared of three.
    assert shingle_scores("a b c d e f", "a b c d x f") == PrecisionRecall(1 / 3, 1 / 3)
    # Said twice it counts once: of five runs three are found of three.
    assert shingle_scores("a b c d e f", "a b c d e f a b") == PrecisionRecall(3 / 5, 1.0)


def test_a_text_of_few_words_is_one_run():
    assert shingle_scores("Big news", "big news") == PrecisionRecall(0.0, 0.0)
    assert shingle_scores("Big news", "Big – news!").f1 == 1


def test_quotes_dashes_and_white_space_are_no_words():
    assert shingle_scores("“One – two,” three: four", "One\ntwo\tthree 'four'").f1 == 1


def test_without_words_there_is_nothing_to_take_a_share_of():
    assert shingle_scores("a b", "") == PrecisionRecall(None, 0.0)
    assert shingle_scores("…", "a b") == PrecisionRecall(0.0, None)
    assert shingle_scores("", "") == PrecisionRecall(None, None)
    assert shingle_scores("", "").f1 is None


def test_the_example_of_the_paper_on_rouge_is_counted_as_there():
    # Lin 2004, “ROUGE: A Package for Automatic Evaluation of Summaries”, section 3.2: the union of
    # w1 w2 and w1 w3 w5 has four of the five words.
    found = rouge_lsum(
        [["w1", "w2", "w3", "w4", "w5"]],
        [["w1", "w2", "w6", "w7", "w8"], ["w1", "w3", "w8", "w9", "w5"]],
    )
    assert found.recall == 4 / 5


def test_words_of_a_sentence_count_only_as_often_as_they_stand_there():
    found = rouge_lsum([["a", "b"], ["a", "c"]], [["a", "b", "c"]])
    assert found == PrecisionRecall(1.0, 3 / 4)


def test_nothing_for_nothing_is_right_and_anything_else_is_not():
    assert rouge_lsum_of("", " ") == PrecisionRecall(1.0, 1.0)
    assert rouge_lsum_of(" ", "a").f1 == 0
    assert rouge_lsum_of("a", "").f1 == 0
    assert word_similarity("", "") == 1
    assert word_similarity("a", "") == 0


def test_sentences_end_at_their_marks_in_any_script_and_at_no_new_line():
    text = "One two. “Three?” four\nfive! ሰላም ነው። እሺ 好。不好！"
    assert list(map(" ".join, sentences(text))) == [
        "One two.",
        "“Three?",
        "four five!",
        "ሰላም ነው።",
        "እሺ 好。",
        "不好！",
    ]


def test_words_that_are_moved_are_out_of_order():
    assert word_similarity("a b c d", "a b c d") == 1
    assert word_similarity("a b c d", "d a b c") == 3 / 4
    assert word_similarity("a b", "c d") == 0


def test_very_long_texts_have_no_scores_of_pairs_of_words():
    assert has_long_scores("a " * 1000, "a " * 1000)
    assert not has_long_scores("a " * 50_000, "a " * 50_000)


@given(words, words)
def test_a_text_is_as_near_as_can_be_to_itself_and_order_of_the_two_swaps_shares(one, other):
    for score in (shingle_scores, rouge_lsum_of):
        assert score(one, one).f1 in {1.0, None}
    forth, back = shingle_scores(one, other), shingle_scores(other, one)
    assert (forth.precision, forth.recall) == (back.recall, back.precision)
    assert word_similarity(one, other) == pytest.approx(word_similarity(other, one))


@given(words, words)
def test_every_share_is_one(one, other):
    found = (shingle_scores(one, other), rouge_lsum_of(one, other))
    values = [value for score in found for value in (score.precision, score.recall, score.f1)]
    assert all(0 <= value <= 1 for value in values if value is not None)
    assert 0 <= word_similarity(one, other) <= 1
