from __future__ import annotations

import pytest

from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.services.listing import annotator_names, page_facts, page_rows, people_names
from annotator.services.measuring import Amount, measure
from annotator.services.sharing_out import give
from annotator.services.showing import show_page
from annotator.services.sitting import Sitting
from tests.gold import decide_blocks, fork_set
from tests.pictures import page
from tests.stored import add_page, do, label_blocks, project_of


@pytest.fixture
def project(tmp_path):
    """Three pages: Ada finished 1 and began 2; Ben began 1; nobody looked at 3."""
    pages = page("Big news", "A story"), page("Other"), page("More", "menu", hidden=[1])
    with project_of(tmp_path, *pages) as made:
        label_blocks(made, 1, "Ada", "headline", 0)
        do(made, 1, "Ada", Sitting.fill)
        do(made, 1, "Ada", Sitting.finish)
        label_blocks(made, 2, "Ada", "body", 0)
        label_blocks(made, 1, "Ben", "body", 0)
        yield made


def seen(rows):
    return [(row.page, row.status, row.undecided_count, row.annotator) for row in rows]


def test_without_an_annotator_the_set_that_is_furthest_on_speaks(project):
    assert seen(page_rows(project)) == [
        (1, Status.FINISHED, 0, "Ada"),
        (2, Status.IN_PROGRESS, 0, "Ada"),
        (3, Status.NEW, 1, None),
    ]


def test_an_annotator_sees_their_own_work_alone(project):
    assert seen(page_rows(project, "Ben")) == [
        (1, Status.IN_PROGRESS, 1, "Ben"),
        (2, Status.NEW, 1, None),
        (3, Status.NEW, 1, None),
    ]


def test_somebody_new_sees_every_page_as_new(project):
    assert {row.status for row in page_rows(project, "Cleo")} == {Status.NEW}


def test_pages_are_filtered_by_status(project):
    rows = page_rows(project, status=Status.IN_PROGRESS)
    assert [row.page for row in rows] == [2]


def test_pages_are_found_by_title_address_and_site_whatever_the_case(project):
    add_page(project, page("x"), "ÄRGER im Süden")
    assert [row.page for row in page_rows(project, text="ärger")] == [4]
    assert len(page_rows(project, text="NEWS.example/STORY")) == 4
    assert page_rows(project, text="nowhere") == []


def test_a_part_of_the_list_can_be_read(project):
    assert [row.page for row in page_rows(project, after=1, limit=1)] == [2]


def test_annotators_are_named_in_the_order_in_which_they_joined(project):
    assert annotator_names(project) == ("Ada", "Ben")


def test_the_facts_of_a_page_that_is_not_there_are_refused(project):
    assert page_facts(project, PageId(1)).title == "Page 1"
    with pytest.raises(UserError, match="no page 9"):
        page_facts(project, PageId(9))


def test_a_page_is_shown_as_the_set_that_is_furthest_on_has_it(project):
    shown = show_page(project, PageId(1))
    assert (shown.annotator, shown.status, shown.undecided_count) == ("Ada", Status.FINISHED, 0)
    assert [one.summary for one in shown.standings] == ["headline", "boilerplate"]


def test_a_page_is_shown_as_one_annotator_has_it(project):
    shown = show_page(project, PageId(1), "Ben")
    assert (shown.annotator, shown.status) == ("Ben", Status.IN_PROGRESS)
    assert [one.summary for one in shown.standings] == ["body", None]


def test_a_page_that_nobody_labelled_is_shown_as_new(project):
    shown = show_page(project, PageId(3))
    assert (shown.annotator, shown.status, shown.undecided_count) == (None, Status.NEW, 1)


def test_of_a_blind_page_labels_are_shown_only_to_who_asks_for_somebodys(project):
    number = add_page(project, page("One", "Two"), "Blind", is_blind=True)
    label_blocks(project, number, "Ada", "headline", 0)
    shown = show_page(project, number)
    assert (shown.is_blind, shown.annotator, shown.status) == (True, None, Status.NEW)
    assert [one.summary for one in shown.standings] == [None, None]
    own = show_page(project, number, "Ada")
    assert [one.summary for one in own.standings] == ["headline", None]
    assert not show_page(project, PageId(1)).is_blind


def test_a_page_that_is_not_there_is_not_shown(project):
    with pytest.raises(UserError, match="no page 9"):
        show_page(project, PageId(9))


def test_the_project_is_counted_page_by_page_and_label_by_label(project):
    measures = measure(project)
    assert measures.page_count == 3
    assert [measures.whole.pages[status] for status in Status] == [1, 1, 1, 0, 0]
    assert measures.whole.labels["headline"] == Amount(1, 8)
    assert measures.whole.labels["body"] == Amount(2, 13)
    assert measures.whole.labels["teaser"] == Amount(0, 0)


def test_each_annotator_is_counted_alone(project):
    ben = measure(project).annotators["Ben"]
    assert ben.pages[Status.IN_PROGRESS] == 1
    assert ben.pages[Status.NEW] == 2
    assert ben.labels["body"] == Amount(1, 8)
    assert ben.labels["headline"] == Amount()


def test_gold_speaks_for_a_page_once_it_is_finished_and_forks_never_do(project):
    decide_blocks(project, 1, {0: "headline"}, is_finished=False)
    fork_set(project, 3, "Ben", "Ben (2)", {0: "body"})
    rows = page_rows(project)
    assert "gold" not in {row.annotator for row in rows}
    assert "Ben (2)" not in {row.annotator for row in rows}
    begun = page_rows(project, "gold", status=Status.IN_PROGRESS)
    assert [row.page for row in begun] == [1]
    decide_blocks(project, 2, {0: "headline"})
    assert page_rows(project)[1].annotator == "gold"
    assert people_names(project) == ("Ada", "Ben", "Rae")


def test_only_the_pages_that_somebody_was_given_are_listed(project):
    give(project, "Ben", [PageId(2)])
    assert [row.page for row in page_rows(project, given_to="Ben")] == [2]
    assert page_rows(project, given_to="Cleo") == []


def test_gold_and_forks_are_counted_apart(project):
    before = measure(project)
    assert (before.gold, before.forks) == (None, {})
    decide_blocks(project, 1, {0: "headline"})
    fork_set(project, 3, "Ben", "Ben (2)", {0: "body"})
    measures = measure(project)
    assert tuple(measures.annotators) == ("Ada", "Ben", "Rae")
    assert measures.gold.pages[Status.FINISHED] == 1
    assert measures.gold.labels["headline"] == Amount(1, 8)
    assert measures.forks["Ben (2)"].pages[Status.FINISHED] == 1
    assert measures.whole.labels == before.whole.labels
