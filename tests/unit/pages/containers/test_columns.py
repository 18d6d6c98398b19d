"""Which column holds what."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from annotator.core.errors import UserError
from annotator.core.pages import PageKind
from annotator.pages.containers.columns import ChosenColumns, choose, is_markup, look
from annotator.pages.containers.container import Columns
from annotator.pages.containers.times import time_of

HTML, TEXT = PageKind.HTML, PageKind.TEXT
MARKUP = "<!DOCTYPE html><p>x"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("html", ("html", HTML)),
        ("text html", ("html", HTML)),
        ("RawHTML text", ("RawHTML", HTML)),
        ("content-html content", ("content-html", HTML)),
        ("text", ("text", TEXT)),
        ("plain_text content", ("plain_text", TEXT)),
        ("content", ("content", TEXT)),
    ],
)
def test_html_goes_before_text_and_names_are_read_without_capitals_and_signs(
    names: str, expected: tuple[str, PageKind]
):
    chosen = choose(names.split(), [], Columns())
    assert (chosen.content, chosen.kind) == expected


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (MARKUP, HTML),
        (MARKUP.encode(), HTML),
        ("<div><p>One</p></div>", HTML),
        ("A story about <b>", TEXT),
        ("< 5 and > 3", TEXT),
        (None, TEXT),
    ],
)
def test_a_name_that_fits_both_is_decided_by_the_first_values(value: object, kind: PageKind):
    assert choose(["content"], [{"content": value}], Columns()).kind is kind


def test_a_column_of_markup_goes_before_one_that_is_called_text():
    rows = [{"body": MARKUP, "text": "x"}]
    assert choose(["text", "body"], rows, Columns()) == ChosenColumns("body", HTML)


def test_the_other_columns_are_guessed_and_none_is_taken_twice():
    names = ["link", "url", "_id", "date", "crawl_time", "title", "html"]
    assert choose(names, [], Columns()) == ChosenColumns(
        "html", HTML, url="url", id="_id", title="title", time="crawl_time"
    )
    assert choose(["html", "url"], [], Columns(id="url")).url is None


def test_what_the_user_says_counts_and_the_empty_name_is_no_column():
    names = ["html", "story", "url", "id"]
    chosen = choose(names, [], Columns(text="story", url="id", id=""))
    assert chosen == ChosenColumns("story", TEXT, url="id")
    assert choose(["html", "text"], [], Columns(html="")) == ChosenColumns("text", TEXT)


def test_a_missing_column_is_told_with_those_that_are_there():
    with pytest.raises(UserError, match=r"no column “x”\. There are: “a”, “b”"):
        choose(["a", "b"], [], Columns(title="x"))
    seen = look(["n" * 100] * 300, [], Columns())
    assert seen.chosen is None
    assert "270 more" in seen.reason
    assert len(seen.names) == 200


def test_markup_is_told_by_its_beginning():
    assert is_markup("  <?xml version='1.0'?><html/>")
    assert is_markup("<p>a<p>b")
    assert not is_markup("<p> is an element")
    assert not is_markup("")


AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        AT,
        AT.replace(tzinfo=None),
        "2026-03-01T08:00:00Z",
        "2026-03-01 08:00:00",
        "2026-03-01 08:00:00 UTC",
        "2026-03-01T10:00:00+02:00",
        "20260301080000",
        "Sun, 01 Mar 2026 08:00:00 GMT",
        "Sun, 01 Mar 2026 03:00:00 -0500",
        1772352000,
        1772352000.0,
        1772352000000,
        1772352000000000,
        "1772352000",
        "1772352000000",
    ],
)
def test_a_time_is_read_however_it_is_written(value: object):
    assert time_of(value) == AT


@pytest.mark.parametrize(
    "value", [None, True, "", "yesterday", [], b"x", float("nan"), float("inf"), "9" * 21, {}]
)
def test_what_is_no_time_is_none(value: object):
    assert time_of(value) is None


def test_a_day_is_its_first_moment():
    assert time_of(AT.date()) == datetime(2026, 3, 1, tzinfo=UTC)
    assert time_of("2026-03-01") == datetime(2026, 3, 1, tzinfo=UTC)
