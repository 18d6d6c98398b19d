from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.data_sets import write_lines

TEXT = "Big news\nA story 👩‍👩‍👧\nMenu\nnoscript"


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "labels.jsonl", {"text": TEXT, "label": [[0, 8, "TITLE"]]})


def test_labels_are_taken_in_and_shown(annotator, news: Path, labels: Path):
    answer = annotator("take-in", news, labels, "--as", "Ada", "--map", "TITLE=headline")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "Sets of doccano: 1 new, 0 same, 0 replaced, 0 refused; 0 new pages.\n"
    assert "headline" in annotator("show", news, 1, "--as", "Ada").out


def test_unknown_labels_are_listed_with_what_to_do(annotator, news: Path, labels: Path):
    answer = annotator("take-in", news, labels, "--as", "Ada")
    assert answer.code == 1
    assert "No label here is “TITLE”, in 1 set: --map TITLE=…" in answer.out
    assert "Nothing was taken in" in answer.err


def test_everything_is_told_as_json(annotator, news: Path, labels: Path):
    told = annotator(
        "take-in", news, labels, "--as", "Ada", "--map", "TITLE=headline", "--json"
    ).json
    assert told["format"] == "doccano"
    assert (told["new"], told["refused"], told["unknown_labels"]) == (1, 0, {})
    assert told["sets"] == [
        {
            "record": "labels.jsonl, record 1",
            "fate": "new",
            "page": 1,
            "new_page": False,
            "annotator": "Ada",
            "status": "in progress",
            "annotations": 1,
            "reason": "",
            "marks": {"found": 1},
            "unsure": [],
        }
    ]


def test_a_preview_writes_nothing(annotator, news: Path, labels: Path):
    before = news.read_bytes()
    answer = annotator(
        "take-in", news, labels, "--as", "Ada", "--map", "TITLE=headline", "--preview"
    )
    assert "would come: 1 new" in answer.out
    assert news.read_bytes() == before


def test_who_is_nobody_in_the_file_is_named(annotator, news: Path, labels: Path):
    answer = annotator("take-in", news, labels, "--as", "Ada", "--only", "ada@example.org")
    assert answer.code == 1
    assert "Nothing there is of “ada@example.org”." in answer.err


def test_what_is_unsure_is_quoted(annotator, news: Path, tmp_path: Path):
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/page.txt").write_text("Big news\n\nNowhere", encoding="utf-8")
    # Both pages of the project have that name.
    assert "Several pages have" in annotator("take-in", news, tmp_path / "gold", "--as", "A").out
    write_lines(
        tmp_path / "w.jsonl", {"page_id": _digest(annotator, news), "plaintext": "Big news\nNo"}
    )
    answer = annotator("take-in", news, tmp_path / "w.jsonl", "--as", "A")
    assert "w.jsonl, record 1: not found: “No”" in answer.out


def _digest(annotator, news: Path) -> str:
    return annotator("show", news, 1, "--json").json["digest"]


@pytest.mark.parametrize(
    "wrong", [["--map", "TITLE"], ["--map", "=body"], ["--format", "xml"], ["--map", "TITLE=x"]]
)
def test_wrong_options_are_refused(annotator, news: Path, labels: Path, wrong: list[str]):
    assert annotator("take-in", news, labels, "--as", "Ada", *wrong).code in {1, 2}


def test_the_readers_are_listed(annotator):
    readers = {one["name"]: one for one in annotator("formats", "--json").json["readers"]}
    assert readers["brat"]["suffixes"] == []
    assert readers["doccano"]["offset_unit"] == "UTF-16 unit"
    assert "Label Studio JSON" in annotator("formats").out
