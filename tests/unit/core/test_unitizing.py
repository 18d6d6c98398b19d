"""Krippendorff's α_U: the published example, and the formula written out slowly."""

from __future__ import annotations

import pytest
from hypothesis import given

from annotator.core.annotations import Annotation
from annotator.core.labels import LabelId
from annotator.core.spans import Span
from annotator.core.unitizing import (
    NEVER_GIVEN,
    UnitSums,
    alpha_u,
    cubes_of,
    meetings,
    pairs_of,
    unitize,
)
from tests.pictures import marked
from tests.unit.core.strategies import compared_documents, labelled_documents

BEGIN, LENGTH = 150, 300
FIRST = {"c": [(225, 70), (370, 30)], "k": [(180, 60), (300, 50)]}
SECOND = {"c": [(220, 80), (355, 20), (400, 20)], "k": [(180, 60), (300, 50)]}
"""Krippendorff 2004, p. 254: where the units of two observers begin, and how long they are."""


def units_of(written):
    """One observer's units; those of different categories overlap there."""
    return [
        Annotation(Span(start - BEGIN, start - BEGIN + length), LabelId(category))
        for category, units in written.items()
        for start, length in sorted(units)
    ]


def sums_of(length, unitized):
    met = meetings([(unitized.units, unitized.gaps)])
    return UnitSums(
        length=length,
        observed=unitized.observed,
        count=len(unitized.units),
        cubes=cubes_of(unitized.units),
        pairs=pairs_of(unitized.units),
        meeting=met.total,
    )


def slowly(*pages):
    """α_U of one category by the formula of 1995, every unit against every unit and gap.

    Of each page its length and both rows of units.
    """

    def gaps(length, units):
        cuts = [0, *[end for unit in units for end in unit], length]
        return [end - start for start, end in zip(cuts[::2], cuts[1::2], strict=True)]

    def meet(one, other):
        return one[0] < other[1] and other[0] < one[1]

    def size(unit):
        return unit[1] - unit[0]

    whole = sum(length for length, *_ in pages)
    observed = 0
    for _, firsts, seconds in pages:
        for own, others in ((firsts, seconds), (seconds, firsts)):
            for unit in own:
                met = [other for other in others if meet(unit, other)]
                observed += sum((unit[0] - one[0]) ** 2 + (unit[1] - one[1]) ** 2 for one in met)
                observed += 0 if met else 2 * size(unit) ** 2
    observed /= 2 * whole**2
    expected = 0
    every = [size(unit) for _, *rows in pages for row in rows for unit in row]
    free = [gap for length, *rows in pages for row in rows for gap in gaps(length, row)]
    for one in every:
        expected += (len(every) - 1) / 3 * (2 * one**3 - 3 * one**2 + one)
        expected += one**2 * sum(gap - one + 1 for gap in free if gap >= one)
    expected *= 2 / whole
    expected /= 2 * whole * (2 * whole - 1) - sum(one * (one - 1) for one in every)
    return 1 - observed / expected if expected else None


def test_alpha_u_is_that_of_krippendorff_2004_page_254():
    found = unitize(LENGTH, units_of(FIRST), units_of(SECOND))
    sums = {label: sums_of(LENGTH, one) for label, one in found.items()}
    assert alpha_u([sums["c"]]).value == pytest.approx(0.7286, abs=0.0001)
    assert alpha_u([sums["k"]]).value == 1
    assert alpha_u([*sums.values()]).value == pytest.approx(0.8591, abs=0.0005)


def test_a_label_that_nobody_gives_has_none():
    found = alpha_u([UnitSums(length=20, observed=0, count=0, cubes=0, pairs=0, meeting=0)])
    assert (found.value, found.reason) == (None, NEVER_GIVEN)


def test_a_text_of_one_character_is_too_short():
    found = unitize(1, marked("H").annotations, marked("H").annotations)
    assert alpha_u([sums_of(1, found[LabelId("headline")])]).reason != ""


@given(compared_documents(2, 2))
def test_the_fast_sums_are_those_of_the_formula(case):
    document, (first, second) = case
    length = len(document.text)
    found = unitize(length, first.annotations, second.annotations)
    assert set(found) == {one.label for one in (*first, *second)}
    for label, one in found.items():
        rows = [
            [(each.span.start, each.span.end) for each in annotations if each.label == label]
            for annotations in (first, second)
        ]
        expected = slowly((length, *rows))
        value = alpha_u([sums_of(length, one)]).value
        assert value == (None if expected is None else pytest.approx(expected, abs=1e-12))


@given(labelled_documents())
def test_beside_itself_every_label_is_complete(case):
    document, annotations = case
    length = len(document.text)
    for one in unitize(length, annotations.annotations, annotations.annotations).values():
        assert one.observed == 0
        assert alpha_u([sums_of(length, one)]).value in {None, 1}


@given(compared_documents(2, 2))
def test_who_is_first_does_not_matter(case):
    document, (first, second) = case
    length = len(document.text)
    one = unitize(length, first.annotations, second.annotations)
    other = unitize(length, second.annotations, first.annotations)
    for label in one:
        assert one[label].observed == other[label].observed
        assert sorted(one[label].units) == sorted(other[label].units)
        assert sorted(one[label].gaps) == sorted(other[label].gaps)


def test_shares_of_parts_add_up_to_twice_the_total():
    parts = [([3, 5, 5], [10, 1, 4]), ([2], [5, 30]), ([], [7, 7])]
    met = meetings(parts)
    assert sum(met.share(units, gaps) for units, gaps in parts) == 2 * met.total
    every_unit = [unit for units, _ in parts for unit in units]
    every_gap = [gap for _, gaps in parts for gap in gaps]
    assert met.total == sum(
        unit**2 * (gap - unit + 1) for unit in every_unit for gap in every_gap if gap >= unit
    )
