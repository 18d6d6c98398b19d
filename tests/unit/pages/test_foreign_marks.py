from __future__ import annotations

import pytest

from annotator.core.dom import DomPoint, DomRange
from annotator.core.pages import PageKind, RawPage
from annotator.core.spans import Span
from annotator.pages.foreign_marks import marked_spans, tree_spans
from annotator.pages.parsing import parse
from annotator.pages.parsing_pool import ParsingPool


def raw(markup: str) -> RawPage:
    return RawPage(markup.encode(), "page.html", PageKind.HTML)


def marked(markup: str) -> list[tuple[str, str]]:
    found = marked_spans(raw(markup), "mark")
    assert found.text == parse(raw(markup)).text
    return [(found.text[span.start : span.end], value) for span, value in found.spans]


def test_text_has_the_value_of_the_innermost_element_that_has_one():
    markup = "<body>Menu<div mark=1><p>Story<p>By <b mark=0>Ada</b>, today</div>End"
    assert marked(markup) == [
        ("Menu", ""),
        ("Story", "1"),
        ("By ", "1"),
        ("Ada", "0"),
        (", today", "1"),
        ("End", ""),
    ]


def test_white_space_that_is_folded_away_moves_no_mark():
    assert marked("<p>  a   <i mark=1> b  \n</i>  c<i mark=1>  </i></p>") == [
        ("a ", ""),
        ("b ", "1"),
        ("c", ""),
    ]


def test_scripts_and_empty_elements_disturb_nothing():
    markup = "<p mark=1>a<script mark=0>x</script><br>b<img mark=0>c</p><p>d"
    assert marked(markup) == [("a", "1"), ("bc", "1"), ("d", "")]


def spans(markup: str, *ranges: tuple[str, int, str, int]) -> list[str | None]:
    document = parse(raw(markup))
    wanted = [DomRange(DomPoint(*one[:2]), DomPoint(*one[2:])) for one in ranges]
    found = tree_spans(raw(markup), document.facts.encoding, wanted)
    return [one and document.text[one.start : one.end] for one in found]


def test_a_range_counts_code_points_in_its_text_nodes():
    markup = "<html><body><div><p>😀 one <b>two</b> 😀😀 three</p></div></body></html>"
    p = "/html/body/div/p"
    assert spans(markup, (f"{p}/text()[1]", 2, f"{p}/text()[1]", 5)) == ["one"]
    assert spans(markup, (f"{p}/text()[2]", 4, f"{p}/text()[2]", 9)) == ["three"]
    assert spans(markup, (f"{p}/text()[1]", 2, f"{p}/b/text()", 3)) == ["one two"]


def test_paths_may_begin_at_the_body():
    markup = "<html><body><div><p>One</p><p>Two</p></div></body></html>"
    path = "/div[1]/p[2]/text()[1]"
    assert spans(markup, (path, 0, path, 3)) == ["Two"]


def test_a_range_that_is_nowhere_or_empty_is_none():
    markup = "<html><body><p>One</p></body></html>"
    nowhere, here = "/html/body/ul/text()[1]", "/html/body/p/text()[1]"
    assert (
        spans(markup, (nowhere, 0, here, 3), (here, 2, here, 2), (here, 3, here, 1)) == [None] * 3
    )


@pytest.fixture(scope="module")
def pool():
    with ParsingPool(workers=1) as made:
        yield made


def test_the_parsing_process_answers_the_same(pool: ParsingPool):
    page = raw("<html><body><p mark=1>One</p><p>Two</p></body></html>")
    text, values = pool.marked(page, "mark").result()
    assert (text, values) == ("One\nTwo", [(Span(0, 3), "1"), (Span(4, 7), "")])
    path = "/html/body/p[2]/text()[1]"
    ranges = [
        DomRange(DomPoint(path, 0), DomPoint(path, 3)),
        DomRange(DomPoint("/x", 0), DomPoint("/x", 3)),
    ]
    assert pool.tree_spans(page, "utf-8", ranges).result() == [Span(4, 7), None]
