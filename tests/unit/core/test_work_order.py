"""The order of work, and the templates that it rests on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.journal import Status
from annotator.core.pages import PageId, PageRow
from annotator.core.prospects import Prospect
from annotator.core.templates import templates_of
from annotator.core.work_order import Order, in_order

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def row(number, status=Status.NEW, *, blind=False):
    return PageRow(
        page=PageId(number),
        title="",
        url=None,
        site="",
        status=status,
        block_count=1,
        undecided_count=1,
        is_cut=False,
        encoding="utf-8",
        annotator=None,
        is_blind=blind,
    )


def prospects(**told):
    """`p3=(1, 0.5)` says that page 3 is of template 1 and its doubt is 0.5."""
    return {
        PageId(int(name[1:])): Prospect(PageId(int(name[1:])), template, doubt, 1, "m")
        for name, (template, doubt) in told.items()
    }


def ordered(order, rows, dates=None, **told):
    return in_order(rows, order, dates=dates or {}, prospects=prospects(**told))


def test_pages_as_imported_come_by_number():
    assert ordered(Order.IMPORTED, [row(3), row(1), row(2)]) == [1, 2, 3]


def test_by_date_the_newest_comes_first_and_what_has_no_date_last():
    dates = {PageId(2): NOON, PageId(4): NOON + timedelta(days=1), PageId(5): NOON}
    rows = [row(number) for number in range(1, 6)]
    assert ordered(Order.DATE, rows, dates) == [4, 2, 5, 1, 3]


def test_by_doubt_the_most_doubtful_comes_first_then_the_unknown_then_what_is_finished():
    rows = [row(1, Status.FINISHED), row(2), row(3), row(4), row(5, Status.RETURNED)]
    told = {"p1": (1, 9.0), "p2": (2, 0.1), "p3": (3, 2.0), "p5": (5, 0.1)}
    assert ordered(Order.DOUBT, rows, **told) == [3, 2, 5, 4, 1]


def test_by_template_one_page_of_each_comes_first_then_its_siblings_together():
    rows = [row(number) for number in range(1, 7)]
    told = {
        "p1": (1, 0.2),
        "p2": (2, 3.0),
        "p3": (1, 0.9),
        "p4": (2, 1.0),
        "p5": (1, 0.0),
        "p6": (6, 0.5),
    }
    assert ordered(Order.TEMPLATE, rows, **told) == [2, 3, 6, 4, 1, 5]


def test_a_template_with_a_finished_page_needs_no_other_one_first():
    rows = [row(1), row(2), row(3, Status.ACCEPTED), row(4)]
    told = {"p1": (1, 0.9), "p2": (2, 0.5), "p3": (1, 0.0), "p4": (1, 0.7)}
    assert ordered(Order.TEMPLATE, rows, **told) == [2, 3, 1, 4]


def test_a_blind_page_comes_first_of_its_template_only_where_all_are_blind():
    rows = [row(1, blind=True), row(2), row(3, blind=True)]
    told = {"p1": (1, 0.9), "p2": (1, 0.1), "p3": (3, 0.0)}
    assert ordered(Order.TEMPLATE, rows, **told) == [2, 3, 1]


def test_a_page_nobody_looked_at_stands_alone_behind_the_others():
    assert ordered(Order.TEMPLATE, [row(1), row(2), row(3)], p3=(1, 0.1), p2=(2, 0.0)) == [3, 2, 1]


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Status)), st.booleans(), st.integers(0, 4)), max_size=8
    ),
    st.sampled_from(list(Order)),
)
def test_every_order_holds_each_page_once(told, order):
    rows = [row(number, status, blind=blind) for number, (status, blind, _) in enumerate(told, 1)]
    known = {f"p{number}": (one[2], one[2] / 3) for number, one in enumerate(told, 1) if one[2]}
    found = ordered(order, rows, {}, **known)
    assert sorted(found) == [one.page for one in rows]
    assert found == ordered(order, rows[::-1], {}, **known)


def likeness(one, other):
    """Shared letters among all."""
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / len(mine | theirs)


def test_pages_of_one_markup_share_the_template_of_the_first_of_them():
    signatures = {PageId(1): b"abc", PageId(2): b"xyz", PageId(3): b"abd", PageId(5): b"xy"}
    found = templates_of([PageId(3), PageId(2), PageId(1), PageId(5)], {}, signatures, likeness)
    assert found == {1: 1, 2: 2, 3: 1, 5: 2}


def test_a_page_without_signatures_stands_alone():
    signatures = {PageId(1): b"abc", PageId(2): b""}
    found = templates_of([PageId(2), PageId(3)], {PageId(1): 1}, signatures, likeness)
    assert found == {2: 2, 3: 3}


@given(
    st.lists(st.binary(max_size=4).map(lambda one: bytes(n % 6 for n in one)), max_size=9),
    st.integers(0, 9),
)
def test_templates_are_the_same_whether_pages_come_at_once_or_in_two_imports(contents, cut):
    signatures = {PageId(number): content for number, content in enumerate(contents, 1)}
    pages = list(signatures)
    at_once = templates_of(pages, {}, signatures, likeness)
    first = templates_of(pages[:cut], {}, signatures, likeness)
    assert first | templates_of(pages[cut:], first, signatures, likeness) == at_once
    assert all(at_once[template] == template for template in set(at_once.values()))
