"""A page in numbers: known by eye on small pages, finite on all."""

from __future__ import annotations

from math import log1p

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.assist.features import FEATURES, PageFeatures, features, headline_place
from annotator.assist.titles import likeness
from annotator.assist.visible_page import PageInput, VisiblePage
from annotator.core.documents import Block, Document, HiddenReason
from annotator.core.page_evidence import BlockMarks, Elements, PageEvidence
from annotator.core.pages import PageKind
from annotator.core.spans import Span
from tests.unit.assist.written import visible

PROSE = "Hundreds of people came on Tuesday to see the bridge, which had been closed for a year. "
URL = "https://www.news.example/town/the-bridge-is-open-again-123456"


def column(name: str, markup: str, url: str | None = None) -> list[float]:
    found = features(visible(markup, url)).rows[:, FEATURES.index(name)]
    return [round(float(one), 4) for one in found]


def test_every_column_has_a_name_of_its_own():
    assert len(set(FEATURES)) == len(FEATURES)
    assert features(visible("<p>x")).rows.shape == (1, len(FEATURES))


# ------------------------------------------------------------------------- the text


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("length", "four", log1p(4)),
        ("words", "one two", log1p(2)),
        ("word length", "one seven", 4.0),
        ("ends a sentence", "It is open.", 1),
        ("ends a sentence", "It is open.”", 1),
        ("ends a sentence", "ድልድዩ ተከፈተ።", 1),
        ("ends a sentence", "桥开了。", 1),
        ("ends a sentence", "पुल खुला है।", 1),
        ("ends a sentence", "Read more", 0),
        ("digits", "a1", 0.5),
        ("capitals", "Ab", 0.5),
        ("capitals", "12", 0.0),
        ("capitalised words", "Big news", 0.5),
        ("letters", "ab12", 0.5),
        ("is quoted", "“Yes”", 1),
        ("is quoted", "Yes", 0),
        ("has time of day", "Updated 14:05", 1),
        ("has time of day", "Updated", 0),
        ("has date", "12.03.2024", 1),
        ("has date", "5 March 2024", 1),
        ("has date", "2024年3月5日", 1),
        ("has date", "No date", 0),
        ("has separator", "Town | News", 1),
        ("has sign of copyright", "© News", 1),
        ("has at sign", "@news", 1),
        ("ends with colon", "See also:", 1),
        ("begins with small letter", "by Ada", 1),
        ("begins with small letter", "By Ada", 0),
    ],
)
def test_a_text_is_counted_by_its_looks(name: str, text: str, value: float):
    assert column(name, f"<p>{text}") == [pytest.approx(value, abs=1e-4)]


# ------------------------------------------------------------------------ titles

TITLED = (
    "<title>The bridge is open - News</title><meta property=og:site_name content=News>"
    "<meta name=description content='After a year the bridge is open again.'>"
)


def test_the_title_is_known_with_and_without_the_name_of_the_site():
    markup = (
        f"{TITLED}<h1>The bridge is open</h1><p>Something else<p>NEWS<p>The bridge is open - News"
    )
    assert column("is a title", markup) == [1, 0, 0, 1]
    assert column("is the name of the site", markup) == [0, 0, 1, 0]
    assert column("like a part of the title", markup)[0] == 1.0
    whole = column("like the title", markup)
    assert 0.7 < whole[0] < 1.0 == whole[3]
    assert whole[1] < 0.3


def test_summaries_and_the_declared_story_are_known():
    data = f'{{"@type": "NewsArticle", "articleBody": "{PROSE * 3}"}}'
    markup = (
        f'{TITLED}<script type="application/ld+json">{data}</script>'
        f"<h2>After a year, the bridge is open again!</h2><p>{PROSE}<p>Other words altogether"
    )
    assert column("like a summary", markup)[0] == 1.0
    assert column("inside the declared story", markup) == [0, 1, 0]
    assert column("story is declared", markup) == [1, 1, 1]
    assert column("story is declared", "<p>x") == [0]


