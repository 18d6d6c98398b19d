"""The figures of agreement: published values, what is undefined, and what cannot change them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.agreement import (
    NOTHING,
    ONE_LABEL,
    alpha,
    fleiss,
    kappa,
    percent,
    scores,
)

PSYCHIATRIC = """
    00060 03003 01401 00006 03030 20400 00402 20310 20040 00006
    10050 11040 03300 10050 02031 00501 30012 51000 02040 10203
    00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
"""Fleiss 1971, p. 379: how many of six gave each of 30 patients each of five diagnoses."""

FOUR_CODERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
"""Krippendorff 2011: twelve units, a point where a coder said nothing."""

letters = st.sampled_from("abc")
tables = st.dictionaries(st.tuples(letters, letters), st.integers(0, 20), max_size=9)
rated = st.integers(2, 5).flatmap(
    lambda raters: st.lists(st.tuples(*[st.sampled_from("abc") | st.none()] * raters), max_size=12)
)


def table_of(*rows):
    """A table of whole numbers as it is printed."""
    return {
        (row, column): count for row, line in enumerate(rows) for column, count in enumerate(line)
    }


def side_by_side(*coders):
    """The units of coders who wrote a letter for each; a point is a missing value."""
    return Counter(
        tuple(None if letter == "." else letter for letter in unit)
        for unit in zip(*coders, strict=True)
    )


def test_kappa_is_that_of_artstein_and_poesio_2008_page_558():
    assert kappa(table_of((20, 20), (10, 50))).value == 8 / 23


def test_kappa_is_that_of_cohen_1960_page_45():
    found = kappa(table_of((88, 14, 18), (10, 40, 10), (2, 6, 12)))
    assert found.value == pytest.approx(0.492, abs=0.0005)


def test_fleiss_kappa_is_that_of_fleiss_1971_page_379():
    patients = [[int(count) for count in patient] for patient in PSYCHIATRIC.split()]
    assert len(patients) == 30
    assert {sum(patient) for patient in patients} == {6}
    units = Counter(
        tuple(diagnosis for diagnosis, count in enumerate(patient) for _ in range(count))
        for patient in patients
    )
    assert fleiss(units).value == pytest.approx(0.430, abs=0.0005)


def test_alpha_with_gaps_is_that_of_krippendorff_2011():
    assert alpha(side_by_side(*FOUR_CODERS)).value == pytest.approx(0.743, abs=0.0005)


def test_alpha_of_two_is_that_of_krippendorff_2004_page_133():
    found = alpha(side_by_side("0100000010", "0110010100"))
    assert found.value == pytest.approx(0.095, abs=0.0005)


def test_figures_by_character_are_those_of_krippendorff_1995_page_57():
    first, second = (
        "".join("x" if any(start <= at < end for start, end in spans) else "-" for at in range(24))
        for spans in (((2, 10), (14, 20)), ((4, 8), (15, 17)))
    )
    units = side_by_side(first, second)
    assert kappa(units).value == pytest.approx(0.385, abs=0.0005)
    assert fleiss(units).value == pytest.approx(0.314, abs=0.0005)  # π, for two annotators
    assert alpha(units).value == pytest.approx(0.329, abs=0.0005)


@pytest.mark.parametrize("figure", [percent, kappa, fleiss, alpha])
def test_nothing_has_no_agreement(figure):
    found = figure({})
    assert (found.value, found.reason) == (None, NOTHING)


@pytest.mark.parametrize("figure", [kappa, fleiss, alpha])
def test_one_label_alone_leaves_agreement_beyond_chance_undefined(figure):
    found = figure({("body", "body"): 12})
    assert (found.value, found.reason) == (None, ONE_LABEL)
    assert percent({("body", "body"): 12}).value == 1


def test_two_labels_that_nobody_shares_are_no_agreement_but_defined():
    table = {("body", "teaser"): 12}
    assert percent(table).value == 0
    assert kappa(table).value == 0


def test_a_value_that_stands_alone_is_no_pair():
    lonely = {("a", None, None): 50, (None, None, None): 3}
    assert alpha(lonely).reason == NOTHING
    pairs = side_by_side("aab", "aba")
    assert alpha({**{(*key, None): n for key, n in pairs.items()}, **lonely}) == alpha(pairs)


def test_undecided_is_a_category_for_kappa_and_a_missing_value_for_alpha():
    units = {("a", "a"): 5, ("b", "b"): 5, ("a", None): 5}
    assert kappa(units).value < 1
    assert alpha(units).value == 1


def test_a_label_has_precision_and_recall_by_the_first_as_reference():
    found = scores({("a", "a"): 6, ("a", "b"): 2, ("b", "a"): 4, ("b", "b"): 1}, "a")
    assert found.recall.value == 6 / 8
    assert found.precision.value == 6 / 10
    assert found.f1.value == 12 / 18


def test_what_nobody_gives_has_no_scores_and_what_one_gives_has_some():
    table = {("a", "b"): 3}
    assert scores(table, "c").f1.reason == "nobody gives it"
    assert scores(table, "c").precision.reason == "the second never gives it"
    assert scores(table, "c").recall.reason == "the first never gives it"
    assert scores(table, "a").f1.value == 0
    assert scores(table, "a").recall.value == 0


@given(st.lists(letters, min_size=1))
def test_agreement_with_oneself_is_complete_or_undefined(said):
    units = Counter((one, one) for one in said)
    assert percent(units).value == 1
    for figure in (kappa, fleiss, alpha):
        found = figure(units)
        assert found.value in {None, 1}
        assert (found.value is None) == (len(set(said)) == 1)
    assert {scores(units, one).f1.value for one in said} == {1}


@given(tables)
def test_who_of_two_is_first_does_not_matter_but_for_precision_and_recall(table):
    turned = {(second, first): count for (first, second), count in table.items()}
    for figure in (percent, kappa, fleiss, alpha):
        assert figure(turned) == figure(table)
    for letter in "abc":
        one, other = scores(table, letter), scores(turned, letter)
        assert one.f1 == other.f1
        assert one.precision.value == other.recall.value


@given(rated, st.randoms(use_true_random=False))
def test_neither_the_order_of_annotators_nor_that_of_units_matters(units, chance):
    if not units:
        return
    order = list(range(len(units[0])))
    chance.shuffle(order)
    shuffled = [tuple(unit[place] for place in order) for unit in units]
    chance.shuffle(shuffled)
    for figure in (fleiss, alpha):
        one, other = figure(Counter(units)), figure(Counter(shuffled))
        assert other.value == (one.value if one.value is None else pytest.approx(one.value))


@given(rated, st.permutations("xyz"))
def test_other_names_for_the_same_labels_change_nothing(units, names):
    new = dict(zip("abc", names, strict=True), **{"": None})
    renamed = Counter(tuple(new[label or ""] for label in unit) for unit in units)
    for figure in (fleiss, alpha):
        assert figure(renamed) == figure(Counter(units))
    pairs = [unit[:2] for unit in units]
    renamed = Counter(tuple(new[label or ""] for label in unit) for unit in pairs)
    for figure in (percent, kappa):
        assert figure(renamed) == figure(Counter(pairs))


@given(tables)
def test_no_figure_is_above_one_and_percent_and_f1_are_not_below_nought(table):
    for figure in (percent, kappa, fleiss, alpha):
        value = figure(table).value
        assert value is None or value <= 1
    for figure in (percent(table), *(scores(table, letter).f1 for letter in "abc")):
        assert figure.value is None or 0 <= figure.value <= 1
