"""A saved page is the part that its message starts with; the others belong to it."""

from __future__ import annotations

import base64
import email
import quopri
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.pages import PageKind, RawPage, Resource
from annotator.pages.containers import belongings, mime_parts
from annotator.pages.containers.mhtml import Mhtml
from annotator.pages.containers.mime_parts import parts_of
from tests.unit.pages.containers.sources import pages, read, refusals, source

READER = Mhtml()
MARKUP = "<html><p>Größe €</p><img src=cid:one>".encode()
HEAD = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://a.example/news/1
Subject: =?utf-8?Q?Gr=C3=B6=C3=9Fe?=
Date: Sun, 1 Mar 2026 10:00:00 GMT
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--b--"

"""


def part(content: bytes, encoding: str = "binary", **headers: str) -> bytes:
    """A part; `Content_ID` stands for `Content-ID`."""
    written = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}
    told = {"Content-Transfer-Encoding": encoding, **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in told.items())
    return head.encode() + b"\n" + written.get(encoding, bytes)(content)


def message(*parts: bytes, head: bytes = HEAD) -> bytes:
    return head + b"".join(b"----b--\n" + one + b"\n" for one in parts) + b"----b----\n"


def html(content: bytes = MARKUP, **headers: str) -> bytes:
    return part(content, **{"Content_Type": "text/html", **headers})


def png(content: bytes, **headers: str) -> bytes:
    return part(content, "base64", Content_Type="image/png", **headers)


@given(
    st.binary(min_size=1, max_size=500).filter(lambda one: b"----b--" not in one),
    st.sampled_from(["binary", "base64"]),
    st.booleans(),
)
def test_the_page_is_the_one_that_was_written(content: bytes, encoding: str, is_packed: bool):
    written = message(part(content, encoding, Content_Type="text/html"), png(b"x"))
    if is_packed:
        written = HEAD + message(part(content, encoding, Content_Type="text/html"))[len(HEAD) :]
    (page,) = pages(read(READER, written))
    assert page.content == content


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=5))
def test_the_parts_are_those_of_the_parser_of_the_standard_library(contents: list[bytes]):
    written = EmailMessage()
    written["Subject"] = "x"
    for content in contents:
        written.add_attachment(content, maintype="image", subtype="png")
    content = written.as_bytes()
    theirs = [one for one in email.message_from_bytes(content).walk() if not one.is_multipart()]
    assert [one.content(content) for one in parts_of(content)] == [
        one.get_payload(decode=True) for one in theirs
    ]


def test_the_head_tells_address_title_and_time():
    written = message(html(Content_Type='text/html; charset="windows-1252"'))
    assert read(READER, written, "saved.mhtml") == [
        RawPage(
            MARKUP,
            "saved.mhtml",
            PageKind.HTML,
            "https://a.example/news/1",
            "windows-1252",
            datetime(2026, 3, 1, 10, tzinfo=UTC),
            "Größe",
        )
    ]
    on_disk = HEAD.replace(b"https://a.example", b"file:///home")
    (page,) = pages(read(READER, message(html(), head=on_disk)))
    assert page.url is None


def test_pictures_and_style_sheets_come_with_the_page_and_frames_do_not():
    written = message(
        html(),
        part(b"p {}", Content_Type="text/css", Content_Location="cid:css-1@mhtml.blink"),
        html(b"<p>a frame"),
        png(b"one", Content_ID="<one>", Content_Location="https://a.example/1.png"),
        png(b"two", Content_ID="<two>", Content_Location="2.png"),
        png(b"three", Content_ID="<three>"),
        part(b"alert()", Content_Type="text/javascript", Content_Location="x.js"),
    )
    (page,) = pages(read(READER, written))
    assert page.content == MARKUP
    assert page.resources == (
        Resource("cid:css-1@mhtml.blink", "text/css", b"p {}"),
        Resource("https://a.example/1.png", "image/png", b"one"),
        Resource("cid:one", "image/png", b"one"),
        Resource("https://a.example/news/2.png", "image/png", b"two"),
        Resource("cid:three", "image/png", b"three"),
    )


def test_no_page_brings_more_than_it_may(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(belongings, "_MOST_BYTES", 250)
    pictures = [png(b"x" * 100, Content_ID=f"<{n}>") for n in range(5)]
    (page,) = pages(read(READER, message(html(), *pictures)))
    assert [one.url for one in page.resources] == ["cid:0", "cid:1"]


def test_the_message_says_which_part_it_starts_with():
    head = HEAD.replace(b'type="text/html"', b'start="<root>"')
    written = message(html(b"<p>frame"), html(b"<p>root", Content_ID="<root>"), head=head)
    assert pages(read(READER, written))[0].content == b"<p>root"


def test_a_message_of_one_part_and_nested_parts_are_read():
    alone = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>alone"
    assert READER.sniff(alone, "x") == 0.95
    assert pages(read(READER, alone))[0].content == b"<p>alone"
    inner = b'Content-Type: multipart/alternative; boundary="in"\n\n--in\n' + html() + b"\n--in--\n"
    assert pages(read(READER, message(inner)))[0].content == MARKUP


@pytest.mark.parametrize(
    ("written", "reason", "record"),
    [
        (message(png(b"x")), "None of the 1 parts of the message is a page.", None),
        (message(html(b"")), "The page is empty.", 1),
        (
            message(part(MARKUP, "x-uuencode", Content_Type="text/html")),
            "The part is encoded in a way that is not known: “x-uuencode”.",
            1,
        ),
    ],
)
def test_what_cannot_be_read_says_why(written: bytes, reason: str, record: int | None):
    ((told, number, _),) = refusals(read(READER, written))
    assert (told, number) == (reason, record)


@pytest.mark.parametrize("name", ["ut\xff8", "zz\x80", "no-such", "utf-8*"])
def test_a_title_in_an_encoding_that_nobody_knows_stops_nothing(name: str):
    head = HEAD.replace(b"utf-8", name.encode("latin-1"))
    assert pages(read(READER, message(html(), head=head)))[0].content == MARKUP


def test_a_page_that_is_cut_is_refused_with_its_place_unless_its_own_end_is_there():
    whole = message(html(b"<html><p>One</p>\n<p>Two</p></html>"))
    end = whole.index(b"</html>")
    for cut in range(whole.index(b"<html>") + 1, end + len(b"</html>")):
        assert refusals(read(READER, whole[:cut])) == [
            ("The file ends within the page.", 1, whole.index(b"Content-Transfer-Encoding"))
        ]
    for cut in (end + len(b"</html>"), end + len(b"</html>\n"), len(whole) - 1):
        assert len(pages(read(READER, whole[:cut]))) == 1


def test_a_picture_that_is_cut_is_left_out():
    written = message(html(), png(b"x" * 100, Content_ID="<one>"))
    assert len(pages(read(READER, written))[0].resources) == 1
    assert pages(read(READER, written[:-40]))[0].resources == ()


def test_heads_that_would_take_minutes_to_read_take_none():
    """The standard library needs four minutes for the first of these."""
    for sign in (b";", b';"', b";x=y", b'; x="a\\"', b"; a*1*=''"):
        kind = b'multipart/related; boundary="--b--"; x="' + sign * 50_000
        head = b"MIME-Version: 1.0\nContent-Type: " + kind + b"\n\n"
        assert len(refusals(read(READER, message(html(), head=head)))) == 1
        words = HEAD.replace(b"=?utf-8", b"=?a?q?" * 30_000)
        assert len(pages(read(READER, message(html(), head=words)))) == 1


def test_the_address_that_the_user_knows_goes_before_that_of_the_head():
    known = replace(source(message(html())), url="https://known.example/")
    (page,) = pages(list(READER.read(known)))
    assert page.url == "https://known.example/"


def test_too_many_parts_and_too_deep_ones_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mime_parts, "_MOST_PARTS", 5)
    ((told, _, _),) = refusals(read(READER, message(*[html()] * 6)))
    assert told == "There are more than 5 parts in the message."
    deep = html()
    for depth in range(7):
        mark = b"b%d" % depth
        head = b'Content-Type: multipart/mixed; boundary="%b"\n\n--%b\n' % (mark, mark)
        deep = head + deep + b"\n--%b--\n" % mark
    monkeypatch.setattr(mime_parts, "_MOST_PARTS", 50)
    ((told, _, _),) = refusals(read(READER, message(deep)))
    assert told == "The parts of the message are nested too deep."


@given(st.data())
def test_whatever_is_cut_off_or_changed_nothing_is_raised(data: st.DataObject):
    content = bytearray(message(html(), png(b"one", Content_ID="<one>")))
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert read(READER, bytes(content[: data.draw(st.integers(1, len(content)))]))


def test_saved_pages_are_told_by_their_head():
    assert READER.sniff(message(html()), "x.html") == 1.0
    assert READER.sniff(HEAD.replace(b"Snapshot-Content-Location", b"X"), "x") == 0.95
    assert READER.sniff(MARKUP, "x.mhtml") == 0.3
    assert READER.sniff(b"From: a\n\nA letter", "x.txt") == 0.0
