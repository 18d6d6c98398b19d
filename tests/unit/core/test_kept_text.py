"""Which text of a page a cleaner kept, told by its plain text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.kept_text import kept_spans
from annotator.core.spans import Span
from tests.pictures import page

STORY = (
    "Home",
    "The ferry is late again today",
    "Read also",
    "The harbour was closed on Monday because of ice on the water.",
    "“It will be open tomorrow,” the mayor said.",
    "The ferry is late again today",
    "Contact",
)


def kept(texts, answer):
    document = page(*texts)
    return [document.quote(span) for span in kept_spans(document, answer)]


def test_blocks_that_stand_in_the_answer_are_kept_whole():
    assert kept(STORY, f"{STORY[3]}\n{STORY[4]}") == [STORY[3], STORY[4]]


def test_quotes_dashes_and_white_space_may_differ():
    answer = "The harbour was closed on Monday – because of ice\non the water"
    assert kept(STORY, answer) == [STORY[3]]


def test_of_two_blocks_with_one_text_order_decides():
    document = page(*STORY)
    answer = f"{STORY[3]}\n{STORY[1]}"
    assert kept_spans(document, answer) == [document.blocks[3].span, document.blocks[5].span]
    answer = f"{STORY[1]}\n{STORY[3]}"
    assert kept_spans(document, answer) == [document.blocks[1].span, document.blocks[3].span]


def test_a_short_block_is_not_found_inside_the_text_of_a_longer_one():
    texts = ("Ice", "The harbour was closed because of ice", "Ice", "Contact")
    assert kept(texts, texts[1]) == [texts[1]]


def test_a_part_of_a_block_is_kept_where_four_words_follow_one_another():
    answer = "The harbour was closed on Monday. And nothing else"
    assert kept(STORY, answer) == ["The harbour was closed on Monday"]
    assert kept(STORY, "closed on Monday") == []


def test_what_an_answer_adds_is_no_harm():
    answer = f"By Ada Lovelace, 3 May\n{STORY[3]}\nAdvertisement\n{STORY[4]}\nEnd"
    assert kept(STORY, answer) == [STORY[3], STORY[4]]


@pytest.mark.parametrize("answer", ["", "…", "nothing of it at all here"])
def test_an_answer_of_something_else_keeps_nothing(answer):
    assert kept(STORY, answer) == []
    assert kept((), answer) == []


blocks = st.lists(
    st.lists(st.sampled_from(["a", "b", "ሰላም", "👩‍👩‍👧", "新聞", "–"]), min_size=1, max_size=6).map(
        " ".join
    ),
    max_size=8,
)


@given(blocks, blocks)
def test_spans_ascend_do_not_overlap_and_lie_in_one_block_each(texts, answer):
    document = page(*texts)
    spans = kept_spans(document, "\n".join(answer))
    assert spans == sorted(spans)
    for one, other in pairwise(spans):
        assert one.end <= other.start
    for span in spans:
        assert span
        assert len(document.blocks_touching(span)) == 1


@given(blocks)
def test_whoever_keeps_all_keeps_every_word(texts):
    document = page(*texts)
    spans = kept_spans(document, document.text)
    held = {offset for span in spans for offset in range(span.start, span.end)}
    words = {place for place, one in enumerate(document.text) if one.isalnum()}
    assert words <= held
    assert all(isinstance(span, Span) for span in spans)
