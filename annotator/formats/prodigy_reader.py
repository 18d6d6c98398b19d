"""Reading what Prodigy writes with `db-out`: JSON Lines of tasks with spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.core.offset_units import OffsetUnit
from annotator.core.roles import Role
from annotator.formats import json_fields as fields
from annotator.formats.json_fields import Broken
from annotator.formats.offsets import MarkedUnits
from annotator.formats.pages_told import told_page, told_status
from annotator.formats.reading import ComingSet, Mark, Unread
from annotator.formats.records import of_lines


class ProdigyReader:
    """A set for each accepted task."""

    name = "prodigy"
    title = "Prodigy JSONL"
    suffixes: tuple[str, ...] = (".jsonl",)
    offset_unit = OffsetUnit.CODE_POINT
    roles: Mapping[str, Role] = {}

    def sniff(self, head: bytes, path: Path) -> float:  # noqa: ARG002 - the content tells
        """A table with a text, spans and what only Prodigy has."""
        line = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
        if not line.startswith(b"{") or b'"text"' not in line:
            return 0.0
        signs = (b'"_input_hash"', b'"_task_hash"', b'"answer"', b'"token_start"', b'"spans"')
        return min(0.9, 0.3 * sum(sign in line for sign in signs))

    def read(self, path: Path) -> Iterator[ComingSet | Unread]:
        """The tasks in their order; those that were rejected or ignored are told, not read."""
        return of_lines(path, _set)


def _set(record: dict[str, Any], where: str, done: int) -> Iterable[ComingSet]:
    answer = fields.name(record.get("answer", "accept"))
    if answer != "accept":
        raise Broken(f"Its answer is “{answer}”.")
    units = MarkedUnits(fields.text(record, "text"), OffsetUnit.CODE_POINT)
    marks = [_mark(units, row) for row in fields.rows(record, "spans")]
    annotator = fields.name(record.get("_annotator_id") or record.get("_session_id"))
    meta = record.get("meta")
    status = told_status(meta if isinstance(meta, dict) else {})
    return [ComingSet(where, done, told_page(record), units.marked(marks), annotator, status)]


def _mark(units: MarkedUnits, row: object) -> Mark:
    span = fields.as_table(row, "spans")
    start = fields.whole(span.get("start"), "start")
    end = fields.whole(span.get("end"), "end")
    return units.mark(
        start,
        end,
        fields.text(span, "label"),
        fields.text_or_none(span, "text") or "",
        fields.text_or_none(span, "note") or "",
        uncertain=span.get("uncertain") is True,
    )
