from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import gold_alignment
from annotator.core.documents import Document
from annotator.core.errors import UserError
from annotator.core.gold_alignment import AlignedParagraph, Fate, align_gold
from annotator.core.lenient_text import solid
from tests.pictures import page
from tests.unit.core.strategies import documents


def found(document: Document, *paragraphs: str) -> list[tuple[str, list[str]]]:
    """What became of each, and the texts that it got."""
    return [
        (one.fate.value, [document.quote(span) for span in one.spans])
        for one in align_gold(document, paragraphs)
    ]


def blocks_of(document: Document, *paragraphs: str) -> list[list[int]]:
    """The numbers of the blocks that each of them got."""
    return [
        [index for span in one.spans for index in document.blocks_touching(span)]
        for one in align_gold(document, paragraphs)
    ]


def test_a_paragraph_is_found_whatever_its_quotes_dashes_and_white_space():
    document = page("Menu", "“So it goes” – she\N{NO-BREAK SPACE}said…", "Footer")
    assert found(document, '"So it goes" - she  said...') == [
        ("found", ["“So it goes” – she\N{NO-BREAK SPACE}said…"])
    ]


def test_list_markers_of_either_side_are_passed_over():
    document = page("• Apples from the valley", "Pears from the hill")
    assert blocks_of(document, "- Apples from the valley", "2. Pears from the hill") == [[0], [1]]
    assert found(document, "Apples from the valley") == [("found", ["• Apples from the valley"])]


def test_order_decides_where_a_paragraph_stands_more_than_once():
    document = page("Read more", "First things first.", "Read more", "And then the last.")
    assert blocks_of(document, "First things first.", "Read more", "And then the last.") == [
        [1],
        [2],
        [3],
    ]
    fates = [one.fate for one in align_gold(document, ["First things first.", "Read more"])]
    assert fates == [Fate.FOUND, Fate.BY_ORDER]


def test_the_longer_text_holds_its_place_against_a_short_one():
    document = page("A long paragraph that is surely the story.", "Tags")
    assert blocks_of(document, "Tags", "A long paragraph that is surely the story.") == [[1], [0]]
    fates = [one.fate for one in align_gold(document, ["Tags", "A long paragraph that is surely"])]
    assert fates == [Fate.OUT_OF_ORDER, Fate.FOUND]


def test_a_choice_that_order_leaves_is_ambiguous_and_told():
    document = page("Same words", "between", "Same words", "between", "Same words")
    (one,) = align_gold(document, ["Same words"])
    assert (one.fate, one.count, len(one.spans)) == (Fate.AMBIGUOUS, 3, 1)


def test_of_two_equal_texts_the_one_that_is_shown_is_meant():
    document = page("Same words", "Same words", hidden=[0])
    assert blocks_of(document, "Same words") == [[1]]
    assert align_gold(document, ["Same words"])[0].fate is Fate.BY_ORDER


def test_a_short_text_is_no_part_of_another_where_a_block_is_just_that():
    document = page("The Sun rose", "Sun", "and the Sun set")
    assert blocks_of(document, "Sun") == [[1]]


def test_a_paragraph_may_be_several_blocks():
    document = page("Menu", "Roses are red,", "violets are blue.", "Menu")
    assert blocks_of(document, "Roses are red, violets are blue.") == [[1, 2]]


def test_a_paragraph_of_lines_that_stand_apart_is_found_line_by_line():
    document = page("The first of two lines", "An advert between them", "The second of two lines")
    aligned = align_gold(document, ["The first of two lines\nThe second of two lines"])
    assert [(one.number, one.text, one.fate) for one in aligned] == [
        (0, "The first of two lines", Fate.FOUND),
        (0, "The second of two lines", Fate.FOUND),
    ]


def test_a_paragraph_with_something_in_its_midst_is_found_in_parts():
    start, end = "It was the best of times, it was the worst", " of times, it was the age of wisdom"
    document = page(start, "Advertisement: buy our most splendid hats here and now, or later", end)
    (one,) = align_gold(document, [start + end])
    assert one.fate is Fate.PARTLY
    assert [document.quote(span).strip() for span in one.spans] == [start, end.strip()]


def test_what_is_not_there_is_told():
    document = page("Something else altogether")
    assert found(document, "This is nowhere to be found on the page") == [("not found", [])]
    assert found(page(), "A page without any text") == [("not found", [])]


def test_empty_paragraphs_are_left_out():
    assert align_gold(page("Words"), ["", " \n ", "\N{ZERO WIDTH SPACE}"]) == []


def test_too_many_paragraphs_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gold_alignment, "MOST_PARAGRAPHS", 2)
    with pytest.raises(UserError, match="more than 2 paragraphs"):
        align_gold(page("a", "b"), ["a", "b", "a"])


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gold_alignment, "LONGEST_TEXT", 10)
    with pytest.raises(UserError, match="more than 10 characters"):
        align_gold(page("a", "b"), ["a" * 6, "b" * 5])


def test_a_search_that_would_take_long_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gold_alignment, "_MOST_SEARCHED", 100)
    with pytest.raises(UserError, match="too long"):
        align_gold(page("a" * 90), [f"{number} apples" for number in range(9)])


def test_a_text_that_stands_very_often_is_found_wherever_its_neighbours_say():
    document = page(*[text for row in range(300) for text in (f"Row number {row}", "0")])
    aligned = align_gold(document, ["Row number 290", "0", "Row number 291"])
    assert [document.blocks_touching(one.spans[0]).start for one in aligned] == [580, 581, 582]


def test_text_of_one_letter_takes_no_time():
    document = page(*["a" * 500] * 20)
    aligned = align_gold(document, ["a" * length for length in range(1, 100)])
    assert len(aligned) == 99


@given(documents(most_blocks=8), st.data())
def test_any_blocks_in_their_order_are_found_without_overlap(
    document: Document, data: st.DataObject
):
    count = len(document.blocks)
    chosen = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    texts = [
        document.quote(block.span)
        for block, is_in in zip(document.blocks, chosen, strict=True)
        if is_in
    ]
    aligned = align_gold(document, texts)
    placed = sorted(span for one in aligned for span in one.spans)
    assert all(one.fate not in {Fate.NOT_FOUND, Fate.PARTLY} for one in aligned)
    assert all(_says_the_same(document, one) for one in aligned)
    assert all(left.end <= right.start for left, right in pairwise(placed))


@given(documents(most_blocks=8))
def test_all_blocks_of_a_page_are_found_where_they_are(document: Document):
    texts = [document.quote(block.span) for block in document.blocks]
    solid_blocks = [block for block in document.blocks if solid(document.quote(block.span))]
    aligned = align_gold(document, texts)
    starts = [solid(document.text[: one.spans[0].start]) for one in aligned if one.spans]
    if len(aligned) == len(solid_blocks):
        assert starts == [solid(document.text[: block.span.start]) for block in solid_blocks]


def _says_the_same(document: Document, one: AlignedParagraph) -> bool:
    return solid(one.text) in "".join(solid(document.quote(span)) for span in one.spans)
