"""From spans to text nodes and back."""

from __future__ import annotations

import gzip
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.dom import DomPoint, DomRange
from annotator.core.errors import BugError, UserError
from annotator.core.pages import PageKind, RawPage
from annotator.core.spans import Span
from annotator.pages.locating import locate, span_of
from annotator.pages.parsing import parse
from tests.unit.pages.pages import document_of, dump, html

STORY = html(
    "<div>  Lead &amp; <b>bold\n text</b><!-- c --> tail<br>second<p>own</p> last</div>"
    "<pre> kept\n  space</pre><p>one<span hidden>aside</span> two</p>"
)


def dom_text(raw: RawPage, dom_range: DomRange) -> str:
    """The text of the page's own tree between the two points, by lxml's tree alone."""
    tree = lxml.html.document_fromstring(raw.content, lxml.html.HTMLParser(encoding="utf-8"))
    start, end = dom_range.start, dom_range.end
    (first,), (last,) = tree.xpath(start.xpath), tree.xpath(end.xpath)
    if start.xpath == end.xpath:
        return str(first)[start.offset : end.offset]
    nodes = tree.xpath("//text()")
    keys = [(node.getparent(), node.is_tail) for node in nodes]
    i, j = (
        keys.index((first.getparent(), first.is_tail)),
        keys.index((last.getparent(), last.is_tail)),
    )
    middle = "".join(nodes[i + 1 : j])
    return f"{str(first)[start.offset :]}{middle}{str(last)[: end.offset]}"


def test_a_span_across_inline_markup_is_found_in_lxmls_own_tree():
    page = document_of(parse(STORY))
    span = page.blocks[0].span
    (found,) = locate(STORY, "utf-8", [span])
    assert found == DomRange(
        DomPoint("/html/body[1]/div[1]/text()[1]", 2),
        DomPoint("/html/body[1]/div[1]/text()[2]", 5),
    )
    assert " ".join(dom_text(STORY, found).split()) == page.quote(span) == "Lead & bold text tail"


def test_each_block_is_found_in_lxmls_own_tree():
    page = document_of(parse(STORY))
    ranges = locate(STORY, "utf-8", [block.span for block in page.blocks])
    quotes = [" ".join(dom_text(STORY, found).split()) for found in ranges]
    wanted = [" ".join(page.block_text(block.index).split()) for block in page.blocks]
    # The aside stands in the middle of the line that goes on around it.
    assert [quote.replace("aside", "") for quote in quotes[:-1]] == wanted[:-1]
    assert quotes[-1] == wanted[-1] == "aside"


@given(st.data())
def test_every_span_comes_back_from_the_tree(data: st.DataObject):
    page = document_of(parse(STORY))
    ends = st.integers(0, len(page.text))
    start, end = sorted((data.draw(ends), data.draw(ends)))
    (found,) = locate(STORY, "utf-8", [Span(start, end)])
    assert span_of(STORY, "utf-8", found) == Span(start, end)


DUMP = dump("first line\r\nsecond  line \n\n \nthird\n")


@given(st.data())
def test_every_span_of_a_text_dump_comes_back_from_the_file(data: st.DataObject):
    page = document_of(parse(DUMP))
    ends = st.integers(0, len(page.text))
    start, end = sorted((data.draw(ends), data.draw(ends)))
    (found,) = locate(DUMP, "utf-8", [Span(start, end)])
    assert span_of(DUMP, "utf-8", found) == Span(start, end)


def test_a_span_of_a_text_dump_lies_in_the_text_node_that_browsers_make():
    (found,) = locate(DUMP, "utf-8", [Span(11, 23)])
    node = "/html/body/pre/text()[1]"
    assert found == DomRange(DomPoint(node, 11), DomPoint(node, 23))


def test_hard_wrapped_lines_come_back_too():
    line = "word " * 13 + "end"
    raw = dump("\n".join([line] * 6))
    page = document_of(parse(raw))
    assert len(page.blocks) == 1
    spans = [Span(start, start + 9) for start in range(0, len(page.text) - 9, 7)]
    assert [span_of(raw, "utf-8", found) for found in locate(raw, "utf-8", spans)] == spans


@pytest.mark.parametrize(
    ("markup", "point", "wanted"),
    [
        ("<p>a  b</p>", DomPoint("/html/body/p/text()", 2), 2),
        ("<p>a  b  </p>", DomPoint("/html/body[1]/p[1]/text()[1]", 6), 3),
        ("<p> a &eacute; b</p>", DomPoint("/html/body/p/text()[1]", 0), 0),
    ],
)
def test_points_in_collapsed_white_space_belong_to_what_follows(
    markup: str, point: DomPoint, wanted: int
):
    found = span_of(html(markup), "utf-8", DomRange(point, point))
    assert found == Span(wanted, wanted)


@pytest.mark.parametrize("xpath", ["/html/body/p[2]/text()", "", "/html/body/script/text()"])
def test_a_point_outside_all_blocks_is_refused(xpath: str):
    raw = html("<p>a</p><script>b</script>")
    point = DomPoint(xpath, 0)
    with pytest.raises(UserError, match="No block has text"):
        span_of(raw, "utf-8", DomRange(point, point))


def test_a_span_outside_the_text_is_a_bug():
    with pytest.raises(BugError, match="outside"):
        locate(html("<p>a</p>"), "utf-8", [Span(0, 2)])


def test_the_encoding_of_the_document_is_taken_not_that_of_the_declaration():
    raw = html("<meta charset=utf-8><p>\u0436 x".encode("koi8-r"))
    page = document_of(parse(raw, "koi8-r"))
    assert page.text == "ж x"
    (found,) = locate(raw, "koi8-r", [Span(2, 3)])
    assert found.start.offset == 2


def test_blocks_of_real_pages_come_back_and_are_found_in_lxmls_tree(corpus: Path):
    for path in sorted(corpus.glob("pages/*/*.html.gz"))[::150]:
        raw = RawPage(gzip.decompress(path.read_bytes()), path.name, PageKind.HTML)
        parsed = parse(raw)
        spans = [block.span for block in document_of(parsed).blocks]
        ranges = locate(raw, parsed.facts.encoding, spans)
        some = list(zip(spans, ranges, strict=True))[:: max(1, len(spans) // 5)]
        for span, found in some:
            assert span_of(raw, parsed.facts.encoding, found) == span
        if parsed.facts.encoding == "utf-8":
            tree = lxml.html.document_fromstring(
                raw.content, lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
            )
            assert all(tree.xpath(point.start.xpath) for _, point in some)
