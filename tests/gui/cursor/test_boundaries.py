"""Boundaries of annotations step in logical order and always change what is annotated."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.core.spans import Span
from annotator.gui.cursor.boundaries import (
    Edge,
    line_break_before,
    next_boundary,
    previous_boundary,
    step_boundary,
    word_at,
)
from tests.gui.text_view.sittings import document, span_of

_FAMILY = "👨‍👩‍👧‍👦"


def _step(text: str, marked: str, edge: Edge, *, forward: bool, by_word: bool = False) -> str:
    one = document("before", text, "after")
    moved = step_boundary(one, span_of(one, marked), edge, forward=forward, by_word=by_word)
    return one.quote(moved)


@pytest.mark.parametrize(
    ("text", "marked", "edge", "forward", "expected"),
    [
        ("one two", "one", Edge.END, True, "one t"),
        ("one two", "one t", Edge.END, False, "one"),
        ("one two", "two", Edge.START, False, "e two"),
        ("one two", "e two", Edge.START, True, "two"),
        (f"a{_FAMILY}b", "a", Edge.END, True, f"a{_FAMILY}"),
        (f"a{_FAMILY}b", f"a{_FAMILY}", Edge.END, False, "a"),
        ("cafe\u0301 x", "cafe\u0301", Edge.END, False, "caf"),
        ("กำลัง", "กำ", Edge.END, True, "กำลั"),
        ("क्षति", "क्ष", Edge.END, True, "क्षति"),
        ("سلام عليكم", "سلام", Edge.END, True, "سلام ع"),
        ("سلام عليكم", "عليكم", Edge.START, False, "م عليكم"),
        ("a\u00a0b", "a", Edge.END, True, "a\u00a0b"),
    ],
)
def test_a_step_by_character_takes_in_or_gives_up_one_character(
    text, marked, edge, forward, expected
):
    assert _step(text, marked, edge, forward=forward) == expected


@pytest.mark.parametrize(
    ("text", "marked", "edge", "forward", "expected"),
    [
        ("one two three", "one", Edge.END, True, "one two"),
        ("one two three", "one two", Edge.END, False, "one"),
        ("one two three", "three", Edge.START, False, "two three"),
        ("one two three", "two three", Edge.START, True, "three"),
        ("عليكم السلام", "عليكم", Edge.END, True, "عليكم السلام"),
        ("ሰላም ለዓለም", "ሰላም", Edge.END, True, "ሰላም ለዓለም"),
    ],
)
def test_a_step_by_word_takes_in_or_gives_up_one_word(text, marked, edge, forward, expected):
    assert _step(text, marked, edge, forward=forward, by_word=True) == expected


@pytest.mark.parametrize("by_word", [False, True])
def test_a_boundary_stops_at_the_ends_of_its_block(by_word):
    assert _step("all of it", "all of it", Edge.END, forward=True, by_word=by_word) == "all of it"
    assert (
        _step("all of it", "all of it", Edge.START, forward=False, by_word=by_word) == "all of it"
    )


def test_the_last_character_is_never_given_up():
    assert _step(f"a {_FAMILY} b", _FAMILY, Edge.END, forward=False) == _FAMILY
    assert _step(f"a {_FAMILY} b", _FAMILY, Edge.START, forward=True) == _FAMILY


_TEXTS = st.lists(
    st.sampled_from([*"ab \u00a0אب\u0301", "é", "👍🏽"]), min_size=1, max_size=20
).map("".join)


@given(_TEXTS, st.data())
def test_any_step_moves_one_end_alone_and_stays_trimmed_inside_the_block(text, data):
    one = document("x", text, "y")
    block = one.blocks[1].span
    start = data.draw(st.integers(block.start, block.end - 1))
    span = Span(start, data.draw(st.integers(start + 1, block.end))).trimmed(one.text)
    assume(span)
    edge = data.draw(st.sampled_from(Edge))
    forward, by_word = data.draw(st.booleans()), data.draw(st.booleans())
    moved = step_boundary(one, span, edge, forward=forward, by_word=by_word)
    assert moved.trimmed(one.text) == moved
    assert moved
    assert block.covers(moved)
    if edge is Edge.END:
        assert moved.start == span.start
    else:
        assert moved.end == span.end
    grows = forward == (edge is Edge.END)
    beside = text[span.end - block.start :] if forward else text[: span.start - block.start]
    if grows and beside.strip():
        assert len(moved) > len(span)
    elif grows:
        assert moved == span
    else:
        assert len(moved) <= len(span)


def test_steps_in_a_block_of_ten_million_characters_look_at_a_small_part_of_it():
    one = document("word " * 2_000_000)
    middle = 5_000_000
    span = Span(middle, middle + 4)
    assert one.quote(span) == "word"
    moved = step_boundary(one, span, Edge.END, forward=True, by_word=True)
    assert one.quote(moved) == "word word"


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [("one two", 5, "two"), ("one two", 3, " "), ("a שלום b", 3, "שלום"), ("你好", 0, "你好")],
)
def test_the_word_at_an_offset(text, at, expected):
    found = word_at(text, at, Span(0, len(text)))
    assert text[found.start : found.end] in {expected, expected[:1]}


def test_a_step_by_word_takes_a_word_each_time():
    text = "one two  three"
    ends, starts = [0], [len(text)]
    for _ in range(3):
        ends.append(next_boundary(text, ends[-1], Span(0, len(text)), by_word=True))
        starts.append(previous_boundary(text, starts[-1], Span(0, len(text)), by_word=True))
    assert ends == [0, 3, 7, 14]
    assert starts == [14, 9, 4, 0]


def test_a_long_line_is_broken_before_a_word_or_else_between_characters():
    assert line_break_before("aaa bbb. ccc", 8, Span(0, 12)) == 4
    emoji = _FAMILY * 20
    assert line_break_before(emoji, len(_FAMILY) * 3 + 2, Span(0, len(emoji))) % len(_FAMILY) == 0
