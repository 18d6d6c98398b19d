"""What an import would bring is told without importing it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from annotator.core.errors import Cancelled
from annotator.core.progress import Progress
from annotator.pages import previewing
from annotator.services.importing import import_paths
from annotator.services.listing import page_rows
from annotator.services.previewing import Columns, FoundKind, preview_import
from annotator.services.projects import create_project


@pytest.fixture
def project(tmp_path):
    with create_project(tmp_path / "news.annotator") as made:
        yield made


def rows(path: Path, count: int, **more: object) -> Path:
    lines = (
        json.dumps({"html": f"<title>Row {n}</title><p>Text {n}", "id": n, **more}) + "\n"
        for n in range(count)
    )
    content = "".join(lines).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def test_kinds_counts_columns_and_first_titles_are_told(project, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.html").write_text("<title>A page</title><p>x")
    table = rows(tmp_path / "in/b.jsonl", 7, label=[1])
    # Of a folder the table beside the page would be refused.
    seen = preview_import(project, [tmp_path / "in/a.html", table])
    assert {one.title: (one.file_count, one.page_count) for one in seen.kinds} == {
        seen.kinds[0].title: (1, 1),
        "JSON Lines": (1, 7),
    }
    assert seen.is_exact
    assert seen.page_count == 8
    assert seen.titles == ("A page", "Row 0", "Row 1", "Row 2", "Row 3")
    (found,) = seen.tables
    assert found.path == str(table)
    assert found.names == ("html", "id", "label")
    assert found.columns == Columns(html="html", id="id")
    assert found.unread == ("label",)
    assert page_rows(project, "ada") == []


def test_a_chosen_column_is_looked_at_instead(project, tmp_path):
    table = rows(tmp_path / "b.jsonl", 2, story="Only this")
    seen = preview_import(project, [table], columns=Columns(text="story"))
    assert seen.titles == ("Only this", "Only this")
    assert seen.tables[0].columns == Columns(text="story", id="id")
    missing = preview_import(project, [table], columns=Columns(text="x"))
    assert missing.page_count == 0
    assert "There are: “html”, “id”, “story”" in missing.tables[0].reason
    assert missing.refused_count == 1


def test_what_is_there_already_is_told(project, tmp_path):
    for number in (0, 1):
        path = tmp_path / f"{number}.html"
        path.write_text(f"<title>Row {number}</title><p>Text {number}")
        import_paths(project, [path])
    seen = preview_import(project, [rows(tmp_path / "b.jsonl", 5)])
    assert (seen.known_count, len(seen.digests)) == (2, 5)


def test_refusals_are_counted_and_the_first_are_told(project, tmp_path, monkeypatch):
    monkeypatch.setattr(previewing, "_MOST_REFUSED", 3)
    table = rows(tmp_path / "a.jsonl", 1)
    table.write_bytes(table.read_bytes() + b"{broken\n" * 10)
    seen = preview_import(project, [table, tmp_path / "gone.html"])
    assert seen.refused_count == 11
    assert len(seen.refused) == 3
    assert seen.page_count == 1


def test_counting_ends_with_the_time_and_then_tells_a_least_number(project, tmp_path, monkeypatch):
    now = iter(range(1_000_000))
    monkeypatch.setattr(previewing.time, "monotonic", lambda: next(now) / 10)
    seen = preview_import(project, [rows(tmp_path / "a.jsonl", 200)], title_count=0)
    (kind,) = seen.kinds
    assert not kind.is_exact
    assert 0 < kind.page_count < 200
    assert not seen.is_exact
    late = preview_import(project, [tmp_path / "a.jsonl"], seconds=-1)
    assert not late.is_complete
    assert not late.is_exact


def test_it_stops_when_it_is_told_to(project, tmp_path):
    def stop(_progress: Progress) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        preview_import(project, [rows(tmp_path / "a.jsonl", 3)], report=stop)


def test_a_page_that_cannot_be_parsed_is_called_by_what_is_known_of_it(project, tmp_path):
    table = tmp_path / "a.jsonl"
    table.write_text(json.dumps({"html": "\0" * 40, "url": "https://a.example/1"}) + "\n")
    assert preview_import(project, [table]).titles == ("https://a.example/1",)


def test_parquet_is_counted_by_its_directory(project, tmp_path):
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [f"Story {n}" for n in range(300)]}), path)
    seen = preview_import(project, [path], title_count=1)
    assert seen.kinds == (FoundKind("Parquet", 1, 300),)
    assert len(seen.digests) == 1
