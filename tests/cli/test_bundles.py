"""Exchanging bundles from the command line."""

from __future__ import annotations

import shutil

import pytest

from annotator.cli.bundle_commands import lacking_told
from annotator.core.bundles import ComingPage, PageFate
from annotator.services.projects import open_project
from tests.bundles import imported, label_at


@pytest.fixture
def pair(tmp_path):
    """Two copies of a project, in the first of which Ada labelled a page."""
    with imported(tmp_path / "ada.annotator") as project:
        shutil.copy(project.path, tmp_path / "cleo.annotator")
        label_at(project, 1, "Ada", 0, "headline", 0)
    return tmp_path / "ada.annotator", tmp_path / "cleo.annotator"


def test_a_bundle_goes_from_one_project_to_the_other(annotator, pair, tmp_path):
    ada, cleo = pair
    bundle = tmp_path / "from-ada.annobundle"
    written = annotator("bundle", ada, bundle, "--as", "Ada", "--json")
    assert written.code == 0
    size = bundle.stat().st_size
    assert written.json == {
        "path": str(bundle),
        "pages": 1,
        "pages_with_bytes": 1,
        "sets": 1,
        "remarks": 0,
        "assignments": 0,
        "guidelines": 0,
        "annotators": ["Ada"],
        "bytes": size,
    }
    seen = annotator("receive", cleo, bundle, "--preview", "--json").json
    assert (seen["project"], seen["same_project"], seen["labels_lacking"]) == ("ada", True, [])
    result = annotator("receive", cleo, bundle, "--json").json
    (page,), (one,) = result["pages"], result["sets"]
    assert (page["fate"], page["page"]) == ("known", 1)
    assert one == {
        "digest": page["digest"],
        "title": "dams",
        "annotator": "Ada",
        "status": "in progress",
        "revision": 1,
        "fate": "new",
        "page": 1,
        "kept_as": "Ada",
        "renamed": {},
        "moved": 0,
        "lost": 0,
    }
    again = annotator("receive", cleo, bundle)
    assert "Sets: 1 same." in again.out
    assert annotator("check", cleo).code == 0


def test_what_would_come_is_said_in_words(annotator, pair, tmp_path):
    ada, _ = pair
    with imported(tmp_path / "empty.annotator", ()) as project:
        empty = project.path
    annotator("bundle", ada, tmp_path / "a.annobundle", "--without-pages")
    told = annotator("receive", empty, tmp_path / "a.annobundle", "--preview").out
    assert "From “ada”, another project" in told
    assert "Pages: 1 lacking." in told
    assert "Sets: 1 left out." in told
    assert "“dams” is neither here nor in the bundle: ask for it with its pages." in told
    with imported(tmp_path / "other.annotator") as project:
        label_at(project, 1, "Ada", 5, "teaser", 0)
    told = annotator("receive", tmp_path / "other.annotator", tmp_path / "a.annobundle").out
    assert (
        "“dams”, set of “Ada”: was changed in two places and stands here as “Ada (2)”; "
        "the set that was here keeps its name.\n"
    ) in told


def test_of_sets_changed_in_two_places_both_names_are_told(annotator, pair, tmp_path):
    ada, _ = pair
    with imported(tmp_path / "other.annotator") as project:
        label_at(project, 1, "Ada", 5, "teaser", 0)
    annotator("bundle", ada, tmp_path / "a.annobundle")
    with open_project(ada) as project:
        label_at(project, 1, "Ada", 9, "teaser", 1)
    annotator("bundle", ada, tmp_path / "longer.annobundle")
    with imported(tmp_path / "third.annotator", ()) as project:
        third = project.path
    annotator("bundle", tmp_path / "other.annotator", tmp_path / "b.annobundle")
    annotator("receive", third, tmp_path / "b.annobundle")
    told = annotator("receive", third, tmp_path / "longer.annobundle", "--preview").out
    assert "stands here as “Ada”; the set that was here as “Ada” is “Ada (2)” now.\n" in told
    (one,) = annotator("receive", third, tmp_path / "longer.annobundle", "--json").json["sets"]
    assert (one["kept_as"], one["renamed"]) == ("Ada", {"Ada": "Ada (2)"})


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, "“p0” is neither here"),
        (2, "“p0” and “p1” are neither here"),
        (4, "“p0”, “p1”, “p2” and “p3” are neither here"),
        (500, "“p0”, “p1”, “p2” and 497 more are neither here"),
    ],
)
def test_lacking_pages_are_told_in_one_line_however_many_they_are(count, expected):
    pages = [ComingPage("d", f"p{number}", PageFate.LACKING, None) for number in range(count)]
    (line,) = lacking_told(pages)
    assert line == f"{expected} nor in the bundle: ask for it with its pages."


def test_a_file_that_is_no_bundle_is_refused_with_a_sentence(annotator, pair, tmp_path):
    (tmp_path / "no.annobundle").write_bytes(b"PK nothing")
    answer = annotator("receive", pair[1], tmp_path / "no.annobundle")
    assert answer.code == 1
    assert answer.out == ""
    assert "is no bundle" in answer.err
    assert annotator("receive", pair[1], tmp_path / "gone.annobundle").code == 1


def test_labels_are_mapped_as_theirs_and_ours(annotator, pair, tmp_path):
    ada, cleo = pair
    annotator("bundle", ada, tmp_path / "a.annobundle")
    result = annotator("receive", cleo, tmp_path / "a.annobundle", "--map", "headline=body")
    assert result.code == 0
    shown = annotator("show", cleo, 1, "--as", "Ada", "--json").json
    assert [one["label"] for one in shown["annotations"]] == ["body"]
    assert annotator("receive", cleo, tmp_path / "a.annobundle", "--map", "headline").code == 2


def test_an_unknown_annotator_or_status_is_refused(annotator, pair, tmp_path):
    target = tmp_path / "a.annobundle"
    assert annotator("bundle", pair[0], target, "--as", "Eve").code == 1
    assert annotator("bundle", pair[0], target, "--for", "Eve").code == 1
    assert annotator("bundle", pair[0], target, "--for", "").code == 2
    assert annotator("bundle", pair[0], target, "--as", "").code == 1
    assert annotator("bundle", pair[0], target, "--status", "asleep").code == 2
    assert not target.exists()
