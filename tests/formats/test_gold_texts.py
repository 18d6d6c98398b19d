"""Formats that hold main content as text, as their consumers read them and score by them."""

from __future__ import annotations

import json
import re
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.labelled import LabelledPage
from annotator.core.policies import KEEP
from annotator.formats import readers
from annotator.formats.reading import ComingSet, GoldText
from annotator.formats.registry import writer
from annotator.formats.story_text import main_paragraphs
from annotator.formats.trafilatura import MOST_TEXTS
from tests.formats.goldens import held, written
from tests.formats.memory_folder import folder_of
from tests.formats.test_marked_pages import listing
from tests.formats.written_pages import (
    FEWER,
    NEWS,
    NEWS_LABELS,
    files_below,
    labelled_page,
    main_text,
    news_pages,
    sample,
    solid,
)

TEXT_FORMATS = ("cleaneval", "dragnet", "wceb", "article-extraction-benchmark")


def news(**changed: Any) -> LabelledPage:
    return labelled_page(NEWS, NEWS_LABELS, **changed)


def paragraphs_of(name: str, page: LabelledPage, folder: Path) -> tuple[ComingSet, list[str]]:
    """What our own reader of a format takes back of a page."""
    path = folder
    if writer(name).is_folder:
        files_below(folder, folder_of(name, page))
        path = folder / "clean" if name == "cleaneval" else folder
    else:
        path = folder / f"all{writer(name).suffixes[0]}"
        path.write_bytes(written(name, [page]))
    (coming,) = readers.reader(name).read(path)
    assert isinstance(coming, ComingSet)
    assert isinstance(coming.marks, GoldText)
    return coming, [text for text, _ in coming.marks.paragraphs]


@pytest.mark.parametrize("name", ["cleaneval", "dragnet", "trafilatura"])
def test_folders_are_what_they_always_were(name: str):
    held(f"{name}.txt", listing(folder_of(name, *sample())))


@pytest.mark.parametrize("name", ["wceb", "article-extraction-benchmark"])
def test_files_are_what_they_always_were(name: str):
    held(f"{name}{writer(name).suffixes[0]}", written(name, sample()))


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_main_content_alone_comes_back_in_its_order(name: str, tmp_path: Path):
    coming, found = paragraphs_of(name, news(), tmp_path)
    assert found == [
        "The big 👩‍👩‍👧 story",
        "First words & more of it.",
        "Loose text of the story",
        "An entry",
        "its tail",
        "שלום\u00a0עולם of the story".replace("\u00a0", " " if name == "cleaneval" else "\u00a0"),
    ]
    assert coming.page.name == news().facts.digest


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_exactly_what_is_said_is_lost(name: str, tmp_path: Path):
    lost = " ".join(writer(name).loses)
    html = "<p>one two</p><pre>first\n\nsecond</pre><p>twice</p><p>twice</p>"
    page = labelled_page(
        html,
        [("body", "one"), ("teaser", "two"), ("headline", "first\n\nsecond"), ("body", "twice")],
    )
    coming, found = paragraphs_of(name, page, tmp_path)
    # Other text, which labels, and which of two texts that are alike.
    lines = ["first second"] if name == "cleaneval" else ["first", "second"]
    assert found == ["one", *lines, "twice"]
    assert len({label for _, label in coming.marks.paragraphs}) == 1
    assert "All text that is no main content" in lost
    assert "one that occurs more than once" in lost
    assert ("Line breaks inside a paragraph" in lost) == (name == "cleaneval")
    assert coming.annotator == ""
    assert "Who labelled a page" in lost
    has_page = coming.page.content is not None
    assert has_page or name in {"wceb", "article-extraction-benchmark", "cleaneval"}
    assert ("The page itself." in lost) == (name in {"wceb", "article-extraction-benchmark"})


