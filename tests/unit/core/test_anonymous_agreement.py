"""Reports on agreement without names."""

from __future__ import annotations

from dataclasses import replace

from annotator.core.agreement_report import LeftOut
from annotator.core.anonymous_agreement import anonymous, transposed
from tests.agreements import BODY, TEASER, compared, pair_of, report_of

NAMES = ("Ada", "Ben", "Cy", "Ada (2)")


def team():
    pairs = tuple(
        pair_of(first, second)
        for number, first in enumerate(NAMES)
        for second in NAMES[number + 1 :]
    )
    pages = (replace(compared(1), annotators=NAMES),)
    left_out = (LeftOut(2, "pages that “Ada” and another have not both finished"),)
    return replace(report_of(*pairs, pages=pages), left_out=left_out)


def test_no_name_is_left_and_the_letters_stand_in_their_order():
    found = anonymous(team(), "a key")
    assert not any(name in repr(found) for name in NAMES)
    assert found.all.annotators == ("A", "B", "C", "D")
    assert found.pages[0].annotators == ("A", "B", "C", "D")
    assert [one.annotators for one in found.pairs] == [
        ("A", "B"),
        ("A", "C"),
        ("A", "D"),
        ("B", "C"),
        ("B", "D"),
        ("C", "D"),
    ]


def test_the_letters_rest_on_the_key():
    drawn = {str(anonymous(team(), str(key)).left_out) for key in range(40)}
    assert len(drawn) == len(NAMES)
    assert anonymous(team(), "a key") == anonymous(team(), "a key")


def test_gold_keeps_its_name_and_the_reference_its_side():
    pages = (replace(compared(1), annotators=("gold", "Ben")),)
    report = report_of(pair_of("gold", "Ben"), pages=pages, against="gold")
    for key in "abcdef":
        (pair,) = anonymous(report, key).pairs
        assert pair.annotators == ("gold", "A")
    for key in "abcdef":
        found = anonymous(report_of(pair_of("Ada", "Ben"), against="Ada"), key)
        assert found.pairs[0].annotators[0] == found.against
        assert found.pairs[0].confusion == pair_of().confusion


def test_a_pair_turned_round_says_the_same_from_the_other_side():
    pair = pair_of("ada", "ben")
    turned = transposed(pair)
    assert turned.annotators == ("ben", "ada")
    assert turned.confusion.count(TEASER, BODY) == pair.confusion.count(BODY, TEASER) == 5
    assert turned.labels[1].block.precision == pair.labels[1].block.recall
    assert turned.span.first_count == pair.span.second_count
    assert turned.block == pair.block
    assert transposed(turned) == pair
