"""Parquet: a page in each row, read through pyarrow, which need not be installed.

The library holds a stranger's numbers for sizes; so a file is read in small batches on one thread,
and what its own directory says that a group of rows unpacks to is counted before it is read. It is
loaded by name when the first such file comes: that takes a third of a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from annotator.core.errors import UserError
from annotator.core.pages import RawPage
from annotator.pages.containers.columns import ChosenColumns, TableLook, look
from annotator.pages.containers.container import Columns, Refusal, Source
from annotator.pages.containers.rows import Row, page_of

_SIGNATURE = b"PAR1"
_BATCH_BYTES = 8 * 1024 * 1024
_MOST_ROWS = 512
_LARGEST_GROUP = 2 * 1024**3
"""Bytes that the columns of one group of rows may unpack to."""
_LOOKED_AT_ROWS = 8
_BUFFER = 256 * 1024
_MISSING = (
    "Parquet is read through pyarrow, which is not installed. Install annotator[parquet] and try"
    " again."
)


class Parquet:
    """A file of columns; those that hold no pages are not even unpacked. It tells no offsets."""

    title = "Parquet"
    suffixes: tuple[str, ...] = (".parquet", ".pq")

    def sniff(self, head: bytes, name: str) -> float:
        """It begins with four letters that nothing else begins with."""
        if head.startswith(_SIGNATURE):
            return 1.0
        return 0.3 if name.endswith(self.suffixes) else 0.0

    def read(self, source: Source) -> Iterator[RawPage | Refusal]:
        """A page or a refusal for each row."""
        number = 0
        try:
            file = _opened(source)
            seen = _look(file, source.columns)
            if seen.chosen is None:
                yield Refusal(source.name, seen.reason)
                return
            for row in _rows(file, seen.chosen, source):
                number = row.number
                yield page_of(row, seen.chosen, source.name)
        except UserError as error:
            yield Refusal(source.name, str(error), number + 1 if number else None)
        except _failures() as error:
            reason = f"The Parquet file is damaged: {_first_line(error)}"
            yield Refusal(source.name, reason, number + 1 if number else None)

    def look(self, source: Source) -> TableLook:
        """What its columns are, by its directory and the first rows."""
        try:
            return _look(_opened(source), source.columns)
        except UserError as error:
            return TableLook((), None, str(error))
        except _failures() as error:
            return TableLook((), None, f"The Parquet file is damaged: {_first_line(error)}")

    def count(self, source: Source) -> int | None:
        """How many rows its directory says that there are, None where it cannot be read."""
        try:
            return int(_opened(source).metadata.num_rows)
        except UserError:
            return None
        except _failures():
            return None


def _opened(source: Source) -> Any:
    try:
        pyarrow = import_module("pyarrow")
        parquet = import_module("pyarrow.parquet")
    except ImportError:
        raise UserError(_MISSING) from None
    # Its own pool keeps what it was given: a file with row groups of 75 MB took 354 MB of memory,
    # and takes 282 with the system's.
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    source.file.seek(0)
    file = parquet.ParquetFile(
        source.file,
        buffer_size=_BUFFER,
        pre_buffer=False,
        thrift_string_size_limit=64 * 1024 * 1024,
        thrift_container_size_limit=1_000_000,
    )
    # The directory is at the end; where the reader has got to begins at the beginning.
    source.file.seek(0)
    return file


def _failures() -> tuple[type[Exception], ...]:
    """What the library raises for a damaged file: its own errors are of these kinds."""
    own: type[Exception] = import_module("pyarrow").ArrowException
    return (own, OSError, ValueError, TypeError, KeyError, MemoryError, OverflowError)


def _look(file: Any, wanted: Columns) -> TableLook:
    names = list(dict.fromkeys(file.schema_arrow.names))
    readable = [name for name in names if _is_readable(file.schema_arrow.field(name).type)]
    return look(names, _first_rows(file, readable), wanted)


def _first_rows(file: Any, names: list[str]) -> Iterator[dict[str, Any]]:
    # Asked for only where the names alone do not tell.
    for batch in file.iter_batches(batch_size=_LOOKED_AT_ROWS, columns=names, use_threads=False):
        columns = {name: _values(batch.column(name)) for name in batch.schema.names}
        for place in range(batch.num_rows):
            yield {name: values[place].as_py() for name, values in columns.items()}
        return


def _rows(file: Any, chosen: ChosenColumns, source: Source) -> Iterator[Row]:
    number = 0
    for group in range(file.num_row_groups):
        facts = file.metadata.row_group(group)
        unpacked = _unpacked_bytes(facts, chosen)
        if unpacked > _LARGEST_GROUP:
            raise UserError("A group of its rows unpacks to more than 2 GB.")
        source.budget.spend(unpacked)
        rows = max(1, min(_MOST_ROWS, _BATCH_BYTES * facts.num_rows // max(unpacked, 1)))
        batches = file.iter_batches(
            batch_size=rows, row_groups=[group], columns=list(chosen.names()), use_threads=False
        )
        for batch in batches:
            columns = {name: _values(batch.column(name)) for name in chosen.names()}
            for place in range(batch.num_rows):
                number += 1
                values = {name: column[place].as_py() for name, column in columns.items()}
                yield Row(values, number)


def _unpacked_bytes(facts: Any, chosen: ChosenColumns) -> int:
    wanted = chosen.names()
    parts = (facts.column(place) for place in range(facts.num_columns))
    return sum(
        part.total_uncompressed_size
        for part in parts
        if part.path_in_schema.partition(".")[0] in wanted
    )


def _is_readable(kind: Any) -> bool:
    return not str(kind).startswith(("list", "large_list", "struct", "map", "fixed_size_list"))


def _values(column: Any) -> Any:
    """The values of a column as Python can have them: texts as their bytes, times in millionths."""
    pyarrow = import_module("pyarrow")
    kind = column.type
    if pyarrow.types.is_dictionary(kind):
        return _values(column.dictionary_decode())
    if pyarrow.types.is_string(kind):
        # What is no UTF-8 in a column of text would fail, and its bytes are wanted anyway.
        return column.cast(pyarrow.binary())
    if pyarrow.types.is_large_string(kind):
        return column.cast(pyarrow.large_binary())
    if pyarrow.types.is_timestamp(kind) and kind.unit == "ns":
        return column.cast(pyarrow.timestamp("us", kind.tz), safe=False)
    return column


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
