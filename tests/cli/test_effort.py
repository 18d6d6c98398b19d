"""The commands that measure: effort and blind."""

from __future__ import annotations

import json

import pytest

from annotator.core.labels import LabelId
from annotator.core.proposals import Proposal, Proposals, Source
from annotator.services.projects import open_project
from tests.pictures import page
from tests.stored import add_page, do, label_blocks


@pytest.fixture
def worked(news):
    """Ada accepted all that was proposed for page 2, and began page 1."""

    def take_all(sitting):
        span = sitting.document.blocks[0].span
        sitting.offer(Proposals((Proposal(span, LabelId("body"), 0.9, Source.RULE),), "rules-1"))
        return sitting.accept_rest_and_finish()

    with open_project(news) as project:
        do(project, 2, "ada", take_all)
        label_blocks(project, 1, "ada", "headline", 0)
    return news


def test_effort_tells_each_page_and_all_of_them(annotator, worked):
    found = annotator("effort", worked, "--json").json
    (one,) = found["pages"]
    assert (one["page"], one["annotator"], one["blind"], one["actions"]) == (2, "ada", False, 1)
    assert one["labels"] == {
        "body": {
            "accepted_singly": 0,
            "accepted_with_the_rest": 1,
            "corrected": 0,
            "by_hand": 0,
        }
    }
    assert one["shares"]["accepted_with_the_rest"] == 1
    assert (one["seconds"], one["gaps_unknown"]) == (None, 1)
    assert one["undefined"] == {"seconds": "nobody took the time of any step"}
    whole = found["all"]
    assert (whole["page_count"], whole["begun_count"], whole["actions"]) == (1, 1, 1)
    assert whole["actions_a_page"] == {"count": 1, "mean": 1, "median": 1, "undefined": None}
    assert whole["seconds_a_page"]["undefined"] == "nobody took the time of any page"


def test_effort_of_a_project_without_a_finished_page_says_what_is_undefined(annotator, news):
    found = annotator("effort", news, "--json").json
    assert found["pages"] == []
    assert found["all"]["actions_a_page"]["undefined"] == "no page is finished"
    assert found["all"]["undefined"]["shares"] == "nothing was proposed"


def test_effort_of_one_annotator_and_of_blind_pages_leaves_out_the_others(annotator, worked):
    assert annotator("effort", worked, "--as", "ben", "--json").json["pages"] == []
    with open_project(worked) as project:
        number = add_page(project, page("x"), is_blind=True)
        label_blocks(project, number, "ben", "body", 0)
    annotator("finish", worked, number, "--as", "ben")
    found = annotator("effort", worked, "--blind", "--json").json
    assert [(one["page"], one["blind"]) for one in found["pages"]] == [(number, True)]
    assert found["all"]["shares"]["corrected"] is None


def test_effort_is_printed_for_people(annotator, worked):
    printed = annotator("effort", worked)
    assert printed.code == 0
    assert "1 finished page, 1 begun and not finished." in printed.out
    assert "Actions a page: 1.0 on average, 1 in the middle." in printed.out
    assert "100 % accepted with the rest" in printed.out
    assert "nothing was proposed" not in printed.out


def test_blind_shows_and_sets_the_share(annotator, news):
    assert annotator("blind", news, "--json").json == {
        "share": 0.1,
        "page_count": 2,
        "blind_count": 0,
        "finished": {},
        "finished_twice": 0,
    }
    assert annotator("blind", news, "--share", "0.25", "--json").json["share"] == 0.25
    assert "Of the pages to come: 25 %." in annotator("blind", news).out


def test_a_share_beyond_all_is_a_wrong_use(annotator, news):
    assert annotator("blind", news, "--share", "10").code == 2
    assert annotator("new", news.with_name("x"), "--blind-share", "-1").code == 2


def test_a_new_project_can_have_another_share(annotator, tmp_path):
    made = annotator("new", tmp_path / "a", "--blind-share", "0.5", "--json")
    assert made.json["blind_share"] == 0.5
    assert annotator("blind", tmp_path / "a", "--json").json["share"] == 0.5


def test_the_list_and_the_export_say_which_pages_are_blind(annotator, worked, tmp_path):
    with open_project(worked) as project:
        number = add_page(project, page("x"), is_blind=True)
        label_blocks(project, number, "ada", "body", 0)
    rows = annotator("pages", worked, "--json").json["pages"]
    assert [row["blind"] for row in rows] == [False, False, True]
    annotator("export", worked, tmp_path / "out.jsonl")
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["blind"] for line in lines] == [False, False, True]
