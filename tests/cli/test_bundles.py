"""Exchanging bundles from the command line."""

from __future__ import annotations

import shutil

import pytest

from annotator.cli.bundle_commands import lacking_told
from annotator.core.bundles import ComingPage, PageFate
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
    assert "changed in two places and stands beside the other, as “Ada (2)”" in told


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
