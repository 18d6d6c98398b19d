"""What is kept of a page's markup beside its text: the evidence that proposals are made from."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.page_evidence import PageEvidence, evidence_from_json
from annotator.core.pages import PageKind, RawPage
from annotator.pages.linked_data import linked_stories
from annotator.pages.parsing import parse
from tests.unit.pages.pages import document_of, dump, html
from tests.unit.pages.test_written_pages import PAGES, raw_page


def evidence(markup: str, url: str | None = None) -> PageEvidence:
    return evidence_from_json(parse(html(markup, url=url)).evidence)


def linked(value: object) -> str:
    source = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{source}</script>'


def story(headline: str, **more: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": headline, **more}


# --------------------------------------------------------------- elements and blocks


def test_elements_around_texts_are_kept_outer_ones_first_and_others_are_not():
    found = evidence(
        '<html><body><div class="a  b" id=x><p itemprop=articleBody rel=r role=main>One</p>'
        "<section><hr></section></div><a href=/q><h2>Two</h2></a>"
    ).elements
    assert found.name == ["html", "body", "div", "p", "a", "h2"]
    assert found.parent == [-1, 0, 1, 2, 1, 4]
    assert found.class_name == ["", "", "a  b", "", "", ""]
    assert found.element_id == ["", "", "x", "", "", ""]
    assert found.link == ["", "", "", "", "/q", ""]
    assert found.marks[3] == "itemprop=articleBody role=main rel=r"


def test_texts_of_one_element_share_its_number():
    found = evidence("<div>One<p>Two</p>Three</div>")
    assert found.blocks.element[0] == found.blocks.element[2]
    assert found.elements.name[found.blocks.element[1]] == "p"


@pytest.mark.parametrize(
    ("markup", "link"),
    [
        ("<p>See <a href=/in>this</a> and <a href=/second>that</a>", "/in"),
        ("<a href=/around><p>Text</p></a>", "/around"),
        ("<a href=/around><div><span>Text</span></div></a>", "/around"),
        ("<p><a>No address</a>", ""),
        ("<p><a name=x></a>Text", ""),
        ("<p>Text</p><a href=/behind></a>", ""),
        (f"<p><a href='/{'x' * 500}'>Text</a>", f"/{'x' * 299}"),
    ],
)
def test_the_link_of_a_block_is_the_first_inside_or_around_it(markup: str, link: str):
    assert evidence(markup).blocks.link == [link]


def test_inline_elements_are_named_in_one_order():
    found = evidence("<p><b>A</b> <i>b</i> <time>c</time><p>Plain<p><strong>All</strong>").blocks
    assert [set(names.split()) - {"p"} for names in found.inline] == [
        {"b", "i", "time"},
        set(),
        {"strong"},
    ]
    assert all(names.split() == sorted(names.split()) for names in found.inline)


def test_images_are_counted_since_the_block_before():
    found = evidence("<img><p>One</p><div><img><img></div><p>Two <img></p><p>Three</p><img>")
    assert found.blocks.image_count == [1, 2, 1]


def test_long_attributes_are_cut():
    found = evidence(f"<p class='{'c' * 999}' id='{'i' * 999}' rel='{'r' * 999}'>x").elements
    assert [len(found.class_name[-1]), len(found.element_id[-1])] == [300, 300]
    assert len(found.marks[-1]) == len("rel=") + 300


MORSELS = (
    *("text", " ", "&nbsp;", "&#0;", "<img>", "<br>", "<hr>", "<!-- x -->", "<script>x</script>"),
    *("<p>", "</p>", "<div>", "</div>", "<div hidden>", "<a href=/x>", "</a>", "<b>", "</b>"),
    *("<h1 class=c>", "</h1>", "<ul><li>", "<li>", "</ul>", "<table><tr><td>", "</table>", "<td>"),
    *("<noscript>", "</noscript>", "<pre>", "</pre>", "</body>", "</html>", "<html lang=x>"),
    *(
        "<svg>",
        "</svg>",
        "<select><option>",
        "</select>",
        "<",
        "<!",
        "</",
        "&amp",
        "<o:p>",
        "\u200b",
    ),
    linked(story("A")),
    linked("{"),
)


def assert_fits(raw_evidence: str, block_count: int) -> None:
    found = evidence_from_json(raw_evidence)  # which looks whether it hangs together
    assert len(found.blocks.element) == block_count
    elements = found.elements
    assert len(elements.name) == 0 or elements.parent[0] == -1
    assert all(outer < number for number, outer in enumerate(elements.parent))


@given(st.lists(st.sampled_from(MORSELS), max_size=25).map("".join))
def test_every_block_of_any_page_has_its_marks(markup: str):
    page = parse(html(markup + "<i>"))
    assert_fits(page.evidence, len(document_of(page).blocks))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_block_of_a_written_page_has_its_marks_and_dumps_have_none(path):
    page = parse(raw_page(path))
    is_dump = path.suffix == ".txt"
    assert_fits(page.evidence, 0 if is_dump else len(document_of(page).blocks))


def test_blocks_stand_in_the_elements_that_their_xpaths_name():
    page = parse(html("<div><p>One</p>two<a href=x><h3>Three</h3></a></div><ul><li>Four<li>Five"))
    found = evidence_from_json(page.evidence)
    for block in document_of(page).blocks:
        names, number = [], found.blocks.element[block.index]
        while number >= 0:
            names.append(found.elements.name[number])
            number = found.elements.parent[number]
        assert "/".join(reversed(names)) == block.tag_path


# ------------------------------------------------------------------- what a page declares


def test_titles_come_in_the_order_of_trust():
    found = evidence(
        "<title>Of the page</title><meta name=twitter:title content='Of Twitter'>"
        + linked(story("Of the data"))
        + "<meta property=og:title content='Of Open Graph'>"
    )
    assert found.titles == ("Of Open Graph", "Of the data", "Of Twitter", "Of the page")


def test_twins_empty_titles_and_entities_that_were_written_twice_are_no_titles_of_their_own():
    found = evidence(
        "<title> A &amp; B </title><meta property=og:title content='A &amp;amp;  B'>"
        "<meta name=twitter:title content=' '>" + linked(story("A &amp; B"))
    )
    assert found.titles == ("A & B",)


def test_summaries_site_and_language_are_kept():
    found = evidence(
        "<html lang=' de-AT'><meta name=description content='The third'>"
        "<meta property=og:description content='The first'>"
        "<meta property=og:site_name content=' N  N'>"
        + linked(story("x", description="The data's"))
        + "<p>x"
    )
    assert found.descriptions == ("The first", "The third", "The data's")
    assert (found.site_name, found.language.strip()) == ("N N", "de-AT")


def test_the_address_is_that_of_whoever_fetched_the_page_before_its_own():
    markup = "<link rel=canonical href='https://a.example/1'>x"
    assert evidence(markup).address == "https://a.example/1"
    assert evidence(markup, "https://b.example/2").address == "https://b.example/2"
    assert evidence("x").address == ""


def test_texts_without_end_are_cut():
    found = evidence(
        f"<title>{'t' * 9_000}</title><meta name=description content='{'d' * 9_000}'>"
        + linked(story("h" * 9_000, articleBody="b" * 200_000))
    )
    assert {len(one) for one in found.titles} == {500}
    assert {len(one) for one in found.descriptions} == {2_000}
    assert len(found.story) == 100_000


def test_a_dump_has_the_title_that_somebody_gave_it_alone():
    assert evidence_from_json(parse(dump("One\n\nTwo")).evidence) == PageEvidence()


# ------------------------------------------------------------------------- JSON-LD


@pytest.mark.parametrize(
    "value",
    [
        story("A"),
        [story("A")],
        {"@graph": [{"@type": "WebPage"}, story("A")]},
        {"@type": "WebPage", "mainEntity": {"about": [{"x": story("A")}]}},
        {"@type": ["Thing", "LiveBlogPosting"], "headline": "A"},
        {"@type": "http://schema.org/ReportageNewsArticle", "headline": "A"},
        [[[{"@type": "Report", "headline": "A"}]]],
    ],
    ids=str,
)
def test_a_story_is_found_wherever_it_is_nested(value: object):
    assert [one.headline for one in linked_stories(json.dumps(value))] == ["A"]
    assert evidence(linked(value) + "x").titles == ("A",)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "null",
        "7",
        '"text"',
        "{",
        '{"@type": "NewsArticle", "headline": "A"',
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 100_000,
        '{"@type": "NewsArticle" "headline": "A"}',
        "// <![CDATA[\n{}\n// ]]>",
        '{"@type": "Organization", "headline": "A"}',
        '{"@type": {"a": 1}, "headline": "A"}',
        '{"@type": [null, 3, []], "headline": "A"}',
        '{"headline": "A"}',
        " " * 2_000_000,
    ],
    ids=lambda source: source[:20],
)
def test_what_is_no_story_is_none_and_no_failure(source: str):
    assert linked_stories(source) == []
    assert evidence(linked(source) + "<p>x").titles == ()


def test_values_of_another_kind_are_as_good_as_none():
    (found,) = linked_stories(
        json.dumps(story("A", description=["x"], articleBody={"a": 1}) | {"headline": 3})
    )
    assert (found.headline, found.description, found.text) == ("", "", "")


def test_line_breaks_inside_of_texts_which_json_forbids_are_taken():
    assert linked_stories('{"@type": "Article", "headline": "A\nB"}')[0].headline == "A\nB"


def test_the_first_story_is_that_of_the_page():
    both = evidence(
        linked(story("First", articleBody="")) + linked(story("Second", articleBody="T"))
    )
    assert (both.titles, both.story) == (("First",), "T")


def test_lone_surrogates_in_data_do_not_break_what_is_kept():
    found = evidence(linked('{"@type": "Article", "headline": "A\\ud800"}') + "x")
    assert found.titles == ("A\ud800",)


def test_data_of_other_kinds_of_scripts_are_not_read():
    assert evidence("<script>" + json.dumps(story("A")) + "</script>x").titles == ()
    assert evidence(
        "<script type='Application/LD+JSON; charset=utf-8'>" + json.dumps(story("A")) + "</script>x"
    ).titles == ("A",)


HOSTILE = {
    "a million objects": "[" + ",".join(['{"@type":"Article"}'] * 45_000) + "]",
    "nested as deep as can be": '{"a":' * 900 + "1" + "}" * 900,
    "lists of nothing": "[" + ",".join(["[]"] * 300_000) + "]",
    "one long text": json.dumps(story("A", articleBody="&amp;" * 180_000)),
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE)
def test_hostile_data_are_read_or_left_and_little_is_kept_of_them(source: str):
    page = parse(html(linked(source) * 3 + "<p>x"))
    assert len(page.evidence) < 2_000_000


def test_of_very_many_scripts_the_first_are_read():
    found = evidence("".join(linked(story(f"Number {n}")) for n in range(3_000)) + "x")
    assert found.titles == ("Number 0",)


def test_parents_stand_before_their_children_in_a_deep_page():
    found = evidence("<div>" * 1_500 + "deep" + "</div>" * 700 + "less").elements
    assert all(one < other for one, other in pairwise(found.parent))


@pytest.mark.parametrize("behind", ["<style>.a{b:c}</style>", "<template>x</template>"])
def test_what_follows_a_title_in_silence_is_none_of_it(behind):
    content = f"<title>A story</title>{behind}<p>Text</p>".encode()
    assert parse(RawPage(content, "page", PageKind.HTML)).facts.title == "A story"
