"""Files that were made to do harm, or were only broken: each is told, and nothing else happens."""

from __future__ import annotations

import gzip
import json
import pickle
from pathlib import Path

import pytest

from annotator.core.errors import UserError
from annotator.formats import readers, untrusted
from annotator.formats.reading import ComingSet, Unread
from tests.formats.data_sets import TEXT, read, reasons, write_json, write_lines

LINES = ("jsonl", "doccano", "prodigy", "wceb", "webmainbench")
DEEP = b"[" * 200_000
WRONG = [
    b"{",
    b"[]",
    b"nonsense",
    b"\xff\xfe\x00",
    b'{"text": NaN}',
    b'{"a": ' + DEEP,
    b'{"n": ' + b"9" * 5_000 + b"}",
    pickle.dumps({"text": "x"}),
]


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_is_no_table_is_told_and_the_next_one_read(name: str, tmp_path: Path):
    path = tmp_path / "wrong.jsonl"
    path.write_bytes(
        b"\n".join(WRONG) + b'\n{"text": 5, "plaintext": 5, "html": 5, "version": 1}\n'
    )
    assert len(reasons(name, path)) >= len(WRONG)


@pytest.mark.parametrize("content", [*WRONG, b'{"a": 1}', b"[1, 2]", b'[{"a": 1}', b'["', b""])
def test_a_list_that_is_none_is_told(content: bytes, tmp_path: Path):
    path = tmp_path / "wrong.json"
    path.write_bytes(content)
    assert bool(reasons("label-studio", path)) is (content != b"[]")


@pytest.mark.parametrize("content", [*WRONG[:5], *WRONG[6:], b"[1, 2]", b""])
def test_ground_truth_that_is_no_table_is_refused(content: bytes, tmp_path: Path):
    path = tmp_path / "ground-truth.json"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"“ground-truth\.json” cannot be read"):
        read("article-extraction-benchmark", path)


def test_a_record_of_the_ground_truth_that_is_none_is_told(tmp_path: Path):
    path = write_json(tmp_path / "ground-truth.json", {"a": 1, "b": {"url": ""}, "c": {}})
    assert len(reasons("article-extraction-benchmark", path)) == 3


@pytest.mark.parametrize(
    "record",
    [
        {"text": TEXT, "label": [[-1, 3, "x"]]},
        {"text": TEXT, "label": [[0, 10_000, "x"]]},
        {"text": TEXT, "label": [[0, 2**70, "x"]]},
        {"text": TEXT, "label": [[0.5, 2, "x"]]},
        {"text": TEXT, "label": [[True, 2, "x"]]},
        {"text": TEXT, "label": [["0", 2, "x"]]},
        {"text": TEXT, "label": [[0, 2]]},
        {"text": TEXT, "label": [[0, 2, ["x"]]]},
        {"text": TEXT, "label": ["positive"]},
        {"text": TEXT, "label": {"0": 2}},
        {"text": TEXT, "entities": [{"label": "x", "start_offset": 0}]},
        {"text": [TEXT]},
        {"no": "text"},
    ],
)
def test_offsets_and_fields_that_are_none_are_told(record: dict, tmp_path: Path):
    assert reasons("doccano", write_lines(tmp_path / "a.jsonl", record))


def test_an_offset_inside_a_character_is_told(tmp_path: Path):
    inside = TEXT.index("😀") + 1
    path = write_lines(tmp_path / "a.jsonl", {"text": TEXT, "label": [[inside, inside + 3, "x"]]})
    assert "as UTF-16 units are counted" in reasons("doccano", path)[0]


def test_too_many_marks_are_told(tmp_path: Path):
    record = {"text": TEXT, "label": [[0, 1, "x"]] * 100_001}
    assert "more than 100,000" in reasons("doccano", write_lines(tmp_path / "a.jsonl", record))[0]


def test_nul_and_half_characters_never_enter(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "a\\u0000b\\ud800c", "label": [[0, 5, "x\\udfff"]]}\n', encoding="utf-8"
    )
    (found,) = read("doccano", path)
    assert isinstance(found, ComingSet)
    assert found.marks.text == "a\ufffdb\ufffdc"
    assert found.marks.marks[0].label == "x\ufffd"


def test_a_record_that_is_too_long_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(untrusted, "LONGEST_RECORD", 100)
    path = tmp_path / "a.jsonl"
    short = json.dumps({"text": "abc", "label": [[0, 1, "x"]]})
    long = json.dumps({"text": "a" * 1_000, "label": [[0, 1, "x"]]})
    path.write_text(f"{long}\n{short}\n", encoding="utf-8")
    first, second = read("doccano", path)
    assert isinstance(first, Unread)
    assert isinstance(second, ComingSet)


