"""Formats that mark a page's own markup, as their consumers read them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.errors import BugError
from annotator.core.labelled import LabelledPage
from annotator.core.labels import LabelId
from annotator.core.page_markup import plain_markup
from annotator.formats import readers
from annotator.formats.reading import ComingSet
from annotator.formats.registry import writer
from annotator.formats.web2text import GAP
from annotator.pages.html_reader import DEEPEST
from tests.formats.goldens import held, written
from tests.formats.memory_folder import folder_of
from tests.formats.written_pages import (
    FEWER,
    NEWS,
    NEWS_LABELS,
    files_below,
    labelled_page,
    main_text,
    marks_of,
    news_pages,
    sample,
    solid,
)

BOILERNET_IGNORES = {"head", "iframe", "script", "meta", "link", "style", "input", "checkbox"}
BOILERNET_IGNORES |= {"button", "noscript"}


def news(**changed: Any) -> LabelledPage:
    return labelled_page(NEWS, NEWS_LABELS, **changed)


def html5_tree(html: str | bytes) -> Any:
    """The page as BoilerNet parses it."""
    pytest.importorskip("html5lib")
    return pytest.importorskip("bs4").BeautifulSoup(html, "html5lib")


def listing(files: dict[str, bytes]) -> bytes:
    """All files of a folder in one text."""
    return b"".join(b"== %s\n%s\n" % (name.encode(), files[name]) for name in sorted(files))


def boilernet_leaves(html: str) -> list[tuple[str, int]]:
    """The texts of a page with their labels, as BoilerNet's preprocessing takes them."""

    def leaves(node: Any, label: int) -> list[tuple[str, int]]:
        label = int(node.attrs.get("__boilernet_label", label))
        found: list[tuple[str, int]] = []
        for child in node.children:
            if child.name is None:
                found += [(str(child), label)] if child.strip() else []
            elif child.name not in BOILERNET_IGNORES:
                found += leaves(child, label)
        return found

    return leaves(html5_tree(html).find("html"), 0)


def pruned(html: str) -> str:
    """The text that WebMainBench takes for main content: what is selected, and what is in it."""
    root = lxml.html.fromstring(html, parser=lxml.html.HTMLParser(encoding="utf-8"))
    kept: set[Any] = set()

    def walk(element: Any) -> None:
        if re.search("display: ?none", element.get("style", "")):
            return
        if element.get("cc-select") == "true":
            kept.update([*element.iter(), *element.iterancestors()])
        else:
            for child in element:
                walk(child)

    walk(root)
    for element in [one for one in root.iter() if one not in kept]:
        if element.getparent() is not None:
            element.drop_tree()
    return str(root.text_content())


def selected_items(html: str) -> str:
    """The same where Dripper's labels of items lead to it, which drops whatever is no item."""
    root = lxml.html.fromstring(html, parser=lxml.html.HTMLParser(encoding="utf-8"))
    items = root.xpath("//*[@_item_id]")
    assert [one.get("_item_id") for one in items] == [str(n + 1) for n in range(len(items))]
    assert not any(set(one.iterancestors()) & set(items) for one in items)
    return "".join(str(one.text_content()) for one in items if one.get("cc-select") == "true")


def record_of(page: LabelledPage) -> dict[str, Any]:
    return json.loads(written("webmainbench", [page]))


def boilernet_of(page: LabelledPage) -> str:
    (content,) = folder_of("boilernet", page).values()
    return content.decode()


def coming(name: str, path: Path) -> ComingSet:
    (found,) = readers.reader(name).read(path)
    assert isinstance(found, ComingSet)
    return found


@pytest.mark.parametrize("name", ["boilernet", "web2text"])
def test_folders_are_what_they_always_were(name: str):
    held(f"{name}.txt", listing(folder_of(name, *sample())))


@pytest.mark.parametrize("name", ["webmainbench", "markuplm"])
def test_lines_are_what_they_always_were(name: str):
    held(f"{name}.jsonl", written(name, sample()))


def test_boilernet_finds_main_content_and_nothing_else_of_the_page():
    page = news()
    leaves = boilernet_leaves(boilernet_of(page))
    assert solid("".join(text for text, label in leaves if label)) == main_text(page)
    assert [text for text, label in leaves if not label][:2] == ["Home ", "All the news of today"]


