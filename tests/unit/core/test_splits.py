from __future__ import annotations

import subprocess
import sys
from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.errors import UserError
from annotator.core.splits import (
    SPLITS,
    PageToSplit,
    balanced_seed,
    group_of,
    main_language,
    shares_of,
    split_of,
)

SHARES = {"train": 0.8, "validation": 0.1, "test": 0.1}
SITES = [f"site-{number}.example" for number in range(400)]
SCRIPT = """
from annotator.core.splits import PageToSplit, balanced_seed, split_of
shares = {"train": 0.8, "validation": 0.1, "test": 0.1}
print([split_of(f"site {n}", shares, 7) for n in range(40)])
print(balanced_seed([PageToSplit(f"site {n}", "de" if n % 3 else "fr") for n in range(40)], shares))
"""

sites = st.sampled_from(["", *SITES[:30]])
pages = st.lists(st.tuples(sites, st.integers(0, 10**6)), max_size=60)
seeds = st.integers(-5, 10**6)


@st.composite
def some_shares(draw):
    weights = [draw(st.integers(0, 20)) for _ in SPLITS]
    if not sum(weights):
        weights[0] = 1
    return {name: weight / sum(weights) for name, weight in zip(SPLITS, weights, strict=True)}


def splits(of_pages, shares, seed):
    """The split of each page, by its digest; no two pages have one digest."""
    groups = {f"{site} {number}": group_of(f"d{number}", site) for site, number in of_pages}
    return {page: split_of(group, shares, seed) for page, group in groups.items()}


@given(pages, pages, some_shares(), seeds)
def test_adding_pages_moves_no_page_whatever_their_order(old, new, shares, seed):
    before = splits(old, shares, seed)
    after = splits([*new, *old], shares, seed)
    assert {page: after[page] for page in before} == before


@given(pages, some_shares(), seeds)
def test_no_site_is_in_two_splits(of_pages, shares, seed):
    found = defaultdict(set)
    for (site, _), split in zip(
        dict.fromkeys(of_pages), splits(of_pages, shares, seed).values(), strict=True
    ):
        found[site].add(split)
    assert all(len(some) == 1 for site, some in found.items() if site)


@given(st.text(), some_shares(), seeds)
def test_every_group_is_in_a_split_that_has_a_share(group, shares, seed):
    assert shares[split_of(group, shares, seed)] > 0


@given(some_shares(), st.integers(0, 300))
def test_the_splits_have_about_their_shares_of_many_groups(shares, seed):
    found = Counter(split_of(site, shares, seed) for site in SITES)
    # Five standard deviations at a half, the widest.
    assert all(abs(found[name] - 400 * share) <= 50 for name, share in shares.items())


@given(st.text(), st.floats(0, 1), st.floats(0, 1), seeds)
def test_a_group_of_the_tests_stays_one_as_their_share_grows(group, one, other, seed):
    smaller, larger = sorted((one, other))
    is_small = split_of(group, {"test": smaller, "train": 1 - smaller}, seed) == "test"
    is_large = split_of(group, {"test": larger, "train": 1 - larger}, seed) == "test"
    assert is_large or not is_small


def test_another_seed_draws_another_split():
    drawn = [[split_of(site, SHARES, seed) for site in SITES[:50]] for seed in (0, 1)]
    assert drawn[0] != drawn[1]


def test_pages_without_a_site_are_groups_of_their_own():
    assert group_of("a", "") != group_of("b", "")
    assert group_of("a", "x.example") == group_of("b", "x.example")


def test_templates_of_two_sites_are_two_groups():
    names = {group_of("a", "x.example", "t"), group_of("a", "y.example", "t"), group_of("t", "")}
    assert len(names) == 3


def test_processes_with_different_hash_seeds_draw_the_same():
    told = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_the_balanced_seed_gives_every_language_its_shares():
    # Of ten sites in each of three languages, most seeds leave some language without tests.
    some = [
        PageToSplit(f"site {language}-{site}", language)
        for language in ("de", "am", "")
        for site in range(10)
        for _ in range(10)
    ]
    found: dict[str, Counter[str]] = defaultdict(Counter)
    seed = balanced_seed(some, SHARES)
    for one in some:
        found[one.language][split_of(one.group, SHARES, seed)] += 1
    assert all(set(counts) == set(SPLITS) for counts in found.values())


@pytest.mark.parametrize("of_site", [[12, 1, 1], [5, 4, 3, 2], [1] * 14, [40, 1, 1, 1]])
def test_the_balanced_seed_leaves_no_split_empty_where_there_are_groups_for_all(of_site):
    some = [
        PageToSplit(f"site {number}", language)
        for number, count in enumerate(of_site)
        for language in ("de", "fr")[: number % 2 + 1]
        for _ in range(count)
    ]
    seed = balanced_seed(some, SHARES)
    assert {split_of(one.group, SHARES, seed) for one in some} == set(SPLITS)


@settings(max_examples=10)
@given(st.permutations([PageToSplit(f"site {n}", "de-AT" if n % 2 else "de") for n in range(8)]))
def test_the_balanced_seed_does_not_depend_on_the_order_of_the_pages(some):
    assert balanced_seed(some, SHARES) == balanced_seed(sorted(some, key=str), SHARES)


def test_without_pages_there_is_a_seed_too():
    assert balanced_seed([], SHARES) == 0


@pytest.mark.parametrize(
    ("tag", "language"), [("de-AT", "de"), ("ZH_hant", "zh"), ("", ""), ("lang=", "")]
)
def test_a_language_is_told_without_its_region(tag, language):
    assert main_language(tag) == language


def test_shares_are_read_as_they_are_written():
    assert shares_of("train=0.8,validation=0.1,test=0.1") == SHARES
    assert shares_of(" test = .25 , train=0.75") == {"train": 0.75, "validation": 0, "test": 0.25}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("train=0.8,test=0.1", "0.9 together"),
        ("train=0.8,dev=0.2", "“dev=0.2” is not the share of a split"),
        ("train=0.5,train=0.5", "“train=0.5” is not"),
        ("train=most", "“most” is not a share"),
        ("train=nan", "“nan” is not a share"),
        ("train=1.5,test=-0.5", "“-0.5” is not a share"),
        ("", "“” is not the share"),
    ],
)
def test_shares_that_make_no_split_are_refused(given, sentence):
    with pytest.raises(UserError, match=sentence):
        shares_of(given)
