"""Reading what Label Studio exports as JSON or JSON-MIN: tasks with labelled text or HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.core.offset_units import OffsetUnit
from annotator.core.roles import Role
from annotator.formats import json_fields as fields
from annotator.formats.json_fields import Broken
from annotator.formats.offsets import MarkedUnits
from annotator.formats.pages_told import told_page
from annotator.formats.reading import ComingSet, Mark, MarkedTree, TreeMark, Unread
from annotator.formats.records import of_list

_KINDS = ("labels", "hypertextlabels", "paragraphlabels")
_TEXTS = ("text", "html", "dialogue")


class LabelStudioReader:
    """A set for each annotation of each task; predictions are passed over."""

    name = "label-studio"
    title = "Label Studio JSON"
    suffixes: tuple[str, ...] = (".json",)
    offset_unit = OffsetUnit.UTF16
    roles: Mapping[str, Role] = {}

    def sniff(self, head: bytes, path: Path) -> float:  # noqa: ARG002 - the content tells
        """A list of tables that name what only Label Studio has."""
        if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
            return 0.0
        signs = (b'"annotations"', b'"completed_by"', b'"hypertextlabels"', b'"lead_time"')
        return 0.9 if any(sign in head for sign in signs) else 0.1

    def read(self, path: Path) -> Iterator[ComingSet | Unread]:
        """The tasks in their order."""
        return of_list(path, _sets)


def _sets(task: dict[str, Any], where: str, done: int) -> Iterable[ComingSet]:
    if "annotations" not in task and "data" not in task:
        yield _minimal(task, where, done)
        return
    data = fields.as_table(task.get("data"), "data")
    for row in fields.rows(task, "annotations"):
        annotation = fields.as_table(row, "annotations")
        if annotation.get("was_cancelled") is True:
            continue
        regions = [fields.as_table(one, "result") for one in fields.rows(annotation, "result")]
        yield _set(data, regions, _annotator(annotation.get("completed_by")), where, done)


def _minimal(task: dict[str, Any], where: str, done: int) -> ComingSet:
    """A task of JSON-MIN: its data and the values of its regions side by side."""
    regions = [
        {"value": value, "type": kind}
        for rows in task.values()
        if isinstance(rows, list)
        for value in rows[: fields.MOST_ENTRIES]
        if isinstance(value, dict)
        for kind in _KINDS
        if kind in value
    ]
    return _set(task, regions, _annotator(task.get("annotator")), where, done)


def _set(
    data: Mapping[str, Any], regions: Iterable[Any], annotator: str, where: str, done: int
) -> ComingSet:
    values = [
        (kind, fields.as_table(region.get("value"), "value"))
        for region in regions
        if (kind := region.get("type")) in _KINDS
    ]
    text = fields.text_or_none(data, *_TEXTS)
    if any(isinstance(value.get("start"), str) for _, value in values):
        values.sort(key=lambda one: _place(one[1]))
        tree = MarkedTree(tuple(_tree_mark(kind, value) for kind, value in values))
        return ComingSet(where, done, told_page(data, text), tree, annotator)
    if text is None:
        raise Broken("Its data have no field “text” or “html” with what was labelled.")
    units = MarkedUnits(text, OffsetUnit.UTF16)
    marks = tuple(_mark(units, kind, value) for kind, value in values)
    page = told_page(data, text if "html" in data and "text" not in data else None)
    return ComingSet(where, done, page, units.marked(marks), annotator)


def _mark(units: MarkedUnits, kind: str, value: Mapping[str, Any]) -> Mark:
    quote = fields.text_or_none(value, "text") or ""
    start = fields.whole(value.get("start"), "start")
    return units.mark(start, fields.whole(value.get("end"), "end"), _label(kind, value), quote)


def _tree_mark(kind: str, value: Mapping[str, Any]) -> TreeMark:
    return TreeMark(
        fields.text(value, "start"),
        fields.whole(value.get("startOffset"), "startOffset"),
        fields.text(value, "end"),
        fields.whole(value.get("endOffset"), "endOffset"),
        _label(kind, value),
        fields.text_or_none(value, "text") or "",
    )


def _place(value: Mapping[str, Any]) -> int:
    """Where a region begins in the text of the page; they are kept in the order they were made."""
    offsets = value.get("globalOffsets")
    start = offsets.get("start") if isinstance(offsets, dict) else None
    return start if isinstance(start, int) else 0


def _label(kind: str, value: Mapping[str, Any]) -> str:
    labels = fields.rows(value, kind)
    if len(labels) != 1:
        raise Broken(f"A region of it has {len(labels)} labels; a set here has one for each text.")
    return fields.as_text(labels[0], kind)


def _annotator(value: object) -> str:
    """The name of who labelled: a number, an address, or a table with either."""
    if isinstance(value, dict):
        return fields.name(value.get("email") or value.get("username") or value.get("id"))
    return fields.name(value)
