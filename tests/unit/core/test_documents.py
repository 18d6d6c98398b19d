from hypothesis import given
from hypothesis import strategies as st

from annotator.core.documents import Block, Document
from annotator.core.spans import Span
from tests.pictures import page
from tests.unit.core.strategies import documents, spans_in


@given(documents(), st.data())
def test_blocks_touching_a_span_are_those_that_share_a_code_point_with_it(document, data):
    span = data.draw(spans_in(document))
    expected = [block.index for block in document.blocks if block.span.overlaps(span)]
    assert list(document.blocks_touching(span)) == expected


@given(documents(), st.integers(0, 60))
def test_an_offset_belongs_to_the_last_block_that_starts_no_later(document, offset):
    expected = [block.index for block in document.blocks if block.span.start <= offset]
    if document.blocks:
        assert document.block_at(offset) == (expected[-1] if expected else 0)
    else:
        assert document.block_at(offset) == -1


def test_an_empty_span_and_the_newline_between_blocks_touch_no_block():
    document = page("one", "two")
    assert list(document.blocks_touching(Span(1, 1))) == []
    assert list(document.blocks_touching(Span(3, 4))) == []
    assert list(document.blocks_touching(Span(2, 5))) == [0, 1]


def test_what_lies_behind_the_text_touches_no_block():
    assert list(page("one").blocks_touching(Span(3, 9))) == []


def test_offsets_ahead_of_the_first_block_touch_none_and_belong_to_it():
    document = Document("\n\none", (Block(0, Span(2, 5)),), "test-1")
    assert document.block_at(0) == 0
    assert list(document.blocks_touching(Span(0, 2))) == []
    assert list(document.blocks_touching(Span(0, 3))) == [0]


def test_a_quote_is_the_text_of_its_span_in_code_points():
    document = page("a\N{GRINNING FACE}b", "سلام")
    assert document.quote(Span(1, 3)) == "\N{GRINNING FACE}b"
    assert document.block_text(1) == "سلام"


def test_the_tag_path_of_a_block_is_its_xpath_without_positions():
    block = Block(0, Span(0, 1), xpath="/html/body/div[12]/custom-teaser[2]/p")
    assert block.tag_path == "html/body/div/custom-teaser/p"
    assert block.tag == "p"


def test_a_block_of_a_text_dump_has_no_tag():
    block = Block(0, Span(0, 1), paragraph=4)
    assert (block.tag_path, block.tag) == ("", "")
