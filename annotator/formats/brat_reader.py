"""Reading a folder of brat: a text and the annotations of it, in two files of one name."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from annotator.core.offset_units import OffsetUnit
from annotator.core.roles import Role
from annotator.formats import json_fields as fields
from annotator.formats.json_fields import MOST_ENTRIES, Broken, clean, table_of
from annotator.formats.offsets import MarkedUnits
from annotator.formats.pages_told import told_page, told_status
from annotator.formats.reading import ComingSet, Mark, Unread
from annotator.formats.records import of_files
from annotator.formats.untrusted import bytes_of, files_in, lines

_TEXT_BOUND = re.compile(r"(T\S+)\t(\S+) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)(?:\t(.*))?\Z")
_DOUBT = re.compile(r"A\S*\tUncertain (T\S+)\s*\Z")
_INDEX = "pages.jsonl"
_NOTE = re.compile(r"#\S*\t\S+ (T\S+)\t(.*)\Z")


class BratReader:
    """A set a document, from its text-bound annotations and the notes on them."""

    name = "brat"
    title = "brat standoff"
    suffixes: tuple[str, ...] = ()
    offset_unit = OffsetUnit.CODE_POINT
    roles: Mapping[str, Role] = {}

    def sniff(self, head: bytes, path: Path) -> float:  # noqa: ARG002 - a folder has none
        """A folder with a file of annotations and the text that they are of."""
        if not path.is_dir():
            return 0.0
        return 0.95 if any(one.with_suffix(".txt").is_file() for one in path.glob("*.ann")) else 0.0

    def read(self, path: Path) -> Iterator[ComingSet | Unread]:
        """The documents by name."""
        told = _told(path / _INDEX) if path.is_dir() else {}
        return of_files(files_in(path, ".ann"), partial(_set, told))


def _told(path: Path) -> dict[str, dict[str, Any]]:
    """What our own writer tells of each document in a file that brat passes over."""
    told: dict[str, dict[str, Any]] = {}
    if path.is_file():
        for _, line, _ in lines(path):
            with suppress(Broken):
                record = table_of(line)
                told[fields.name(record.get("document"))] = record
    return told


def _set(
    told: Mapping[str, dict[str, Any]], path: Path, where: str, done: int
) -> Iterable[ComingSet]:
    source = path.with_suffix(".txt")
    if not source.is_file():
        raise Broken(f"The text that it is of, “{source.name}”, is missing.")
    # Not `text_of`: a carriage return is a character that brat counts.
    try:
        text = clean(bytes_of(source).decode("utf-8"))
        rows = bytes_of(path).decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise Broken("It is not UTF-8 text.") from None
    if len(rows) > MOST_ENTRIES:
        raise Broken(f"It has more than {MOST_ENTRIES:,} lines.")
    rows = [one.removesuffix("\r") for one in rows]
    doubts = {found[1] for one in rows if (found := _DOUBT.match(one))}
    notes = {found[1]: found[2] for one in rows if (found := _NOTE.match(one))}
    units = MarkedUnits(text, OffsetUnit.CODE_POINT)
    marks = [
        mark for one in rows if one.startswith("T") for mark in _marks(units, one, notes, doubts)
    ]
    record = told.get(path.stem, {})
    page = told_page({"name": path.stem, **record})
    annotator = fields.name(record.get("annotator"))
    return [ComingSet(where, done, page, units.marked(marks), annotator, told_status(record))]


def _marks(
    units: MarkedUnits, line: str, notes: Mapping[str, str], doubts: Container[str]
) -> Iterator[Mark]:
    """One mark for each fragment; where it has one alone, its text is held against ours."""
    found = _TEXT_BOUND.match(line)
    if found is None:
        raise Broken(f"The line “{clean(line[:60])}” is no annotation of a text.")
    number, label, ranges, quote = found.groups()
    fragments = [one.split() for one in ranges.split(";")]
    for start, end in fragments:
        is_whole = len(fragments) == 1
        yield units.mark(
            int(start),
            int(end),
            clean(label),
            clean(quote or "") if is_whole else "",
            clean(notes.get(number, "")),
            uncertain=number in doubts,
        )
