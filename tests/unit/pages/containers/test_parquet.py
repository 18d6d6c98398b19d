"""Parquet through its library, where that is there."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.pages import PageKind, RawPage
from annotator.pages.containers import parquet as reader_module
from annotator.pages.containers.budget import Budget
from annotator.pages.containers.container import Columns, Source
from annotator.pages.containers.parquet import Parquet
from tests.unit.pages.containers.sources import pages, read, refusals, source

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

READER = Parquet()


def written(columns: dict[str, Any], **options: Any) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file, **options)
    return file.getvalue()


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=12),
    st.sampled_from(["snappy", "zstd", "gzip", "none"]),
    st.sampled_from([pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())]),
)
def test_the_pages_are_those_that_were_written(values: list[str], codec: str, kind: Any):
    table = {"html": pa.array(values, pa.string()).cast(kind), "n": list(range(len(values)))}
    found = pages(read(READER, written(table, compression=codec, row_group_size=5)))
    assert [one.content for one in found] == [one.encode() for one in values]
    assert [one.name for one in found] == [f"pages#{n}" for n in range(1, len(values) + 1)]


@given(st.lists(st.binary(min_size=1), max_size=12))
def test_bytes_stay_what_they_are(values: list[bytes]):
    table = written({"raw_html": pa.array(values, pa.binary())})
    assert [one.content for one in pages(read(READER, table))] == values


def test_a_row_tells_address_id_title_and_time():
    at = datetime(2026, 3, 1, 8, tzinfo=UTC)
    table = written(
        {
            "url": ["https://a.example/"],
            "doc_id": [7],
            "title": ["T"],
            "fetched_at": pa.array([at.timestamp() * 1_000_000_000 + 1], pa.int64()).cast(
                pa.timestamp("ns", "UTC")
            ),
            "content": ["<html><p>x</html>"],
            "vector": [[1.0, 2.0]],
        }
    )
    assert read(READER, table, "t.parquet") == [
        RawPage(
            content=b"<html><p>x</html>",
            name="t.parquet#7",
            kind=PageKind.HTML,
            url="https://a.example/",
            charset="utf-8",
            fetched_at=at,
            title="T",
        )
    ]


def test_missing_and_empty_values_are_refused_with_the_number_of_the_row():
    table = written({"text": ["a", None, "", "b"]})
    assert [(reason, record) for reason, record, _ in refusals(read(READER, table))] == [
        ("The row has no value in the column “text”.", 2),
        ("The value in the column “text” is empty.", 3),
    ]


def test_a_column_that_is_not_there_is_refused_with_those_that_are():
    (refused,) = refusals(read(READER, written({"story": ["a"]}), columns=Columns(html="x")))
    assert refused[0] == "There is no column “x”. There are: “story”."


def test_what_only_begins_as_parquet_is_refused_and_never_raises():
    whole = written({"html": ["<p>x" * 1_000] * 40, "url": ["u"] * 40}, row_group_size=8)
    for content in (b"PAR1", b"PAR1" + b"\0" * 100, b"PAR1" + b"\xff" * 50 + b"PAR1", whole[:-9]):
        assert len(refusals(read(READER, content))) == 1
    for place in range(4, len(whole), 41):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        read(READER, bytes(broken))
        READER.look(source(bytes(broken)))


def test_what_a_group_unpacks_to_counts_before_it_is_read(monkeypatch: pytest.MonkeyPatch):
    bomb = written({"html": ["0" * 100_000] * 20}, row_group_size=10)
    little = Source("t", io.BytesIO(bomb), len(bomb), Budget(1_000))
    assert "--most-unpacked" in refusals(list(READER.read(little)))[0][0]
    monkeypatch.setattr(reader_module, "_LARGEST_GROUP", 1_000)
    assert "unpacks to more than" in refusals(read(READER, bomb))[0][0]


def test_its_directory_tells_how_many_rows_there_are():
    assert READER.count(source(written({"html": ["a", "b"]}))) == 2
    assert READER.count(source(b"PAR1")) is None


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (refused,) = refusals(read(READER, b"PAR1"))
    assert "annotator[parquet]" in refused[0]
    assert "annotator[parquet]" in READER.look(source(b"PAR1")).reason
    assert READER.count(source(b"PAR1")) is None


def test_it_is_told_by_its_first_letters():
    assert READER.sniff(b"PAR1\x15", "x") == 1
    assert READER.sniff(b"<html>", "x.html") == 0
