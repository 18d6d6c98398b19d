"""Reading WebMainBench: pages in JSON Lines whose elements say whether they are main content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.core.offset_units import OffsetUnit
from annotator.core.roles import Role
from annotator.formats import json_fields as fields
from annotator.formats.reading import (
    MAIN,
    OTHER,
    ComingPage,
    ComingSet,
    MarkedElements,
    Unread,
)
from annotator.formats.records import of_lines

ATTRIBUTE = "cc-select"


class WebMainBenchReader:
    """A set a line."""

    name = "webmainbench"
    title = "WebMainBench JSONL"
    suffixes: tuple[str, ...] = (".jsonl",)
    offset_unit = OffsetUnit.NONE
    roles: Mapping[str, Role] = {MAIN: Role.BODY, OTHER: Role.REST}

    def sniff(self, head: bytes, path: Path) -> float:  # noqa: ARG002 - the content tells
        """The attribute is in the page of the first line, or what else only it has."""
        if not head.startswith(b"{") or b'"html"' not in head:
            return 0.0
        signs = (ATTRIBUTE.encode(), b'"track_id"', b"data-anno-uid", b'"groundtruth_content"')
        return 0.9 if any(sign in head for sign in signs) else 0.0

    def read(self, path: Path) -> Iterator[ComingSet | Unread]:
        """The samples in their order."""
        return of_lines(path, _set)


def _set(record: dict[str, Any], where: str, done: int) -> Iterable[ComingSet]:
    content = fields.text(record, "html").encode()
    page = ComingPage(
        url=fields.text_or_none(record, "url") or "",
        name=fields.name(record.get("track_id") or record.get("id")),
        content=content,
    )
    marks = MarkedElements(content, ATTRIBUTE, {"true": MAIN}, outside=OTHER)
    return [ComingSet(where, done, page, marks)]
