"""Reading JSON that a stranger wrote: each field by its name, kind and size, and no others."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from annotator.core.line_json import written_time
from annotator.core.spans import Span
from annotator.formats.bundle.limits import broken

LARGEST_NUMBER = 2**31 - 1  # what every database holds
LONGEST_NAME = 200

_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_Choice = TypeVar("_Choice", bound=StrEnum)


def parsed(raw: bytes, where: str) -> Any:
    """The JSON of one text in UTF-8; `UserError` for any other, and where a field stands twice."""
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_table, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise broken(where, "is no JSON that can be read") from None


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("a field stands twice")
    return table


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


class Fields:
    """A table of JSON, whose fields are asked for one by one; `UserError` where one is wrong."""

    def __init__(self, value: object, where: str, names: Collection[str]) -> None:
        if not isinstance(value, dict) or value.keys() != set(names):
            raise broken(where, f"has not the fields {', '.join(sorted(names))}")
        self._table: Mapping[str, Any] = value
        self.where = where

    def value(self, name: str) -> Any:
        """The field as it is."""
        return self._table[name]

    def text(self, name: str, most: int = 10_000) -> str:
        """A text that a database can hold."""
        return text_of(self._table[name], f"{self.where}, {name},", most)

    def text_or_none(self, name: str, most: int = 10_000) -> str | None:
        """The same, or null."""
        return None if self._table[name] is None else self.text(name, most)

    def name(self, name: str, *, may_be_empty: bool = False) -> str:
        """A name that an annotator can have."""
        return name_of(self._table[name], f"{self.where}, {name},", may_be_empty=may_be_empty)

    def digest(self, name: str) -> str:
        """A SHA-256."""
        return self._matching(name, _DIGEST, "is no SHA-256")

    def uuid(self, name: str) -> str:
        """The id of a remark or a project."""
        return self._matching(name, _UUID, "is no UUID")

    def flag(self, name: str) -> bool:
        """True or false."""
        if not isinstance(self._table[name], bool):
            raise broken(f"{self.where}, {name},", "is neither true nor false")
        return bool(self._table[name])

    def number(self, name: str, least: int = 0) -> int:
        """A whole number."""
        return number_of(self._table[name], f"{self.where}, {name},", least)

    def number_or_none(self, name: str, least: int = 0, most: int = LARGEST_NUMBER) -> int | None:
        """The same, or null."""
        if self._table[name] is None:
            return None
        return number_of(self._table[name], f"{self.where}, {name},", least, most)

    def time(self, name: str) -> datetime:
        """A moment in UTC, written as this program writes it."""
        return time_of(self._table[name], f"{self.where}, {name},")

    def time_or_none(self, name: str) -> datetime | None:
        """The same, or null."""
        return None if self._table[name] is None else self.time(name)

    def choice(self, name: str, choices: type[_Choice]) -> _Choice:
        """One of the words of an enumeration."""
        return choice_of(self._table[name], f"{self.where}, {name},", choices)

    def rows(self, name: str, most: int) -> list[Any]:
        """A list of so many values at most."""
        return rows_of(self._table[name], f"{self.where}, {name},", most)

    def _matching(self, name: str, pattern: re.Pattern[str], what: str) -> str:
        value = self._table[name]
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise broken(f"{self.where}, {name},", what)
        return value


def text_of(value: object, where: str, most: int) -> str:
    """A text of so many characters at most, without NUL and halves of surrogate pairs."""
    if not isinstance(value, str) or len(value) > most or _UNSTORABLE.search(value):
        raise broken(where, f"is no text of at most {most:,} characters")
    return value


def name_of(value: object, where: str, *, may_be_empty: bool = False) -> str:
    """A name as `AnnotatorRepository` keeps it."""
    name = text_of(value, where, LONGEST_NAME)
    if (not name and not may_be_empty) or not name.isprintable():
        raise broken(where, "is no name")
    if unicodedata.normalize("NFC", name.strip()) != name:
        raise broken(where, "is no name in its usual form")
    return name


def number_of(value: object, where: str, least: int = 0, most: int = LARGEST_NUMBER) -> int:
    """A whole number that a database can hold."""
    if type(value) is not int or not least <= value <= most:
        raise broken(where, "is no such number")
    return value


def time_of(value: object, where: str) -> datetime:
    """A moment as `written_time` writes it."""
    try:
        moment = datetime.fromisoformat(text_of(value, where, 40)).astimezone(UTC)
        if written_time(moment) == value:
            return moment
    except (ValueError, OverflowError):
        pass
    raise broken(where, "is no time in UTC")


def choice_of(value: object, where: str, choices: type[_Choice]) -> _Choice:
    """The member of the enumeration of that value."""
    if isinstance(value, str):
        with suppress(ValueError):
            return choices(value)
    raise broken(where, f"is none of {', '.join(choices)}")


def rows_of(value: object, where: str, most: int) -> list[Any]:
    """A list of so many values at most."""
    if not isinstance(value, list) or len(value) > most:
        raise broken(where, f"is no list of at most {most:,}")
    return value


def span_of(start: object, end: object, where: str) -> Span:
    """A span that is not empty."""
    first = number_of(start, where)
    last = number_of(end, where)
    if last <= first:
        raise broken(where, "is no span")
    return Span(first, last)
