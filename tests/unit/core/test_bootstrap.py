"""Intervals by drawing pages anew."""

from __future__ import annotations

import random
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.agreement_report import Interval
from annotator.core.bootstrap import Draws, intervals, percentile, totals
from annotator.core.errors import BugError, Cancelled

counts = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 2**90), max_size=5)


def share(summed):
    """The share of `a` in all that was counted."""
    every = sum(summed.values())
    return [summed.get("a", 0) / every if every else None]


def test_the_same_draws_give_the_same_interval_and_other_ones_another():
    pages = [{"a": number % 7, "b": number % 5} for number in range(40)]
    one = intervals(pages, share, Draws(200, 1))
    assert intervals(pages, share, Draws(200, 1)) == one
    assert intervals(pages, share, Draws(200, 2)) != one


def test_the_interval_is_that_of_drawing_page_by_page():
    pages = [{"a": number % 7 + 1, "b": number % 5} for number in range(40)]
    chance = random.Random(3)
    drawn = []
    for _ in range(300):
        some = chance.choices(range(len(pages)), k=len(pages))
        drawn += share(totals(pages[number] for number in some))
    low, high = np.percentile(drawn, [2.5, 97.5])
    (found,) = intervals(pages, share, Draws(300, 3))
    assert (found.low, found.high) == (pytest.approx(low), pytest.approx(high))


def test_most_intervals_hold_what_the_pages_were_drawn_from():
    chance = random.Random(5)
    held = []
    for seed in range(100):
        pages = [
            {"a": hits, "b": 20 - hits}
            for hits in (sum(chance.random() < 0.3 for _ in range(20)) for _ in range(40))
        ]
        (found,) = intervals(pages, share, Draws(200, seed))
        held.append(found.low <= 0.3 <= found.high)
    assert 0.85 <= fmean(held) <= 1


@given(st.lists(counts, min_size=2, max_size=6))
def test_sums_of_large_numbers_are_exact(pages):
    seen = []

    def look(summed):
        seen.append(dict(summed))
        return [0.0]

    intervals(pages, look, Draws(5, 0))
    chance = random.Random(0)
    expected = [
        totals(pages[number] for number in chance.choices(range(len(pages)), k=len(pages)))
        for _ in range(5)
    ]
    plain = [{key: count for key, count in one.items() if count} for one in expected]
    assert seen[1:] == plain


def test_a_field_that_is_too_large_is_a_bug_and_no_wrong_figure():
    with pytest.raises(BugError, match="cannot count"):
        intervals([{"a": 2**96}, {"a": 1}], share, Draws(1))


@pytest.mark.parametrize(("pages", "draws"), [([{"a": 1}], 100), ([{"a": 1}] * 3, 0), ([], 100)])
def test_one_page_or_no_draw_tells_nothing(pages, draws):
    assert intervals(pages, share, Draws(draws)) == [None]


def test_a_figure_that_most_draws_leave_undefined_has_no_interval():
    pages = [{"rare": 1}, *[{"a": 1}] * 9]

    def figures(summed):
        return [1.0, summed.get("rare"), 0.5 if summed.get("rare", 0) > 2 else None]

    found = intervals(pages, figures, Draws(200))
    assert found[0] == Interval(1.0, 1.0)
    assert found[1] is not None
    assert found[2] is None


def test_who_looks_between_draws_can_stop_them():
    seen = []

    def look():
        seen.append(1)
        if len(seen) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        intervals([{"a": 1}] * 3, share, Draws(10_000, 0, look))


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20).map(sorted),
    st.floats(0, 1),
)
def test_percentiles_are_those_of_numpy(ordered, part):
    assert percentile(ordered, part) == pytest.approx(np.percentile(ordered, part * 100))
