"""Agreement on spans: the table of SemEval-2013, and how far ends lie apart."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given

from annotator.core.span_agreement import compare_spans, f1, median_of
from tests.pictures import marked
from tests.unit.core.strategies import compared_documents, labelled_documents


def figures(first, second):
    """Strict, exact, partial and type F1 of two rows of marks."""
    found = compare_spans(marked(first).annotations, marked(second).annotations)
    halves = (2 * found.strict, 2 * found.exact, 2 * found.exact + found.overlapping)
    return [f1(found.first, found.second, n).value for n in (*halves, 2 * found.typed)]


def test_the_figures_are_those_of_the_table_of_semeval_2013_task_9_1():
    # missed, spurious, other ends, other label, all alike, other ends and label, all alike
    first = "Hhhh|....|..Bbbb|Bbbbbb|Tttt|..Hhhh|Bb"
    second = "....|Hhhh|Bbbbbb|Tttttt|Tttt|Tttttt|Bb"
    strict, exact, partial, typed = figures(first, second)
    assert strict == pytest.approx(0.333, abs=0.0005)
    assert exact == 0.5
    assert typed == 0.5
    assert partial == pytest.approx(0.667, abs=0.0005)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Hhhh", "Hhhh", [1, 1, 1, 1]),
        ("Hhhh", "Bbbb", [0, 1, 1, 0]),
        ("Hhhh", "....", [0, 0, 0, 0]),
        ("Hhhh", "Hh..", [0, 0, 0.5, 1]),
        ("....", "....", [None] * 4),
        # One span of the reference is matched once; of two with its label the nearer one counts.
        ("Hhhhhh", "HhBbbb", [0, 0, pytest.approx(1 / 3), pytest.approx(2 / 3)]),
        ("HhhBbbHh", "Hhhhhhhh", [0, 0, 0.25, 0.5]),
    ],
)
def test_spans_are_matched_once_and_in_their_order(first, second, expected):
    assert figures(first, second) == expected


def test_shifts_are_those_of_spans_with_one_label_that_overlap():
    found = compare_spans(
        marked("Hhhhhh|Bbbb|Tttt|Xx").annotations, marked("..Hhhh|Bbb.|Tttt|..").annotations
    )
    assert found.typed == 3
    assert found.start_shifts == {2: 1, 0: 2}
    assert found.end_shifts == {0: 2, 1: 1}


def test_the_median_of_shifts_is_over_all_pages():
    assert median_of([Counter({0: 2}), Counter({4: 3})]).value == 4
    assert median_of([Counter({0: 1}), Counter({3: 1})]).value == 1.5
    assert median_of([Counter()]).reason == "no two spans with one label overlap"


@given(labelled_documents())
def test_beside_itself_every_span_is_matched(case):
    _, annotations = case
    every = annotations.annotations
    found = compare_spans(every, every)
    count = len(every)
    assert (found.strict, found.exact, found.typed) == (count, count, count)
    assert found.overlapping == 0
    assert found.start_shifts.total() == found.end_shifts.total() == count
    assert sum(found.start_shifts) == 0


@given(compared_documents(2, 2))
def test_spans_with_the_same_ends_are_the_same_whoever_is_first(case):
    _, (first, second) = case
    one = compare_spans(first.annotations, second.annotations)
    other = compare_spans(second.annotations, first.annotations)
    assert (one.strict, one.exact) == (other.strict, other.exact)
    ends = {each.span for each in first} & {each.span for each in second}
    assert one.exact == len(ends)


@given(compared_documents(2, 2))
def test_no_span_is_matched_twice(case):
    _, (first, second) = case
    found = compare_spans(first.annotations, second.annotations)
    assert found.strict <= found.exact
    assert found.strict <= found.typed
    assert found.exact + found.overlapping <= min(found.first, found.second)
    assert found.typed <= min(found.first, found.second)
