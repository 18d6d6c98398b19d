"""The labels of a page taken over to its site, and the order of pages nobody looked at yet."""

from __future__ import annotations

import pytest

from annotator.services.importing import import_paths
from annotator.services.projects import create_project

_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="https://harbour.example/{name}"></head><body>
<nav class="menu"><a href="/">Home</a></nav><nav class="menu"><a href="/s">Sport</a></nav>
<main class="story"><h1 class="title">{title}</h1><p class="text">{text}</p>
<p class="text">{text} And so it went on, they said, for the rest of the day.</p></main>
<footer class="foot"><p class="legal">The Harbour Post tells you so</p></footer></body></html>"""
_STORIES = {
    "ferry": ("Harbour ferry returns", "The ferry sailed again on Monday, after two months."),
    "swans": ("Swans block the lock", "Seven swans held up the traffic on the canal today."),
    "clock": ("Tower clock runs late", "The clock of the tower has been slow since the spring."),
}


@pytest.fixture
def site(tmp_path):
    """Three pages of one template; the first is labelled by ada, but not finished."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, (name, (title, text)) in enumerate(_STORIES.items()):
        html = _PAGE.format(title=title, name=name, text=text)
        (folder / f"{number}-{name}.html").write_text(html, encoding="utf-8")
    with create_project(tmp_path / "news.annotator", blind_share=0) as project:
        assert len(import_paths(project, [folder]).new) == 3
    return tmp_path / "news.annotator"


@pytest.fixture
def labelled(annotator, site):
    for what in (("2", "headline"), ("3-4", "body"), ("undecided", "boilerplate")):
        annotator("label", site, 1, *what, "--as", "ada")
    return site


def labels(annotator, project, page, name="ada"):
    shown = annotator("show", project, page, "--as", name, "--json").json
    return [block["label"] for block in shown["blocks"]]


NOTHING = [None] * 6
TAKEN = ["boilerplate", "boilerplate", None, "body", "body", "boilerplate"]


def test_a_preview_lists_what_the_other_pages_would_get(annotator, labelled):
    found = annotator("apply-site", labelled, 1, "--as", "ada", "--json").json
    assert (found["page"], found["annotator"], found["taken"]) == (1, "ada", None)
    assert [one["page"] for one in found["pages"]] == [2, 3]
    assert found["pages"][0] == {
        "page": 2,
        "title": "Swans block the lock",
        "proposals": 5,
        "labels": {"boilerplate": 3, "body": 2},
        "left": 1,
    }
    assert found["passed_over"] == {"blind": 0, "finished": 0, "others": 0, "unlike": 0}
    assert labels(annotator, labelled, 2) == NOTHING
    printed = annotator("apply-site", labelled, 1, "--as", "ada").out
    assert "2 body, 3 boilerplate" in printed
    assert "2 pages can take labels of page 1." in printed


def test_pages_are_taken_and_taken_back(annotator, labelled):
    taken = annotator("apply-site", labelled, 1, "--as", "ada", "--take", "3", "--json")
    assert taken.json["taken"] == [3]
    assert labels(annotator, labelled, 2) == NOTHING
    assert labels(annotator, labelled, 3) == TAKEN
    annotator("apply-site", labelled, 1, "--as", "ada", "--take", "all")
    assert labels(annotator, labelled, 2) == TAKEN
    back = annotator("apply-site", labelled, 1, "--as", "ada", "--undo", "--json")
    assert back.json == {"page": 1, "annotator": "ada", "undone": [2, 3], "kept": []}
    assert labels(annotator, labelled, 3) == NOTHING
    again = annotator("apply-site", labelled, 1, "--as", "ada", "--undo")
    assert (again.code, again.err) == (
        1,
        "annotator: There is nothing of page 1 to take back for “ada”.\n",
    )


def test_what_cannot_be_taken_is_refused(annotator, labelled):
    assert annotator("apply-site", labelled, 1, "--as", "ada", "--take", "1").code == 1
    many = annotator("apply-site", labelled, 1, "--as", "ada", "--take", "2-99999999")
    assert (many.code, "can be taken over to page 4" in many.err) == (1, True)
    assert annotator("apply-site", labelled, 1, "--as", "ben").code == 1
    assert annotator("apply-site", labelled, 1, "--take", "3", "--undo").code == 2
    assert annotator("apply-site", labelled, 1, "--take", "undecided").code == 2
    assert annotator("apply-site", labelled, 9, "--as", "ada").code == 1


def test_pages_nobody_looked_at_are_looked_at_before_they_are_ordered(annotator, site):
    order = ("pages", site, "--order", "template", "--as", "ada", "--json")
    first = [one["page"] for one in annotator(*order).json["pages"]]
    assert sorted(first) == [1, 2, 3]
    for what in (("2", "headline"), ("3-4", "body"), ("undecided", "boilerplate")):
        annotator("label", site, first[2], *what, "--as", "ada")
    annotator("finish", site, first[2], "--as", "ada")
    # The finished page stands for the template of all three.
    assert annotator(*order).json["pages"][0]["page"] == first[2]
    assert annotator(*order, "--anew").json["pages"][0]["page"] == first[2]
