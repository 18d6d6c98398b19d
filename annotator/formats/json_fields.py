"""JSON that a stranger wrote, asked for field by field; `Broken` where one is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from annotator.core.errors import UserError

LONGEST_TEXT = 64 * 1024**2
MOST_ENTRIES = 100_000
_LONGEST_NAME = 1_000
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_DIGEST = re.compile("[0-9a-f]{64}")


class Broken(UserError):
    """A record is not as its format has it."""


def clean(text: str) -> str:
    """The text with what no text may hold replaced, one for one: offsets stay as they are."""
    return _UNSTORABLE.sub("\ufffd", text)


def table_of(raw: bytes | str) -> dict[str, Any]:
    """The table that a text of JSON is; `Broken` for anything else."""
    try:
        text = raw.decode("utf-8-sig") if isinstance(raw, bytes) else raw
        found = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Broken("It is no JSON that can be read.") from None
    if not isinstance(found, dict):
        raise Broken("It is no table of JSON.")
    return found


def text(table: Mapping[str, Any], *names: str, most: int = LONGEST_TEXT) -> str:
    """The first of the fields that is there, which has to be a text."""
    for name in names:
        if name in table:
            return as_text(table[name], name, most)
    raise Broken(f"It has no field “{names[0]}”.")


def text_or_none(table: Mapping[str, Any], *names: str) -> str | None:
    """The same, None where none of the fields is a text."""
    return next((clean(one) for name in names if isinstance(one := table.get(name), str)), None)


def as_text(value: object, name: str, most: int = LONGEST_TEXT) -> str:
    """The value of a field that has to be a text."""
    if not isinstance(value, str):
        raise Broken(f"Its field “{name}” is no text.")
    if len(value) > most:
        raise Broken(f"Its field “{name}” is too long.")
    return clean(value)


def name(value: object) -> str:
    """A text or number as the name of something, empty for anything else."""
    is_name = isinstance(value, str | int) and not isinstance(value, bool)
    return clean(str(value)).strip()[:_LONGEST_NAME] if is_name else ""


def digest(value: object) -> str:
    """A SHA-256, empty for anything else."""
    return value if isinstance(value, str) and _DIGEST.fullmatch(value) else ""


def whole(value: object, name: str) -> int:
    """The value of a field that has to be a whole number."""
    if type(value) is not int or not -(2**40) < value < 2**40:
        raise Broken(f"Its field “{name}” is no whole number.")
    return value


def rows(table: Mapping[str, Any], name: str) -> list[Any]:
    """The field that has to be a list, which is empty where there is none."""
    value = table.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise Broken(f"Its field “{name}” is no list.")
    if len(value) > MOST_ENTRIES:
        raise Broken(f"Its field “{name}” has more than {MOST_ENTRIES:,} entries.")
    return value


def as_table(value: object, name: str) -> dict[str, Any]:
    """The value of a field that has to be a table."""
    if not isinstance(value, dict):
        raise Broken(f"Its field “{name}” is no table.")
    return value


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")
