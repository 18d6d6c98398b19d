"""JSON Lines that leave the pages out: address, digest and labels, and the way back.

What belongs to the page's author is null in its place: text, title and quotes. Offsets, and where
blocks and annotations stand in the tree, are no part of the page. `text_digest` tells later whether
a text is the one that the offsets count in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Literal

from annotator.core.errors import UserError
from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.core.pages import PageKind
from annotator.formats.jsonl import VERSION, line_of, safe_line

_DIGEST = "text_digest"


class JsonLinesWithoutPages:
    """The lines of `JsonLines`, without what may not be passed on."""

    name = "jsonl"
    title = "JSON Lines without the pages: address, digest and labels"
    suffixes: tuple[str, ...] = (".jsonl",)
    loses: tuple[str, ...] = (
        "The text and the title of a page and the quotes; “annotator rejoin” puts them back.",
    )
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.CODE_POINT
    policy = "keep"

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write one line for each page."""
        out.writelines(_line(_without_page(json.loads(line_of(page)))) for page in pages)


def record_without_page(line: bytes) -> dict[str, Any]:
    """The record of a line; `UserError` where it is none, or has its page."""
    try:
        record = json.loads(line)
        if record["version"] != VERSION:
            raise UserError(f"It is of version {record['version']!r}, not of version {VERSION}.")
        if record["text"] is not None or not isinstance(record[_DIGEST], str):
            raise UserError("It has its page already.")
        texts = (record["digest"], record["encoding"], record["kind"])
        if not all(isinstance(one, str) for one in texts):
            raise TypeError("what names the page is no text")
        PageKind(record["kind"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError(
            "It is no line of an export without pages.", "Give what --without-pages wrote."
        ) from error
    return dict(record)


def with_page(record: dict[str, Any], text: str, title: str) -> bytes:
    """The line that an export with pages would have written; changes the record.

    Raises `UserError` where the text is another than that in which the offsets count.
    """
    if _digest(text) != record.pop(_DIGEST):
        raise UserError(
            "Its text is another than the one that was labelled.",
            f"It was made by the segmenter {record.get('segmenter')}; use that version.",
        )
    record["text"], record["title"] = text, title
    try:
        for one in _quoted(record):
            one["quote"] = text[one["start"] : one["end"]]
        return _line(record)
    except (KeyError, TypeError) as error:
        raise UserError("Its annotations are damaged.") from error
    except UnicodeEncodeError as error:
        raise UserError("It has text that is no Unicode.") from error


def _without_page(record: dict[str, Any]) -> dict[str, Any]:
    thin: dict[str, Any] = {}
    for key, value in record.items():
        thin[key] = None if key in {"text", "title"} else value
        if key == "text":
            thin[_DIGEST] = _digest(value)
    for one in _quoted(thin):
        one["quote"] = None
    return thin


def _line(record: dict[str, Any]) -> bytes:
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return f"{safe_line(line)}\n".encode()


def _quoted(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All that quotes the text: annotations, and what was decided of it."""
    yield from record["annotations"]
    for decision in record.get("decisions", ()):
        yield from decision["rulings"]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
