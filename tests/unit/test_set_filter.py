from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from annotator.core.journal import Status
from annotator.core.set_filter import SetFilter, is_language

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_everything_is_wanted_unless_something_narrows_it():
    wanted = SetFilter()
    assert wanted.has_page("news.example", None, is_blind=True)
    assert wanted.has_language("")
    assert wanted.has_set("Ada", Status.IN_PROGRESS, is_gold=False)
    assert wanted.words() == ()


@pytest.mark.parametrize(
    ("wanted", "is_there"),
    [
        (SetFilter(sites=("news.example", "a.example")), True),
        (SetFilter(sites=("example",)), False),
        (SetFilter(is_blind=True), False),
        (SetFilter(is_blind=False), True),
        (SetFilter(since=date(2026, 3, 1), until=date(2026, 3, 1)), True),
        (SetFilter(since=date(2026, 3, 2)), False),
        (SetFilter(until=date(2026, 2, 28)), False),
    ],
)
def test_pages_are_told_apart_by_site_day_and_blindness(wanted, is_there):
    assert wanted.has_page("news.example", NOON, is_blind=False) is is_there
    assert len(wanted.words()) == (2 if wanted.since and wanted.until else 1)


def test_a_page_of_unknown_day_is_not_what_was_asked_for():
    assert not SetFilter(since=date(2000, 1, 1)).has_page("", None, is_blind=False)


@pytest.mark.parametrize(
    ("tag", "wanted", "is_it"),
    [
        ("de", "de", True),
        ("de-AT", "de", True),
        ("de_AT", "DE-at", True),
        ("de", "de-AT", False),
        ("deu", "de", False),
        ("", "de", False),
    ],
)
def test_a_language_holds_its_regions(tag, wanted, is_it):
    assert is_language(tag, [wanted]) is is_it


def test_sets_are_told_apart_by_owner_and_status():
    assert SetFilter(annotator="Ada").has_set("Ada", Status.NEW, is_gold=False)
    assert not SetFilter(annotator="Ada").has_set("Bo", Status.NEW, is_gold=False)
    assert not SetFilter(status=Status.FINISHED).has_set("Ada", Status.NEW, is_gold=False)
    gold = SetFilter(gold_only=True)
    assert gold.has_set("gold", Status.ACCEPTED, is_gold=True)
    assert not gold.has_set("gold", Status.IN_PROGRESS, is_gold=True)
    assert not gold.has_set("Ada", Status.FINISHED, is_gold=False)
