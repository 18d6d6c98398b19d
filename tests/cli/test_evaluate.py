"""The commands about cleaners."""

from __future__ import annotations

import pytest

from annotator.services.cleaners import registry
from tests.cleaners import measured_project, register


@pytest.fixture
def measured(tmp_path, monkeypatch):
    register(tmp_path, monkeypatch)
    measured_project(tmp_path).close()
    return tmp_path / "news.annotator"


def test_json_has_the_fields_that_scripts_rely_on(annotator, measured):
    names = ("--cleaner", "first", "--cleaner", "lacking", "--cleaner", "paragraphs")
    found = annotator("evaluate", measured, *names, "--draws", "20", "--json").json
    assert (found["pages"], found["reference"], found["wanted"]) == (3, None, ["body"])
    best, worse, lacking = found["cleaners"]
    assert [one["name"] for one in found["cleaners"]] == ["paragraphs", "first", "lacking"]
    assert (best["f1"], best["precision"], best["recall"]) == (1, 1, 1)
    assert best["intervals"]["f1"] == [1, 1]
    assert (best["rouge_lsum"]["f1"], best["similarity"]["value"]) == (1, 1)
    assert best["labels"]["body"]["block"]["kept"] == 7
    assert set(best["seconds"]) == {"mean", "median", "longest"}
    assert {(one["by"], one["name"]) for one in best["groups"]} >= {
        ("site", "news.example"),
        ("language", "de"),
    }
    assert worse["recall"] < 1
    assert {one["side"] for one in worse["weak"][0]["difference"]} == {"both", "missing"}
    assert "no_such_library" in lacking["problem"]
    assert found["left_out"] == [
        {"count": 1, "reason": "pages without a finished set of the reference"}
    ]


def test_the_tables_are_for_people(annotator, measured):
    names = ("--cleaner", "first", "--cleaner", "fail", "--cleaner", "lacking")
    told = annotator("evaluate", measured, *names, "--draws", "0").out
    assert "The best of 2 cleaners on 3 pages is first" in told
    assert "Body (wanted)" in told
    assert "other.example" in told
    assert "fail gave no text of 3 pages" in told
    assert "lacking could not be measured: It is not installed" in told


def test_the_report_is_written_for_a_browser(annotator, measured, tmp_path):
    target = tmp_path / "report.html"
    arguments = ("--cleaner", "paragraphs", "--draws", "0", "--html", target)
    answer = annotator("evaluate", measured, *arguments)
    assert f"The report is “{target}”." in answer.out
    assert "<svg" in target.read_text("utf-8")


def test_what_there_is_not_is_refused(annotator, measured):
    assert "no cleaner “x”" in annotator("evaluate", measured, "--cleaner", "x").err
    assert "no label “x”" in annotator("evaluate", measured, "--labels", "x").err
    assert "“Bo” has not labelled" in annotator("evaluate", measured, "--reference", "Bo").err


def test_where_there_is_nothing_to_measure_one_sentence_says_why(annotator, measured, tmp_path):
    target = tmp_path / "report.html"
    arguments = ("--blind", "--cleaner", "first", "--html", target)
    answer = annotator("evaluate", measured, *arguments)
    assert (answer.code, answer.out) == (1, "")
    assert "there is nothing to measure cleaners by" in answer.err
    assert "pages that are not blind" in answer.err
    assert not target.exists()


def test_cleaners_are_listed_with_why_some_cannot_be_used(annotator, measured, monkeypatch):
    # Some libraries take seconds to load, which is no business of this test.
    monkeypatch.setattr(registry, "_OWN", {"annotator": "own"})
    rows = {one["name"]: one for one in annotator("cleaners", "--json").json["cleaners"]}
    assert rows["paragraphs"] == {
        "name": "paragraphs",
        "installed": True,
        "version": "1.5",
        "problem": None,
    }
    assert (rows["lacking"]["installed"], rows["lacking"]["version"]) == (False, None)
    assert "no_such_library" in rows["lacking"]["problem"]
    assert rows["annotator"]["installed"]
    assert rows["this-project"]["installed"]
