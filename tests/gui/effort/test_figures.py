"""Numbers in words, axes and courses: what the panel of effort computes by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.effort import Counts, Outcome
from annotator.gui.effort.figures import EffortFigures, FinishedPage, Shares, in_per_cent
from annotator.gui.figures.scale import page_ticks, scale_for
from annotator.gui.figures.series import Series, in_figures, middle, running_median, window_for


@given(st.lists(st.floats(0, 1e7), max_size=40))
def test_an_axis_has_a_few_round_ticks_and_no_value_stands_outside(values):
    scale = scale_for(values)
    assert 2 <= len(scale.ticks) <= 6
    assert all(tick == int(tick) for tick in scale.ticks)
    assert all(0 <= scale.share(value) <= 1 for value in values)


def test_one_value_far_above_the_others_does_not_press_them_flat():
    scale = scale_for([3.0] * 30 + [400.0])
    assert scale.top < 10
    assert not scale.holds(400)
    assert scale.holds(3)


def test_an_axis_for_nothing_is_still_an_axis():
    assert scale_for(()).ticks == (0, 1, 2, 3, 4)


@given(st.integers(0, 10_000), st.integers(0, 40))
def test_no_more_pages_are_written_below_the_axis_than_have_room(count, most):
    ticks = page_ticks(count, most)
    assert len(ticks) <= max(2, most) + 1
    assert all(0 <= number < count for number in ticks)


@given(st.lists(st.none() | st.floats(0, 1e6), max_size=60))
def test_the_course_is_at_each_page_the_median_of_those_around_it(values):
    half = window_for(len(values)) // 2
    for number, value in running_median(tuple(values)):
        assert value == middle(values[max(0, number - half) : number + half + 1])


def test_very_many_pages_are_drawn_by_a_part_of_them_and_measured_by_all():
    series = Series.of("Actions a page", "actions", map(float, range(100_000)))
    assert len(list(series.dots)) <= 500
    assert len(series.course) <= 260
    assert (series.median, series.known_count) == (49_999.5, 100_000)


def test_the_course_of_many_pages_is_calm():
    assert (window_for(10), window_for(1_000)) == (9, 101)


@pytest.mark.parametrize(
    ("value", "told"), [(None, "–"), (3, "3"), (3.5, "3.5"), (12.4, "12"), (1234, "1,234")]
)
def test_numbers_are_told_as_short_as_they_can_be(value, told):
    assert in_figures(value) == told


@pytest.mark.parametrize(
    ("share", "told"),
    [(0, "0 %"), (0.001, "< 1 %"), (0.5, "50 %"), (0.999, "> 99 %"), (1, "100 %")],
)
def test_none_and_all_are_never_what_is_only_nearly_so(share, told):
    assert in_per_cent(share) == told


def test_shares_are_those_of_all_pieces_and_none_of_nothing():
    shares = Shares(None, Counts(singly=1, with_rest=6, corrected=2, by_hand=1))
    assert [shares.share(one) for one in Outcome] == [0.1, 0.6, 0.2, 0.1]
    assert Shares(None, Counts()).share(Outcome.BY_HAND) == 0


def test_it_is_told_in_a_sentence_which_leaves_out_times_that_nobody_took():
    pages = (FinishedPage(1, "One", 3, None), FinishedPage(2, "Two", 1, 20.0))
    assert EffortFigures.of(pages).sentence == (
        "2 pages are finished. In the middle, a page took 2 actions and 20 seconds."
    )
    assert EffortFigures.of(pages[:1]).sentence == (
        "1 page is finished. In the middle, a page took 3 actions."
    )
    assert EffortFigures.of(pages[1:]).sentence.endswith("took 1 action and 20 seconds.")
    assert middle([None]) is None
