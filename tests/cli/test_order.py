"""The order of work, from the command line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from annotator.core.pages import PageId
from annotator.core.prospects import Prospect
from annotator.services.projects import open_project
from tests.pictures import page
from tests.stored import add_page


@pytest.fixture
def looked_at(news):
    """Four pages whose prospects are known; the last two are of one template."""
    with open_project(news) as project:
        add_page(project, page("c"), fetched_at=datetime(2026, 1, 1, tzinfo=UTC))
        add_page(project, page("d"), fetched_at=datetime(2026, 1, 2, tzinfo=UTC))
        told = ((1, 1, 0.1), (2, 2, 0.5), (3, 3, 0.7), (4, 3, 0.6))
        with project.store.begin() as transaction:
            transaction.prospects.keep(
                [Prospect(PageId(number), first, doubt, 1, "m") for number, first, doubt in told]
            )
    return news


def numbers(answer):
    return [one["page"] for one in answer.json["pages"]]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("imported", [1, 2, 3, 4]),
        ("date", [4, 3, 1, 2]),
        ("doubt", [3, 4, 2, 1]),
        ("template", [3, 2, 1, 4]),
    ],
)
def test_pages_are_listed_in_the_order_of_work(annotator, looked_at, order, expected):
    assert numbers(annotator("pages", looked_at, "--order", order, "--json")) == expected


def test_an_order_goes_together_with_a_filter(annotator, looked_at):
    listed = annotator("pages", looked_at, "--order", "doubt", "--find", "page 2", "--json")
    assert numbers(listed) == [2]
    assert annotator("pages", looked_at, "--order", "size").code == 2
