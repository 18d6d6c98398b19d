"""Small files in the formats of other programs, written after their documentation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from annotator.formats import readers
from annotator.formats.reading import ComingSet, MarkedText, Unread

TEXT = "Big 😀 news\nA story, and more of it\nMenu"


def write_lines(path: Path, *records: Any) -> Path:
    """A file of JSON Lines."""
    path.write_text("".join(f"{json.dumps(one)}\n" for one in records), encoding="utf-8")
    return path


def write_json(path: Path, value: Any) -> Path:
    """A file of JSON."""
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def read(name: str, path: Path) -> list[ComingSet | Unread]:
    """Everything that a reader makes of a file or folder."""
    return list(readers.reader(name).read(path))


def one_set(name: str, path: Path) -> ComingSet:
    """The one set that a reader makes of a file or folder."""
    (found,) = read(name, path)
    assert isinstance(found, ComingSet), found
    return found


def reasons(name: str, path: Path) -> list[str]:
    """Why a reader makes no sets of records of a file or folder."""
    return [one.reason for one in read(name, path) if isinstance(one, Unread)]


def marked(coming: ComingSet) -> list[tuple[str, str]]:
    """The marked texts of a set and their labels."""
    marks = coming.marks
    assert isinstance(marks, MarkedText)
    return [(marks.text[one.start : one.end], one.label) for one in marks.marks]
