"""A page taken apart: every code point of the document is in it once, at its place."""

from __future__ import annotations

import gzip
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.documents import Document
from annotator.core.errors import BugError
from annotator.core.page_markup import (
    END,
    ElementEnd,
    ElementStart,
    MarkupText,
    PageMarkup,
    plain_markup,
)
from annotator.core.page_markup_json import markup_from_json, markup_to_json
from annotator.core.pages import PageKind, RawPage
from annotator.pages.html_reader import DEEPEST
from annotator.pages.markup import page_markup
from annotator.pages.parsing import parse
from annotator.pages.parsing_pool import ParsingPool
from tests.unit.pages.pages import document_of, dump, html

STORY = html(
    "<div>  Lead &amp; <b>bold\n text</b><!-- c --> tail<br>second<p>own</p> last</div>"
    "<pre> kept\n  space</pre><p>one<span hidden>aside</span> two</p><script>run()</script>"
    "<p> \u00a0 </p><svg><title>not here</title></svg><textarea>a  b</textarea><i>a  b</i>"
)
WRAPPED = dump(
    "\n".join(["A line of a reader that wraps what it shows at seventy-two columns, so"] * 3)
    + "\nends here.\n\nAnother  one \n"
)


def whole(markup: PageMarkup, document: Document) -> None:
    """Hold the pieces against the document: all of it, in order, white space of any kind."""
    placed = sorted(
        (part.start, part.text)
        for part in markup.parts
        if isinstance(part, MarkupText) and part.start is not None
    )
    shown = list(document.text)
    for start, text in placed:
        for offset, sign in enumerate(text, start):
            assert shown[offset] == sign or (shown[offset].isspace() and sign.isspace())
    covered = [offset for start, text in placed for offset in range(start, start + len(text))]
    assert covered == [
        offset for block in document.blocks for offset in range(block.span.start, block.span.end)
    ]


def test_every_code_point_of_the_document_stands_in_the_markup_once():
    whole(page_markup(STORY, "utf-8"), document_of(parse(STORY)))


def test_a_dump_is_one_element_in_which_wrapped_lines_are_joined():
    markup = page_markup(WRAPPED, "utf-8")
    whole(markup, document_of(parse(WRAPPED)))
    names = [part.name for part in markup.parts if isinstance(part, ElementStart)]
    assert names == ["html", "body", "pre"]
    texts = [part.text for part in markup.parts if isinstance(part, MarkupText)]
    assert "".join(texts) == WRAPPED.content.decode()


def test_texts_are_as_they_stand_in_the_page_and_scripts_are_left_out():
    markup = page_markup(STORY, "utf-8")
    texts = ["".join(piece.text for piece in node) for node in markup.text_nodes()]
    assert texts[:4] == ["  Lead & ", "bold\n text", " tail", "second"]
    assert "run()" not in "".join(texts)
    assert "not here" in texts
    pieces = next(node for node in markup.text_nodes() if node[0].text == "a ")
    assert [piece.start is None for piece in pieces] == [False, True, False]


def test_a_page_that_is_cut_ends_all_its_elements():
    deep = html("<div>in" * (DEEPEST + 5))
    markup = page_markup(deep, "utf-8")
    whole(markup, document_of(parse(deep)))
    starts = sum(isinstance(part, ElementStart) for part in markup.parts)
    assert starts == sum(isinstance(part, ElementEnd) for part in markup.parts) == DEEPEST


@pytest.mark.parametrize("page", [STORY, WRAPPED])
def test_the_parsing_process_gives_the_same(page: RawPage):
    with ParsingPool(1) as pool:
        assert pool.markup(page, "utf-8").result() == page_markup(page, "utf-8")


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", "[[true]]", '[["p",{"a":1}]]', '[["p",{}]]', "[0]", '[[-1,"a"]]']
)
def test_what_is_no_markup_is_refused(text: str):
    with pytest.raises(BugError):
        markup_from_json(text)


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.booleans())))
def test_any_markup_comes_back_from_json(texts: list[tuple[str, bool]]):
    parts = [ElementStart("p", (("class", "ü"),))]
    for index, (text, has_place) in enumerate(texts):
        parts += [ElementStart("b"), MarkupText(text, index if has_place else None), END]
    markup = PageMarkup((*parts, END))
    assert markup_from_json(markup_to_json(markup)) == markup


def test_where_there_is_no_tree_each_block_is_a_paragraph():
    document = document_of(parse(STORY))
    markup = plain_markup(document, "The page took too long.")
    whole(markup, document)
    assert markup.why_plain == "The page took too long."


def test_real_pages_stand_whole_in_their_markup(corpus: Path):
    for path in sorted((corpus / "pages").glob("*/*.html.gz"))[::60]:
        raw = RawPage(gzip.decompress(path.read_bytes()), path.name, PageKind.HTML)
        parsed = parse(raw)
        markup = page_markup(raw, parsed.facts.encoding)
        spans = [span for part in markup.parts if (span := getattr(part, "span", None))]
        assert all(before.end <= span.start for before, span in pairwise(sorted(spans)))
        assert sum(map(len, spans)) == sum(
            len(block.span) for block in document_of(parsed).blocks
        ), path.name