def test_likeness_is_one_for_the_same_and_none_for_others():
    assert likeness("thebridge", "thebridge") == 1.0
    assert likeness("thebridge", "mnopq") == 0.0
    assert likeness("abcdef", "abcdeg") == pytest.approx(2 * 3 / 8)


def test_the_headline_is_the_last_of_its_like_before_the_prose_begins():
    like, before = np.array([0.9, 0.2, 0.95, 0.3, 0.9]), np.array([0.0, 0, 0, 0.5, 1])
    assert headline_place(like, before) == 2
    assert headline_place(like, np.ones(5)) == 0
    assert headline_place(np.full(3, 0.3), np.zeros(3)) == 0
    assert headline_place(np.zeros(0), np.zeros(0)) == 0


# --------------------------------------------------------------- links, markup, lists


def test_links_are_told_by_where_they_lead():
    markup = "".join(
        f"<p><a href='{link}'>x</a>"
        for link in (
            "/town/a-new-school-is-built-654321",
            "https://news.example/sport",
            "https://other.example/x",
            "#top",
            "javascript:void(0)",
            URL,
            "https://[broken",
        )
    )
    markup += "<p>none"
    assert column("has link", markup, URL) == [1] * 7 + [0]
    assert column("leads to this site", markup, URL) == [1, 1, 0, 0, 0, 1, 1, 0]
    assert column("leads elsewhere", markup, URL) == [0, 0, 1, 0, 0, 0, 0, 0]
    assert column("leads nowhere", markup, URL) == [0, 0, 0, 1, 1, 0, 0, 0]
    assert column("shaped like own address", markup, URL) == [1, 0, 0, 0, 0, 1, 0, 0]
    assert column("begins like own address", markup, URL) == [1, 0, 0, 0, 0, 1, 0, 0]
    assert column("is own address", markup, URL) == [0, 0, 0, 0, 0, 1, 0, 0]
    assert column("words in address", markup, URL)[0] == 6
    assert column("words in own address", markup, URL) == [6] * 8
    assert column("digits in own address", markup, URL) == [6] * 8


def test_a_link_that_stands_many_times_is_counted_up_to_five():
    markup = "".join("<p><a href=/a>x</a>" for _ in range(9)) + "<p><a href=/b>y</a>"
    assert column("same link", markup) == [5] * 9 + [1]


def test_elements_of_a_block_and_around_it_are_told():
    markup = (
        "<article><h1>A</h1><p><b>B</b></p><p>C <b>c</b></p></article>"
        "<nav><ul><li>D</ul></nav><blockquote><p>E <time>e</time></p></blockquote>"
    )
    assert column("is h1", markup) == [1, 0, 0, 0, 0]
    assert column("is p", markup) == [0, 1, 1, 0, 1]
    assert column("is li", markup) == [0, 0, 0, 1, 0]
    assert column("in article", markup) == [1, 1, 1, 0, 0]
    assert column("in nav", markup) == [0, 0, 0, 1, 0]
    assert column("in ul", markup) == [0, 0, 0, 1, 0]
    # An element is not around itself.
    assert column("in p", markup) == [0, 0, 0, 0, 0]
    assert column("in blockquote", markup) == [0, 0, 0, 0, 1]
    assert column("holds b", markup) == [0, 1, 1, 0, 0]
    assert column("holds time", markup) == [0, 0, 0, 0, 1]


def test_words_in_classes_ids_and_marks_are_hints_near_and_farther_around():
    markup = (
        "<p>x<p>y<section class='Related-Stories'><div><div><p id=byline>Ada</p></div></div>"
        "</section>"
        "<div itemprop=articleBody><p>z</p></div>"
    )
    assert column("around related", markup) == [0, 0, 1, 0]
    assert column("near related", markup) == [0, 0, 0, 0]
    assert column("near author", markup) == [0, 0, 1, 0]
    assert column("near declared body", markup) == [0, 0, 0, 1]


