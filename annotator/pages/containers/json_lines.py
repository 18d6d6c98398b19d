"""JSON Lines: a page in each line, as one member of an object."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from annotator.core.errors import UserError
from annotator.core.pages import RawPage
from annotator.pages.containers.columns import TableLook, look
from annotator.pages.containers.container import Refusal, Source
from annotator.pages.containers.lines import lines_of
from annotator.pages.containers.rows import LARGEST_ROW, Row, page_of, taken

_BEGINNING = re.compile(rb'\{\s*"(?:[^"\\\x00-\x1f]|\\.){0,1000}"\s*:')
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_MOST_VALUES = 1_000_000
"""Values that a line may have: the least of them takes sixty bytes in memory, two in the file."""
_LOOKED_AT_ROWS = 50
_LOOKED_AT_BYTES = 4 * 1024 * 1024


class JsonLines:
    """A file of objects, one a line, in UTF-8; blank lines are passed over.

    A row has the number of its line.
    """

    title = "JSON Lines"
    suffixes: tuple[str, ...] = (".jsonl", ".ndjson", ".jsonlines")

    def sniff(self, head: bytes, name: str) -> float:
        """Its first line is an object, or begins as one where it is longer than the head."""
        start = head.removeprefix(codecs.BOM_UTF8).lstrip()
        is_named = name.removesuffix(".gz").endswith(self.suffixes)
        line, newline, _ = start.partition(b"\n")
        if _BEGINNING.match(start) and (not newline or _is_object(line)):
            # Without its end a line may yet turn out to be something else.
            return 0.95 if newline or is_named else 0.7
        return 0.4 if is_named else 0.0

    def read(self, source: Source) -> Iterator[RawPage | Refusal]:
        """A page or a refusal for each line, its offset being that of the line."""
        first, rest = _beginning(source)
        seen = _look(first, source)
        if seen.chosen is None:
            yield Refusal(source.name, seen.reason)
            return
        for one in chain(taken(first), rest):
            yield one if isinstance(one, Refusal) else page_of(one, seen.chosen, source.name)

    def look(self, source: Source) -> TableLook:
        """What its columns are, by the first fifty lines."""
        return _look(_beginning(source)[0], source)


def _beginning(source: Source) -> tuple[list[Row | Refusal], Iterator[Row | Refusal]]:
    """The first rows, which tell the columns, and the others."""
    rows = _rows(source)
    first: list[Row | Refusal] = []
    size = 0
    for row in rows:
        first.append(row)
        if isinstance(row, Row):
            size += sum(len(one) for one in row.values.values() if isinstance(one, str))
        if len(first) >= _LOOKED_AT_ROWS or size > _LOOKED_AT_BYTES:
            break
    return first, rows


def _look(first: list[Row | Refusal], source: Source) -> TableLook:
    rows = [one.values for one in first if isinstance(one, Row)]
    names = list(dict.fromkeys(name for row in rows for name in row))
    if first and not rows and isinstance(first[0], Refusal):
        return TableLook((), None, f"None of the first lines is a row. {first[0].reason}")
    return look(names, rows, source.columns)


def _rows(source: Source) -> Iterator[Row | Refusal]:
    for number, (offset, line) in enumerate(lines_of(source.file), 1):
        if line is None:
            reason = f"The line is longer than {LARGEST_ROW // 1024**2} MB."
            yield Refusal(source.name, reason, number, offset)
            continue
        text = (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).strip(b" \t\r\n")
        if not text:
            continue
        try:
            yield Row(_object(text), number, offset)
        except UserError as error:
            yield Refusal(source.name, str(error), number, offset)


def _object(line: bytes) -> dict[str, Any]:
    _refuse_many_values(line)
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise UserError("The line is no UTF-8.") from None
    except ValueError:
        raise UserError("The line is no JSON.") from None
    except RecursionError:
        raise UserError("The line is JSON that is nested too deep.") from None
    if not isinstance(found, dict):
        raise UserError("The line is no JSON object.")
    return found


def _refuse_many_values(line: bytes) -> None:
    """Refuse a line that would take many times its size in memory."""
    if _value_count(line) > _MOST_VALUES and _value_count(_STRING.sub(b"", line)) > _MOST_VALUES:
        raise UserError(f"The line has more than {_MOST_VALUES:,} values.")


def _value_count(line: bytes) -> int:
    return sum(map(line.count, (b",", b"[", b"{")))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
