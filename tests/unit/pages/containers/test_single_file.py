"""A page that SingleFile saved says in its first comment where it came from."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from annotator.pages.containers.plain import Plain
from tests.unit.pages.containers.sources import pages, read

PAGE = """<!DOCTYPE html> <html lang="de"><!--
 Page saved with SingleFile
 url: {url}
 saved date: {date}
--><p>Text</p>"""
DATE = "Sun Mar 01 2026 12:00:00 GMT+0200 (Central European Summer Time)"


def test_the_comment_tells_address_and_time():
    content = PAGE.format(url="https://a.example/1", date=DATE).encode()
    (page,) = pages(read(Plain(), content, "saved.html"))
    assert page.content == content
    assert page.url == "https://a.example/1"
    assert page.fetched_at == datetime(2026, 3, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "date", ["", "yesterday", DATE.replace("Mar", "Foo"), DATE.replace("01", "91")]
)
def test_a_file_on_the_disk_is_no_address_and_a_strange_date_no_time(date: str):
    content = PAGE.format(url="file:///news/1.html", date=date).encode()
    (page,) = pages(read(Plain(), content, "saved.html"))
    assert (page.url, page.fetched_at) == (None, None)


def test_another_comment_tells_nothing():
    content = b"<!-- url: https://a.example/1 --><p>Text</p>"
    assert pages(read(Plain(), content, "page.html"))[0].url is None
