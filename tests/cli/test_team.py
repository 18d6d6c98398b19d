"""Sharing out, assignments, guidelines and calibration from the command line."""

from __future__ import annotations

import pytest

from annotator.services.projects import open_project
from tests.cli.conftest import Annotator
from tests.gold import decide_blocks
from tests.pictures import page
from tests.stored import add_page


@pytest.fixture
def team(annotator: Annotator, news):
    """The project of two pages, and two blind ones."""
    with open_project(news) as project:
        for text in ("Third", "Fourth"):
            add_page(project, page(text), text, is_blind=True)
    return news


def finish_first(annotator, news, name, first="headline"):
    annotator("label", news, 1, "0", first, "--as", name)
    annotator("label", news, 1, "undecided", "boilerplate", "--as", name)
    assert annotator("finish", news, 1, "--as", name).code == 0


def test_pages_are_shared_out_with_the_blind_ones_for_all(annotator, team):
    names = ("--among", "Ada", "--among", "Ben")
    shared = annotator("share-out", team, *names, "--overlap", "0.5", "--json").json
    assert (shared["overlapping"], shared["overlapping_blind"]) == ([3, 4], 2)
    assert {name: one["pages"] for name, one in shared["annotators"].items()} == {
        "Ada": 3,
        "Ben": 3,
    }
    again = annotator("share-out", team, *names, "--overlap", "0.5", "--json").json
    assert [one["given"] for one in again["annotators"].values()] == [[], []]
    told = annotator("share-out", team, *names, "--overlap", "0.5").out
    assert "2 pages for several annotators, 2 of them blind." in told


def test_assignments_are_given_listed_and_taken_away(annotator, team):
    assert annotator("give", team, "Ada", 1, 3, "--json").json == {
        "annotator": "Ada",
        "changed": 2,
        "pages": [1, 3],
    }
    annotator("label", team, 1, "0", "body", "--as", "Ada")
    listed = annotator("assignments", team, "--as", "Ada", "--json").json["assignments"]
    assert [(one["page"], one["status"], one["undecided"]) for one in listed] == [
        (1, "in progress", 2),
        (3, "new", 1),
    ]
    assert "(blind) Third" in annotator("assignments", team).out
    pages = annotator("pages", team, "--given-to", "Ada", "--json").json["pages"]
    assert [one["page"] for one in pages] == [1, 3]
    assert annotator("give", team, "Ada", 1, "--back").out == (
        "Took away 1 page; Ada has 1 page.\n"
    )
    assert annotator("pages", team, "--given-to", "Nobody", "--json").json == {"pages": []}


def test_wrong_names_and_pages_are_refused_with_a_sentence(annotator, team):
    for wrong in (("give", team, "gold", 1), ("give", team, "Ada", 99)):
        answer = annotator(*wrong)
        assert answer.code == 1
        assert answer.err.startswith("annotator: ")
    assert annotator("share-out", team).code == 2
    twice = annotator("share-out", team, "--among", "Ada", "--among", "Ada")
    assert "each named once" in twice.err


def test_guidelines_are_set_printed_and_listed(annotator, news, tmp_path):
    assert "has no guidelines" in annotator("guidelines", news).err
    file = tmp_path / "rules.md"
    for text in ("# Rules\n\nLabel all.\n", "# Rules\n\nLabel less.\n"):
        file.write_text(text, encoding="utf-8")
        set_ = annotator("guidelines", news, "--set", file)
    assert set_.out == "Version 2 of the guidelines is in force.\n"
    assert annotator("guidelines", news).out == "# Rules\n\nLabel less.\n"
    assert annotator("guidelines", news, "--version", 1, "--json").json["text"] == (
        "# Rules\n\nLabel all.\n"
    )
    versions = annotator("guidelines", news, "--list", "--json").json["versions"]
    assert [one["version"] for one in versions] == [1, 2]
    assert "characters" in annotator("guidelines", news, "--list").out
    assert annotator("guidelines", news, "--list", "--version", 1).code == 2
    assert "cannot be read" in annotator("guidelines", news, "--set", tmp_path / "no.md").err


def test_a_newcomer_calibrates(annotator, news):
    annotator("calibrate", news, 1)
    assert "not ready" in annotator("calibrate", news).out
    with open_project(news) as project:
        decide_blocks(project, 1, {0: "headline", 1: "body", 2: "boilerplate"})
    (listed,) = annotator("calibrate", news, "--json").json["pages"]
    assert (listed["reference"], listed["ready"]) == ("finished", True)

    refused = annotator("calibration", news, 1, "--as", "Cleo")
    assert (refused.code, "after “Cleo” finished" in refused.err) == (1, True)
    assert "(calibration) Page 1" in annotator("pages", news).out
    hidden = annotator("show", news, 1, "--json").json
    assert (hidden["annotator"], hidden["annotations"]) == (None, [])

    finish_first(annotator, news, "Cleo")
    shown = annotator("calibration", news, 1, "--as", "Cleo", "--json").json
    assert shown["first"] == {"alike": 2, "blocks": 3, "share": 2 / 3}
    (difference,) = shown["differences"]
    assert (difference["block"], difference["label"], difference["reference"]) == (
        1,
        "boilerplate",
        "body",
    )
    assert "2 of 3 blocks alike" in annotator("calibration", news, 1, "--as", "Cleo").out
    whole = annotator("calibration", news, "--as", "Cleo")
    assert "Cleo can compare 1 of 1 page." in whole.out
    (row,) = annotator("calibration", news, "--as", "Ada", "--json").json["pages"]
    assert (row["compared"], row["first"]) == (False, None)
    assert annotator("calibrate", news, 1, "--off", "--json").json == {"pages": []}
    assert annotator("calibrate", news, "--off").code == 2


