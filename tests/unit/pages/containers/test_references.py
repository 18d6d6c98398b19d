"""What a page is shown with is found in its bytes, in a time that a hostile page cannot stretch."""

from __future__ import annotations

import pytest

from annotator.pages.containers import references as module
from annotator.pages.containers.references import references

URL = "https://a.example/news/1.html"


def test_pictures_and_style_sheets_are_found_each_once():
    page = b"""<link rel=stylesheet href="/s.css?a=1&amp;b=2"><img src='p.png' data-src=q.png>
    <img srcset="p.png 1x, //cdn.example/p2.png 2x"><p style="background:url( 'b.png' )">"""
    assert list(references(page, URL)) == [
        "https://a.example/s.css?a=1&b=2",
        "https://a.example/news/p.png",
        "https://a.example/news/q.png",
        "https://cdn.example/p2.png",
        "https://a.example/news/b.png",
    ]


def test_addresses_are_relative_to_the_base_that_a_page_names():
    assert list(references(b'<base href="/x/"><img src=1.png>', URL)) == [
        "https://a.example/x/",
        "https://a.example/x/1.png",
    ]


def test_only_so_many_are_looked_at_even_if_they_are_all_the_same(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "_MOST", 10)
    assert list(references(b' src="1.png"' * 10 + b' src="2.png"', URL)) == [
        "https://a.example/news/1.png"
    ]
    assert len(list(references(b"".join(b" src=%d" % n for n in range(20)), URL))) == 10
