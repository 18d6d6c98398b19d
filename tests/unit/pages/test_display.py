"""The copy of a page for display: what it keeps, and where its text stands."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from annotator.core.pages import RawPage, Resource
from annotator.pages.display import display
from annotator.pages.parsing import parse
from annotator.pages.parsing_pool import ParsingPool
from annotator.pages.white_space import folded, kept_places, kept_stretches
from tests.unit.pages.pages import document_of, dump, html

_NAMESPACE = "{http://www.w3.org/1999/xhtml}"
_PIXEL = "data:image/png;base64,iVBORw0KGgo="


def copied(page: RawPage | str) -> etree._Element:
    raw = html(page) if isinstance(page, str) else page
    return etree.fromstring(display(raw, "utf-8").markup, etree.XMLParser(huge_tree=True))


def body(page: RawPage | str) -> str:
    """The copy's body as markup, without the name space."""
    element = copied(page).find(f"{_NAMESPACE}body")
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return text.replace(' xmlns="http://www.w3.org/1999/xhtml"', "")


def test_scripts_handlers_and_addresses_are_gone_and_the_text_is_not():
    page = (
        "<p onclick='x()' id=a>one <a href='http://a.example' ping=b target=c>two</a></p>"
        "<script>evil()</script><iframe src=x>three</iframe><form action=y><button>four</button>"
    )
    assert body(page) == (
        '<body><p id="a">one <a class="an-link">two</a></p>'
        '<span class=" an-hidden">three</span><div><span class="an-button">four</span></div></body>'
    )


def test_elements_that_are_not_known_become_plain_boxes():
    assert body("<x-card data-a=1>one</x-card><center>two</center><blink>three</blink>") == (
        "<body><span>one</span><center>two</center><span>three</span></body>"
    )


def test_what_a_browser_would_not_lay_out_as_text_is_named_anew():
    assert body("<textarea>a\nb</textarea><xmp>c</xmp><ruby>x<rp>(</rp><rt>y</rt></ruby>") == (
        "<body><pre>a\nb</pre><pre>c</pre><ruby>x<span>(</span><rt>y</rt></ruby></body>"
    )


def test_details_are_open():
    assert body("<details><summary>a</summary>b</details>") == (
        '<body><details open="open"><summary>a</summary>b</details></body>'
    )


@pytest.mark.parametrize(
    "forbidden", ["\f", "\v", "\x01", "\x1f", "\x7f", "\ufffe", "\uffff", "\r"]
)
@pytest.mark.parametrize(
    "page",
    [
        "<p id='a{}b' class='c{}d' lang='e{}f' style='color:red{}'>text</p>",
        "<div hidden class='a{}b' id='c{}d'>x</div>text",
        "<img src='" + _PIXEL + "{}' alt='a{}b' class='c{}d' width='9{}'>text",
        "<img src=x alt='a{}b'>text",
        "<input value='a{}b'>text",
        "<style media='print{}'>p {{ color: red{} }}</style>text",
        "<html class='a{}b' lang='c{}d'><body id='e{}f'>text",
    ],
)
def test_no_character_of_an_attribute_cuts_the_copy(page, forbidden):
    assert "text" in body(page.replace("{{", "{").replace("}}", "}").replace("{}", forbidden))


def test_drawings_without_text_vanish():
    paths = "<path d='M0 0'/>" * 50
    assert body(f"<p>a<svg class=i><g>{paths}</g></svg>b</p>") == "<body><p>ab</p></body>"


def test_the_page_cannot_take_the_names_of_our_classes():
    assert body("<p class='an-hidden x an-image'>a") == (
        '<body><p class="page-an-hidden x page-an-image">a</p></body>'
    )
    assert body(f"<img src='{_PIXEL}' class='an-image y'>") == (
        f'<body><img src="{_PIXEL}" alt="" class="page-an-image y"/></body>'
    )


def test_hidden_text_is_marked_and_text_that_scripts_would_have_shown_is_not():
    assert 'class="x an-hidden"' in body(
        "<p>a long text</p><div class=x style='display:none'>b</div>"
    )
    shown = body("<div hidden>nearly all of the text of the page</div><p>a</p>")
    assert "an-hidden" not in shown


def test_a_page_that_hides_all_of_itself_is_seen():
    assert body("<body style='display:none' class=b><p>a") == '<body class="b"><p>a</p></body>'


def test_spans_of_cells_are_whole_numbers_of_a_reasonable_size():
    page = "<table><tr><td colspan=99999999999 rowspan='x<y'>a</table>"
    assert '<td colspan="1000" rowspan="1">' in body(page)


@pytest.mark.parametrize(
    "source",
    [
        "http://a.example/x.png",
        "//a.example/x",
        "file:///etc/passwd",
        "javascript:x()",
        "data:text/html,x",
    ],
)
def test_an_image_that_did_not_come_along_is_a_box_with_its_words(source):
    assert body(f"<img src='{source}' alt='A  ferry' width=320 height=180>") == (
        '<body><span class="an-image" data-alt="A ferry" '
        'style="width:320px;aspect-ratio:320/180"/></body>'
    )


def test_images_that_came_along_are_shown():
    resource = Resource("http://a.example/x.png", "image/png", b"png")
    raw = replace(html(f"<img src=/x.png><img src='{_PIXEL}' alt=b>"), url="http://a.example/p")
    assert body(replace(raw, resources=(resource,))) == (
        f'<body><img src="image/0" alt=""/><img src="{_PIXEL}" alt="b"/></body>'
    )


