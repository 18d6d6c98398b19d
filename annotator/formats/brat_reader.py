"""Reading a folder of brat: a text and the annotations of it, in two files of one name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annotator.core.offset_units import OffsetUnit
from annotator.core.roles import Role
from annotator.formats.json_fields import MOST_ENTRIES, Broken, clean
from annotator.formats.offsets import MarkedUnits
from annotator.formats.reading import ComingPage, ComingSet, Mark, Unread
from annotator.formats.records import of_files
from annotator.formats.untrusted import bytes_of, files_in

_TEXT_BOUND = re.compile(r"(T\S+)\t(\S+) (\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*)(?:\t(.*))?\Z")
_NOTE = re.compile(r"#\S*\t\S+ (T\S+)\t(.*)\Z")


class BratReader:
    """A set a document, from its text-bound annotations and the notes on them."""

    name = "brat"
    title = "brat standoff"
    suffixes: tuple[str, ...] = ()
    offset_unit = OffsetUnit.CODE_POINT
    roles: Mapping[str, Role] = {}

    def sniff(self, head: bytes, path: Path) -> float:  # noqa: ARG002 - a folder has none
        """A folder with a file of annotations and the text that they are of."""
        if not path.is_dir():
            return 0.0
        return 0.95 if any(one.with_suffix(".txt").is_file() for one in path.glob("*.ann")) else 0.0

    def read(self, path: Path) -> Iterator[ComingSet | Unread]:
        """The documents by name."""
        return of_files(files_in(path, ".ann"), _set)


def _set(path: Path, where: str, done: int) -> Iterable[ComingSet]:
    source = path.with_suffix(".txt")
    if not source.is_file():
        raise Broken(f"The text that it is of, “{source.name}”, is missing.")
    # Not `text_of`: a carriage return is a character that brat counts.
    try:
        text = clean(bytes_of(source).decode("utf-8"))
        lines = bytes_of(path).decode("utf-8").split("\n")
    except UnicodeDecodeError:
        raise Broken("It is not UTF-8 text.") from None
    if len(lines) > MOST_ENTRIES:
        raise Broken(f"It has more than {MOST_ENTRIES:,} lines.")
    lines = [one.removesuffix("\r") for one in lines]
    notes = {found[1]: found[2] for one in lines if (found := _NOTE.match(one))}
    units = MarkedUnits(text, OffsetUnit.CODE_POINT)
    marks = [mark for one in lines if one.startswith("T") for mark in _marks(units, one, notes)]
    return [ComingSet(where, done, ComingPage(name=path.stem), units.marked(marks))]


def _marks(units: MarkedUnits, line: str, notes: Mapping[str, str]) -> Iterator[Mark]:
    """One mark for each fragment; where it has one alone, its text is held against ours."""
    found = _TEXT_BOUND.match(line)
    if found is None:
        raise Broken(f"The line “{clean(line[:60])}” is no annotation of a text.")
    number, label, ranges, quote = found.groups()
    fragments = [one.split() for one in ranges.split(";")]
    for start, end in fragments:
        is_whole = len(fragments) == 1
        yield units.mark(
            int(start),
            int(end),
            clean(label),
            clean(quote or "") if is_whole else "",
            clean(notes.get(number, "")),
        )
