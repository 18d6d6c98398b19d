"""How cleaners did as one file: whole, readable, and never what a stranger wrote."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html

from annotator.core.evaluation_report import (
    CleanerReport,
)
from annotator.services.evaluation_html.document import document, write_document
from annotator.services.evaluation_words import (
    failures_in_words,
    milliseconds,
    report_in_words,
    scope_in_words,
)
from tests.evaluations import HOSTILE, cleaner, report_of


def read(report, name="news"):
    return html.document_fromstring(document(report, name))


def words_of(tree):
    return " ".join(tree.find("body").text_content().split())


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_pages_and_cleaners_say_the_report_has_the_same_elements(words):
    def shape(tree):
        return [(one.tag, sorted(one.attrib)) for one in tree.iter() if isinstance(one.tag, str)]

    def told(said):
        one = replace(cleaner(words=said), weak=())
        broken = CleanerReport("broken", "", problem=said)
        return report_of(one, broken, words=said)

    assert shape(read(told(words), words)) == shape(read(told("ada"), "ada"))
    found = document(report_of(cleaner(words=words), words=words), words)
    assert not re.search("[\0\u202e\ud800]", found)
    assert found.encode("utf-8")


def test_nothing_is_fetched_and_nothing_runs():
    tree = read(report_of(cleaner(), cleaner("annotator", 0.95)))
    tags = {one.tag for one in tree.iter() if isinstance(one.tag, str)}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "a", "base"}
    attributes = {key for one in tree.iter() for key in one.attrib}
    assert not attributes & {"src", "href", "srcset", "action", "background"}
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_every_plot_is_told_in_words_and_every_row_has_a_head():
    tree = read(report_of(cleaner(), cleaner("annotator", 0.95)))
    plots = tree.xpath("//svg")
    assert len(plots) == 3
    for plot in plots:
        assert [one.tag for one in plot[:2]] == ["title", "desc"]
        assert all(one.text.strip() for one in plot[:2])
    for table in tree.xpath("//table"):
        for row in table.xpath("tbody/tr"):
            assert row[0].tag == "th"
            assert len(row) == len(table.xpath("thead/tr/th"))


def test_what_a_page_lacks_and_what_it_has_beside_are_marked():
    tree = read(report_of(cleaner()))
    assert [one.text_content() for one in tree.iter("ins")] == ["Home"]
    assert [one.text_content() for one in tree.iter("del")] == ["is"]


def test_a_cleaner_that_could_not_be_measured_stands_there_with_its_reason():
    told = words_of(read(report_of(CleanerReport("goose3", "", problem="It is not installed."))))
    assert "No cleaner could be measured." in told
    assert "goose3: It is not installed." in told


def test_the_report_is_written_whole(tmp_path):
    target = tmp_path / "report.html"
    write_document(report_of(cleaner()), "news", target)
    assert target.read_text("utf-8") == document(report_of(cleaner()), "news")


def test_the_best_is_named_and_what_it_was_held_against():
    report = report_of(cleaner(), cleaner("annotator", 0.95))
    assert report_in_words(report).startswith("The best of 2 cleaners on 3 pages is annotator: F1")
    assert report_in_words(report_of(cleaner())).startswith("trafilatura on 3 pages: F1 is")
    assert "gold before any other" in scope_in_words(report)
    assert "the labels of Ada" in scope_in_words(replace(report, reference="Ada"))
    assert "the gold set" in scope_in_words(replace(report, reference="gold"))
    assert "nothing to measure" in report_in_words(replace(report, page_count=0))
    assert failures_in_words(cleaner(words="It fails.")) == (
        "trafilatura gave no text of 1 page, which count as empty: It fails. (1)"
    )
    assert [milliseconds(one) for one in (0.0042, 0.5, 2.5)] == ["4.2 ms", "500 ms", "2,500 ms"]
