"""In a WACZ the list of pages says what is one, and its archives hold the rest."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.pages import PageKind, RawPage, Resource
from annotator.pages.containers import belongings
from annotator.pages.containers.wacz import Wacz
from tests.unit.pages.containers.archives import packed, response, wacz, zipped
from tests.unit.pages.containers.sources import pages, read, refusals

READER = Wacz()
PNG = b"\x89PNG\r\n\x1a\n picture"
URL = "https://a.example/news/1"
MARKUP = b"""<html><link rel=stylesheet href="/style.css?a=1&amp;b=2"><p>Text</p>
<img src='one.png'><img srcset="https://b.example/two.png 2x, missing.png 1x">"""


def image(url: str, body: bytes = PNG) -> bytes:
    return response(body, {"Content-Type": "image/png"}, url=url)


def test_what_the_list_names_is_a_page_and_nothing_else():
    records = [response(b"<p>%d" % n, url=f"https://a.example/{n}") for n in range(4)]
    listed = [{"url": f"https://a.example/{n}#part", "title": f"The {n}\n"} for n in (2, 0)]
    assert read(READER, wacz(records, listed), "crawl.wacz") == [
        RawPage(
            b"<p>%d" % n,
            f"crawl.wacz#{n + 1}",
            PageKind.HTML,
            f"https://a.example/{n}",
            "utf-8",
            datetime(2026, 3, 1, 10, tzinfo=UTC),
            f"The {n}",
        )
        for n in (0, 2)
    ]


def test_the_pictures_and_style_sheets_that_a_page_calls_come_with_it():
    css = response(b"p {}", {"Content-Type": "text/css"}, url="https://a.example/style.css?a=1&b=2")
    packed_png = {"Content-Type": "image/png", "Content-Encoding": "gzip"}
    records = [
        css,
        image("https://a.example/other.png"),
        response(gzip.compress(PNG), packed_png, url="https://b.example/two.png"),
        response(MARKUP, url=URL),
        image("https://a.example/news/one.png"),
        response(
            PNG,
            {"Content-Type": "image/png"},
            url="https://a.example/news/missing.png",
            status="404",
        ),
    ]
    (page,) = pages(read(READER, wacz(records, [{"url": URL}])))
    assert page.resources == (
        Resource("https://a.example/style.css?a=1&b=2", "text/css", b"p {}"),
        Resource("https://a.example/news/one.png", "image/png", PNG),
        Resource("https://b.example/two.png", "image/png", PNG),
    )


def test_no_page_brings_more_than_it_may(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(belongings, "_MOST_COUNT", 3)
    urls = [f"https://a.example/{n}.png" for n in range(9)]
    markup = b"".join(b"<img src=%b>" % url.encode() for url in urls)
    records = [response(markup, url=URL), *map(image, urls)]
    (page,) = pages(read(READER, wacz(records, [{"url": URL}])))
    assert [one.url for one in page.resources] == urls[:3]
    monkeypatch.setattr(belongings, "_MOST_BYTES", 2 * len(PNG))
    (page,) = pages(read(READER, wacz(records, [{"url": URL}])))
    assert [one.url for one in page.resources] == urls[:2]


def test_of_several_captures_the_one_of_the_listed_time_is_the_page():
    early, late = (
        response(body, url=URL).replace(b"2026-03-01T10", when)
        for body, when in ((b"<p>early", b"2026-03-01T08"), (b"<p>late", b"2026-03-02T08"))
    )
    for ts, content in (
        ("2026-03-02T08:00:03Z", b"<p>late"),
        ("2026-03-01T00:00:00Z", b"<p>early"),
    ):
        (page,) = pages(read(READER, wacz([early, late], [{"url": URL, "ts": ts}])))
        assert page.content == content


def test_a_listed_address_may_lead_to_the_page():
    moved = response(b"", {"Location": "/news/1"}, url="http://a.example/x", status="301 Moved")
    there = response(b"<p>there", url="http://a.example/news/1")
    (page,) = pages(
        read(READER, wacz([moved, there], [{"url": "http://a.example/x", "title": "T"}]))
    )
    assert (page.content, page.url, page.title) == (b"<p>there", "http://a.example/news/1", "T")


def test_what_is_listed_and_not_there_is_refused():
    records = [response(b"<p>", url=URL), image("https://a.example/p.png")]
    found = read(READER, wacz(records, [{"url": "https://a.example/gone"}, {"url": URL}]))
    assert [isinstance(one, RawPage) for one in found] == [True, False]
    assert refusals(found)[0][0] == (
        "It is in the list of pages, but no record of the archives holds it."
    )


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"archive/a.warc": b""}, "It has no list of pages (pages/pages.jsonl)"),
        ({"pages/pages.jsonl": b"{}\n[\n"}, "Its list of pages names none."),
        ({"pages/pages.jsonl": b'{"url": "http://a.example/"}'}, "It holds no web archive"),
    ],
)
def test_what_is_no_wacz_says_what_it_lacks(members: dict[str, bytes], reason: str):
    ((told, _, _),) = refusals(read(READER, zipped(members)))
    assert told.startswith(reason)


def test_a_damaged_record_is_told_with_its_place_in_the_wacz_and_the_others_are_read():
    records = [response(b"<p>%d" % n, url=f"https://a.example/{n}") for n in range(3)]
    content = wacz(records, [{"url": f"https://a.example/{n}"} for n in range(3)])
    at = content.index(packed([records[1]]))
    broken = bytearray(content)
    broken[at + 80] ^= 0xFF
    found = read(READER, bytes(broken))
    assert [one.content for one in found if isinstance(one, RawPage)] == [b"<p>0", b"<p>2"]
    told = refusals(found)
    assert told[0] == ("The gzip compression of this record is damaged.", 2, at)
    assert len(told) == 2


@given(st.data())
def test_whatever_is_changed_nothing_is_raised(data: st.DataObject):
    content = bytearray(wacz([response(MARKUP, url=URL), image(f"{URL}.png")], [{"url": URL}]))
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert read(READER, bytes(content[: data.draw(st.integers(1, len(content)))]))


def test_a_wacz_is_told_from_other_zips():
    content = wacz([response(MARKUP)], [{"url": URL}])
    assert READER.sniff(content, "x.wacz") == READER.sniff(content, "x.zip") == 0.95
    assert READER.sniff(zipped({"1.html": b"x"}), "x.zip") == 0.0