def test_a_list_is_read_one_table_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(untrusted, "_CHUNK", 7)
    tasks = [{"data": {"text": f"{number} 😀 é"}, "annotations": [{}]} for number in range(30)]
    path = tmp_path / "a.json"
    path.write_text("\ufeff  " + json.dumps(tasks, indent=2, ensure_ascii=False), encoding="utf-8")
    sets = read("label-studio", path)
    assert [one.marks.text for one in sets] == [one["data"]["text"] for one in tasks]
    dones = [one.done for one in sets]
    assert dones == sorted(dones)
    assert dones[0] < path.stat().st_size // 3


def test_a_list_that_breaks_off_gives_what_came_before(tmp_path: Path):
    path = tmp_path / "a.json"
    task = json.dumps({"data": {"text": "abc"}, "annotations": [{}]})
    path.write_text(f"[{task}, {task}, {task[:-5]}", encoding="utf-8")
    assert [type(one) for one in read("label-studio", path)] == [ComingSet, ComingSet, Unread]


def test_a_bomb_is_not_unpacked(tmp_path: Path):
    (tmp_path / "html").mkdir()
    bomb = gzip.compress(b"0" * (untrusted.LARGEST_PAGE + 1))
    (tmp_path / "html/a.html.gz").write_bytes(bomb)
    write_json(tmp_path / "ground-truth.json", {"a": {"articleBody": "x", "url": ""}})
    (reason,) = reasons("article-extraction-benchmark", tmp_path)
    assert "larger than 64 MB" in reason


def test_damaged_gzip_is_told(tmp_path: Path):
    packed = gzip.compress(b'{"page_id": "a", "plaintext": "b"}\n' * 1_000)
    (tmp_path / "a.jsonl").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(UserError, match="is damaged"):
        read("wceb", tmp_path / "a.jsonl")


def test_a_packed_page_that_is_cut_is_damaged_and_no_shorter_page(tmp_path: Path):
    packed = gzip.compress(bytes(range(256)) * 1_000)
    (tmp_path / "a.gz").write_bytes(packed[:-100])
    with pytest.raises(UserError, match="is damaged"):
        untrusted.bytes_of(tmp_path / "a.gz")


def test_all_parts_of_a_packed_page_are_read(tmp_path: Path):
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"<p>one") + gzip.compress(b"<p>two"))
    assert untrusted.bytes_of(tmp_path / "a.gz") == b"<p>one<p>two"


def test_packed_lines_are_read(tmp_path: Path):
    (tmp_path / "a.jsonl").write_bytes(gzip.compress(b'{"page_id": "a", "plaintext": "b"}\n'))
    assert len(read("wceb", tmp_path / "a.jsonl")) == 1
    assert readers.fitting_reader(tmp_path / "a.jsonl").name == "wceb"


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/passwd", "..", "", "a/../../secret", "a\0b", "a" * 5_000]
)
def test_a_name_that_leads_out_of_the_folder_finds_nothing(name: str, tmp_path: Path):
    data_set = tmp_path / "set"
    (data_set / "html").mkdir(parents=True)
    (tmp_path / "secret.html").write_bytes(b"secret")
    (data_set / "secret.html").write_bytes(b"secret")
    write_json(data_set / "ground-truth.json", {name: {"articleBody": "x", "url": ""}})
    (found,) = read("article-extraction-benchmark", data_set)
    assert isinstance(found, ComingSet)
    assert found.page.content is None


def test_lines_of_brat_that_are_no_annotations_are_told(tmp_path: Path):
    (tmp_path / "a.txt").write_text("One two", encoding="utf-8")
    for line in (
        "T1\tBody 0 99\tOne",
        "T1\tBody x y\tOne",
        "T1 Body 0 3",
        "T1\tBody 0 3;",
        "T" * 99,
    ):
        (tmp_path / "a.ann").write_text(f"{line}\n", encoding="utf-8")
        assert len(reasons("brat", tmp_path)) == 1
    (tmp_path / "a.ann").write_bytes(b"T1\tBody 0 3\t\xff\xfe\n")
    assert reasons("brat", tmp_path) == ["It is not UTF-8 text."]


def test_patterns_take_no_time_over_long_lines(tmp_path: Path):
    (tmp_path / "a.txt").write_text("One two", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tBody " + "0 1;" * 100_000 + "\n", encoding="utf-8")
    assert reasons("brat", tmp_path)
    text = "URL:" + " " * 200_000 + "\n" + "<p" * 200_000 + "!@#$%^&*() " * 50_000
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    assert len(read("cleaneval", tmp_path / "b.txt")) == 1
    (tmp_path / "Corrected").mkdir()
    (tmp_path / "Corrected/b.html.corrected.txt").write_text(
        "\n" * 200_000 + text, encoding="utf-8"
    )
    assert len(read("dragnet", tmp_path)) == 1
    (tmp_path / "c.txt").write_text("a" + "\n \t" * 200_000, encoding="utf-8")
    assert len(read("gold-text", tmp_path / "c.txt")) == 1
