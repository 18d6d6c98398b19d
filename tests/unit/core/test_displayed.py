"""From the text of a document to its copy for display, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.displayed import DisplayMap
from annotator.core.spans import Span

# The document "ab cd\nef" over the copy "ab \n cdX\n ef": white space is folded, X shows nothing.
FOLDED = DisplayMap([0, 3, 6], [0, 5, 10], [3, 2, 2])


def test_a_span_over_folded_white_space_is_one_range():
    assert FOLDED.ranges(Span(1, 5)) == [Span(1, 7)]


def test_a_span_over_two_blocks_is_a_range_for_each():
    assert FOLDED.ranges(Span(1, 8)) == [Span(1, 7), Span(10, 12)]


def test_the_newline_between_two_blocks_is_shown_nowhere():
    assert FOLDED.ranges(Span(5, 6)) == []


def test_hidden_text_inside_a_line_parts_the_line():
    # The document "onetwo\nthree" over the copy "onethreetwo".
    parted = DisplayMap([0, 3, 7], [0, 8, 3], [3, 3, 5])
    assert parted.ranges(Span(0, 6)) == [Span(0, 3), Span(8, 11)]
    assert parted.ranges(Span(7, 12)) == [Span(3, 8)]


def test_a_place_where_two_blocks_meet_belongs_to_the_character_that_it_is_told_of():
    meeting = DisplayMap([0, 3], [0, 2], [2, 2])
    assert meeting.position(2, is_behind=True) == 2
    assert meeting.position(2, is_behind=False) == 3


def test_a_place_in_folded_white_space_is_the_nearest_one_of_the_side_asked_for():
    assert FOLDED.position(4, is_behind=True) == 3
    assert FOLDED.position(4, is_behind=False) == 3
    assert FOLDED.position(8, is_behind=True) == 5
    assert FOLDED.position(8, is_behind=False) == 6


def test_a_copy_that_shows_nothing_has_one_position():
    nothing = DisplayMap([], [], [])
    assert nothing.position(7, is_behind=True) == 0
    assert nothing.ranges(Span(0, 3)) == []


@st.composite
def maps(draw: st.DrawFn) -> tuple[DisplayMap, list[int]]:
    """A map, and for each code point of the document its place in the copy (or -1)."""
    stretches = draw(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 2)), min_size=1))
    order = draw(st.permutations(range(len(stretches))))
    places, place = {}, 0
    for row in order:
        place += stretches[row][1]
        places[row] = place
        place += stretches[row][0]
    starts, points, start = [], [], 0
    for row, (length, _) in enumerate(stretches):
        gap = draw(st.integers(0, 1))
        start += gap
        points += [-1] * gap
        starts.append(start)
        points += range(places[row], places[row] + length)
        start += length
    rows = range(len(stretches))
    return DisplayMap(starts, [places[row] for row in rows], [one for one, _ in stretches]), points


@given(maps(), st.data())
def test_every_character_of_a_span_is_in_its_ranges_and_comes_back(made, data):
    shown, points = made
    start = data.draw(st.integers(0, len(points)))
    end = data.draw(st.integers(start, len(points)))
    wanted = [place for place in points[start:end] if place >= 0]
    covered = [
        place for one in shown.ranges(Span(start, end)) for place in range(one.start, one.end)
    ]
    assert set(wanted) <= set(covered)
    others = {place for place in points if place >= 0} - set(wanted)
    assert not others & set(covered), "what is beside a span is not painted with it"
    for position, place in enumerate(points):
        if place >= 0:
            assert shown.position(place, is_behind=False) == position
            assert shown.position(place + 1, is_behind=True) == position + 1
            assert shown.place(position) == place
