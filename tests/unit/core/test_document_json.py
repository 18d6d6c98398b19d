import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.document_json import blocks_to_json, document_from_json, segmenter_of
from annotator.core.documents import Block, Document, HiddenReason
from annotator.core.errors import BugError
from annotator.core.spans import Span
from tests.unit.core.strategies import texts

# Page makers write what they like, lone surrogates too.
names = st.text(st.characters(), max_size=8)


@st.composite
def whole_documents(draw):
    """Documents with all that a block can say, blocks at least one code point apart."""
    text, blocks = "", []
    for index, words in enumerate(draw(st.lists(texts, max_size=6))):
        text += "\n" * draw(st.integers(1, 3))
        span = Span(len(text), len(text) + len(words))
        text += words
        blocks.append(
            Block(
                index,
                span,
                xpath=draw(st.sampled_from(["", "/html/body/p[1]", "/html/body/نص"])),
                run=draw(st.integers(0, 9)),
                class_name=draw(names),
                element_id=draw(names),
                link_share=round(draw(st.floats(0, 1)), 4),
                hidden=draw(st.none() | st.sampled_from(HiddenReason)),
                paragraph=draw(st.none() | st.integers(0, 9)),
            )
        )
    return Document(text, tuple(blocks), draw(names), draw(st.none() | names))


@given(whole_documents())
def test_a_document_comes_back_as_it_went(document):
    written = blocks_to_json(document)
    assert document_from_json(document.text, written) == document
    assert written.isascii()
    assert "\n" not in written


def test_shares_of_links_keep_four_decimals():
    block = Block(0, Span(0, 3), link_share=2 / 3)
    document = Document("one", (block,), "test-1")
    back = document_from_json("one", blocks_to_json(document))
    assert back.blocks[0].link_share == 0.6667


def test_what_repeats_is_written_once():
    blocks = tuple(Block(n, Span(2 * n, 2 * n + 1), class_name="story-card") for n in range(50))
    written = blocks_to_json(Document("a " * 50, blocks, "test-1"))
    assert written.count("story-card") == 1


TEXT = "one\ntwo\nthree"
SOUND = {
    "version": 1, "segmenter": "test-1", "cut": None,
    "start": [0, 4, 8], "length": [3, 3, 5],
    "xpath": [1, 1, 2], "run": [0, 0, 0], "class": [0, 0, 0], "id": [0, 0, 0],
    "link": [0.0, 1, 0.5], "hidden": [0, 0, 3], "paragraph": [None, 0, 1],
    "words": ["", "/p", "/q", "noscript"],
}  # fmt: skip


def test_the_sound_table_that_the_next_tests_damage_can_be_read():
    document = document_from_json(TEXT, json.dumps(SOUND))
    assert [document.block_text(index) for index in range(3)] == ["one", "two", "three"]
    assert document.blocks[2].hidden is HiddenReason.NOSCRIPT


@pytest.mark.parametrize("field", sorted(SOUND))
def test_a_table_without_one_of_its_fields_is_refused(field):
    with pytest.raises(BugError):
        document_from_json(TEXT, json.dumps({name: SOUND[name] for name in SOUND if name != field}))


@pytest.mark.parametrize("field", sorted(set(SOUND) - {"cut"}))
@pytest.mark.parametrize("value", [None, 7.5, "three", {}, [[], [], []], [True, True, True]])
def test_a_table_with_a_field_of_another_kind_is_refused(field, value):
    if (field, value) == ("segmenter", "three"):
        return
    with pytest.raises(BugError):
        document_from_json(TEXT, json.dumps({**SOUND, field: value}))


@pytest.mark.parametrize(
    "field", ["start", "length", "xpath", "run", "class", "id", "link", "hidden"]
)
def test_a_column_that_is_too_short_or_too_long_is_refused(field):
    for column in (SOUND[field][:-1], [*SOUND[field], 1]):
        with pytest.raises(BugError, match="damaged"):
            document_from_json(TEXT + " and more", json.dumps({**SOUND, field: column}))


@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("start", [-1, 4, 8]),
        ("start", [0, 2, 8]),
        ("start", [0, 3, 8]),
        ("start", [4, 0, 8]),
        ("start", [0, 4, 9]),
        ("start", [0, 4, 10**30]),
        ("length", [3, -1, 5]),
        ("length", [3, 0, 5]),
        ("length", [3, 3, 6]),
        ("xpath", [1, 1, -1]),
        ("xpath", [1, 1, 4]),
        ("class", [0, 0, 4]),
        ("hidden", [0, 0, 1]),
        ("hidden", [0, 0, -1]),
        ("link", [0.0, 1.0, 1.01]),
        ("link", [0.0, -0.1, 1.0]),
        ("link", [0.0, float("nan"), 1.0]),
        ("link", [0.0, float("inf"), 1.0]),
        ("version", 2),
        ("version", "1"),
        ("cut", 3),
        ("words", ["", "/p", "/q", "noscripts"]),
        ("words", ["", "/p", 4, "noscript"]),
    ],
)
def test_a_table_whose_values_make_no_document_is_refused(field, column):
    with pytest.raises(BugError):
        document_from_json(TEXT, json.dumps({**SOUND, field: column}))


@pytest.mark.parametrize(
    "blocks",
    ["", "{", "[]", "null", "3", '"blocks"', "[" * 100_000, '{"version":' * 100_000, "9" * 5_000],
    ids=[
        "empty",
        "cut",
        "list",
        "null",
        "number",
        "text",
        "deep list",
        "deep table",
        "long number",
    ],
)
def test_what_is_no_table_of_blocks_is_refused(blocks):
    with pytest.raises(BugError):
        document_from_json(TEXT, blocks)


def test_the_blocks_of_another_text_are_refused_where_they_reach_beyond_it():
    with pytest.raises(BugError, match="beyond the text"):
        document_from_json("one", json.dumps(SOUND))


@given(st.data())
def test_no_damage_to_the_json_raises_anything_but_a_bug_error(data):
    written = json.dumps(SOUND)
    at = data.draw(st.integers(0, len(written) - 1))
    length = data.draw(st.integers(0, 5))
    damaged = written[:at] + data.draw(st.text('0-9]}[{,:"e.', max_size=4)) + written[at + length :]
    try:
        document = document_from_json(TEXT, damaged)
    except BugError:
        return
    assert all(0 <= block.span.start < block.span.end <= len(TEXT) for block in document.blocks)


def test_blocks_know_their_segmenter_without_a_document_being_made() -> None:
    assert segmenter_of(blocks_to_json(Document("", (), "html-1"))) == "html-1"
    for damaged in ("", "[]", "{}", "[" * 100_000):
        with pytest.raises(BugError, match="damaged"):
            segmenter_of(damaged)
