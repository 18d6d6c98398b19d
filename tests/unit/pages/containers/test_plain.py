"""One page a file: which files are taken for one, and what it gets."""

from __future__ import annotations

import codecs

import pytest

from annotator.core.pages import PageKind
from annotator.pages.containers.plain import Plain, is_html
from tests.unit.pages.containers.sources import pages, read, refusals

HTML = b"<!DOCTYPE html><title>x</title><p>x"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.html", b"no tag at all", PageKind.HTML),
        ("a.txt", HTML, PageKind.TEXT),
        ("A.XHTML.GZ", HTML, PageKind.HTML),
        ("a", HTML, PageKind.HTML),
        ("a.php", b"\n <div><p>Two", PageKind.HTML),
        ("a.asp", b"words", PageKind.TEXT),
    ],
)
def test_the_name_tells_what_a_page_is_and_else_its_beginning(name, content, kind):
    (page,) = pages(read(Plain(), content, name))
    assert (page.content, page.name, page.kind) == (content, name, kind)


def test_an_empty_file_is_refused():
    assert refusals(read(Plain(), b"", "a.html")) == [("The file is empty.", None, None)]


@pytest.mark.parametrize(
    "head",
    [
        HTML,
        codecs.BOM_UTF8 + HTML,
        HTML.decode().encode("utf-16"),
        HTML.decode().encode("utf-16-be"),
        b"\n\n<!-- saved --><html>",
        b"<?xml version='1.0'?><html>",
        b"<p>One</p>",
    ],
)
def test_html_is_told_by_its_beginning_in_any_encoding(head):
    assert is_html(head)
    assert Plain().sniff(head, "page") > 0


@pytest.mark.parametrize(
    "head", [b"", b"A < B and B > C", b'{"html": "<p>x</p>"}', b"%PDF-1.7\n<p></p>", b"\xff" * 9]
)
def test_other_beginnings_are_no_html(head):
    assert not is_html(head)
    assert Plain().sniff(head, "page") == 0
    assert Plain().sniff(head, "page.html") > 0
