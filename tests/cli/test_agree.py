"""The command that says how far annotators agree."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from annotator.core.agreement_report import Grouping
from annotator.core.pages import PageId
from annotator.services.projects import open_project
from annotator.services.reviewing import return_set
from tests.compared_pages import compared_project
from tests.stored import do, label_blocks

GOLDEN = Path(__file__).parents[1] / "golden" / "agree.json"


@pytest.fixture
def compared(tmp_path):
    return compared_project(tmp_path)


def rounded(value):
    """Figures to a digit that does not depend on the order in which they are added up."""
    if isinstance(value, float):
        return round(value, 10)
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return [rounded(one) for one in value] if isinstance(value, list) else value


def test_the_whole_report_as_json_is_the_golden_one(annotator, compared):
    arguments = ("--by", "site", "--by", "guidelines", "--draws", "50", "--json")
    found = rounded(annotator("agree", compared, *arguments).json)
    if os.environ.get("ANNOTATOR_UPDATE_GOLDEN"):
        GOLDEN.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    assert found == json.loads(GOLDEN.read_text("utf-8"))


def test_json_has_the_fields_that_scripts_rely_on(annotator, compared):
    found = annotator("agree", compared, "--json").json
    (pair,) = found["pairs"]
    assert (pair["annotators"], pair["pages"]) == (["ada", "ben"], 2)
    for unit, count in (("block", 8), ("character", 64)):
        assert pair[unit]["n"] == count
        assert pair[unit]["interval"][0] <= pair[unit]["kappa"] <= pair[unit]["interval"][1]
    assert pair["block"]["percent"] == 0.75
    assert set(pair["span"]) >= {"exact_f1", "partial_f1", "type_f1"}
    assert pair["labels"]["body"]["f1"] == pytest.approx(6 / 7)
    assert pair["confusion"]["body"] == {"body": 3, "teaser": 1}
    assert {"alpha", "fleiss"} <= set(found["all"])
    assert "reason" not in found["all"]


def test_an_undefined_figure_is_null_with_its_reason_beside_it(annotator, compared):
    label = annotator("agree", compared, "--json").json["pairs"][0]["labels"]["ai_label"]
    assert label["f1"] is None
    assert label["reasons"]["f1"] in label["reason"]


def test_what_nobody_has_in_common_is_told_and_no_failure(annotator, news):
    found = annotator("agree", news, "--json")
    assert (found.code, found.json["pairs"]) == (0, [])
    assert found.json["all"]["alpha"] is None
    assert found.json["all"]["reason"]
    assert "there is nothing to compare yet" in annotator("agree", news).out


def test_the_tables_are_for_people(annotator, compared):
    told = annotator("agree", compared, "--draws", "0").out
    assert "ada and ben agree on 75 % of 8 blocks on 2 pages; Cohen’s κ is 0.64." in told
    assert "1 block: ada says Body, ben Teaser; as on page 1." in told
    assert "Not counted: pages that fewer than two have finished (1)." in told
    assert "Without intervals." in told


def test_groups_are_told_apart_as_asked(annotator, compared):
    by = [word for one in Grouping for word in ("--by", one.value)]
    told = annotator("agree", compared, "--draws", "0", *by).out
    for words in ("by site", "news.example", "without guidelines", "by month"):
        assert words in told
    found = annotator("agree", compared, "--draws", "0", "--json", *by).json
    assert [one["by"] for one in found["groups"]] == ["site", "guidelines", "month"]


def test_one_can_be_the_reference(annotator, compared):
    (pair,) = annotator("agree", compared, "--against", "ben", "--json").json["pairs"]
    assert pair["annotators"] == ["ben", "ada"]
    assert pair["confusion"]["teaser"] == {"body": 1, "teaser": 1, "boilerplate": 1}


def test_a_stranger_is_refused_by_name(annotator, compared):
    refused = annotator("agree", compared, "--between", "cy")
    assert refused.code == 1
    assert "“cy” has not labelled" in refused.err


def test_blind_pages_and_sites_can_be_asked_for(annotator, compared):
    assert annotator("agree", compared, "--blind", "--json").json["pairs"] == []
    assert annotator("agree", compared, "--site", "other.example", "--json").json["pairs"] == []
    assert annotator("agree", compared, "--site", "news.example", "--json").json["pairs"]


def test_a_site_without_pages_is_told(annotator, compared):
    found = annotator("agree", compared, "--site", "nope", "--site", "news.example", "--json")
    assert found.err == "annotator: No page of the project is of the site “nope”.\n"
    assert found.json["pairs"]
    assert "site “nope”" in annotator("agree", compared, "--site", "nope").err
    assert annotator("agree", compared, "--site", "news.example").err == ""


def test_what_was_returned_and_corrected_counts_as_it_was_unless_asked_for(
    annotator, compared, tmp_path
):
    with open_project(compared) as project:
        return_set(project, PageId(1), "ben", "rae", "All of it is the story.")
        label_blocks(project, 1, "ben", "body", 2)
        do(project, 1, "ben", lambda sitting: sitting.finish())
    found = annotator("agree", compared, "--json").json
    assert (found["before_return"], found["before_reference"], found["corrected"]) == (1, 0, False)
    assert found["pairs"][0]["block"]["percent"] == 0.75
    found = annotator("agree", compared, "--corrected", "--json").json
    assert (found["before_return"], found["corrected"]) == (0, True)
    assert found["pairs"][0]["block"]["percent"] == 0.875
    sentence = "1 set counts as it was before it was first returned."
    assert sentence in annotator("agree", compared).out
    assert "count as they are now" in annotator("agree", compared, "--corrected").out
    annotator("agree", compared, "--html", tmp_path / "agreement.html")
    assert sentence in (tmp_path / "agreement.html").read_text("utf-8")


@pytest.mark.parametrize("arguments", [(), ("--json",), ("--against", "ada"), ("--html", "a.html")])
def test_an_anonymous_report_names_nobody(annotator, compared, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    with open_project(compared) as project:
        label_blocks(project, 3, "Zuleikha", "body", 1)
    printed = annotator("agree", compared, "--anonymous", "--draws", "0", *arguments)
    assert printed.code == 0
    written = (tmp_path / "a.html").read_text("utf-8") if "--html" in arguments else ""
    for name in ("ada", "ben", "Zuleikha"):
        assert name not in printed.out + written
    assert "A" in printed.out


def test_letters_are_the_same_in_every_report_of_a_project(annotator, compared):
    with open_project(compared) as project:
        for name in ("cy", "dora"):
            for block in range(4):
                label_blocks(project, 1, name, "body", block)
            do(project, 1, name, lambda sitting: sitting.finish())
    first = annotator("agree", compared, "--anonymous", "--draws", "0", "--json").json
    again = annotator("agree", compared, "--anonymous", "--draws", "0", "--json").json
    assert first == again
    pairs = [one["annotators"] for one in first["pairs"]]
    assert pairs == [["A", "B"], ["A", "C"], ["A", "D"], ["B", "C"], ["B", "D"], ["C", "D"]]


def test_the_report_for_a_browser_has_all_groups_and_says_where_it_is(
    annotator, compared, tmp_path
):
    target = tmp_path / "agreement.html"
    printed = annotator("agree", compared, "--html", target)
    assert printed.out.endswith(f"The report is “{target}”.\n")
    told = target.read_text("utf-8")
    for words in ("By site", "By version of the guidelines", "By month", "Second part"):
        assert words in told
    assert annotator("agree", compared, "--html", target, "--json").json["path"] == str(target)
    assert annotator("agree", compared, "--html", tmp_path).code == 1
