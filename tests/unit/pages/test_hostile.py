"""Pages made to hold programs up, and pages that are no pages: none crashes, none is lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from annotator.core.errors import UserError
from annotator.core.pages import PageKind, ParsedPage, RawPage
from annotator.pages.locating import locate, span_of
from annotator.pages.parsing import parse
from annotator.pages.parsing_pool import ParsingPool
from tests.unit.pages.pages import document_of, dump, html

HOSTILE = {
    "1,000,000 nested div": b"<div>" * 1_000_000 + b"deep" + b"</div>" * 1_000_000 + b"<p>after",
    "one tag with 100,000 attributes": b"<p "
    + b" ".join(b"a%d=1" % number for number in range(100_000))
    + b">x",
    "1,000,000 unclosed inline elements": b"<b>x" * 1_000_000,
    "200,000 unclosed divs with text": b"<div>x" * 200_000,
    "one line of 10 MB": b"word " * 2_000_000,
    "one word of 10 MB": b"<p>" + b"x" * 10_000_000,
    "1,000,000 character references": b"&amp;" * 1_000_000,
    "100,000 siblings of odd names": b"<o:p><p>x</p></o:p>" * 100_000,
    "100,000 tables in tables": b"<table><tr><td>x" * 100_000,
    "a comment that never ends": b"<p>x<!--" + b"-" * 5_000_000,
    "a tag that never ends": b"<p>x<a " + b"a" * 5_000_000,
    "a class of 5 MB": b"<p class='" + b"hidden " * 700_000 + b"'>x",
    "a style of 5 MB": b"<p style='" + b"display " * 600_000 + b"'>x",
    "1,000,000 spaces between letters": b"<p>" + (b" " * 1000 + b"x") * 3000,
}


def is_sound(page: ParsedPage) -> bool:
    page.text.encode("utf-8")
    return "\0" not in page.text and document_of(page).text == page.text


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_read_or_refused_in_time(content: bytes):
    with ParsingPool(1, seconds=5) as pool:
        future = pool.submit(RawPage(content, "hostile.html", PageKind.HTML))
        failure = future.exception(timeout=30)
        assert isinstance(failure, UserError) if failure else is_sound(future.result())
        assert pool.submit(html("<p>next")).result(timeout=30).text == "next"


def test_a_million_nested_elements_are_marked_as_cut():
    page = parse(html(HOSTILE["1,000,000 nested div"]))
    assert (page.text, page.block_count) == ("", 0)
    assert page.facts.cut is not None


def test_an_empty_page_is_refused_and_one_without_text_has_no_blocks():
    with pytest.raises(UserError, match="empty"):
        parse(html(b""))
    for content in (b" ", b"\n", b"<html></html>", b"<!-- x -->", b"<script>x</script>"):
        page = parse(html(content))
        assert (page.text, page.block_count) == ("", 0)


def test_a_page_over_the_limit_is_refused():
    with pytest.raises(UserError, match="larger than 64 MB"):
        parse(html(bytes(64 * 1024 * 1024 + 1)))


@pytest.mark.parametrize("kind", PageKind)
def test_binary_content_is_refused(kind: PageKind):
    content = random.Random(7).randbytes(100_000)
    with pytest.raises(UserError, match="binary"):
        parse(RawPage(content, "x", kind))


def test_one_line_of_ten_megabytes_is_one_block():
    for raw in (html(HOSTILE["one line of 10 MB"]), dump(HOSTILE["one line of 10 MB"])):
        page = parse(raw)
        assert page.block_count == 1
        assert len(page.text) == 10_000_000 - 1


def test_nul_and_lone_surrogates_never_reach_the_text():
    page = parse(html("é" * 99 + "<p>a\0b&#0;c&#xD800;d\udfff"))
    assert is_sound(page)
    assert page.text.endswith("a\ufffdb\ufffdc\ufffdd\ufffd\ufffd\ufffd")
    assert page.facts.replaced_count == 4


@pytest.mark.parametrize("control", [chr(code) for code in (1, 8, 11, 14, 27, 31, 127, 0x85, 0x9F)])
def test_control_characters_are_kept_and_located(control: str):
    raw = html(f"<p>a{control}b")
    page = parse(raw)
    assert page.text == f"a{control}b"
    span = document_of(page).blocks[0].span
    assert span_of(raw, "utf-8", locate(raw, "utf-8", [span])[0]) == span


@pytest.mark.parametrize("code", [0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFE, 0x10FFFF, 0xE000])
def test_noncharacters_are_kept(code: int):
    assert parse(html(f"<p>a{chr(code)}b")).text == f"a{chr(code)}b"


def test_no_page_reads_a_file_or_asks_a_network(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    markup = (
        f"<!DOCTYPE html SYSTEM '{secret.as_uri()}' [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>"
        f"<p>&x; <iframe src='{secret.as_uri()}'></iframe><object data='{secret.as_uri()}'>"
        f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{secret.as_uri()}'/>"
        "<link rel=stylesheet href='http://198.51.100.1/x.css'><script>document.write('ran')</script>"
    )
    text = parse(html(markup)).text
    assert "secret" not in text.replace(str(secret), "")
    assert "ran" not in text


def html5lib_pages(corpus: Path) -> list[bytes]:
    files = sorted((corpus / "fixtures/html5lib/tree-construction").rglob("*.dat"))
    return [
        part.split(b"\n#errors", 1)[0]
        for path in files
        for part in path.read_bytes().split(b"#data\n")[1:]
    ]


def test_all_malformed_pages_of_html5lib_give_sound_documents_whose_spans_come_back(corpus: Path):
    pages = html5lib_pages(corpus)
    assert len(pages) > 1_500
    for content in filter(None, pages):
        raw = html(content)
        page = parse(raw, "utf-8")
        assert is_sound(page)
        spans = [block.span for block in document_of(page).blocks]
        ranges = locate(raw, "utf-8", spans)
        assert [span_of(raw, "utf-8", one) for one in ranges] == spans, content
