"""Data sets from the command line: what is left out, what may be passed on, and the way back."""

from __future__ import annotations

import json
import shlex

import pytest

from annotator.services.sitting import Sitting
from tests.pictures import page
from tests.stored import add_page, do, label_blocks, project_of


@pytest.fixture
def project(tmp_path):
    """Page 1 finished by Ada, page 2 of another site begun by Ben."""
    with project_of(tmp_path, page("Big news", "Text")) as made:
        add_page(made, page("Other news"), "2", site="b.example", is_blind=True)
        label_blocks(made, 1, "Ada", "headline", 0, 1)
        do(made, 1, "Ada", Sitting.finish)
        label_blocks(made, 2, "Ben", "headline", 0)
        yield made.path


def pages_of(path):
    return [json.loads(line)["page"] for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("options", "pages"),
    [
        ((), [1, 2]),
        (("--as", "Ben"), [2]),
        (("--status", "finished"), [1]),
        (("--gold",), []),
        (("--site", "b.example", "--site", "c.example"), [2]),
        (("--language", "de"), []),
        (("--since", "2026-01-01", "--until", "2026-12-31"), []),
        (("--blind", "only"), [2]),
        (("--blind", "without", "--best"), [1]),
        (("--agreement", "0.5"), []),
    ],
)
def test_options_leave_sets_out_and_the_manifest_repeats_them(
    annotator, project, tmp_path, options, pages
):
    target = tmp_path / "my out.jsonl"
    told = annotator("export", project, target, *options, "--json").json
    assert pages_of(target) == pages
    assert told["sets"] == len(pages)
    assert set(told["files"]) == {"my out.jsonl"}
    manifest = json.loads((tmp_path / "my out.jsonl.manifest.json").read_text("utf-8"))
    command = shlex.split(manifest["command"])
    assert command[:4] == ["annotator", "export", "news.annotator", "my out.jsonl"]
    assert sorted(command[6:]) == sorted(options)


def test_labels_go_under_the_names_of_a_policy(annotator, project, tmp_path):
    target = tmp_path / "out.jsonl"
    assert annotator("export", project, target, "--policy", "story").code == 0
    record = json.loads(target.read_text("utf-8").splitlines()[0])
    assert {one["label"] for one in record["annotations"]} == {"main"}
    assert record["policy"] == "story"
    answer = annotator("export", project, target, "--policy", "stori")
    assert answer.code == 1
    assert "There is no policy “stori”" in answer.err


def test_licences_are_said_of_pages_and_counted(annotator, project, tmp_path):
    told = annotator("licence", project, "1-2", "CC-BY-4.0", "--json").json
    assert told == {"licence": "CC-BY-4.0", "pages": 2}
    assert annotator("licence", project, "2", "").out == "1 page now: each has no licence.\n"
    counts = [{"licence": "", "pages": 1}, {"licence": "CC-BY-4.0", "pages": 1}]
    assert annotator("licence", project, "--json").json == {"licences": counts}
    assert "nothing is known" in annotator("licence", project).out
    assert annotator("licence", project, "1").code == 2
    annotator("export", project, tmp_path / "out.jsonl")
    assert [
        json.loads(line).get("licence")
        for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    ] == ["CC-BY-4.0", None]


def test_pages_that_were_left_out_are_put_back(annotator, project, tmp_path):
    whole, thin, out = (tmp_path / f"{name}.jsonl" for name in ("whole", "thin", "out"))
    annotator("export", project, whole)
    assert annotator("export", project, thin, "--without-pages").code == 0
    assert "Big news" not in thin.read_text("utf-8")
    told = annotator("rejoin", thin, project, out, "--json").json
    assert told == {"file": str(out), "pages": 2, "sets": 2, "missing": []}
    assert out.read_bytes() == whole.read_bytes()
    (tmp_path / "empty").mkdir()
    answer = annotator("rejoin", thin, tmp_path / "empty", out, "--skip-missing")
    assert answer.out == f"Wrote 0 annotation sets of 0 pages to “{out}”.\n"
    assert "2 pages left out" in answer.err