def test_what_most_of_a_page_stands_in_is_no_hint():
    inside = "<div class=related>" + "<p>x" * 9 + "</div>"
    assert column("around related", inside) == [0] * 9
    assert column("around related", inside + "<p>y" * 9) == [1] * 9 + [0] * 9


CARDS = "".join(
    f"<li><a href=/story-{number}><h3>Story number {number}</h3></a><span>Today</span>"
    for number in range(4)
)


def test_cards_of_a_list_are_known_and_numbered():
    markup = f"<p>{PROSE}</p><ul>{CARDS}</ul>"
    assert column("siblings of card", markup) == [0] + [4] * 8
    assert column("place in card", markup) == [-1, *[0, 1] * 4]
    assert column("blocks of card", markup) == [0] + [2] * 8
    assert column("links of card", markup) == [0] + [1] * 8
    assert column("cards in list", markup) == [0] + [pytest.approx(log1p(4), abs=1e-4)] * 8
    assert column("has link, in list", markup) == [0] + [0.5] * 8
    assert features(visible(markup)).lists.tolist() == [-1] + [0] * 8
    two = features(visible(f"<ul>{CARDS}</ul><p>x</p><ol>{CARDS}</ol>")).lists.tolist()
    assert two == [0] * 8 + [-1] + [1] * 8


def test_two_of_a_kind_are_no_list_and_paragraphs_without_links_are_no_cards():
    two = "<ul><li><a href=/a>A</a><li><a href=/b>B</a></ul>"
    assert column("siblings of card", two) == [0, 0]
    assert features(visible("<p>x<p>y<p>z")).lists.tolist() == [-1] * 3


STORY = (
    "<nav><p>Home</p></nav><main><div class=text>"
    + "".join(f"<p>{PROSE}</p>" for _ in range(4))
    + "</div></main><footer><p>Imprint</p></footer>"
)


def test_the_main_text_is_the_innermost_element_with_most_of_the_prose():
    assert column("in main text", STORY) == [0, 1, 1, 1, 1, 0]
    assert column("is prose", STORY) == [0, 1, 1, 1, 1, 0]
    assert column("prose before", STORY) == [0, 0.25, 0.5, 0.75, 1, 1]
    assert column("parent blocks", STORY)[1] == pytest.approx(log1p(4), abs=1e-4)
    assert column("way to main text", STORY)[0] > 0 == column("way to main text", STORY)[1]
    assert column("in main text", "<p>No prose") == [0]


def test_blocks_know_what_stands_around_them():
    assert column("is prose, +1", STORY) == [1, 1, 1, 1, 0, -1]
    assert column("is prose, -2", STORY) == [-1, -1, 0, 1, 1, 1]
    assert column("is prose, within 2", STORY) == [
        pytest.approx(value, abs=1e-4) for value in (2 / 3, 3 / 4, 4 / 5, 4 / 5, 3 / 4, 2 / 3)
    ]
    assert column("signature, +1", "<h2>a<p>b<p>c") == [0, 1, -1]


def test_hidden_blocks_count_for_nothing():
    with_hidden = STORY.replace("</nav>", "</nav><div hidden><p>Not to be seen</p></div>")
    first, second = features(visible(STORY)), features(visible(with_hidden))
    assert first.rows == pytest.approx(second.rows)


# ------------------------------------------------------------------------ all pages

morsels = st.sampled_from(
    [
        "a",
        "Word",
        " ",
        "\N{NO-BREAK SPACE}",
        "12:30",
        "…",
        "。",
        "a" * 90,
        "“",
        "\u200b",
        "\ud800",
        "ß|",
    ]
)
texts = st.lists(morsels, min_size=1, max_size=4).map("".join)


