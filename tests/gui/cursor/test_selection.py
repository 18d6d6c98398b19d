"""Gestures as values: no widget, no pixels."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.spans import Span
from annotator.gui.cursor.selection import (
    Target,
    Unit,
    Zone,
    at_block,
    dragged,
    over_text,
    pressed,
    run_to,
    spans,
    stepped,
)
from tests.gui.text_view.sittings import document

_DOCUMENT = document("one two", "three four", "five")


def _target(offset: int, zone: Zone = Zone.TEXT) -> Target:
    block = _DOCUMENT.block_at(offset)
    return Target(zone, block, offset, min(offset, _DOCUMENT.blocks[block].span.end - 1))


def _quotes(selection) -> list[str]:
    return [_DOCUMENT.quote(span) for span in spans(_DOCUMENT, selection, [])]


def _gesture(clicks: int, start: int, *ends: int):
    selection = pressed(_DOCUMENT, at_block(_DOCUMENT, 0), _target(start), clicks, extends=False)
    for end in ends:
        selection = dragged(_DOCUMENT, selection, _target(end))
    return selection


def test_a_drag_that_comes_back_to_its_start_selects_the_block_again():
    assert _quotes(_gesture(1, 4, 6, 4)) == ["one two"]
    assert _gesture(1, 4, 6, 4).text is None


def test_a_drag_by_words_keeps_the_word_it_began_with_in_both_directions():
    assert _quotes(_gesture(2, 5, 9)) == ["two\nthree"]
    assert _quotes(_gesture(2, 5, 1)) == ["one two"]
    assert _quotes(_gesture(2, 5, 9, 5)) == ["two"]


def test_a_drag_by_blocks_takes_whole_blocks():
    assert _quotes(_gesture(3, 9, 2)) == ["one two\nthree four"]
    assert _quotes(_gesture(3, 9, 20)) == ["three four\nfive"]


def test_a_press_in_the_gutter_begins_a_run_that_text_does_not_break():
    start = at_block(_DOCUMENT, 0)
    selection = pressed(_DOCUMENT, start, _target(9, Zone.GUTTER), 1, extends=False)
    assert selection.unit is Unit.RUN
    assert _quotes(dragged(_DOCUMENT, selection, _target(20))) == ["three four\nfive"]


def test_the_cursor_is_at_the_moving_end():
    assert _gesture(1, 2, 20).current == 2
    assert _gesture(1, 20, 2).current == 0


def test_steps_by_keyboard_go_on_into_the_neighbouring_block():
    selection = over_text(_DOCUMENT, Span(4, 7))
    grown = stepped(_DOCUMENT, selection, forward=True, by_word=True)
    assert _quotes(grown) == ["two\nthree"]
    assert _quotes(stepped(_DOCUMENT, grown, forward=False, by_word=True)) != _quotes(grown)


def test_a_run_that_shrinks_to_its_anchor_is_one_block():
    selection = run_to(_DOCUMENT, at_block(_DOCUMENT, 1), 2)
    assert list(selection.run) == [1, 2]
    assert list(run_to(_DOCUMENT, selection, 1).run) == [1]
    assert list(run_to(_DOCUMENT, selection, 0).run) == [0, 1]


@given(
    st.integers(0, len(_DOCUMENT.text)), st.lists(st.integers(0, len(_DOCUMENT.text)), max_size=4)
)
def test_any_drag_by_characters_selects_from_its_start_to_its_end(start, ends):
    selection = _gesture(1, start, *ends)
    end = ends[-1] if ends else start
    expected = Span(min(start, end), max(start, end))
    assert selection.text == (expected or None)
