"""`annotator display`: a page as it looks, in a file."""

from __future__ import annotations

import pytest
from lxml import etree


@pytest.fixture
def ferry(annotator, tmp_path):
    """A project of one page, with a style and a hidden block."""
    page = tmp_path / "ferry.html"
    page.write_text("<style>h1{color:#123456}</style><h1>Ferry</h1><p hidden>menu</p>")
    annotator("new", tmp_path / "ferry")
    annotator("import", tmp_path / "ferry", page)
    return tmp_path / "ferry.annotator"


def test_display_tells_what_scripts_rely_on(annotator, ferry, tmp_path):
    target = tmp_path / "page.xhtml"
    answer = annotator("display", ferry, 1, target, "--json")
    assert answer.code == 0
    assert answer.json == {
        "file": str(target),
        "page": 1,
        "bytes": target.stat().st_size,
        "element_count": 5,
        "blocks": 2,
        "has_styles": True,
        "cut": False,
    }


def test_display_says_what_it_wrote_and_where(annotator, ferry, tmp_path):
    target = tmp_path / "page.xhtml"
    said = annotator("display", ferry, 1, target).out
    assert said == f"Wrote page 1 with 2 blocks to “{target}”.\n"
    assert "Ferry" in "".join(etree.parse(target).getroot().itertext())


def test_display_leaves_styles_out_and_shows_what_is_hidden(annotator, ferry, tmp_path):
    target = tmp_path / "page.xhtml"
    annotator("display", ferry, 1, target)
    assert "#123456" in target.read_text("utf-8")
    annotator("display", ferry, 1, target, "--no-styles", "--shows-hidden")
    written = target.read_text("utf-8")
    assert "#123456" not in written
    assert "html.an-shows-hidden" not in written


def test_display_tells_that_the_end_of_a_page_is_missing(annotator, tmp_path):
    page = tmp_path / "deep.html"
    page.write_text("<p>top" + "<div>" * 3000 + "bottom")
    annotator("new", tmp_path / "deep")
    annotator("import", tmp_path / "deep", page)
    answer = annotator("display", tmp_path / "deep", 1, tmp_path / "page.xhtml", "--json")
    assert answer.json["cut"] is True
    assert "the end of this page is missing" in answer.err


def test_display_refuses_a_name_that_browsers_take_for_something_else(annotator, ferry, tmp_path):
    answer = annotator("display", ferry, 1, tmp_path / "page.html")
    assert answer.code == 1
    assert ".xhtml" in answer.err
    assert not (tmp_path / "page.html").exists()
