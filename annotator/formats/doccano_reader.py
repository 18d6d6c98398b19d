"""Reading what doccano exports as JSONL from a project of sequence labelling."""

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

_LABEL_FIELDS = ("label", "labels")


class DoccanoReader:
    """A set a line, with or without relations."""

    name = "doccano"
    title = "doccano JSONL"
    suffixes: tuple[str, ...] = (".jsonl", ".json")
    offset_unit = OffsetUnit.UTF16
    roles: Mapping[str, Role] = {}

    def sniff(self, head: bytes, path: Path) -> float:  # noqa: ARG002 - the content tells
        """A table with a text and a list of labels, or entities with their offsets."""
        line = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")[0]
        if not line.startswith(b"{") or b'"text"' not in line:
            return 0.0
        signs = (b'"label": [[', b'"label":[[', b'"start_offset"', b'"Comments"')
        return 0.8 if any(sign in line for sign in signs) else 0.1

    def read(self, path: Path) -> Iterator[ComingSet | Unread]:
        """The examples in their order."""
        return of_lines(path, _set)


def _set(record: dict[str, Any], where: str, done: int) -> Iterable[ComingSet]:
    units = MarkedUnits(fields.text(record, "text", "data"), OffsetUnit.UTF16)
    if "entities" in record:
        marks = [_entity(units, row) for row in fields.rows(record, "entities")]
    else:
        field = next((one for one in _LABEL_FIELDS if one in record), "label")
        marks = [_triple(units, row) for row in fields.rows(record, field)]
    annotator = fields.name(record.get("user") or record.get("annotator"))
    return [
        ComingSet(
            where, done, told_page(record), units.marked(marks), annotator, told_status(record)
        )
    ]


def _entity(units: MarkedUnits, row: object) -> Mark:
    entity = fields.as_table(row, "entities")
    start = fields.whole(entity.get("start_offset"), "start_offset")
    end = fields.whole(entity.get("end_offset"), "end_offset")
    return units.mark(start, end, fields.text(entity, "label"))


def _triple(units: MarkedUnits, row: object) -> Mark:
    if not isinstance(row, list) or len(row) != 3:
        raise Broken("A label of it is not as [start, end, name]: is it of sequence labelling?")
    start, end, label = row
    return units.mark(
        fields.whole(start, "label"), fields.whole(end, "label"), fields.as_text(label, "label")
    )
