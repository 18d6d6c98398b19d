"""A row of a table becomes a page, or a refusal that names the row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from annotator.core.errors import UserError
from annotator.core.pages import RawPage
from annotator.pages.containers.budget import LARGEST_PAGE
from annotator.pages.containers.columns import ChosenColumns
from annotator.pages.containers.container import Refusal
from annotator.pages.containers.times import time_of

T = TypeVar("T")

LARGEST_ROW = LARGEST_PAGE
"""Bytes that a row may have as it is written, all of its columns together."""

_LONGEST_ID = 200
_LONGEST_TITLE = 1000
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """The values of one row by their columns, its number from 1, where it begins in the file.

    A value is a text, or bytes where the table holds bytes; numbers and times may be as they are.
    """

    values: Mapping[str, Any]
    number: int
    offset: int | None = None


def page_of(row: Row, chosen: ChosenColumns, path: str) -> RawPage | Refusal:
    """The page in a row, named after its id, else its number."""
    try:
        content, charset = _content(row.values.get(chosen.content), chosen.content)
    except UserError as error:
        return Refusal(path, str(error), row.number, row.offset)

    def text(column: str | None) -> str:
        return short_text(row.values.get(column)) if column else ""

    return RawPage(
        content=content,
        name=f"{path}#{text(chosen.id)[:_LONGEST_ID] or row.number}",
        kind=chosen.kind,
        url=text(chosen.url) or None,
        charset=charset,
        fetched_at=time_of(row.values.get(chosen.time)) if chosen.time else None,
        title=text(chosen.title)[:_LONGEST_TITLE],
    )


def taken(rows: list[T]) -> Iterator[T]:
    """The rows, each let go of when the next one is asked for."""
    rows.reverse()
    while rows:
        yield rows.pop()


def short_text(value: object) -> str:
    """A value as one line of text; nothing for a list or an object."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    return " ".join(without_surrogates(value).split()) if isinstance(value, str) else ""


def without_surrogates(text: str) -> str:
    """The text, U+FFFD for each half of a character that has lost its other half."""
    return _SURROGATE.sub("\ufffd", text)


def _content(value: object, column: str) -> tuple[bytes, str | None]:
    """The bytes of a page, and their encoding where that is certain."""
    if value is None:
        raise UserError(f"The row has no value in the column “{column}”.")
    if isinstance(value, str):
        content, is_utf_8 = _encoded(value), True
    elif isinstance(value, bytes):
        content, is_utf_8 = value, _is_utf_8(value)
    else:
        raise UserError(f"The value in the column “{column}” is no text.")
    if not content:
        raise UserError(f"The value in the column “{column}” is empty.")
    if len(content) > LARGEST_PAGE:
        raise UserError(f"The page is larger than {LARGEST_PAGE // 1024**2} MB.")
    return content, "utf-8" if is_utf_8 else None


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return without_surrogates(text).encode()


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