@pytest.mark.parametrize("name", TEXT_FORMATS)
@FEWER
@given(html=news_pages(), data=st.data())
def test_main_content_comes_back_whatever_it_is(
    name: str, tmp_path_factory, html: str, data: st.DataObject
):
    page = labelled_page(html, data)
    _, found = paragraphs_of(name, page, tmp_path_factory.mktemp("round"))
    wanted = main_text(page)
    if name == "cleaneval":
        wanted = re.sub("</?[phl]>", "", wanted, flags=re.IGNORECASE)
    assert solid("".join(found)) == wanted


def test_neighbours_that_are_both_main_content_are_one_paragraph():
    page = labelled_page(
        "<p>Kicker: the story goes on</p>", [("headline", "Kicker:"), ("body", "the story")]
    )
    assert [one.text for one in main_paragraphs(page)] == ["Kicker: the story"]


@pytest.mark.parametrize("name", [*TEXT_FORMATS, "trafilatura"])
def test_a_policy_that_knows_no_main_content_leaves_nothing(name: str):
    page = news(policy=KEEP)
    assert not main_paragraphs(page)
    content = listing(folder_of(name, page)) if writer(name).is_folder else written(name, [page])
    assert b"Loose text of the story\n" not in content


def test_pages_that_are_not_in_utf_8_are_written_anew_for_dragnet():
    files = folder_of("dragnet", *sample())
    latin, dump, utf_8 = (sample()[index] for index in (4, 2, 0))
    assert "Überall" in files[f"HTML/{latin.facts.digest}.html"].decode()
    assert "&lt;it>" in files[f"HTML/{dump.facts.digest}.html"].decode()
    assert files[f"HTML/{utf_8.facts.digest}.html"] == utf_8.content


def cleaneval_scores(text: str, gold: str) -> tuple[int, int, int]:
    """Words that are right, too much and missing, as the evaluation of CleanEval counts them."""

    def words(content: str) -> list[str]:
        content = re.sub(r"^\s*URL.*$", "", content, flags=re.MULTILINE)
        content = re.sub("[\x00-\x1f]+", " ", content)
        return re.sub("(?i)(<[phl]>)", r"\n\1 ", content).split()

    text_words, gold_words = words(text), words(gold)
    blocks = SequenceMatcher(None, text_words, gold_words).get_matching_blocks()
    right = sum(block.size for block in blocks)
    return right, len(text_words) - right, len(gold_words) - right


def test_the_evaluation_of_cleaneval_tells_headings_entries_and_paragraphs():
    page = news()
    gold = folder_of("cleaneval", page)[f"clean/{page.facts.digest}.txt"].decode()
    assert re.findall("<[phl]>", gold) == ["<h>", "<p>", "<p>", "<l>", "<p>", "<p>"]
    assert cleaneval_scores(gold, gold) == (6 + len(main_words(page)), 0, 0)
    bare = "<p>The big 👩‍👩‍👧 story <p>First words & more"
    right, too_much, missing = cleaneval_scores(bare, gold)
    assert (right, too_much) == (9, 1)
    assert missing == 6 + len(main_words(page)) - 9