@st.composite
def pages(draw: st.DrawFn) -> PageInput:
    """Any document with any evidence that holds together."""
    count = draw(st.integers(0, 7))
    element_count = draw(st.integers(1, 6))
    blocks, start = [], 0
    contents = [draw(texts) for _ in range(count)]
    for index, text in enumerate(contents):
        hidden = draw(st.sampled_from([None, None, HiddenReason.NOSCRIPT]))
        share = draw(st.sampled_from([0.0, 0.5, 1.0]))
        span = Span(start, start + len(text))
        blocks.append(Block(index, span, link_share=share, hidden=hidden))
        start += len(text) + 1
    names = st.sampled_from(["div", "p", "h1", "li", "ul", "a", "nav", "html", "o:p", ""])
    words = st.sampled_from(["", "card", "story-body 3", "nav", "ናቭ"])
    links = st.sampled_from(["", "/a-b-c-1", "#", "https://[", "mailto:x", "//h/p?q=1", "/ጎ"])

    def many(strategy: st.SearchStrategy[str], length: int) -> list[str]:
        return draw(st.lists(strategy, min_size=length, max_size=length))

    evidence = PageEvidence(
        titles=tuple(draw(st.lists(texts, max_size=2))),
        descriptions=tuple(draw(st.lists(texts, max_size=2))),
        story=draw(st.one_of(st.just(""), texts)),
        site_name=draw(st.one_of(st.just(""), texts)),
        address=draw(st.one_of(st.just(""), st.just(URL), links)),
        elements=Elements(
            [draw(st.integers(-1, number - 1)) for number in range(element_count)],
            many(names, element_count),
            *(many(words, element_count) for _ in range(2)),
            many(links, element_count),
            many(words, element_count),
        ),
        blocks=BlockMarks(
            [draw(st.integers(0, element_count - 1)) for _ in range(count)],
            many(links, count),
            many(st.sampled_from(["", "a", "b strong", "p time"]), count),
            [draw(st.integers(0, 5)) for _ in range(count)],
        ),
    )
    return PageInput(
        Document("\n".join(contents), tuple(blocks), "test-1"), evidence, PageKind.HTML
    )


def assert_sound(found: PageFeatures, count: int) -> None:
    assert found.rows.shape == (count, len(FEATURES))
    assert found.lists.shape == (count,)
    assert found.lists.dtype == np.int64
    assert np.isfinite(found.rows).all()
    assert (found.lists >= -1).all()


@given(pages())
def test_any_page_has_finite_numbers_a_row_a_visible_block(page: PageInput):
    seen = VisiblePage(page)
    found = features(seen)
    assert_sound(found, sum(block.hidden is None for block in page.document.blocks))
    again = features(VisiblePage(page))
    assert (again.rows == found.rows).all()


def test_pages_without_blocks_or_with_one_have_numbers():
    assert_sound(features(visible("<p>")), 0)
    assert_sound(features(visible("<p>One")), 1)
    assert_sound(features(visible("<p style='display: none'>all of it")), 0)
    nothing = PageInput(Document("", (), "test-1"), PageEvidence(), PageKind.HTML)
    assert_sound(features(VisiblePage(nothing)), 0)


def test_a_page_of_20_000_blocks_has_numbers():
    cards = "".join(
        f"<li class=c{n % 40}><a href=/s-{n % 500}>Story number {n}</a>" for n in range(20_000)
    )
    assert_sound(features(visible(f"{TITLED}<ul>{cards}</ul>", URL)), 20_000)


def test_a_deep_page_has_numbers():
    assert_sound(features(visible("<div>x" * 1_000 + "<p>y")), 1_001)


def test_of_elements_without_end_the_inner_ones_are_looked_at():
    seen = visible("<div>" * 1_500 + "<p>x y z" * 2_000)
    assert max(map(len, seen.chains)) == 200
    assert_sound(features(seen), 2_000)
    assert [len(chain) for chain in visible("<div><p>x").chains] == [1, 2, 3, 4]
