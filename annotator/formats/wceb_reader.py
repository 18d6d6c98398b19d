"""Reading the ground truth of the web content extraction benchmark (WCEB) as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from annotator.core.offset_units import OffsetUnit
from annotator.core.roles import Role
from annotator.formats import json_fields as fields
from annotator.formats.page_beside import page_beside
from annotator.formats.reading import MAIN, ComingPage, ComingSet, GoldText, Unread
from annotator.formats.records import of_lines


class WcebReader:
    """A set a line."""

    name = "wceb"
    title = "WCEB JSONL"
    suffixes: tuple[str, ...] = (".jsonl",)
    offset_unit = OffsetUnit.NONE
    roles: Mapping[str, Role] = {MAIN: Role.BODY}

    def sniff(self, head: bytes, path: Path) -> float:  # noqa: ARG002 - the content tells
        """A table with a page id and a plain text."""
        is_ours = head.startswith(b"{") and b'"page_id"' in head[:200] and b'"plaintext"' in head
        return 0.95 if is_ours else 0.0

    def read(self, path: Path) -> Iterator[ComingSet | Unread]:
        """The pages in the order of the file."""
        return of_lines(path, partial(_set, path))


def _set(path: Path, record: dict[str, Any], where: str, done: int) -> Iterable[ComingSet]:
    text = fields.text(record, "plaintext")
    # The id is the SHA-256 of the page's file, or for some data sets the name of that file.
    page_id = fields.name(record.get("page_id"))
    url = fields.text_or_none(record, "url") or ""
    beside = page_beside(
        path, page_id, url, folders=[path.parent.parent / "html" / path.name.partition(".")[0]]
    )
    page = ComingPage(fields.digest(page_id), url, page_id, beside.content)
    paragraphs = tuple((line, MAIN) for line in text.split("\n") if line.strip())
    return [ComingSet(where, done, page, GoldText(paragraphs))]
