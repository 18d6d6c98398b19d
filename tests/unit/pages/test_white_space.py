"""Collapsing white space, against the plainest way to say it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from annotator.pages.white_space import folded, kept_places, shows, solid_count, verbatim

ANY_TEXT = st.text(st.sampled_from("ab \t\n\f\r\v\u00a0\u2003\u2028é😀\u200b"), max_size=30)


@given(ANY_TEXT)
def test_folding_is_what_a_regular_expression_says(text: str):
    assert folded(text) == re.sub(r"[ \t\n\f\r]+", " ", text).strip(" ")


@given(ANY_TEXT)
def test_folding_what_is_folded_changes_nothing(text: str):
    assert folded(folded(text)) == folded(text)


@given(ANY_TEXT)
def test_every_kept_code_point_is_found_where_it_came_from(text: str):
    places = kept_places(text, keeps_space=False)
    spaced = re.sub(r"[\t\n\f\r]", " ", text)
    assert "".join(spaced[place] for place in places) == folded(text)
    assert list(places) == sorted(set(places))


@given(ANY_TEXT)
def test_verbatim_text_is_kept_as_it_is_between_its_ends(text: str):
    places = kept_places(text, keeps_space=True)
    assert "".join(text[place] for place in places) == verbatim(text)


@given(ANY_TEXT)
def test_a_text_that_shows_something_has_code_points_to_count(text: str):
    assert not shows(text) or solid_count(text) > 0


def test_zero_width_characters_alone_show_nothing():
    assert not shows("\u200b\ufeff \u00a0\u200f")
    assert shows("\u200bx")