@pytest.mark.parametrize(
    "page",
    [
        "<base href='//b.example/c/'><base href=/no/><img src=x.png>",
        f"<img src='{_PIXEL}' data-src='http://b.example/c/x.png'>",
        f"<img src='{_PIXEL}' srcset='http://b.example/c/x.png 2x, y 3x'>",
        "<img src=y data-srcset='http://b.example/c/x.png, y 3x'>",
    ],
)
def test_images_are_found_by_what_a_browser_would_have_loaded(page):
    resource = Resource("http://b.example/c/x.png", "image/png", b"png")
    raw = replace(html(page), url="http://a.example/p", resources=(resource,))
    assert body(raw) == '<body><img src="image/0" alt=""/></body>'


def test_images_that_only_count_readers_are_not_even_boxes():
    assert body("<p>a<img src=x width=1 height=1>") == "<body><p>a</p></body>"


def test_sheets_that_came_along_are_taken_in_without_their_addresses():
    sheet = Resource("http://a.example/s.css", "text/css", b"p { color: red; background: url(x) }")
    raw = replace(html("<link rel=stylesheet href=/s.css><p>a"), url="http://a.example/")
    markup = display(replace(raw, resources=(sheet,)), "utf-8").markup.decode()
    assert "color: red" in markup or "color:red" in markup
    assert "url(" not in markup
    assert (
        "red"
        not in display(replace(raw, resources=(sheet,)), "utf-8", with_styles=False).markup.decode()
    )


def test_sheets_that_a_browser_would_not_use_are_left_out():
    sheet = Resource("http://a.example/s.css", "text/css", b"p { color: red }")
    raw = replace(
        html("<link rel='alternate stylesheet' title=b href=/s.css><p>a"),
        url="http://a.example/",
        resources=(sheet,),
    )
    assert b"red" not in display(raw, "utf-8").markup


def test_styles_can_be_left_out_and_it_is_told_that_there_are_some():
    page = html("<style>p { color: red }</style><p style='color: blue'>a")
    bare = display(page, "utf-8", with_styles=False)
    assert bare.has_styles
    assert b"red" not in bare.markup
    assert b"blue" not in bare.markup
    assert not display(html("<p>a"), "utf-8").has_styles


def test_signs_of_markup_in_a_style_are_text_of_it():
    copy = copied("<style>p > b { color: red } q { font-family: '<i>&amp;' }</style><p>x")
    head = copy.find(f"{_NAMESPACE}head")
    assert [one.tag for one in head] == [f"{_NAMESPACE}{one}" for one in ("meta", "title", "style")]
    assert "p > b" in head[2].text or "p>b" in head[2].text
    assert len(head[2]) == 0


_MARKUP = """
    <b> </b> <p> </p> <br> <!--c--> </i> <pre> </pre> <td> <a> </a> <svg> <li>
    <style>x</style> <img> <textarea> </textarea> <select><option> &amp;"""
_PIECES = st.sampled_from(
    [
        *(*_MARKUP.split(), "<i hidden>", "<a href=x>"),
        *("a", " ", "\n", "😀", "e\u0301", "\u00a0", "\x01", "\f", "\r", "\ufffe"),
    ]
)


@given(st.lists(_PIECES, min_size=1, max_size=40))
def test_every_character_of_the_document_is_where_the_map_says(pieces):
    page = html("".join(pieces))
    document = document_of(parse(page))
    shown = display(page, "utf-8")
    copy = etree.fromstring(shown.markup, etree.XMLParser(huge_tree=True))
    text = "".join(copy.find(f"{_NAMESPACE}body").itertext())
    for block in document.blocks:
        # What XML forbids is shown as something else of one character.
        wanted = re.sub("[\x01\ufffe]", "�", document.quote(block.span)).replace("\f", " ")
        found = "".join(text[one.start : one.end] for one in shown.map.ranges(block.span))
        assert folded(found) == folded(wanted)
        for offset, character in enumerate(wanted):
            at = text[shown.map.place(block.span.start + offset)]
            assert at == character or (at in "\t\n\r\f " and character == " ")


def test_hard_wrapped_lines_of_a_dump_lead_back_to_the_file():
    text = (
        "word " * 15
        + "\n"
        + "more " * 15
        + "\n"
        + "word " * 15
        + "\n"
        + "end of it all and on " * 3
    )
    page = dump(text + "\n\nlast")
    document = document_of(parse(page))
    shown = display(page, "utf-8")
    copy = etree.fromstring(shown.markup)
    found = "".join(copy.find(f"{_NAMESPACE}body").itertext())
    for block in document.blocks:
        ranges = shown.map.ranges(block.span)
        assert folded("".join(found[one.start : one.end] for one in ranges)) == document.quote(
            block.span
        )


@given(st.text(alphabet="ab \n\t\f", max_size=30), st.booleans())
def test_stretches_are_the_places_that_are_kept(text, keeps_space):
    if not text.strip(" \n\t\f\r"):
        return
    stretches = kept_stretches(text, keeps_space=keeps_space)
    found = [place for stretch in stretches for place in stretch]
    assert found == list(kept_places(text, keeps_space=keeps_space))


def test_the_process_for_pages_makes_the_same_copy():
    resource = Resource("cid:1", "image/png", b"png")
    page = replace(html("<p class=x>one <b>two</b></p><img src=cid:1>"), resources=(resource,))
    own = display(page, "utf-8", own_sheet="p { color: red }")
    with ParsingPool(workers=1) as pool:
        copying = pool.display(page, "utf-8", with_styles=True, own_sheet="p { color: red }")
        found = copying.result()
    assert found.markup == own.markup
    assert list(found.map.starts) == list(own.map.starts)
    assert (found.element_count, found.has_styles) == (own.element_count, own.has_styles)
