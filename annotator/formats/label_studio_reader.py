"""Reading what Label Studio exports as JSON or JSON-MIN: tasks with labelled text or HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.core.offset_units import OffsetUnit
from annotator.core.roles import Role
from annotator.formats import json_fields as fields
from annotator.formats.json_fields import Broken
from annotator.formats.offsets import MarkedUnits
from annotator.formats.pages_told import told_page, told_status
from annotator.formats.reading import ComingSet, MarkedText, MarkedTree, TreeMark, Unread
from annotator.formats.records import of_list

_KINDS = ("labels", "hypertextlabels", "paragraphlabels")
_TEXTS = ("text", "dialogue")


class LabelStudioReader:
    """A set for each annotation of each task; predictions are passed over."""

    name = "label-studio"
    title = "Label Studio JSON"
    suffixes: tuple[str, ...] = (".json",)
    offset_unit = OffsetUnit.CODE_POINT
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


def _sets(task: dict[str, Any], where: str, done: int) -> Iterable[ComingSet | Unread]:
    if "annotations" not in task and "data" not in task:
        yield _set(task, _short_regions(task), task, where, done)
        return
    data = fields.as_table(task.get("data"), "data")
    for row in fields.rows(task, "annotations"):
        annotation = fields.as_table(row, "annotations")
        if annotation.get("was_cancelled") is True:
            continue
        try:
            rows = fields.rows(annotation, "result")
            regions = [fields.as_table(one, "result") for one in rows]
            yield _set(data, regions, annotation, where, done)
        except Broken as error:
            yield Unread(where, done, str(error))


def _short_regions(task: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The regions of a task of JSON-MIN, whose values stand beside its data."""
    return [
        {"value": value, "type": kind}
        for rows in task.values()
        if isinstance(rows, list)
        for value in rows[: fields.MOST_ENTRIES]
        if isinstance(value, dict)
        for kind in _KINDS
        if kind in value
    ]


def _set(
    data: Mapping[str, Any],
    regions: Iterable[Mapping[str, Any]],
    annotation: Mapping[str, Any],
    where: str,
    done: int,
) -> ComingSet:
    found = [_region(one) for one in regions if one.get("type") in _KINDS]
    markup = fields.text_or_none(data, "html")
    page = told_page(data, markup)
    text = fields.text_or_none(data, *_TEXTS)
    # In HTML all of the page's text may come along, and with it offsets that are surer than paths.
    marks: MarkedText | MarkedTree | None = None if text is None else _in_text(text, found)
    if marks is None:
        if markup is None or not all(one.path for one in found):
            raise Broken("Its data have no text in which its regions are.")
        found.sort(key=lambda one: one.offsets or (0, 0))
        marks = MarkedTree(tuple(map(_tree_mark, found)))
    return ComingSet(where, done, page, marks, _annotator(annotation), told_status(annotation))


@dataclass(frozen=True, slots=True)
class _Region:
    """`offsets` are those in the text, `path` the two ends in the tree, where each is told."""

    label: str
    quote: str
    offsets: tuple[int, int] | None
    path: tuple[str, int, str, int] | None
    note: str
    uncertain: bool


def _region(region: Mapping[str, Any]) -> _Region:
    kind = str(region.get("type"))
    value = fields.as_table(region.get("value"), "value")
    labels = fields.rows(value, kind)
    if len(labels) != 1:
        raise Broken(f"A region of it has {len(labels)} labels; a set here has one for each text.")
    path = None
    counted: Mapping[str, Any] = value
    if isinstance(value.get("start"), str):
        path = (
            fields.text(value, "start"),
            fields.whole(value.get("startOffset"), "startOffset"),
            fields.text(value, "end"),
            fields.whole(value.get("endOffset"), "endOffset"),
        )
        inside = value.get("globalOffsets")
        counted = inside if isinstance(inside, dict) else {}
    offsets = None
    if path is None or "start" in counted:
        start = fields.whole(counted.get("start"), "start")
        offsets = (start, fields.whole(counted.get("end"), "end"))
    meta = region.get("meta")
    told = meta if isinstance(meta, dict) else {}
    notes = told.get("text")
    return _Region(
        fields.as_text(labels[0], kind),
        fields.text_or_none(value, "text") or "",
        offsets,
        path,
        "\n".join(one for one in notes if isinstance(one, str)) if isinstance(notes, list) else "",
        told.get("uncertain") is True,
    )


def _in_text(text: str, regions: Sequence[_Region]) -> MarkedText | None:
    """The regions by their offsets; None where those are of no such text.

    Offsets count code points; until 2021 they counted UTF-16 units, which the quotes tell.
    """
    counted = [(one, one.offsets) for one in regions if one.offsets is not None]
    units = MarkedUnits(text, OffsetUnit.CODE_POINT)
    if len(counted) < len(regions):
        return None
    if not _all_fit(units, counted):
        older = MarkedUnits(text, OffsetUnit.UTF16)
        if _all_fit(older, counted):
            units = older
        elif any(one.path for one in regions):
            return None
    return units.marked(
        units.mark(*offsets, one.label, one.quote, one.note, uncertain=one.uncertain)
        for one, offsets in counted
    )


def _all_fit(units: MarkedUnits, counted: Iterable[tuple[_Region, tuple[int, int]]]) -> bool:
    return all(
        units.fits(*offsets, one.quote) if one.quote else not one.path for one, offsets in counted
    )


def _tree_mark(one: _Region) -> TreeMark:
    if one.path is None:
        raise Broken("Some of its regions are in the tree of a page, and others are not.")
    start, first, end, last = one.path
    return TreeMark(start, first, end, last, one.label, one.quote, one.note, one.uncertain)


def _annotator(annotation: Mapping[str, Any]) -> str:
    """The name of who labelled: as our writer tells it, a number, or a table with an address."""
    value = annotation.get("annotator") or annotation.get("completed_by")
    if isinstance(value, dict):
        return fields.name(value.get("email") or value.get("username") or value.get("id"))
    return fields.name(value)
