"""The report on agreement as one file: whole, readable, and never what a stranger wrote."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html

from annotator.core.agreement_report import Grouping
from annotator.core.errors import UserError
from annotator.services.agreement_html.document import document, write_document
from annotator.services.agreement_quotes import places_to_quote
from annotator.services.html_report.markup import foreign, joined, tag, text
from tests.agreements import (
    ONE_LABEL,
    compared,
    empty_report,
    group_of,
    pair_of,
    report_of,
    unknown,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</style></svg></title>&lt;b&gt;",
    "ada\N{RIGHT-TO-LEFT OVERRIDE}nib\nnew\0line\ud800",
    "--></textarea><!--",
)


def written(report, quotes=None, name="news"):
    return document(report, quotes or {}, name)


def read(report, quotes=None, name="news"):
    return html.document_fromstring(written(report, quotes, name))


def words_of(tree):
    """What stands in the body, on one line."""
    return " ".join(tree.find("body").text_content().split())


def hostile_report(words):
    pages = (compared(1, title=words), replace(compared(2), site=words))
    groups = (group_of(Grouping.SITE, words),)
    report = report_of(pair_of(words, "ben"), pages=pages, groups=groups, against=words)
    return replace(
        report,
        sites=(words,),
        label_names=dict.fromkeys(report.label_names, words),
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_people_and_pages_are_called_the_report_has_the_same_elements(words):
    def shape(tree):
        return [(one.tag, sorted(one.attrib)) for one in tree.iter() if isinstance(one.tag, str)]

    harmless = hostile_report("ada")
    hostile = hostile_report(words)
    quotes = dict.fromkeys(places_to_quote(hostile), words)
    plain = dict.fromkeys(places_to_quote(harmless), "ada")
    assert shape(read(hostile, quotes, words)) == shape(read(harmless, plain, "ada"))


@pytest.mark.parametrize("words", HOSTILE)
def test_no_character_of_a_stranger_turns_or_ends_a_line(words):
    found = written(hostile_report(words), name=words)
    assert not re.search("[\0\u202e\ud800]", found)
    assert found.encode("utf-8")


def test_nothing_is_fetched_and_nothing_runs():
    tree = read(report_of(), dict.fromkeys(places_to_quote(report_of()), "A quote"))
    tags = {one.tag for one in tree.iter() if isinstance(one.tag, str)}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "a", "base"}
    attributes = {key for one in tree.iter() for key in one.attrib}
    assert not {key for key in attributes if key.startswith("on")}
    assert not attributes & {"src", "href", "srcset", "action", "background"}
    assert "url(" not in written(report_of())
    assert "@import" not in written(report_of())
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_every_plot_has_a_title_a_description_and_a_table():
    tree = read(report_of(pages=tuple(map(compared, range(1, 12)))))
    plots = tree.xpath("//svg")
    assert len(plots) == 3
    for plot in plots:
        assert [one.tag for one in plot[:2]] == ["title", "desc"]
        assert all(one.text.strip() for one in plot[:2])
        assert plot.get("role") == "img"
    captions = [one.text_content() for one in tree.xpath("//caption")]
    assert "Label by label" in captions
    assert "Blocks: rows are what ada says, columns ben" in captions
    assert "Page by page, in the order of finishing" in captions


def test_every_row_and_column_of_a_table_has_a_head():
    for table in read(report_of()).xpath("//table"):
        heads = table.xpath("thead/tr/th")
        for row in table.xpath("tbody/tr"):
            assert row[0].tag == "th"
            assert len(row) == len(heads)


def test_a_figure_that_is_undefined_says_why():
    told = words_of(read(report_of(pair_of(kappa=unknown()))))
    assert f"Cohen’s κ is undefined ({ONE_LABEL})" in told
    assert "one gives it alone" in told


def test_the_most_confused_labels_lead_to_what_stands_there():
    report = report_of(pages=(compared(1, title="Ferry"), compared(2)))
    places = places_to_quote(report)
    told = words_of(read(report, {place: f"quote {place.page}" for place in places}))
    assert "ada: Body, ben: Teaser – 5 blocks quote 1 Page 1, Ferry quote 2" in told
    assert told.index("Body, ben: Teaser") < told.index("undecided, ben: Body")


def test_what_is_left_out_is_counted_with_its_reason():
    told = words_of(read(report_of()))
    assert "sets that are not finished (3)" in told
    assert "By block: Not counted: hidden blocks without a label (7)." in told
    assert "nothing of this" not in told


def test_groups_are_told_by_what_they_have_in_common():
    groups = (
        group_of(Grouping.SITE, "news.example"),
        group_of(Grouping.SITE, ""),
        group_of(Grouping.GUIDELINES, "1, 2"),
        group_of(Grouping.MONTH, "2026-02"),
    )
    told = words_of(read(report_of(groups=groups)))
    for words in ("By site", "without a site", "version 1, 2", "By month", "2026-02"):
        assert words in told


def test_where_nothing_was_compared_the_report_says_so():
    tree = read(empty_report())
    assert "No page is finished by two annotators" in words_of(tree)
    assert not tree.xpath("//svg")


def test_the_file_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "agreement.html"
    write_document(report_of(), {}, "news", target)
    assert target.read_text("utf-8") == written(report_of())
    with pytest.raises(UserError, match="cannot be written"):
        write_document(report_of(), {}, "news", tmp_path / "no" / "agreement.html")
    assert [one.name for one in tmp_path.iterdir()] == ["agreement.html"]


def test_markup_is_never_escaped_twice_and_text_always_once():
    assert tag("b", "<", text("<"), title='"') == '<b title="&quot;">&lt;&lt;</b>'
    assert tag("rect", x=1.0, y=2.25, class_="a", fill_opacity=None) == (
        '<rect x="1" y="2.2" class="a"/>'
    )
    assert joined(("a<", foreign("b&")), ", ") == "a&lt;, <bdi>b&amp;</bdi>"
