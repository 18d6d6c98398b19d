"""What is taken to be hidden, and why."""

from __future__ import annotations

import pytest

from annotator.core.documents import HiddenReason
from tests.unit.pages.pages import document, picture, texts

LONG = "<p>" + "A long enough story that is seen. " * 20 + "</p>"


def reason(element: str) -> HiddenReason | None:
    """Why the text “x” of the element is hidden."""
    found = document(LONG + element)
    index = next(i for i in range(len(found.blocks)) if found.block_text(i) == "x")
    return found.blocks[index].hidden


@pytest.mark.parametrize(
    ("element", "wanted"),
    [
        ("<noscript>x</noscript>", HiddenReason.NOSCRIPT),
        ("<div style='display:none'>x</div>", HiddenReason.INLINE_STYLE),
        ("<div style='color:red; DISPLAY : None !important'>x</div>", HiddenReason.INLINE_STYLE),
        ("<i style='visibility:hidden'>x</i>", HiddenReason.INLINE_STYLE),
        ("<div class='a hidden'>x</div>", HiddenReason.CLASS_NAME),
        ("<span class='sr-only'>x</span>", HiddenReason.CLASS_NAME),
        ("<div class='d-none'>x</div>", HiddenReason.CLASS_NAME),
        ("<div hidden>x</div>", HiddenReason.HIDDEN_ATTRIBUTE),
        ("<div hidden=until-found>x</div>", HiddenReason.HIDDEN_ATTRIBUTE),
        ("<dialog>x</dialog>", HiddenReason.CLOSED_DIALOG),
        ("<video>x</video>", HiddenReason.FALLBACK),
        ("<iframe>x</iframe>", HiddenReason.FALLBACK),
        ("<div hidden><p>x</p></div>", HiddenReason.HIDDEN_ATTRIBUTE),
    ],
)
def test_hidden_text_is_kept_with_its_reason(element: str, wanted: HiddenReason):
    assert reason(element) is wanted


@pytest.mark.parametrize(
    "element",
    [
        "<div aria-hidden=true>x</div>",
        "<dialog open>x</dialog>",
        "<div class='hidden lg:block'>x</div>",
        "<div class='d-none d-md-inline-block'>x</div>",
        "<div class='not-hidden-at-all overflow-hidden'>x</div>",
        "<div style='overflow:hidden; list-style-type:none'>x</div>",
        "<div style='x-display:nonesuch'>x</div>",
        "<div hidden id=S:1f>x</div>",
        "<details>x</details>",
    ],
)
def test_what_a_browser_shows_is_seen(element: str):
    assert reason(element) is None


def test_a_page_that_hides_all_of_itself_is_shown_by_a_script():
    assert texts("<html hidden><body style='display:none' class=hidden>x") == ["x"]


@pytest.mark.parametrize("element", ["div hidden", "noscript"])
def test_what_holds_most_of_the_page_is_brought_to_sight_by_a_script(element: str):
    name = element.split(maxsplit=1)[0]
    assert texts(f"<p>1234567890</p><{element}>123456789</{name}>") == ["1234567890", "123456789"]
    assert texts(f"<p>1234567890</p><{element}>123456</{name}>") == ["1234567890"]


def test_menus_may_hold_most_of_the_page():
    assert texts("<p>Short.</p><div style='display:none'>" + "menu " * 50 + "</div>") == ["Short."]


def test_the_outer_reason_speaks_unless_that_is_brought_to_sight():
    inside = "<div hidden><p>" + "shown " * 50 + "</p><p class=hidden>x</p></div>"
    assert reason("<div hidden><p class=hidden>x</p></div>") is HiddenReason.HIDDEN_ATTRIBUTE
    assert picture(inside).endswith("p (class name): x")


def test_a_hidden_inline_element_becomes_a_block_behind_the_line_it_stands_in():
    page = "<p>one <span hidden>aside</span>two <b>three</b></p>"
    assert picture(page) == "p: one two three\nspan (hidden attribute): aside"


def test_block_elements_inside_a_hidden_inline_element_are_hidden_blocks():
    page = LONG + "<div>a <span hidden>b<div>c</div>d</span> e</div>"
    assert picture(page).splitlines()[1:] == [
        "div: a e",
        "span (hidden attribute): b",
        "div (hidden attribute): c",
        "span (hidden attribute): d",
    ]


@pytest.mark.parametrize("hiding", ["", "hidden", "style='display:none'", "class=hidden"])
def test_an_element_that_is_always_empty_neither_holds_nor_hides_what_follows(hiding: str):
    always_empty = "area base bgsound br col command embed frame hr img input keygen link meta"
    for name in [*always_empty.split(), "param", "source", "track", "wbr"]:
        assert "".join(texts(f"<div>a<{name} {hiding}>b<p>c</p></div>d")) == "abcd", name
