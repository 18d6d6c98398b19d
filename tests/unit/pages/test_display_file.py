"""A copy as a file of its own: images in it, nothing else to load."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from annotator.core.pages import Resource
from annotator.pages import display_file
from annotator.pages.display import display
from annotator.pages.display_file import self_contained
from tests.unit.pages.pages import html

_NAMESPACE = "{http://www.w3.org/1999/xhtml}"
_PICTURES = (
    Resource("cid:a", "image/png", b"first"),
    Resource("cid:b", "image/gif", b"second"),
    Resource("cid:c", "image/tiff", b"third"),
)


def written(markup: str, title: str = "A page", resources: tuple[Resource, ...] = _PICTURES):
    raw = replace(html(markup), resources=resources)
    return b"".join(self_contained(display(raw, "utf-8"), resources, title))


def sources(markup: bytes) -> list[str]:
    return [one.get("src") for one in etree.fromstring(markup).iter(f"{_NAMESPACE}img")]


def test_images_that_came_along_are_in_the_file():
    markup = written("<img src=cid:b alt=two><p>between</p><img src=cid:a><img src=cid:b>")
    first, second = (f"data:{one.media_type};base64," for one in _PICTURES[:2])
    first += b64encode(b"first").decode()
    second += b64encode(b"second").decode()
    assert sources(markup) == [second, first, second]


def test_an_image_that_no_browser_shows_is_left_out():
    assert sources(written("<img src=cid:c>")) == ["data:,"]


def test_a_page_that_shows_one_image_again_and_again_does_not_fill_the_disk(monkeypatch):
    monkeypatch.setattr(display_file, "MOST_IMAGE_BYTES", 12)
    found = sources(written("<img src=cid:a>" * 4))
    assert [one == "data:," for one in found] == [False, False, True, True]


def test_images_that_the_page_has_in_itself_stay_as_they_are():
    pixel = "data:image/png;base64,iVBORw0KGgo="
    assert sources(written(f"<img src='{pixel}'>")) == [pixel]


def test_what_only_looks_like_an_image_of_a_copy_is_text():
    found = etree.fromstring(written('<p title=\'<img src="image/0\'>&lt;img src="image/0"/&gt;'))
    assert "".join(found.find(f"{_NAMESPACE}body").itertext()) == '<img src="image/0"/>'


def test_the_file_forbids_to_load_anything_before_it_says_anything_else():
    head = etree.fromstring(written("<p>x", title="a < b & c"))[0]
    first, policy, title = head[:3]
    assert first.get("charset") == "utf-8"
    assert policy.get("http-equiv") == "Content-Security-Policy"
    assert policy.get("content").startswith("default-src 'none'; ")
    assert title.text == "a < b & c"


@given(st.text(max_size=200), st.text(max_size=50))
def test_whatever_a_page_and_its_title_are_the_file_is_well_formed(markup, title):
    etree.fromstring(written(markup + "<img src=cid:a>", title))
