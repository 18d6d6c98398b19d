"""Journals that meet: the same stand in every order, and under the same names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.bundles import SetFate
from annotator.core.merging import Digests, HeldJournal, merge

# Few different lines, so that journals part, meet and go on from each other all the time.
journals = st.lists(st.sampled_from([b"a", b"b"]), min_size=1, max_size=4).map(tuple)


def after(held: list[HeldJournal], *coming: Digests) -> list[HeldJournal]:
    """What is held once these journals came."""
    merged = merge("Ada", held, coming)
    return [
        HeldJournal(
            place.name,
            coming[place.coming] if place.coming is not None else held[place.held or 0].digests,
            is_own=place.coming is None and held[place.held or 0].is_own,
        )
        for place in merged.places
    ]


def named(held: list[HeldJournal]) -> dict[str, Digests]:
    return {one.name: one.digests for one in held}


@given(st.lists(journals, max_size=6), st.randoms(use_true_random=False))
def test_any_order_and_any_grouping_give_the_same(coming, chance):
    told = []
    for _ in range(3):
        order = [*coming, *chance.sample(coming, len(coming) // 2)]
        chance.shuffle(order)
        held: list[HeldJournal] = []
        while order:
            some = [order.pop() for _ in range(min(len(order), chance.randint(1, 3)))]
            held = after(held, *some)
        told.append(named(held))
    assert told[0] == told[1] == told[2]
    whole = set(told[0].values())
    assert whole == {
        one for one in coming if not any(other[: len(one)] == one != other for other in coming)
    }


@given(journals, st.lists(journals, max_size=5))
def test_what_was_done_here_keeps_its_name_and_is_never_lost(own, coming):
    held = [HeldJournal("Ada", own, is_own=True)]
    for one in coming:
        held = after(held, one)
    standing = named(held)
    assert any(one[: len(own)] == own for one in standing.values())
    if all(own[: len(one)] == one or one[: len(own)] != own for one in coming):
        assert standing["Ada"] == own


@given(st.lists(journals, min_size=1, max_size=5))
def test_what_came_once_changes_nothing_when_it_comes_again(coming):
    held = after([], *coming)
    merged = merge("Ada", held, coming)
    assert not merged.is_change
    assert set(merged.fates) <= {SetFate.SAME, SetFate.OLDER}
    for fate, place, one in zip(merged.fates, merged.places_of, coming, strict=True):
        whole = held[place].digests
        assert whole[: len(one)] == one
        assert (fate is SetFate.SAME) == (whole == one)


def test_the_longer_of_two_has_the_name_and_the_other_is_numbered():
    held = after([], (b"a",), (b"b", b"b"), (b"c",))
    names = named(held)
    assert names["Ada"] == (b"b", b"b")
    assert set(names) == {"Ada", "Ada (2)", "Ada (3)"}


def test_a_number_that_is_somebodys_name_is_passed_over():
    merged = merge("Ada", [], [(b"a",), (b"b", b"b")], taken={"Ada", "Ada (2)", "Bob"})
    assert {place.name for place in merged.places} == {"Ada", "Ada (3)"}


def test_each_coming_journal_is_told_what_becomes_of_it():
    held = [HeldJournal("Ada", (b"a", b"b"))]
    coming = [(b"a",), (b"a", b"b"), (b"a", b"b", b"c"), (b"a", b"c")]
    assert merge("Ada", held, coming).fates == (
        SetFate.OLDER,
        SetFate.OLDER,
        SetFate.EXTENDS,
        SetFate.FORKED,
    )
    assert merge("Ada", held, coming[:2]).fates == (SetFate.OLDER, SetFate.SAME)
    assert merge("Ada", [], coming[:1]).fates == (SetFate.NEW,)