@FEWER
@given(news_pages(), st.data())
def test_boilernet_finds_main_content_whatever_the_text_is(html: str, data: st.DataObject):
    page = labelled_page(html, data)
    leaves = boilernet_leaves(boilernet_of(page))
    assert solid("".join(text for text, label in leaves if label)) == main_text(page)


def test_boilernet_passes_over_buttons_and_noscript_as_is_said():
    html = "<p>Story</p><button>Press</button><noscript>Off</noscript><iframe>In</iframe>"
    labels = [("body", text) for text in ("Story", "Press", "Off", "In")]
    leaves = boilernet_leaves(boilernet_of(labelled_page(html, labels)))
    assert leaves == [("Story", 1)]
    assert "passes over: in buttons, iframe and noscript" in " ".join(writer("boilernet").loses)


def test_pages_are_written_in_utf_8_and_say_so_whatever_they_said_before():
    meta = '<meta http-equiv=Content-Type content="text/html; charset=windows-1252">'
    html = f"{meta}<p>Überall “ja”</p>".encode("cp1252")
    page = labelled_page(html, [("body", "Überall “ja”")])
    for files in (folder_of("boilernet", page), folder_of("web2text", page)):
        content = files.get("orig/1.html") or b"".join(files.values())
        soup = html5_tree(content)
        assert soup.find("p").text == "Überall “ja”"
        assert [one["charset"] for one in soup.find_all("meta")] == ["utf-8"]


def test_what_an_iframe_holds_is_text_even_where_it_looks_like_markup():
    page = labelled_page("<p>a</p><iframe><b>in</b> &amp; out</iframe>", [("body", "<b>in</b>")])
    main = page.document.text.split("\n")[1]
    assert main == "<b>in</b> &amp; out"
    for files in (folder_of("boilernet", page), {"": record_of(page)["html"].encode()}):
        assert b"><b>in</b> &amp; out</iframe>" in b"".join(files.values())
    source, aligned = web2text(page)
    assert aligned[source.index("<b>in") :].startswith(f"<b>in</b>{GAP}")


def test_an_option_is_marked_as_a_whole_as_is_said():
    html = "<select><option>story but menu</option></select>"
    page = labelled_page(html, [("body", "story"), ("teaser", "but menu")])
    assert boilernet_leaves(boilernet_of(page)) == [("story but menu", 0)]
    assert selected_items(record_of(page)["html"]) == ""
    for name in ("boilernet", "webmainbench"):
        assert any("in an option, a text area" in one for one in writer(name).loses)


def test_a_split_is_listed_as_boilernet_wants_it():
    files = folder_of("boilernet", *sample())
    first, fourth = (one.facts.digest for one in (sample()[0], sample()[4]))
    assert files["split/train_set.txt"].decode() == f"{first}.html\n{first}-2.html\n"
    assert files["split/test_set.txt"].decode() == f"{fourth}.html\n"
    assert files["split/dev_set.txt"] == b""


@FEWER
@given(html=news_pages(), data=st.data())
def test_marks_come_back_through_our_own_readers(tmp_path_factory, html: str, data: st.DataObject):
    page = labelled_page(html, data)
    folder = tmp_path_factory.mktemp("round")
    if not page.document.text:
        return  # a page without text is refused as a page
    files_below(folder, folder_of("boilernet", page))
    (folder / "all.jsonl").write_bytes(written("webmainbench", [page]))
    for name, path, value in (
        ("boilernet", folder, "1"),
        ("webmainbench", folder / "all.jsonl", "true"),
    ):
        found = marks_of(coming(name, path))
        assert found.text == page.document.text
        main = "".join(found.text[one.start : one.end] for one, got in found.spans if got == value)
        assert solid(main) == main_text(page)


def test_marks_that_a_page_brings_along_are_none_of_ours():
    page = labelled_page(NEWS, [])
    assert boilernet_leaves(boilernet_of(page))
    assert not any(label for _, label in boilernet_leaves(boilernet_of(page)))
    record = record_of(page)
    assert pruned(record["html"]).strip() == ""
    assert record["main_html"] == record["convert_main_content"] == ""
    assert "cc-select" not in record["html"]


