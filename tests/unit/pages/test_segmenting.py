"""Where blocks begin and end, and what is known of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.pages.parsing import parse
from tests.unit.pages.pages import document, document_of, html, picture, texts


def test_block_elements_begin_new_lines():
    assert texts("<h1>One</h1><p>Two<p>Three<ul><li>Four<li>Five</ul>") == [
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
    ]


def test_every_line_break_splits():
    assert texts("<p>one<br>two<br/><br>three</p>") == ["one", "two", "three"]


def test_table_cells_and_captions_are_blocks_of_their_own():
    table = "<table><caption>Result</caption><tr><th>Team<td>Points<tr><td>A<td>3</table>"
    assert texts(table) == ["Result", "Team", "Points", "A", "3"]


def test_inline_markup_and_custom_elements_do_not_split():
    line = "<p>a<b>b</b><x-y>c</x-y><span>d <fb:like>e</fb:like></span><o:p>f</o:p></p>"
    assert texts(line) == ["abcd ef"]


def test_text_around_a_paragraph_in_a_div_makes_two_runs_of_the_div():
    found = document("<div class='c' id='i'>before<p>inside</p>after</div>")
    blocks = [(block.tag, block.run, block.class_name, block.element_id) for block in found.blocks]
    assert found.text == "before\ninside\nafter"
    assert blocks == [("div", 0, "c", "i"), ("p", 0, "", ""), ("div", 1, "c", "i")]


def test_an_empty_block_element_still_ends_the_line():
    assert texts("<div>one<div></div>two<hr>three</div>") == ["one", "two", "three"]


def test_a_hidden_empty_element_does_not_end_the_line():
    assert texts("<div>one <div style='display:none'></div>two</div>") == ["one two"]


def test_white_space_collapses_across_inline_markup_as_in_a_browser():
    assert texts("<p>\n a <b> b\t</b>\r\n<i> c</i>d </p>") == ["a b cd"]


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u3000", "\u202f", "\u2028", "\v"])
def test_no_other_white_space_than_that_of_html_is_touched(space: str):
    assert texts(f"<p>a{space}{space}b</p>") == [f"a{space}{space}b"]


def test_white_space_stays_in_pre_and_textarea():
    assert texts("<pre>\n a\n   b <b>c</b>\n</pre><textarea> x\n  y</textarea>") == [
        "a\n   b c",
        "x\n  y",
    ]


def test_scripts_styles_templates_comments_and_titles_carry_no_text():
    silent = (
        "<title>t</title><script>s()</script><style>p{}</style><template><p>t</p></template>"
        "<!-- c --><svg><title>icon</title><desc>d</desc></svg><img alt='a' title='t'>"
    )
    assert texts(f"<div>a{silent}b</div>") == ["ab"]


@pytest.mark.parametrize(
    "nothing", ["", " ", "&nbsp;", "&#8203;", "\u2028 ", "&nbsp;&zwnj;&#xfeff;", "&shy;", "&lrm;"]
)
def test_what_shows_nothing_is_no_block(nothing: str):
    assert document(f"<p>a</p><p>{nothing}</p><p>b</p>").text == "a\nb"


def test_link_share_counts_what_is_no_white_space():
    found = document("<p><a href=x>abc d</a> efgh</p><p>x</p><p><a>all</a></p>")
    assert [block.link_share for block in found.blocks] == [0.5, 0.0, 1.0]


def test_links_around_blocks_make_their_text_link_text():
    found = document("<a href=x><h3>Teaser</h3><p>More</p></a>")
    assert [block.link_share for block in found.blocks] == [1.0, 1.0]


def test_xpaths_have_positions_and_odd_names_do_not_break_them():
    found = document("<div><p>a</p><o:p><p>b</p></o:p><p>c</p></div>")
    assert [block.xpath for block in found.blocks] == [
        "/html/body[1]/div[1]/p[1]",
        "/html/body[1]/div[1]/*[2]/p[1]",
        "/html/body[1]/div[1]/p[2]",
    ]


def test_text_is_not_normalised():
    assert document("<p>e\u0301 \u212b</p>").text == "e\u0301 \u212b"


def test_the_same_page_gives_the_same_document():
    raw = html("<div>a<p class=x>b</p>c <span hidden>d</span></div>")
    assert parse(raw) == parse(raw)


def test_elements_deeper_than_the_limit_cut_the_page():
    page = parse(html("<p>first</p>" + "<div>" * 2046 + "<p>deep</p>"))
    assert page.text == "first"
    assert page.facts.cut is not None
    assert "2,048" in page.facts.cut
    assert document_of(page).cut == page.facts.cut


def test_elements_down_to_the_limit_are_read():
    page = parse(html("<div>" * 2046 + "deep" + "</div>" * 2046 + "<p>after</p>"))
    assert (page.text, page.facts.cut) == ("deep\nafter", None)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>{}</p><p>after",
        "<!--{}--><p>after",
        "<p title='{}'>x</p><p>after",
        "<script>{}</script><p>after",
    ],
)
def test_one_part_of_more_than_ten_megabytes_does_not_cut_the_page(markup: str):
    page = parse(html(markup.format("a" * 11_000_000)))
    assert page.text.endswith("after")
    assert page.facts.cut is None


_MARKUP = st.recursive(
    st.text("ab \n\u00a0<&é😀אب", max_size=12),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(["div", "p", "b", "a", "br", "pre", "li", "x-y", "td", "span hidden"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(_MARKUP)
def test_blocks_lie_in_order_one_newline_apart_and_show_something(markup: str):
    found = document(f"<body>{markup}")
    position = 0
    for block in found.blocks:
        assert block.span.start == position
        assert block.span.trimmed(found.text)
        position = block.span.end + 1
    assert max(position - 1, 0) == len(found.text)


def test_the_picture_of_a_page_tells_holders_and_hidden_text():
    page = (
        "<h1>Title</h1><p>One<span class=sr-only> aloud</span> line</p><noscript>Turn on</noscript>"
    )
    assert picture(page) == "\n".join(
        ["h1: Title", "p: One line", "span (class name): aloud", "noscript (noscript): Turn on"]
    )
