"""Parquet for programs: the blocks or the spans of all pages as one typed table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.formats.block_rows import BLOCK_COLUMNS, block_rows
from annotator.formats.columns import Cell, Column, Kind
from annotator.formats.libraries import library
from annotator.formats.losses import LOST_OF_BLOCKS, LOST_OF_SPANS
from annotator.formats.span_rows import SPAN_COLUMNS, span_rows

EXTRA = "parquet"

_ROWS_AT_ONCE = 8192  # in memory, and in a row group


class BlocksParquet:
    """One row a block."""

    name = "blocks-parquet"
    title = "Parquet of blocks: one row a block with features and label"
    suffixes: tuple[str, ...] = (".parquet",)
    loses: tuple[str, ...] = LOST_OF_BLOCKS
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.CODE_POINT
    policy = "keep"
    extra = EXTRA

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write one row for each block."""
        _write(pages, out, BLOCK_COLUMNS, block_rows)


class SpansParquet:
    """One row an annotation."""

    name = "spans-parquet"
    title = "Parquet of spans: one row an annotation"
    suffixes: tuple[str, ...] = (".parquet",)
    loses: tuple[str, ...] = LOST_OF_SPANS
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.CODE_POINT
    policy = "keep"
    extra = EXTRA

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write one row for each annotation."""
        _write(pages, out, SPAN_COLUMNS, span_rows)


def _write(
    pages: Iterable[LabelledPage],
    out: BinaryIO,
    columns: tuple[Column, ...],
    rows: Callable[[LabelledPage], Iterator[dict[str, Cell]]],
) -> None:
    arrow = library("pyarrow", EXTRA, "Parquet")
    schema = _schema(arrow, columns)
    with library("pyarrow.parquet", EXTRA, "Parquet").ParquetWriter(
        out, schema, compression="zstd"
    ) as file:
        waiting: list[dict[str, Cell]] = []
        for page in pages:
            waiting.extend(rows(page))
            if len(waiting) >= _ROWS_AT_ONCE:
                file.write_table(arrow.Table.from_pylist(waiting, schema))
                waiting.clear()
        if waiting:
            file.write_table(arrow.Table.from_pylist(waiting, schema))


def _schema(arrow: Any, columns: tuple[Column, ...]) -> Any:
    types = {
        Kind.TEXT: arrow.string(),
        Kind.COUNT: arrow.int64(),
        Kind.SHARE: arrow.float64(),
        Kind.FLAG: arrow.bool_(),
    }
    return arrow.schema([(one.name, types[one.kind]) for one in columns])
