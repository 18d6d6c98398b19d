"""Files are opened as what they are, and how far they are read is told."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core.errors import Cancelled
from annotator.core.pages import RawPage
from annotator.pages.containers.budget import Budget
from annotator.pages.containers.container import Columns, Refusal
from annotator.pages.opening import files_in, opened
from annotator.pages.reading import Reading, byte_count, read_paths

ROWS = "".join(json.dumps({"html": f"<p>{n}" + "x" * 5000}) + "\n" for n in range(300)).encode()


def contents(path: Path) -> list[bytes]:
    found = list(read_paths([path]))
    assert [one for one in found if isinstance(one, Refusal)] == []
    return [one.content for one in found if isinstance(one, RawPage)]


def test_a_table_gives_the_same_pages_packed_and_under_any_name(tmp_path: Path):
    for name, content in (("a.jsonl", ROWS), ("b.jsonl.gz", gzip.compress(ROWS)), ("c", ROWS)):
        (tmp_path / name).write_bytes(content)
    expected = contents(tmp_path / "a.jsonl")
    assert len(expected) == 300
    assert contents(tmp_path / "b.jsonl.gz") == expected
    assert contents(tmp_path / "c") == expected


def test_a_container_is_opened_at_its_beginning_with_its_size_on_the_disk(tmp_path: Path):
    path = tmp_path / "b.jsonl.gz"
    path.write_bytes(gzip.compress(ROWS))
    with opened(path, Columns(url="at"), Budget(), url="https://a.example/") as found:
        assert not isinstance(found, Refusal)
        assert found.container.title == "JSON Lines"
        source = found.source
        assert (source.name, source.size) == (str(path), path.stat().st_size)
        assert (source.columns.url, source.url) == ("at", "https://a.example/")
        assert source.file.read() == ROWS


def test_what_cannot_be_opened_is_a_refusal_in_words(tmp_path: Path):
    (tmp_path / "empty.html").touch()
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    reasons = []
    for name in ("gone.html", "empty.html", "a.png"):
        with opened(tmp_path / name, Columns(), Budget()) as found:
            assert isinstance(found, Refusal)
            reasons.append(found.reason)
    assert reasons[:2] == ["There is no such file.", "The file is empty."]
    assert "as any page or container does" in reasons[2]


def test_files_are_found_by_name_and_folders_without_any_are_told(tmp_path: Path):
    for name in ("b.warc.gz", "a.parquet", "c.json", "sub/d.mhtml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "none").mkdir()
    found = list(files_in([tmp_path, tmp_path / "none", tmp_path / "c.json"]))
    names = [one.name for one in found if isinstance(one, Path)]
    assert names == ["b.warc.gz", "d.mhtml", "c.json"], "the table lies beside pages"
    refused = [one.path for one in found if isinstance(one, Refusal)]
    assert refused == [str(tmp_path / "a.parquet"), str(tmp_path / "none")]


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_how_far_the_reading_is_rises_to_the_bytes_of_all_files(tmp_path: Path, name: str):
    packed = gzip.compress(ROWS, 0) if name.endswith("gz") else ROWS
    (tmp_path / name).write_bytes(packed)
    (tmp_path / "empty.html").touch()
    (tmp_path / "z.html").write_bytes(b"<p>last")
    (tmp_path / "a.csv").write_bytes(b"<p>first</p>")
    paths = sorted(tmp_path.iterdir())
    total = byte_count(paths)
    assert total == sum(path.stat().st_size for path in paths)
    reading = Reading(paths)
    places = [reading.done_bytes for _ in reading]
    assert places == sorted(places)
    assert len(set(places)) > 3
    assert places[150] < total
    assert reading.done_bytes == total


def test_the_reading_can_be_stopped_where_no_page_comes(tmp_path: Path):
    (tmp_path / "rows.jsonl").write_bytes(b"\n" * 3_000_000)
    read_count = 0

    def stop_at_the_fourth() -> None:
        nonlocal read_count
        read_count += 1
        if read_count == 4:
            raise Cancelled

    reading = Reading([tmp_path], on_read=stop_at_the_fourth)
    with pytest.raises(Cancelled):
        list(reading)
    assert reading.name == str(tmp_path / "rows.jsonl")
    assert reading.done_bytes <= byte_count([tmp_path])


def test_a_reading_that_is_closed_lets_go_of_its_file(tmp_path: Path):
    (tmp_path / "rows.jsonl").write_bytes(ROWS)
    reading = Reading([tmp_path])
    assert isinstance(next(reading), RawPage)
    reading.close()
    assert list(reading) == []
    assert reading.done_bytes == len(ROWS)


def test_damage_in_a_packed_table_is_told_after_the_rows_before_it(tmp_path: Path):
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(ROWS)[:-20])
    *pages, last = read_paths([tmp_path])
    assert len(pages) > 250
    assert last == Refusal(
        str(tmp_path / "rows.jsonl.gz"), "The gzip compression of the file is damaged."
    )


def test_what_one_file_spends_is_missing_for_the_next_and_what_is_not_packed_is_free(
    tmp_path: Path,
):
    for name in ("a.jsonl.gz", "b.jsonl.gz"):
        (tmp_path / name).write_bytes(gzip.compress(ROWS))
    (tmp_path / "c.jsonl").write_bytes(ROWS)
    found = list(Reading([tmp_path], most_unpacked=len(ROWS) + 300_000))
    refused = [one for one in found if isinstance(one, Refusal)]
    assert [Path(one.path).name for one in refused] == ["b.jsonl.gz"]
    assert "--most-unpacked" in refused[0].reason
    names = [Path(one.name.split("#")[0]).name for one in found if isinstance(one, RawPage)]
    assert names.count("a.jsonl.gz") == names.count("c.jsonl") == 300


def test_a_stop_is_heard_whatever_a_reader_makes_of_it(tmp_path: Path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    values = pyarrow.array([f"<p>{n}" + "x" * 500 for n in range(3000)])
    parquet.write_table(
        pyarrow.table({"html": values}), tmp_path / "rows.parquet", compression="none"
    )
    for moment in range(5):
        calls = iter(range(1000))

        def stop(calls: Iterator[int] = calls, moment: int = moment) -> None:
            if next(calls) == moment:
                raise Cancelled

        with pytest.raises(Cancelled):
            list(Reading([tmp_path], on_read=stop))
