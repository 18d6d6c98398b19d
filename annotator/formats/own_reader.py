"""Reading the program's own JSON Lines, as `jsonl` writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.core.offset_units import OffsetUnit
from annotator.core.roles import Role
from annotator.formats import json_fields as fields
from annotator.formats.json_fields import Broken
from annotator.formats.jsonl import VERSION
from annotator.formats.pages_told import told_status
from annotator.formats.reading import ComingPage, ComingSet, Mark, MarkedText, Unread
from annotator.formats.records import of_lines


class OwnReader:
    """One annotation set of one page a line."""

    name = "jsonl"
    title = "JSON Lines of this program"
    suffixes: tuple[str, ...] = (".jsonl",)
    offset_unit = OffsetUnit.CODE_POINT
    roles: Mapping[str, Role] = {}

    def sniff(self, head: bytes, path: Path) -> float:  # noqa: ARG002 - the content tells
        """Its first line names the segmenter and the label set."""
        is_own = head.startswith(b'{"version":') and b'"digest":' in head[:500]
        return 0.95 if is_own else 0.0

    def read(self, path: Path) -> Iterator[ComingSet | Unread]:
        """A set a line."""
        return of_lines(path, _set)


def _set(record: dict[str, Any], where: str, done: int) -> Iterable[ComingSet]:
    if record.get("version") != VERSION:
        raise Broken(f"It is of version {record.get('version')!r}, not of version {VERSION}.")
    if record.get("text") is None:
        raise Broken("It has no text: put that back first, with “annotator rejoin”.")
    page = ComingPage(
        fields.digest(record.get("digest")),
        fields.text_or_none(record, "url") or "",
        fields.text_or_none(record, "name") or "",
    )
    marks = tuple(map(_mark, fields.rows(record, "annotations")))
    text = MarkedText(fields.text(record, "text"), marks)
    annotator = fields.name(record.get("annotator"))
    return [ComingSet(where, done, page, text, annotator, told_status(record))]


def _mark(row: object) -> Mark:
    table = fields.as_table(row, "annotations")
    return Mark(
        fields.whole(table.get("start"), "start"),
        fields.whole(table.get("end"), "end"),
        fields.text(table, "label"),
        fields.text(table, "quote"),
        fields.text_or_none(table, "note") or "",
        table.get("uncertain") is True,
    )
