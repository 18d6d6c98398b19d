"""The records of a data set one by one, each a set or several, or the reason why it is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from annotator.formats.json_fields import Broken, table_of
from annotator.formats.reading import ComingSet, Unread
from annotator.formats.untrusted import elements, lines

FromTable: TypeAlias = Callable[[dict[str, Any], str, int], Iterable[ComingSet | Unread]]
FromFile: TypeAlias = Callable[[Path, str, int], Iterable[ComingSet | Unread]]


def of_lines(path: Path, make: FromTable) -> Iterator[ComingSet | Unread]:
    """What `make` makes of the table in each line of a file, given its name and the bytes read."""
    for number, line, done in lines(path):
        where = f"{path.name}, record {number}"
        yield from _made(make, line, where, done)


def of_list(path: Path, make: FromTable) -> Iterator[ComingSet | Unread]:
    """The same for each table in the list that a file of JSON is."""
    for number, found, done in elements(path):
        where = f"{path.name}, record {number}"
        if isinstance(found, Broken):
            yield Unread(where, done, str(found))
        else:
            yield from _made(make, found, where, done)


def of_files(paths: Iterable[Path], make: FromFile) -> Iterator[ComingSet | Unread]:
    """What `make` makes of each file."""
    done = 0
    for path in paths:
        try:
            done += path.stat().st_size
            found = list(make(path, path.name, done))
        except Broken as error:
            found = [Unread(path.name, done, str(error))]
        except OSError as error:
            found = [Unread(path.name, done, f"It cannot be read: {error.strerror}.")]
        yield from found


def _made(
    make: FromTable, record: bytes | dict[str, Any], where: str, done: int
) -> Iterable[ComingSet | Unread]:
    try:
        return list(make(record if isinstance(record, dict) else table_of(record), where, done))
    except Broken as error:
        return [Unread(where, done, str(error))]
