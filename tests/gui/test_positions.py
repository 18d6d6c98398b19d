"""Code points and UTF-16 units: every offset there and back, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.displayed import DisplayMap
from annotator.core.spans import Span
from annotator.gui.positions import INVISIBLE_NAMES, BrowserText, DisplayText, UnitMap

_SIGNS = st.sampled_from([*"aé文\n\r\t\u2028\u2029\ufffc\u00a0", "😀", "𐍈", *INVISIBLE_NAMES])
_TEXTS = st.text(st.one_of(_SIGNS, st.characters(exclude_categories=["Cs"])), max_size=60)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(_TEXTS)
def test_an_offset_is_the_number_of_units_before_it(text):
    units = UnitMap.of(text)
    assert [units.unit(i) for i in range(len(text) + 1)] == [
        _units(text[:i]) for i in range(len(text) + 1)
    ]


@given(_TEXTS, st.booleans())
def test_every_offset_comes_back_from_its_unit(text, shows_controls):
    shown = DisplayText(text, shows_controls=shows_controls)
    assert [shown.map.offset(shown.map.unit(i)) for i in range(len(text) + 1)] == list(
        range(len(text) + 1)
    )


@given(_TEXTS, st.booleans())
def test_every_unit_belongs_to_the_code_point_that_it_is_a_part_of(text, shows_controls):
    shown = DisplayText(text, shows_controls=shows_controls)
    for offset in range(len(text)):
        for unit in range(shown.map.unit(offset), shown.map.unit(offset + 1)):
            assert shown.map.offset(unit) == offset


@given(_TEXTS)
def test_display_replaces_one_for_one_and_leaves_no_sign_that_qt_takes_for_a_command(text):
    shown = DisplayText(text).text
    assert len(shown) == len(text)
    assert not set(shown) & set("\n\r\u2029\ufffc\x00\x0b\x0c")


@given(_TEXTS)
def test_display_with_controls_keeps_every_other_character(text):
    shown = DisplayText(text, shows_controls=True)
    assert shown.map.unit(len(text)) == _units(shown.text)


def test_a_new_line_is_a_line_break_and_other_breaks_are_spaces():
    assert DisplayText("a\nb\u2028c\u2029d\re").text == "a\u2028b c d e"


def test_the_name_of_a_control_stands_isolated_before_the_control_itself():
    shown = DisplayText("א\u200fb", shows_controls=True)
    assert shown.text == "א\u2066\u00a0RLM\u00a0\u2069\u200fb"
    assert [shown.text[start : start + count] for start, count in shown.tags] == ["\u00a0RLM\u00a0"]


@pytest.mark.parametrize("text", ["", "a", "😀"])
def test_tiny_texts_map_their_ends(text):
    assert UnitMap.of(text).unit(len(text)) == _units(text)
    assert UnitMap.of(text).offset(_units(text)) == len(text)


def test_a_browser_counts_units_of_its_copy_and_the_way_back_ends_where_it_began():
    # The document "a😀 b\n😀c" over the copy "a😀\n  b😀c".
    text = "a😀 b\n😀c"
    shown = BrowserText(text, DisplayMap([0, 3, 5], [0, 5, 6], [3, 1, 2]))
    assert shown.ranges(Span(0, 2)) == [0, 3]
    assert shown.ranges(Span(0, 4)) == [0, 7]
    assert shown.ranges(Span(5, 6)) == [7, 9]
    assert shown.position(9, is_behind=True) == 6
    assert shown.position(7, is_behind=False) == 5
    assert shown.position(7, is_behind=True) == 4
