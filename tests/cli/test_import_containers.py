"""`annotator import` of files that hold many pages."""

from __future__ import annotations

import gzip
import json

import click
import pytest

from annotator.cli.sizes import size_of


def lines(*rows):
    return "".join(f"{json.dumps(row)}\n" for row in rows).encode()


ROWS = lines(
    {
        "main": "<p>One",
        "extra": "<p>Two",
        "at": "https://a.example/1",
        "no": "a",
        "seen": 1700000000,
    },
    {"main": "<p>Three", "extra": "<p>Four", "at": "https://a.example/2", "no": "b"},
)


def test_the_columns_that_are_named_are_read(annotator, news, tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(ROWS)
    answer = annotator(
        *("import", news, path, "--html-column", "extra", "--url-column", "at"),
        *("--id-column", "no", "--time-column", "seen", "--title-column", "no", "--json"),
    ).json
    assert [(one["path"], one["title"]) for one in answer["new"]] == [
        (f"{path}#a", "a"),
        (f"{path}#b", "b"),
    ]
    shown = annotator("show", news, answer["new"][0]["page"], "--json").json
    assert (shown["text"], shown["url"]) == ("Two", "https://a.example/1")


def test_the_preview_takes_the_columns_too(annotator, news, tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(ROWS)
    answer = annotator("import", news, path, "--preview", "--text-column", "main", "--json").json
    assert answer["tables"][0]["columns"]["text"] == "main"


def test_a_column_that_is_not_there_is_told_with_those_that_are(annotator, news, tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(ROWS)
    (refused,) = annotator("import", news, path, "--html-column", "page", "--json").json["refused"]
    assert "“page”" in refused["reason"]
    assert "“extra”" in refused["reason"]


def test_what_is_refused_in_a_container_is_named_by_its_record_and_byte(annotator, news, tmp_path):
    path = tmp_path / "rows.jsonl"
    good = lines({"html": "<p>Good"})
    path.write_bytes(good + b"{broken\n")
    answer = annotator("import", news, path, "--json").json
    reason = "The line is no JSON."
    assert answer["refused"] == [
        {"path": str(path), "reason": reason, "record": 2, "offset": len(good)}
    ]
    said = annotator("import", news, path).out
    assert f"Refused: {path}, record 2, at byte {len(good)}: {reason}\n" in said


def test_no_more_is_unpacked_than_was_allowed(annotator, news, tmp_path):
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress(lines(*({"html": f"<p>{n}" + "x" * 9999} for n in range(500)))))
    answer = annotator("import", news, path, "--most-unpacked", "1MB", "--json").json
    (refused,) = answer["refused"]
    assert refused["reason"].startswith("More than 1 MB were unpacked; the rest was not read.")
    assert len(annotator("import", news, path, "--json").json["new"]) > 0


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ("500MB", 500 * 1024**2),
        ("50 gb", 50 * 1024**3),
        ("1.5K", 1536),
        ("2GiB", 2 * 1024**3),
        ("1t", 1024**4),
        ("1048576", 1024**2),
    ],
)
def test_sizes_are_read_as_people_write_them(given, size):
    assert size_of(given) == size


@pytest.mark.parametrize("given", ["", "lots", "-1MB", "0", "0.1", "1e9", "5 PB", "٣MB", "9" * 40])
def test_what_is_no_size_is_refused(given):
    with pytest.raises(click.BadParameter):
        size_of(given)


def test_a_wrong_size_is_a_wrong_use_of_the_command(annotator, news, tmp_path):
    answer = annotator("import", news, tmp_path, "--most-unpacked", "lots")
    assert answer.code == 2
    assert "50GB" in answer.err
