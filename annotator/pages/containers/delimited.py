"""CSV and TSV: a header, then a page in each row.

The bytes are read as if each were a character. That keeps those of a page exactly as they are in
the file, whatever encoding they are in: commas, quotes and newlines are the same bytes in all but
the wide ones, which are turned into UTF-8 on the way.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any, BinaryIO

from annotator.core.errors import UserError
from annotator.core.pages import PageKind, RawPage
from annotator.pages.containers.columns import ChosenColumns, TableLook, is_likely_table, look
from annotator.pages.containers.container import Refusal, Source
from annotator.pages.containers.lines import InUtf8, lines_of
from annotator.pages.containers.rows import LARGEST_ROW, Row, page_of, taken
from annotator.pages.decoding import decode
from annotator.pages.encodings import WIDE, decoded_in

_DELIMITERS = {",": ".csv", ";": ".csv", "\t": ".tsv", "|": ".csv"}
_WIDE_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEAD = 64 * 1024
_LOOKED_AT_ROWS = 50
_LOOKED_AT_BYTES = 4 * 1024 * 1024


class DelimitedTable:
    """A table with a header whose cells stand between commas, semicolons, tabs or bars.

    Quoting is that of RFC 4180: a cell in double quotes may hold anything, a quote in it is
    doubled. A row has its number below the header, whatever lines it takes.
    """

    title = "CSV"
    suffixes: tuple[str, ...] = (".csv", ".tsv", ".tab")

    def sniff(self, head: bytes, name: str) -> float:
        """Its name says so: by its content alone any text with commas would be one."""
        if not name.removesuffix(".gz").endswith(self.suffixes):
            return 0.0
        if head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<":
            return 0.1
        return 0.8 if _dialect(head, name) is not None else 0.3

    def read(self, source: Source) -> Iterator[RawPage | Refusal]:
        """A page or a refusal for each row, its offset being that of its first line."""
        table = _Table(source)
        first = table.first_rows()
        chosen = table.look(first).chosen
        if chosen is None:
            yield Refusal(source.name, table.look(first).reason)
            return
        for row in taken(first):
            yield table.page(row, chosen)
        for row in table.rows():
            yield table.page(row, chosen)

    def look(self, source: Source) -> TableLook:
        """What its columns are, by the header and the first rows."""
        table = _Table(source)
        return table.look(table.first_rows())


@dataclass(slots=True)
class _Lines:
    """The lines for the reader of CSV, which asks for as many as a row takes."""

    found: Iterator[tuple[int, bytes | None]]
    start: int | None = None
    """Where the row begins in the file."""
    size: int = 0
    """Bytes of the row so far."""

    def __iter__(self) -> Iterator[str]:
        for offset, line in self.found:
            if self.start is None:
                self.start = offset
            if line is None or self.size + len(line) > LARGEST_ROW:
                raise _TooLarge
            self.size += len(line)
            yield (line if offset else line.removeprefix(codecs.BOM_UTF8)).decode("latin-1")

    def begin_row(self) -> None:
        """What comes next belongs to another row."""
        self.start, self.size = None, 0


class _TooLarge(Exception):
    """A row has no end within the bytes that a row may have."""


@dataclass(slots=True)
class _Table:
    source: Source
    encoding: str = field(init=False)
    has_offsets: bool = field(init=False)
    lines: _Lines = field(init=False)
    cells: Iterator[list[str]] = field(init=False)
    names: list[str] = field(init=False)
    number: int = 0
    is_lost: bool = False
    """Whether the last row was broken, so that what follows may be the rest of it."""

    def __post_init__(self) -> None:
        file = self.source.file
        head = _head(file)
        wide = _wide_encoding(head)
        self.has_offsets = wide is None
        self.encoding = "utf-8" if wide else _encoding(head)
        if wide:
            head = head.decode(wide, "replace").encode("utf-8", "replace")
        # The largest cell is the largest row; the limit of the library is one for the program.
        csv.field_size_limit(LARGEST_ROW)
        found = lines_of(InUtf8(file, wide) if wide else file)
        self.lines = _Lines(found)
        delimiter = _dialect(head, self.source.name.lower()) or _usual(self.source.name.lower())
        self.cells = csv.reader(self.lines, delimiter=delimiter, strict=True)
        self.names = self._header()

    def _header(self) -> list[str]:
        try:
            header = next(self.cells, [])
        except (csv.Error, _TooLarge):
            header = []
        names = [self.text(cell).strip() for cell in header]
        # A column without a name, or of the name of another, is called by its number.
        return [
            name if name and name not in names[:place] else f"column {place + 1}"
            for place, name in enumerate(names)
        ]

    def look(self, rows: list[Row | Refusal]) -> TableLook:
        """What its columns are, in view of these rows."""
        values = [self._decoded(one) for one in rows if isinstance(one, Row)]
        return look(self.names, values, self.source.columns)

    def first_rows(self) -> list[Row | Refusal]:
        """Enough rows to tell what is in the columns."""
        first: list[Row | Refusal] = []
        size = 0
        for row in self.rows():
            first.append(row)
            size += self.lines.size
            if len(first) >= _LOOKED_AT_ROWS or size > _LOOKED_AT_BYTES:
                break
        return first

    def rows(self) -> Iterator[Row | Refusal]:
        """The rows that follow; a broken one is refused, together with what is lost behind it."""
        while True:
            self.lines.begin_row()
            try:
                cells = next(self.cells, None)
            except csv.Error as error:
                self.number += 1
                self.is_lost = True
                yield self._refusal(_in_words(error))
                continue
            except _TooLarge:
                self.number += 1
                yield self._refusal(
                    f"The row is larger than {LARGEST_ROW // 1024**2} MB, or a quote in it is not"
                    " closed; the rest of the file was not read."
                )
                return
            if cells is None:
                return
            if cells:
                yield from self._row(cells)

    def _row(self, cells: list[str]) -> Iterator[Row | Refusal]:
        while len(cells) > len(self.names) and not cells[-1]:
            cells.pop()
        if len(cells) != len(self.names):
            if not self.is_lost:
                self.number += 1
                yield self._refusal(
                    f"The row has {len(cells)} cells, the header {len(self.names)}."
                )
            return
        self.is_lost = False
        self.number += 1
        yield Row(dict(zip(self.names, cells, strict=True)), self.number, self._offset())

    def page(self, row: Row | Refusal, chosen: ChosenColumns) -> RawPage | Refusal:
        """The page in a row."""
        if isinstance(row, Refusal):
            return row
        values: dict[str, Any] = {
            name: self.text(row.values[name]) for name in chosen.names() if name != chosen.content
        }
        values[chosen.content] = row.values[chosen.content].encode("latin-1")
        return page_of(Row(values, row.number, row.offset), chosen, self.source.name)

    def text(self, cell: str) -> str:
        """A short cell decoded."""
        content = cell.encode("latin-1")
        try:
            return content.decode()
        except UnicodeDecodeError:
            return decoded_in(content, self.encoding)[0]

    def _decoded(self, row: Row) -> dict[str, str]:
        return {name: self.text(cell[:_HEAD]) for name, cell in row.values.items()}

    def _refusal(self, reason: str) -> Refusal:
        return Refusal(self.source.name, reason, self.number, self._offset())

    def _offset(self) -> int | None:
        return self.lines.start if self.has_offsets else None


def _head(file: BinaryIO) -> bytes:
    head = file.read(_HEAD)
    file.seek(0)
    return head


def _wide_encoding(head: bytes) -> str | None:
    return next((name for mark, name in _WIDE_MARKS if head.startswith(mark)), None)


def _encoding(head: bytes) -> str:
    """The encoding of what is no UTF-8 in the file."""
    try:
        found = decode(head, PageKind.TEXT).encoding
    except UserError:
        return "windows-1252"
    return "windows-1252" if found in WIDE or found == "utf-8" else found


def _dialect(head: bytes, name: str) -> str | None:
    """The delimiter that cuts the first rows into equally many cells, None if there is none.

    A header of a single column, as a list of pages may be, has none and needs none.
    """
    wide = _wide_encoding(head)
    text = head.decode(wide, "replace") if wide else head.decode("latin-1")
    text = text.removeprefix(codecs.BOM_UTF8.decode("latin-1"))
    best: tuple[float, int, str] | None = None
    for delimiter, suffix in _DELIMITERS.items():
        rows = _first_cells(text, delimiter, is_whole=len(head) < _HEAD)
        if not rows or (len(rows[0]) < 2 and not is_likely_table(rows[0])):
            continue
        share = sum(len(row) == len(rows[0]) for row in rows) / len(rows)
        score = share + 0.2 * name.removesuffix(".gz").endswith(suffix)
        score += 0.5 * is_likely_table(rows[0])
        if share >= 0.5 and (best is None or (score, len(rows[0])) > best[:2]):
            best = (score, len(rows[0]), delimiter)
    return best[2] if best else None


def _first_cells(text: str, delimiter: str, *, is_whole: bool) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline="\n"), delimiter=delimiter, strict=True):
            if row:
                rows.append(row)
            if len(rows) > 20:
                break
    except csv.Error:
        # The head may end within a row, and then that row is no evidence.
        return rows
    return rows if is_whole or len(rows) < 2 else rows[:-1]


def _usual(name: str) -> str:
    return "\t" if name.removesuffix(".gz").endswith((".tsv", ".tab")) else ","


def _in_words(error: csv.Error) -> str:
    text = str(error)
    if "unexpected end of data" in text:
        return "A quote that is opened in this row is not closed: the rest of the file is in it."
    if "expected after" in text:
        return "A quote in this row is neither doubled nor at the end of a cell."
    if "new-line character" in text:
        return "A line of this row ends in a lone carriage return."
    return f"The row is no CSV: {text}."
