"""What is left of the hostile pages in their copies for display, before any browser sees them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from annotator.core.pages import PageKind, RawPage
from annotator.pages.display import display
from tests.hostile.vectors import SECRET, hostile_page, page_names, write_bait
from tests.unit.pages.css_judge import faults_of_declarations, faults_of_sheet

NAMESPACE = "{http://www.w3.org/1999/xhtml}"
NEVER = """
    script link style base meta iframe frame frameset object embed applet portal fencedframe form
    input button select textarea video audio source track svg math template noscript dialog"""
ADDRESSES = {
    *("action", "archive", "background", "cite", "classid", "code", "codebase", "content", "data"),
    *(
        "dynsrc",
        "formaction",
        "http-equiv",
        "imagesrcset",
        "longdesc",
        "lowsrc",
        "manifest",
        "ping",
    ),
    *("poster", "profile", "srcdoc", "srcset", "target", "usemap", "xmlns", "autofocus", "popover"),
}
FIRST_AND_LAST = {
    "hostile.html": ("First paragraph", "Last paragraph"),
    "dialogs.html": ("It asks", "Still here."),
    "as_xml.html": ("What entities say", "The end of it."),
    "utf_7.html": ("A page in an encoding", "utf-7-script"),
    "frameset.html": ("Without frames.",),
}


@pytest.fixture(params=page_names())
def name(request) -> str:
    return request.param


@pytest.fixture
def copy(name: str, tmp_path: Path) -> etree._Element:
    file = tmp_path / "secret.css"
    write_bait(file, port=4321)
    content = hostile_page(name, port=4321, udp_port=4322, file=file)
    raw = RawPage(content, name, PageKind.HTML, url="http://127.0.0.1:4321/page")
    return etree.fromstring(display(raw, "utf-8").markup)


def test_only_harmless_elements_are_left(copy):
    head = {f"{NAMESPACE}{one}" for one in ("meta", "title", "style")}
    assert {element.tag for element in copy[0]} <= head
    refused = {f"{NAMESPACE}{one}" for one in NEVER.split()}
    assert [element.tag for element in copy[1].iter() if element.tag in refused] == []
    assert all(element.tag.startswith(NAMESPACE) for element in copy.iter())


def test_no_attribute_leads_anywhere(copy):
    for element in copy.iter():
        for attribute, value in element.attrib.items():
            assert not attribute.startswith(("on", "{"))
            if attribute == "style":
                assert faults_of_declarations(value) == []
            elif attribute == "src":
                assert re.match(r"data:image/|image/\d+$", value)
            else:
                assert attribute not in ADDRESSES


def test_no_style_sheet_leads_anywhere(copy):
    for style in copy.iter(f"{NAMESPACE}style"):
        assert faults_of_sheet(style.text) == []
        assert "127.0.0.1" not in style.text


def test_what_there_is_to_read_is_still_there(name, copy):
    text = "".join(copy[1].itertext())
    assert all(words in text for words in FIRST_AND_LAST[name])
    assert SECRET not in text
