from __future__ import annotations

import pytest

from annotator.core.annotations import AnnotationSet
from annotator.core.errors import UserError
from annotator.core.spans import Span
from annotator.services.selecting import inside, parse_blocks, parse_span
from tests.pictures import drawn, page

NOTHING = AnnotationSet()


def quotes(text: str, document, annotations=NOTHING):
    spans = parse_blocks(text).spans(document, annotations)
    return [document.quote(span) for span in spans]


def test_one_number_means_one_block():
    assert quotes("1", page("one", "two", "three")) == ["two"]


def test_a_run_means_its_first_and_last_block_too():
    assert quotes("1-2", page("one", "two", "three", "four")) == ["two", "three"]


def test_numbers_and_runs_stand_in_one_list():
    assert quotes(" 0, 2-3 ", page("one", "two", "three", "four")) == ["one", "three", "four"]


def test_a_hidden_block_is_meant_by_its_number():
    assert quotes("0-1", page("one", "two", hidden=[1])) == ["one", "two"]


def test_all_means_every_visible_block():
    assert quotes("all", page("one", "two", "three", hidden=[1])) == ["one", "three"]


def test_undecided_means_the_text_that_is_left_so_that_labels_stay():
    document, annotations = drawn("Big news|Photo by AI|menu", "Hhhhhhhh|......Aaaaa|----")
    assert quotes("undecided", document, annotations) == ["Photo"]


def test_undecided_may_be_nothing():
    document, annotations = drawn("Big news|menu", "Hhhhhhhh|----")
    assert quotes("UNDECIDED", document, annotations) == []


@pytest.mark.parametrize("text", ["", "x", "1-", "-1", "2-1", "1,,2", "1 2", "1.5", "0-3-5", "９"])
def test_what_is_no_selection_is_refused_with_a_hint(text):
    with pytest.raises(UserError, match="names no blocks") as caught:
        parse_blocks(text)
    assert "0,4-6" in caught.value.hint


def test_a_block_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(UserError) as caught:
        parse_blocks("0-2").spans(page("one", "two"), NOTHING)
    assert str(caught.value) == "There is no block 2 on this page. Its blocks are numbered 0 to 1."


def test_a_huge_run_is_refused_before_it_is_counted_out():
    with pytest.raises(UserError):
        parse_blocks("0-999999999").spans(page("one"), NOTHING)


def test_a_page_without_blocks_says_so():
    with pytest.raises(UserError, match="no blocks at all"):
        parse_blocks("0").spans(page(), NOTHING)


def test_a_span_is_two_offsets_with_the_end_excluded():
    assert parse_span("3:9") == Span(3, 9)


@pytest.mark.parametrize("text", ["", "3", "3-9", "9:3", "3:3", "-3:9", "a:b", "1:2:3"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(UserError, match="is no span"):
        parse_span(text)


def test_a_span_past_the_end_of_the_text_is_refused():
    document = page("one", "two")
    assert inside(document, Span(0, 7)) == Span(0, 7)
    with pytest.raises(UserError, match="has 7 code points; 5:8 lies outside"):
        inside(document, Span(5, 8))
