"""What bytes are, whatever a server said of them."""

from __future__ import annotations

import pytest

from annotator.core.pages import PageKind
from annotator.pages.containers.media_types import charset_of, media_type_of, page_kind
from annotator.pages.containers.references import references

HTML, TEXT = PageKind.HTML, PageKind.TEXT


@pytest.mark.parametrize(
    ("media_type", "content", "kind"),
    [
        ("text/html", b"anything", HTML),
        ("text/html", b"%PDF-1.7", None),
        ("text/html", b"\xff\xd8\xff\xe0", None),
        ("", b"<!-- one --> <!-- two --><!DOCTYPE html>", HTML),
        ("", b"\xef\xbb\xbf\n<p>Text", HTML),
        ("", "\ufeff<html>".encode("utf-16-le"), HTML),
        ("", b"Text", None),
        ("text/plain", b"<p>Text about an element", TEXT),
        ("text/plain", b"<html><p>Text", HTML),
        ("application/xml", b'<?xml version="1.0"?><!-- x --><html xmlns="y">', HTML),
        ("application/xml", b'<?xml version="1.0"?><rss>', None),
        ("image/png", b"<html>", None),
    ],
)
def test_a_page_is_told_by_type_and_content(media_type: str, content: bytes, kind: PageKind | None):
    assert page_kind(media_type, content) is kind


def test_a_thousand_comments_are_no_riddle():
    assert page_kind("", b"<!---->" * 580 + b"x") is None
    assert page_kind("", b"<!-- -->" * 400 + b"<!--" * 200) is None


def test_headers_are_read_however_they_are_written():
    assert media_type_of(' Text/HTML; charset="utf-8"') == "text/html"
    assert media_type_of("nonsense") == ""
    assert charset_of("text/html;charset = 'KOI8-R' ; x=y") == "KOI8-R"
    assert charset_of("text/html") is None


def test_a_page_calls_pictures_and_style_sheets_in_many_ways():
    content = (
        b"""<base href="/deep/"><img src=a.png ><img SRC='b&amp;c.png'><img src="#x">"""
        b"""<source srcset="d.png 1x, https://b.example/e.png 2x">"""
        b"""<p style="background: url( 'f.png')">"""
    )
    assert list(references(content, "https://a.example/news/1")) == [
        "https://a.example/deep/",
        "https://a.example/deep/a.png",
        "https://a.example/deep/b&c.png",
        "https://a.example/deep/d.png",
        "https://b.example/e.png",
        "https://a.example/deep/f.png",
    ]
    assert list(references(b"<img src='http://[x'>", "https://a.example/")) == ["http://[x"]
