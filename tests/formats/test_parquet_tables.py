from __future__ import annotations

import io
from pathlib import Path

import pytest
from pyarrow import parquet

from annotator.core.annotations import AnnotationSet
from annotator.core.errors import UserError
from annotator.formats import libraries, parquet_tables, registry
from annotator.formats.block_rows import BLOCK_COLUMNS, block_rows
from annotator.formats.csv_tables import rows_of, write_rows
from annotator.formats.span_rows import SPAN_COLUMNS, span_rows
from tests.formats.formulas import PAYLOADS, cells_seen, is_formula
from tests.formats.goldens import held_as_json, written
from tests.formats.labelled_pages import document, labelled
from tests.formats.sample_pages import SAMPLE


def read(content: bytes) -> list[dict[str, object]]:
    return parquet.read_table(io.BytesIO(content)).to_pylist()


@pytest.mark.parametrize("name", ["blocks-parquet", "spans-parquet"])
def test_the_table_is_what_it_always_was(name: str):
    held_as_json(f"{name}.json", read(written(name, SAMPLE)))


@pytest.mark.parametrize(
    ("name", "columns", "rows"),
    [
        ("blocks-parquet", BLOCK_COLUMNS, block_rows),
        ("spans-parquet", SPAN_COLUMNS, span_rows),
    ],
)
def test_every_row_comes_back_as_it_was(name, columns, rows):
    content = written(name, SAMPLE)
    assert read(content) == [row for page in SAMPLE for row in rows(page)]
    schema = parquet.read_schema(io.BytesIO(content))
    assert schema.names == [one.name for one in columns]


def test_text_is_not_escaped_as_it_is_for_spreadsheets():
    texts = [row["text"] for row in read(written("spans-parquet", SAMPLE))]
    assert "=1+1" in texts


def test_a_sheet_made_of_it_has_no_formula_and_every_text_comes_back():
    made = document(*PAYLOADS, "menu")
    page = labelled(document=made, annotations=AnnotationSet(), ranges=(), annotator="=1+1")
    table = parquet.read_table(io.BytesIO(written("blocks-parquet", [page])))
    sheet = io.BytesIO()
    write_rows(table.to_pylist(), table.column_names, sheet)
    for delimiter in ",;\t|":
        assert not [one for one in cells_seen(sheet.getvalue(), delimiter) if is_formula(one)]
    sheet.seek(0)
    assert [row["text"] for row in rows_of(sheet)] == [*PAYLOADS, "menu"]


def test_no_pages_make_an_empty_table_with_all_its_columns():
    content = written("blocks-parquet", ())
    assert read(content) == []
    assert parquet.read_schema(io.BytesIO(content)).names == [one.name for one in BLOCK_COLUMNS]


def test_the_same_pages_give_the_same_bytes():
    assert written("blocks-parquet", SAMPLE) == written("blocks-parquet", SAMPLE)


def test_rows_are_written_in_groups_as_they_come(monkeypatch):
    monkeypatch.setattr(parquet_tables, "_ROWS_AT_ONCE", 8)
    content = written("blocks-parquet", (labelled(number) for number in range(1, 7)))
    assert parquet.ParquetFile(io.BytesIO(content)).num_row_groups == 3
    assert len(read(content)) == 24


@pytest.mark.parametrize("name", ["blocks-parquet", "hugging-face"])
def test_without_the_library_the_extra_is_named(name: str, monkeypatch, tmp_path: Path):
    def missing(module: str) -> object:
        raise ImportError(f"No module named '{module}'")

    monkeypatch.setattr(libraries, "import_module", missing)
    with pytest.raises(UserError, match="pyarrow") as caught:
        registry.writer(name).write(iter(()), io.BytesIO())  # type: ignore[arg-type]  # either
    assert "annotator[parquet]" in caught.value.hint
