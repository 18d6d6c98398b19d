"""The formats that can be taken in, for those who choose one."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.errors import UserError
from annotator.core.offset_units import OffsetUnit
from annotator.formats import readers

_OWN = "jsonl"


@dataclass(frozen=True, slots=True)
class ReaderFormat:
    """One format: what `--format` takes, one line on it, and the endings of its files with the dot.

    A format that is a folder has none. `offset_unit` is what its offsets count. `is_usable` is
    false where the package that brings it does not load; `title` then says why.
    """

    name: str
    title: str
    suffixes: tuple[str, ...] = ()
    offset_unit: OffsetUnit = OffsetUnit.NONE
    is_usable: bool = True


def reader_formats() -> tuple[ReaderFormat, ...]:
    """All readers that are installed, by name behind the program's own."""
    names = sorted(readers.reader_names(), key=lambda name: (name != _OWN, name))
    return tuple(map(_facts, names))


def _facts(name: str) -> ReaderFormat:
    try:
        found = readers.reader(name)
    except UserError as error:
        return ReaderFormat(name, str(error), is_usable=False)
    return ReaderFormat(name, found.title, found.suffixes, found.offset_unit)