def test_web_main_bench_finds_main_content_and_nothing_else_of_the_page():
    page = news()
    record = record_of(page)
    assert solid(pruned(record["html"])) == main_text(page)
    assert solid(selected_items(record["html"])) == main_text(page)
    assert solid(lxml.html.fromstring(record["main_html"]).text_content()) == main_text(page)
    assert record["track_id"] == page.facts.digest
    assert record["convert_main_content"].startswith("# The big 👩‍👩‍👧 story\n\nFirst words")
    assert "- An entry" in record["convert_main_content"]


@FEWER
@given(news_pages(), st.data())
def test_web_main_bench_finds_main_content_whatever_the_text_is(html: str, data: st.DataObject):
    page = labelled_page(html, data)
    record = record_of(page)
    assert solid(pruned(record["html"])) == main_text(page)
    assert solid(selected_items(record["html"])) == main_text(page)
    assert solid(re.sub("<[^>]*>", "", record["main_html"])) == solid(
        "".join(text.replace("&", "&amp;").replace("<", "&lt;") for text in main_text(page))
    )


def test_text_that_shows_nothing_is_pruned_with_the_rest():
    page = labelled_page("<div><h3>x</h3>\u200b<br>y</div>", [("body", "x"), ("body", "y")])
    assert pruned(record_of(page)["html"]) == "xy"


def test_web_main_bench_passes_over_what_style_hides_as_is_said():
    html = '<p>shown</p><div style="display:none"><p>hidden</p></div>'
    page = labelled_page(html, [("body", "shown"), ("body", "hidden")])
    assert pruned(record_of(page)["html"]) == "shown"
    assert solid(selected_items(record_of(page)["html"])) == "shownhidden"
    assert any("whose own style hides them" in one for one in writer("webmainbench").loses)


def test_a_block_under_one_label_is_an_item_of_its_own_element():
    html = record_of(news())["html"]
    assert re.search(r'<h1 _item_id="\d+" cc-select="true">The  big', html)
    assert re.search(r'<li _item_id="\d+">Another', html)
    assert re.search(r'<cc-alg-uc-text _item_id="\d+">AI-generated', html)


def web2text(page: LabelledPage) -> tuple[str, str]:
    """The source and the aligned text as Web2Text loads them, in code units of Java."""
    files = folder_of("web2text", page)
    lines = re.split("\r\n|\n|\r", files["orig/1.html"].decode())
    assert re.fullmatch('<text id="(.*?)" title="(.*?)" encoding="(.*?)">', lines[0])
    assert lines[-2:] == ["</text>", ""]
    return "\n".join(lines[1:-2]), files["aligned/1.txt"].decode()


def units(text: str) -> list[bytes]:
    whole = text.encode("utf-16-le", "surrogatepass")
    return [whole[at : at + 2] for at in range(0, len(whole), 2)]


@FEWER
@given(news_pages(), st.data())
def test_the_aligned_text_stands_where_it_stands_in_the_source(html: str, data: st.DataObject):
    page = labelled_page(html, data)
    source, aligned = web2text(page)
    assert len(units(source)) == len(units(aligned))
    gap = units(GAP)[0]
    assert all(one in (gap, its) for its, one in zip(units(source), units(aligned), strict=True))
    kept = solid(aligned.replace(GAP, ""))
    assert kept == main_text(page).replace("&", "").replace("<", "")


def test_web2text_counts_what_is_no_more_than_two_thirds_of_a_node_for_nothing_as_is_said():
    page = labelled_page("<p>12345678 90ab</p>", [("body", "12345678"), ("teaser", "90ab")])
    source, aligned = web2text(page)
    start = source.index("12345678")
    leaf = aligned[start : start + 13]
    assert leaf == f"12345678{GAP * 5}" or leaf == f"12345678 {GAP * 4}"
    assert 13 - leaf.count(GAP) <= 2 * 13 / 3 + 1
    assert any("two thirds of its text node" in one for one in writer("web2text").loses)


def test_every_number_of_web2text_is_told_with_its_page():
    files = folder_of("web2text", *sample())
    told = [json.loads(line) for line in files["pages.jsonl"].decode().splitlines()]
    assert [one["id"] for one in told] == [1, 2, 3, 4, 5]
    assert [one["annotator"] for one in told] == ["Ada", "ቤን", "Ada", "Ada", "Ada"]


