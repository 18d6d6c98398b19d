"""Figures of agreement in words, over time, and in shades."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.agreement_report import Group, Grouping, LeftOut
from annotator.services.agreement_course import FEWEST, Course, share
from annotator.services.agreement_shades import (
    MOST_DARK,
    MOST_LIGHT,
    PARTED_DARK,
    PARTED_LIGHT,
    shade,
)
from annotator.services.agreement_words import (
    as_of_in_words,
    group_name,
    in_figures,
    in_per_cent,
    in_words,
    left_out_in_words,
    listed,
    pair_in_words,
    report_in_words,
    share_in_words,
)
from tests.agreements import (
    compared,
    empty_report,
    known,
    overall,
    pair_of,
    report_of,
    unknown,
)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "–"),
        (1, "1.00"),
        (0.9999, "> 0.99"),
        (0.994, "0.99"),
        (0, "0.00"),
        (0.001, "< 0.01"),
        (-0.001, "> −0.01"),
        (-0.25, "−0.25"),
    ],
)
def test_a_figure_that_is_not_quite_one_or_nothing_says_so(value, told):
    assert in_figures(value) == told


@given(st.floats(0, 1))
def test_per_cent_are_all_or_none_only_where_it_is_so(value):
    assert (in_per_cent(value) == "100 %") == (value == 1)
    assert (in_per_cent(value) == "0 %") == (value == 0)


def test_figures_come_with_their_interval_or_the_reason_why_there_is_none():
    assert in_words(known(0.88, 0.84, 0.91)) == "0.88 (0.84 to 0.91)"
    assert in_words(known(0.88)) == "0.88"
    assert in_words(unknown()) == "undefined (one label only)"
    assert share_in_words(known(0.93, 0.9, 0.95)) == "93 % (90 % to 95 %)"
    assert share_in_words(unknown("no block")) == "undefined (no block)"


def test_a_report_is_told_in_a_sentence():
    assert report_in_words(empty_report()).startswith("No page is finished by two annotators")
    assert report_in_words(report_of()) == pair_in_words(pair_of())
    several = report_of(pair_of(), pair_of("ada", "cy"))
    assert report_in_words(several).startswith("3 annotators share 2 pages. Krippendorff’s α")


def test_what_is_left_out_is_told_with_its_number():
    left_out = (LeftOut(1200, "pages of other sites"), LeftOut(0, "none"), LeftOut(1, "gold sets"))
    assert left_out_in_words(left_out) == (
        "Not counted: pages of other sites (1,200); gold sets (1)."
    )
    assert left_out_in_words(()) == ""


def test_it_is_told_as_of_when_sets_count():
    report = report_of()
    assert as_of_in_words(report) == ""
    assert as_of_in_words(replace(report, before_return=1, before_reference=1200)) == (
        "1 set counts as it was before it was first returned. 1,200 sets count as they were before "
        "they were compared with a reference."
    )
    assert "as they are now" in as_of_in_words(replace(report, corrected=True))


@pytest.mark.parametrize(
    ("by", "name", "told"),
    [
        (Grouping.SITE, "", "without a site"),
        (Grouping.SITE, "a.example", "a.example"),
        (Grouping.GUIDELINES, "1, 2", "version 1, 2"),
        (Grouping.GUIDELINES, "", "without guidelines"),
        (Grouping.MONTH, "2026-02", "2026-02"),
    ],
)
def test_a_group_is_called_by_what_its_pages_have_in_common(by, name, told):
    assert group_name(Group(by, name, (), overall())) == told


def test_names_are_listed_as_in_a_sentence():
    assert [listed(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == [
        "a",
        "a and b",
        "a, b and c",
    ]


# Over time


def test_the_course_has_the_pages_of_known_time_oldest_first():
    undated = replace(compared(2), finished_at=None)
    empty = replace(compared(4), n=0, agreed_count=0)
    course = Course.of(report_of(pages=(compared(5), undated, compared(1), empty, compared(3))))
    assert [one.page for one in course.pages] == [1, 3, 5]
    assert course.around == ()
    assert "3 pages" in course.words


@given(st.lists(st.integers(0, 25), min_size=FEWEST, max_size=60))
def test_the_line_is_the_share_of_all_blocks_of_the_pages_around(agreed):
    pages = tuple(compared(number, count) for number, count in enumerate(agreed, 1))
    course = Course.of(report_of(pages=pages))
    assert len(course.around) == len(pages)
    for number, value in course.around:
        half = course.window // 2
        around = pages[max(0, number - half) : number + half + 1]
        total = sum(one.agreed_count for one in around)
        assert value == pytest.approx(total / sum(one.n for one in around))
    assert all(0 <= share(one) <= 1 for one in course.pages)


def test_of_very_many_pages_the_line_has_some_hundred_points():
    pages = tuple(replace(compared(1), page=number) for number in range(2_000))
    course = Course.of(report_of(pages=pages))
    assert len(course.around) < 300
    assert len(course.pages) // course.step <= 500


# Shades


def luminance(colour):
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def parts(name):
    return [int(name[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("cell", "most", "ground", "text"),
    [
        ("#1f62d0", MOST_LIGHT, "#fcfcfb", "#1f2328"),
        ("#1f62d0", MOST_LIGHT, "#f4f4f2", "#1f2328"),
        (PARTED_LIGHT, MOST_LIGHT, "#fcfcfb", "#1f2328"),
        (PARTED_LIGHT, MOST_LIGHT, "#f4f4f2", "#1f2328"),
        ("#6cabff", MOST_DARK, "#1c1e21", "#e4e6e8"),
        ("#6cabff", MOST_DARK, "#24272b", "#e4e6e8"),
        (PARTED_DARK, MOST_DARK, "#1c1e21", "#e4e6e8"),
        (PARTED_DARK, MOST_DARK, "#24272b", "#e4e6e8"),
    ],
)
@pytest.mark.parametrize("held", [0.0, 0.01, 0.3, 1.0])
def test_what_is_written_on_a_cell_is_read_on_every_shade(cell, most, ground, text, held):
    opacity = most * shade(held)
    mixed = [
        over * opacity + under * (1 - opacity)
        for over, under in zip(parts(cell), parts(ground), strict=True)
    ]
    assert contrast(mixed, parts(text)) >= 4.5


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_of_a_row_is_never_fainter(one, other):
    assert (shade(one) <= shade(other)) == (one <= other) or shade(one) == shade(other)
