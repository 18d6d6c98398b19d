"""Pages marked by hand are kept without their text, and stay on the side that they are on."""

from __future__ import annotations

import json

import pytest

from benchmarks import gold_pages
from tests.pictures import page
from tests.services.test_assistant import do_label
from tests.stored import add_page, do, project_of


def finish(project, number):
    for index, label in enumerate(["headline", "body", "body"]):
        do(project, number, "Ada", lambda one, at=index, as_=label: do_label(one, at, as_))
    do(project, number, "Ada", lambda one: one.finish())


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Three pages of two sites, all finished; what is kept goes into a file of the test."""
    monkeypatch.setattr(gold_pages, "GOLD", tmp_path / "pages.json")
    with project_of(tmp_path, page("Big news", "A story", "goes on")) as made:
        add_page(made, page("More news", "Another", "story"), site="other.example")
        for number in (1, 2):
            finish(made, number)
        yield made


def kept():
    return json.loads(gold_pages.GOLD.read_text("utf-8"))["pages"]


def test_labels_are_kept_as_ranges_of_blocks_and_no_text(project):
    assert gold_pages.keep([project.path], "Ada") == 2
    assert all(row["labels"] == {"body": [[1, 2]], "headline": [[0, 0]]} for row in kept())
    assert "news" not in gold_pages.GOLD.read_text("utf-8").casefold()
    assert gold_pages.keep([project.path], "Ben") == 0


def test_a_page_that_comes_later_goes_with_its_site(project):
    gold_pages.keep([project.path], "Ada")
    first, second = kept()
    rows = [first | {"half": "held out"}, second]
    gold_pages.GOLD.write_text(json.dumps({"guideline": "1", "pages": rows}), "utf-8")
    for number, site in ((3, "news.example"), (4, "other.example"), (5, "new.example")):
        add_page(project, page("Later", "A story", "goes on"), f"Later {number}", site=site)
        finish(project, number)
    gold_pages.keep([project.path], "Ada")
    halves = {row["site"]: set() for row in kept()}
    for row in kept():
        halves[row["site"]].add(row["half"])
    assert halves == {first["site"]: {"held out"}, second["site"]: {"tuning"}, 2: {"tuning"}}
    assert sum(row["half"] == "held out" for row in kept()) == 2


def test_a_page_that_two_projects_have_is_not_kept_twice(project):
    with pytest.raises(SystemExit, match="finished in several"):
        gold_pages.keep([project.path, project.path], "Ada")