def test_gold_speaks_for_a_page_once_it_is_finished(annotator, news):
    finish_first(annotator, news, "Ada")
    with open_project(news) as project:
        decide_blocks(project, 1, {0: "headline"}, is_finished=False)
    assert annotator("show", news, 1, "--json").json["annotator"] == "Ada"
    assert annotator("show", news, 1, "--as", "gold", "--json").json["status"] == "in progress"
    with open_project(news) as project:
        decide_blocks(project, 2, {0: "headline"})
    first, second = annotator("pages", news, "--json").json["pages"]
    assert (first["annotator"], first["status"]) == ("Ada", "finished")
    assert (second["annotator"], second["status"]) == ("gold", "finished")
    assert annotator("show", news, 2, "--json").json["annotator"] == "gold"


def status(annotator, news, name="Ada"):
    (one,) = annotator("assignments", news, "--as", name, "--json").json["assignments"]
    return one["status"]


def test_an_assignment_walks_through_its_states(annotator, news):
    annotator("give", news, "Ada", 1)
    walked = [status(annotator, news)]
    annotator("label", news, 1, "0", "headline", "--as", "Ada")
    walked.append(status(annotator, news))
    annotator("label", news, 1, "undecided", "boilerplate", "--as", "Ada")
    annotator("finish", news, 1, "--as", "Ada")
    walked.append(status(annotator, news))
    returned = ("return", news, 1, "--of", "Ada", "--as", "Rae", "--reason", "See block 1.")
    assert annotator(*returned).code == 0
    walked.append(status(annotator, news))
    annotator("label", news, 1, "1", "body", "--as", "Ada")
    walked.append(status(annotator, news))
    annotator("finish", news, 1, "--as", "Ada")
    walked.append(status(annotator, news))
    before = annotator("show", news, 1, "--as", "Ada", "--json").json["annotations"]
    assert annotator("accept", news, 1, "--as", "Rae").code == 0
    walked.append(status(annotator, news))
    assert walked == [
        "new",
        "in progress",
        "finished",
        "returned",
        "returned",
        "finished",
        "accepted",
    ]
    settled = annotator("label", news, 1, "1", "teaser", "--as", "Ada")
    assert (settled.code, "accepted" in settled.err) == (1, True)
    assert annotator("show", news, 1, "--as", "Ada", "--json").json["annotations"] == before

    (first, _) = annotator("pages", news, "--json").json["pages"]
    assert (first["annotator"], first["status"]) == ("gold", "accepted")
    stats = annotator("stats", news, "--json").json
    assert stats["gold"]["pages"]["accepted"] == 1
    assert "gold, as reviewers decided" in annotator("stats", news).out
    effort = annotator("effort", news, "--json").json
    assert [one["annotator"] for one in effort["pages"]] == ["Ada"]
    assert annotator("check", news, "--json").json == {"ok": True, "problems": []}


def test_what_was_accepted_is_exported(annotator, news, tmp_path):
    finish_first(annotator, news, "Ada")
    annotator("label", news, 2, "0", "body", "--as", "Ada")
    assert annotator("accept", news, 1, "--as", "Rae").code == 0
    out = tmp_path / "out.jsonl"
    counts = {
        how: annotator("export", news, out, *how, "--json").json["sets"]
        for how in (
            (),
            ("--as", "gold"),
            ("--status", "accepted"),
            ("--status", "finished"),
            ("--best",),
            ("--as", "Ada", "--status", "accepted"),
        )
    }
    assert list(counts.values()) == [3, 1, 2, 0, 2, 1]


def test_a_name_that_is_new_is_told_and_what_it_may_have_meant(annotator, news):
    first = annotator("label", news, 1, "0", "body", "--as", "Ada", "--json")
    assert (first.err, first.json["changed"]) == ("annotator: New annotator “Ada”.\n", True)
    assert annotator("label", news, 1, "1", "body", "--as", " Ada ").err == ""
    slip = annotator("label", news, 1, "0", "body", "--as", "Adaa")
    assert slip.err == "annotator: New annotator “Adaa”. Did you mean “Ada”?\n"
    assert slip.code == 0
    assert annotator("give", news, "ada", 1).err.endswith("“ada”. Did you mean “Ada”?\n")
    assert annotator("give", news, "Zoe", 1, "--json").err == "annotator: New annotator “Zoe”.\n"
    assert annotator("give", news, "Zoe", 2).err == ""
    refused = annotator("label", news, 99, "0", "body", "--as", "Zoo")
    assert "New annotator" not in refused.err
