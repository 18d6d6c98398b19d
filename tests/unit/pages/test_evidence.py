"""Title, address and site of a page."""

from __future__ import annotations

import socket

import pytest

from annotator.pages.parsing import parse
from annotator.pages.sites import absolute_url, site_of, top_level_domain
from tests.unit.pages.pages import html

CANONICAL = "<link rel='alternate Canonical' href='https://a.example/c'>"
OPEN_GRAPH = "<meta property=og:url content='https://b.example/o'>"
BASE = "<base href='https://c.example/'>"


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title>\n A &amp; B </title>", "A & B"),
        ("<title>One</title><title>Two</title>", "One"),
        ("<title> </title><meta property='og:title' content=' Shared '>", "Shared"),
        ("<svg><title>icon</title></svg><p>x", ""),
        ("<body><svg><title>icon</title></svg><title>Late</title>", "Late"),
        ("<h1>No title</h1>", ""),
        ("<title>" + "x" * 600, "x" * 500),
    ],
)
def test_the_title_is_that_of_the_page(markup: str, title: str):
    assert parse(html(markup)).facts.title == title


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        (BASE + OPEN_GRAPH + CANONICAL, "https://a.example/c"),
        (BASE + OPEN_GRAPH, "https://b.example/o"),
        (BASE, "https://c.example/"),
        ("<link rel=canonical href=/relative>" + OPEN_GRAPH, "https://b.example/o"),
        ("<link rel=canonical href='javascript:alert(1)'>", None),
        ("<link rel=canonical href='file:///etc/passwd'>", None),
        ("<link rel=canonical href='https://'>", None),
        ("<link rel=canonical href='https://[bad'>", None),
        ("<link rel=canonical href='https://a.example/\u202ecod.exe'>", None),
        ("<link rel=stylesheet href='https://a.example/c'>", None),
        ("<p>x", None),
    ],
)
def test_the_address_is_the_first_absolute_one_of_the_web(markup: str, url: str | None):
    assert parse(html(markup)).facts.url == url


def test_the_address_that_the_user_gives_comes_first():
    facts = parse(html(CANONICAL, url="http://d.example/x")).facts
    assert (facts.url, facts.site) == ("http://d.example/x", "d.example")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.news.bbc.co.uk/1/2?x#y", "bbc.co.uk"),
        ("http://alice.blogspot.com/", "alice.blogspot.com"),
        ("http://127.0.0.1:8000/x", "127.0.0.1"),
        ("http://localhost/x", "localhost"),
        ("https://WWW.Example.COM./", "example.com"),
        ("https://www.ተያያዥ.com/", "ተያያዥ.com"),
        (None, ""),
        ("nonsense", ""),
    ],
)
def test_the_site_is_the_registered_domain_or_the_whole_host(url: str | None, site: str):
    assert site_of(url) == site


def test_finding_the_site_asks_no_network(monkeypatch: pytest.MonkeyPatch):
    def refuse(*_arguments: object, **_more: object) -> None:
        raise AssertionError("asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert site_of("https://a.b.never-seen-before.co.jp/") == "never-seen-before.co.jp"


def test_only_absolute_addresses_of_the_web_are_addresses():
    assert absolute_url(" HTTPS://a.example/ ") == "HTTPS://a.example/"
    for text in (None, "", "a.example", "//a.example", "ftp://a.example", "https://a b/"):
        assert absolute_url(text) is None


def test_the_top_level_domain_helps_the_detector_only_where_it_is_one():
    assert top_level_domain("https://a.RU/x") == "ru"
    assert top_level_domain("https://127.0.0.1/") == ""
    assert top_level_domain(None) == ""
