"""What stands where annotators differ, and who is not to see it yet."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from annotator.core.agreement_report import Place
from annotator.core.spans import Span
from annotator.services.agreement_quotes import LONGEST, quotes, yet_to_label
from tests.pictures import page
from tests.stored import add_page, do, label_blocks, project_of


@pytest.fixture
def project(tmp_path):
    made = project_of(tmp_path, page("Big  news", "A\tstory"))
    yield made
    made.close()


def blind_page(project, text="Blind page"):
    return add_page(project, page(text), text, is_blind=True)


def place(number, start=0, end=4):
    return Place(number, Span(start, end))


def test_a_quote_is_the_text_on_one_line(project):
    places = [place(1, 0, 9), place(1, 10, 17), place(1, 0, 17)]
    assert list(quotes(project, places).values()) == ["Big news", "A story", "Big news A story"]


def test_a_long_quote_ends_with_an_ellipsis(project):
    number = add_page(project, page("word " * 200))
    (quote,) = quotes(project, [place(number, 0, 999)]).values()
    assert len(quote) <= LONGEST
    assert quote.endswith("…")


def test_who_has_yet_to_finish_a_blind_page_is_not_to_see_how_others_labelled_it(project):
    given, begun, done, others = (blind_page(project, f"Blind {one}") for one in range(4))
    for number in (begun, done):
        label_blocks(project, number, "cy", "body", 0)
    do(project, done, "cy", lambda sitting: sitting.finish())
    with project.store.begin() as transaction:
        cy = transaction.annotators.find_or_add("cy")
        now = datetime(2026, 2, 1, tzinfo=UTC)
        transaction.assignments.give([given, done], cy, now)
    places = [place(number) for number in (1, given, begun, done, others)]
    assert yet_to_label(project, places, "cy") == {given, begun}
    assert yet_to_label(project, places, "nobody") == frozenset()


def test_pages_with_proposals_are_no_secret(project):
    label_blocks(project, 1, "cy", "body", 0)
    assert yet_to_label(project, [place(1)], "cy") == frozenset()
