"""CSV for spreadsheets: the blocks or the spans of all pages, and such a file read back.

UTF-8 with a byte order mark, which Excel needs; every cell is quoted; what a spreadsheet would
take for a formula is made inert (`cells`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import BinaryIO, Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.formats.block_rows import BLOCK_COLUMNS, block_rows
from annotator.formats.cells import inert, plain
from annotator.formats.columns import Cell, Column
from annotator.formats.losses import LOST_OF_BLOCKS, LOST_OF_SPANS
from annotator.formats.span_rows import SPAN_COLUMNS, span_rows

_LOST_OF_CSV = (
    "Types: every cell is text, and a value that is missing cannot be told from an empty one."
)
_LONGEST_CELL = 2**31 - 1  # the largest that every system takes


class BlocksCsv:
    """One row a block."""

    name = "blocks-csv"
    title = "CSV of blocks: one row a block with features and label, for spreadsheets"
    suffixes: tuple[str, ...] = (".csv",)
    loses: tuple[str, ...] = (*LOST_OF_BLOCKS, _LOST_OF_CSV)
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.CODE_POINT
    policy = "keep"

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write the names of the columns, and then one row for each block."""
        _write(pages, out, BLOCK_COLUMNS, block_rows)


class SpansCsv:
    """One row an annotation."""

    name = "spans-csv"
    title = "CSV of spans: one row an annotation, for spreadsheets"
    suffixes: tuple[str, ...] = (".csv",)
    loses: tuple[str, ...] = (*LOST_OF_SPANS, _LOST_OF_CSV)
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.CODE_POINT
    policy = "keep"

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write the names of the columns, and then one row for each annotation."""
        _write(pages, out, SPAN_COLUMNS, span_rows)


def rows_of(file: BinaryIO) -> Iterator[dict[str, str]]:
    """The rows of a file that one of these writers wrote, every text as it was."""
    # The usual limit, of all reading in the process, is less than a long block has.
    csv.field_size_limit(_LONGEST_CELL)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    for row in csv.DictReader(text, strict=True):
        yield {name: plain(cell) for name, cell in row.items()}
    text.detach()


def write_rows(rows: Iterable[Mapping[str, Cell]], names: Sequence[str], out: BinaryIO) -> None:
    """Write rows, of a Parquet table for one, as such a file; `names` are its columns."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in names])
    text.flush()
    text.detach()


def _write(
    pages: Iterable[LabelledPage],
    out: BinaryIO,
    columns: tuple[Column, ...],
    rows: Callable[[LabelledPage], Iterator[dict[str, Cell]]],
) -> None:
    every = chain.from_iterable(map(rows, pages))
    write_rows(every, [one.name for one in columns], out)


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
