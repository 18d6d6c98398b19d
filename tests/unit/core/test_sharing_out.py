"""Pages shared out among annotators: everything once, some things twice, nothing taken back."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.pages import PageId
from annotator.core.sharing_out import Overlap, PageToShare, Shares, Terms, Unit, share_out

NAMES = ("Ada", "Ben", "Cleo")

sites = st.sampled_from(["", "a.example", "b.example", "c.example", "d.example"])
terms = st.builds(
    Terms,
    unit=st.sampled_from(Unit),
    share=st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.0]),
    overlap=st.sampled_from(Overlap),
    seed=st.integers(0, 5),
)
fresh = st.lists(st.tuples(sites, st.integers(0, 40), st.booleans(), st.booleans()), max_size=30)


def pages_of(rows, first=1) -> list[PageToShare]:
    return [
        PageToShare(PageId(number), site, count, is_blind, is_settled=is_settled)
        for number, (site, count, is_blind, is_settled) in enumerate(rows, first)
    ]


def plain(*counts: int, site: str = "", blind: tuple[int, ...] = ()) -> list[PageToShare]:
    return [
        PageToShare(PageId(number), site, count, number in blind)
        for number, count in enumerate(counts, 1)
    ]


def after(pages: list[PageToShare], shares: Shares) -> list[PageToShare]:
    """The pages as they stand once everybody has what they were given."""
    holders = {one.page: dict(one.left) for one in pages}
    sizes = {one.page: one.block_count for one in pages}
    for name, held in shares.given.items():
        for page in held:
            assert name not in holders[page], "given twice"
            holders[page][name] = sizes[page]
    return [replace(one, left=holders[one.page]) for one in pages]


@given(fresh, terms)
def test_every_page_has_somebody_and_settled_ones_have_nobody(rows, wanted):
    pages = pages_of(rows)
    for one in after(pages, share_out(pages, NAMES, wanted)):
        assert bool(one.left) is not one.is_settled


@given(fresh, terms)
def test_as_many_pages_overlap_as_were_asked_for(rows, wanted):
    pages = pages_of(rows)
    shares = share_out(pages, NAMES, wanted)
    needed = len(NAMES) if wanted.overlap is Overlap.EVERYBODY else 2
    told = Counter(len(one.left) for one in after(pages, shares) if not one.is_settled)
    open_count = sum(not one.is_settled for one in pages)
    assert set(told) <= {1, needed}
    assert told[needed] == ceil(round(wanted.share * open_count, 9)) == len(shares.overlapping)


@given(fresh, terms)
def test_blind_pages_overlap_before_any_other(rows, wanted):
    pages = pages_of(rows)
    overlapping = set(share_out(pages, NAMES, wanted).overlapping)
    open_ = [one for one in pages if not one.is_settled]
    if any(one.page in overlapping and not one.is_blind for one in open_):
        assert all(one.page in overlapping for one in open_ if one.is_blind)


@given(fresh, terms)
def test_sharing_out_again_gives_nothing_more(rows, wanted):
    pages = pages_of(rows)
    again = share_out(after(pages, share_out(pages, NAMES, wanted)), NAMES, wanted)
    assert not any(again.given.values())


@given(fresh, fresh, terms, terms)
def test_pages_that_come_later_are_given_and_what_was_given_stays(rows, more, first, second):
    pages = pages_of(rows)
    held = after(pages, share_out(pages, NAMES, first))
    every = held + pages_of(more, first=len(rows) + 1)
    for one in after(every, share_out(every, NAMES, second)):
        assert bool(one.left) is not one.is_settled


@given(fresh, terms)
def test_one_who_joins_later_is_given_what_is_open_alone(rows, wanted):
    pages = pages_of(rows)
    held = after(pages, share_out(pages, NAMES[:2], wanted))
    shares = share_out(held, NAMES, replace(wanted, overlap=Overlap.PAIRS))
    assert shares.given["Cleo"] == ()


@given(fresh, terms, st.permutations(range(30)))
def test_the_order_of_the_pages_changes_nothing(rows, wanted, order):
    pages = pages_of(rows)
    shuffled = [pages[place] for place in order if place < len(pages)]
    assert share_out(shuffled, NAMES, wanted) == share_out(pages, NAMES, wanted)


@given(fresh, terms)
def test_undecided_blocks_differ_by_the_largest_unit_at_most(rows, wanted):
    if wanted.unit is Unit.PAGE:  # else who met whom least comes first
        wanted = replace(wanted, overlap=Overlap.EVERYBODY)
    pages = pages_of(rows)
    sizes: Counter[str] = Counter()
    for one in pages:
        is_whole = wanted.unit is Unit.SITE and one.site
        sizes[one.site if is_whole else str(one.page)] += one.block_count
    left = share_out(pages, NAMES, wanted).left
    assert max(left.values()) - min(left.values()) <= max(sizes.values(), default=0)


@given(fresh, terms)
def test_a_site_stays_with_one_person(rows, wanted):
    wanted = replace(wanted, unit=Unit.SITE)
    pages = pages_of(rows)
    shares = share_out(pages, NAMES, wanted)
    owners: dict[str, set[str]] = {}
    for one in after(pages, shares):
        if one.site and len(one.left) == 1:
            owners.setdefault(one.site, set()).update(one.left)
    assert all(len(names) == 1 for names in owners.values())
    if wanted.overlap is Overlap.PAIRS:
        for one in after(pages, shares):
            assert not one.left or owners.get(one.site, set()) <= set(one.left)


def test_a_new_page_of_a_site_goes_to_who_has_the_site():
    wanted = Terms(Unit.SITE)
    pages = plain(10, 10, site="a.example")
    held = after(pages, share_out(pages, NAMES, wanted))
    (owner,) = held[0].left
    coming = PageToShare(PageId(3), "a.example", 50)
    shares = share_out([*held, coming], NAMES, wanted)
    assert shares.given[owner] == (3,)


def test_every_pair_meets_as_often_as_any_other():
    pages = plain(*[5] * 12)
    shares = share_out(pages, NAMES, Terms(share=1.0, overlap=Overlap.PAIRS))
    pairs = Counter(frozenset(one.left) for one in after(pages, shares))
    assert set(pairs.values()) == {4}
    assert set(shares.left.values()) == {40}


def test_what_was_begun_counts_with_what_is_left_of_it():
    begun = PageToShare(PageId(1), "", 100, left={"Ada": 0})
    shares = share_out([begun, *plain(0, 10, 10)[1:]], ("Ada", "Ben"), Terms())
    assert shares.left == {"Ada": 10, "Ben": 10}


def test_pages_of_others_stay_theirs_and_do_not_count():
    pages = [replace(one, left={"Dora": 5}) for one in plain(5, 5)]
    shares = share_out(pages, NAMES, Terms(share=1.0))
    assert not any(shares.given.values())
    assert shares.overlapping == ()


def test_another_seed_draws_other_pages():
    pages = plain(*[5] * 40)
    drawn = {share_out(pages, NAMES, Terms(share=0.1, seed=seed)).overlapping for seed in range(5)}
    assert len(drawn) == 5


@pytest.mark.parametrize("overlap", Overlap)
def test_alone_nobody_overlaps(overlap):
    shares = share_out(plain(3, 4), ["Ada"], Terms(share=0.5, overlap=overlap))
    assert shares.given == {"Ada": (1, 2)}
    assert shares.overlapping == ()
