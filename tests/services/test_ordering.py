"""The order of work of a real project, and the prospects that it rests on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from annotator.core.errors import Cancelled, UserError
from annotator.core.labels import LabelId
from annotator.core.pages import PageId
from annotator.core.proposals import NO_PROPOSALS, Proposal, Proposals, Source
from annotator.services.ordering import Order, ordered
from annotator.services.projects import create_project
from annotator.services.prospects import doubt_of, fill_prospects
from annotator.services.sitting import Sitting
from tests.pictures import page
from tests.stored import add_page, do, label_blocks

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
# By page: the letters of its markup, and how sure the proposals for its blocks are.
MARKUP = {1: b"abc", 2: b"abd", 3: b"xyz", 4: b"abc", 5: b"abc", 6: b"abc"}
SURE = {1: 0.9, 2: 0.5, 3: 0.7, 4: 0.99, 5: 0.2, 6: 0.94}


@pytest.fixture
def project(tmp_path):
    """Pages of two templates of one site, page 5 of another site, page 6 of an unknown one."""
    with create_project(tmp_path / "news.annotator") as made:
        for number in range(1, 7):
            site = {5: "other.example", 6: ""}.get(number, "news.example")
            date = None if number % 2 else NOON + timedelta(days=number)
            add_page(made, page(f"Page {number}"), site=site, fetched_at=date)
        yield made


class Looking:
    """Stands for what proposes; `calls` are the pages that it was asked for."""

    def __init__(self, sure=None):
        self.sure = sure or SURE
        self.calls = []

    def __call__(self, number):
        self.calls.append(number)
        span = page(f"Page {number}").blocks[0].span
        one = Proposal(span, LabelId("body"), self.sure[number], Source.MODEL)
        return Proposals((one,), "model-1")


def signatures(site):
    return {PageId(number): letters for number, letters in MARKUP.items()}


def likeness(one, other):
    mine, theirs = set(one), set(other)
    return len(mine & theirs) / len(mine | theirs)


def fill(project, propose=None, **options):
    return fill_prospects(project, propose or Looking(), signatures, likeness, **options)


def kept(project):
    with project.store.read() as transaction:
        return transaction.prospects.all()


def test_each_page_gets_its_template_and_its_doubt(project):
    assert fill(project).looked_at == 6
    told = {
        page: (one.template, one.doubt, one.doubtful_count) for page, one in kept(project).items()
    }
    assert told == {
        1: (1, 0.1, 1),
        2: (1, 0.5, 1),
        3: (3, 0.3, 1),
        4: (1, 0.0, 0),
        5: (5, 0.8, 1),
        6: (6, 0.06, 1),
    }
    assert {one.model for one in kept(project).values()} == {"model-1"}


def test_what_was_looked_at_is_not_looked_at_again_but_where_something_was_learned(project):
    fill(project)
    again = Looking()
    assert fill(project, again).looked_at == 0
    assert again.calls == []
    wiser = Looking(dict.fromkeys(SURE, 1.0))
    assert fill(project, wiser, sites={"news.example"}).looked_at == 4
    assert wiser.calls == [1, 2, 3, 4]
    assert [one.doubt for one in kept(project).values()] == [0, 0, 0, 0, 0.8, 0.06]
    assert kept(project)[2].template == 1


def test_a_new_page_joins_the_template_of_those_before_it(project, monkeypatch):
    fill(project)
    number = add_page(project, page("Page 7"))
    monkeypatch.setitem(MARKUP, 7, b"xyw")
    looking = Looking({7: 0.5})
    fill(project, looking)
    assert looking.calls == [number]
    assert kept(project)[number].template == 3


def test_stopping_keeps_what_was_found_and_going_on_finds_the_same(project, tmp_path):
    def stop(progress):
        if progress.done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        fill(project, report=stop)
    assert len(kept(project)) == 3
    seen = []
    fill(project, report=seen.append)
    assert [(one.done, one.total) for one in seen][-1] == (2, 3)
    in_pieces = kept(project)
    with project.store.begin() as transaction:
        transaction.prospects.keep([])
    with create_project(tmp_path / "again.annotator") as fresh:
        for number in range(1, 7):
            site = {5: "other.example", 6: ""}.get(number, "news.example")
            add_page(fresh, page(f"Page {number}"), site=site)
        fill(fresh)
        assert kept(fresh) == in_pieces


def test_a_page_that_cannot_be_looked_at_is_told_and_stops_none_of_the_others(project):
    looking = Looking()

    def propose(number):
        if number == 3:
            raise UserError("The document of page 3 is damaged.", "Open a backup.")
        return looking(number)

    answer = fill(project, propose)
    assert answer.looked_at == 5
    assert answer.refused == [(3, "The document of page 3 is damaged.")]
    assert ordered(project, Order.TEMPLATE) == [5, 2, 6, 3, 1, 4]
    assert 3 not in kept(project)


def test_a_site_whose_markup_cannot_be_compared_is_told_and_stops_no_other(project):
    def damaged(site):
        if site == "news.example":
            raise UserError("The evidence of page 2 is damaged.", "Open a backup.")
        return signatures(site)

    answer = fill_prospects(project, Looking(), damaged, likeness)
    assert [page for page, _ in answer.refused] == [1, 2, 3, 4]
    assert list(kept(project)) == [5, 6]
    assert fill(project).looked_at == 4


def test_doubt_counts_the_corrections_to_expect_in_doubtful_runs():
    document = page("aa", "bb", "cc", "dd")

    def proposed(*told):
        return Proposals(
            tuple(
                Proposal(block.span, LabelId(label), sure, source)
                for block, (label, sure, source) in zip(document.blocks, told, strict=True)
            )
        )

    told = proposed(
        ("body", 0.5, Source.MODEL),
        ("body", 0.7, Source.RULE),
        ("teaser", 0.97, Source.MODEL),
        ("body", 0.1, Source.SITE),
    )
    assert doubt_of(document, told) == (0.4, 1)
    assert doubt_of(document, NO_PROPOSALS) == (0, 0)


def test_the_pages_of_a_project_come_in_each_order(project):
    fill(project)
    assert ordered(project, Order.IMPORTED) == [1, 2, 3, 4, 5, 6]
    assert ordered(project, Order.DATE) == [6, 4, 2, 1, 3, 5]
    assert ordered(project, Order.DOUBT) == [5, 2, 3, 1, 6, 4]
    assert ordered(project, Order.TEMPLATE) == [5, 2, 3, 6, 1, 4]


def test_what_an_annotator_finished_counts_in_their_own_order(project):
    fill(project)
    label_blocks(project, 4, "Ada", "body", 0)
    do(project, 4, "Ada", Sitting.finish)
    assert ordered(project, Order.TEMPLATE, "Ada") == [5, 3, 6, 4, 2, 1]
    assert ordered(project, Order.TEMPLATE, "Ben") == [5, 2, 3, 6, 1, 4]


def test_before_anything_is_known_every_order_is_that_of_the_numbers(project):
    assert ordered(project, Order.DOUBT) == ordered(project, Order.TEMPLATE) == [1, 2, 3, 4, 5, 6]