def test_markuplm_has_each_text_node_with_its_path_and_its_label():
    record = json.loads(written("markuplm", [news()]))
    rows = list(zip(record["nodes"], record["xpaths"], record["node_labels"], strict=True))
    assert record["label_names"] == ["main", "other"]
    assert rows[0] == ("News & more", "/html/head/title", -100)
    assert ("words", "/html/body/article/p[1]/b", 0) in rows
    assert ("AI-generated", "/html/body/article/p[1]", 1) in rows
    assert ("An entry", "/html/body/article/div/ul/li[1]", 0) in rows
    assert ("secret", "/html/body/p", -100) in rows


@FEWER
@given(news_pages(), st.data())
def test_markuplm_keeps_every_label_of_every_text(html: str, data: st.DataObject):
    page = labelled_page(html, data)
    record = json.loads(written("markuplm", [page]))
    labelled = {"main": "", "other": ""}
    for node, number in zip(record["nodes"], record["node_labels"], strict=True):
        if number >= 0:
            labelled[record["label_names"][number]] += solid(node)
    assert labelled["main"] == main_text(page)
    others = (one.span for one in page.annotations if not page.policy.is_main(one.label))
    assert labelled["other"] == solid("".join(map(page.document.quote, others)))


@pytest.mark.parametrize("name", ["boilernet", "web2text", "webmainbench", "markuplm"])
def test_a_page_whose_tree_cannot_be_had_is_written_of_its_blocks_and_says_why(name: str):
    page = news()
    page = replace(page, markup=plain_markup(page.document, "It took longer than 5 s -- too long."))
    files = _files(name, page)
    assert b"It took longer than 5 s" in listing(files)
    assert "First words" in files.get("orig/1.html", b"".join(files.values())).decode()
    with pytest.raises(BugError, match="without its markup"):
        _files(name, replace(page, markup=None))


def _files(name: str, page: LabelledPage) -> dict[str, bytes]:
    return folder_of(name, page) if writer(name).is_folder else {"": written(name, [page])}


@settings(max_examples=5)
@given(st.integers(1, 3))
def test_pages_are_taken_one_by_one(count: int):
    taken: list[int] = []

    def pages():
        for number in range(count):
            taken.append(number)
            yield news(number=number + 1)

    (first, *_) = written("webmainbench", pages()).splitlines()
    assert json.loads(first)
    assert taken == list(range(count))


@pytest.mark.parametrize("name", ["boilernet", "web2text", "webmainbench", "markuplm"])
def test_a_page_that_is_nested_as_deep_as_can_be_is_written(name: str):
    page = labelled_page(f"{'<div>' * (DEEPEST + 9)}deep", [])
    assert page.facts.cut
    page = labelled_page(f"{'<div>' * (DEEPEST - 9)}deep", [("body", "deep")])
    assert b"deep" in listing(_files(name, page))


@pytest.mark.parametrize("name", ["boilernet", "web2text", "webmainbench", "markuplm"])
def test_a_text_of_very_many_lines_costs_what_its_length_is(name: str):
    line = "a line of a text that is wrapped and indented,"
    page = labelled_page(f"<p>{f'{line}{chr(10)}      ' * 20_000}</p>", [])
    whole = AnnotationSet.of([Annotation(page.document.blocks[0].span, LabelId("body"))])
    content = listing(_files(name, replace(page, annotations=whole)))
    assert content.count(line.encode()) >= 20_000


@pytest.mark.parametrize("name", ["boilernet", "web2text", "webmainbench", "markuplm"])
def test_nothing_is_told_of_what_is_said_to_be_lost(name: str):
    page = news(annotator="Zoë")
    notes = [replace(one, note="why, oh why?", uncertain=True) for one in page.annotations]
    noted = replace(page, annotations=AnnotationSet.of(notes))
    lost = " ".join(writer(name).loses)
    assert _files(name, noted) == _files(name, page)
    assert "Origins, notes, doubts and decisions." in lost
    content = listing(_files(name, noted)).decode()
    assert ("Zoë" in content) == ("Who labelled a page" not in lost)
    assert b"track(" in (page.content or b"")
    assert "track(" not in content
    assert ("without scripts" in lost) == (name != "markuplm")
    assert ("attributes of elements" in lost) == ("onclick" not in content)