def main_words(page: LabelledPage) -> list[str]:
    return " ".join(one.text for one in main_paragraphs(page)).split()


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words that article-extraction-benchmark compares."""
    words = re.findall(r"\w+", text)
    runs = (tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))
    return Counter(run for run in runs if run)


def test_article_extraction_benchmark_scores_by_the_article_bodies():
    table = json.loads(written("article-extraction-benchmark", sample()))
    body = table[news().facts.digest]["articleBody"]
    assert shingles(body) == shingles(" ".join(main_words(news())))
    assert shingles(body) - shingles(body.removeprefix("The big 👩‍👩‍👧 story"))
    empty = table[sample()[3].facts.digest]
    assert empty == {"articleBody": "", "url": "https://news.example/3"}
    assert len(table) == len(sample())
    assert json.loads(written("article-extraction-benchmark", [])) == {}


def test_wceb_joins_answers_by_the_digest_of_the_page():
    rows = [json.loads(line) for line in written("wceb", sample()).decode().splitlines()]
    truth = {row["page_id"]: row["plaintext"] for row in rows}
    assert truth[news().facts.digest].split() == main_words(news())
    assert len(truth) == len(sample())


def trafilatura_counts(item: dict[str, Any], result: str) -> tuple[int, int, int, int]:
    """Texts found, found wrongly, missed and rightly not found, as its evaluation counts them."""
    found = " ".join(result.split())
    right = sum(" ".join(text.split()) in found for text in item["with"])
    wrong = sum(" ".join(text.split()) in found for text in item["without"])
    return right, wrong, len(item["with"]) - right, len(item["without"]) - wrong


def trafilatura_rules(table: dict[str, Any], files: dict[str, bytes]) -> None:
    """What its evaluation demands of the data before it begins."""
    for item in table.values():
        assert f"eval/{item['file']}" in files
        for texts in (item["with"], item["without"]):
            assert 1 <= len(texts) <= MOST_TEXTS
            assert len({" ".join(text.split()) for text in texts}) == len(texts)
            assert all(text.strip() for text in texts)
        assert not any(text in wanted for text in item["without"] for wanted in item["with"])


def test_a_perfect_cleaner_finds_all_and_a_page_left_as_it_is_all_that_it_should_not():
    files = folder_of("trafilatura", news())
    table = json.loads(files["evaldata.json"])
    trafilatura_rules(table, files)
    (item,) = table.values()
    perfect = trafilatura_counts(item, " ".join(main_words(news())))
    assert perfect == (len(item["with"]), 0, 0, len(item["without"]))
    nothing_done = trafilatura_counts(item, news().document.text)
    assert nothing_done[:2] == (len(item["with"]), len(item["without"]))


@FEWER
@given(html=news_pages(), data=st.data())
def test_what_trafilatura_is_to_find_is_told_from_the_rest(html: str, data: st.DataObject):
    page = labelled_page(html, data)
    files = folder_of("trafilatura", page)
    table = json.loads(files["evaldata.json"])
    trafilatura_rules(table, files)
    assert bool(table) is ("left-out.jsonl" not in files)
    for item in table.values():
        main = " ".join(one.text for one in main_paragraphs(page))
        counts = trafilatura_counts(item, main)
        assert counts == (len(item["with"]), 0, 0, len(item["without"]))


def test_long_texts_are_cut_between_words_and_spread_over_the_page():
    words = [f"paragraph {number} says a good deal more than anyone wants" for number in range(20)]
    html = (
        "".join(f"<p>{text} to read of it in the long evenings of winter</p>" for text in words)
        + "<p>Menu</p>"
    )
    labels = [("body", f"{text} to read of it in the long evenings of winter") for text in words]
    files = folder_of("trafilatura", labelled_page(html, [*labels, ("teaser", "Menu")]))
    (item,) = json.loads(files["evaldata.json"]).values()
    numbers = [int(text.split()[1]) for text in item["with"]]
    assert numbers == [0, 3, 7, 11, 15, 19]
    assert item["with"][0] == "paragraph 0 says a good deal more than anyone wants"
    assert item["without"] == ["Menu"]


def test_pages_that_the_evaluation_would_refuse_are_named_with_the_reason():
    files = folder_of("trafilatura", *sample())
    rows = [json.loads(line) for line in files["left-out.jsonl"].decode().splitlines()]
    assert [row["reason"] for row in rows] == [
        "no other text that can be told from the rest",
        "no main content that can be told from the rest",
        "no other text that can be told from the rest",
    ]
    assert any("the evaluation refuses" in one for one in writer("trafilatura").loses)


def test_sets_of_one_address_have_keys_of_their_own():
    other = labelled_page(NEWS, NEWS_LABELS, annotator="Ben")
    table = json.loads(folder_of("trafilatura", news(), other)["evaldata.json"])
    assert list(table) == ["https://news.example/1", "https://news.example/1#set-2"]
