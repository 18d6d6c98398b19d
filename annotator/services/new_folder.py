"""A folder of files that appears whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotator.core.data_sets import DataSetFacts
from annotator.core.errors import BugError, UserError
from annotator.core.unfinished import unfinished_beside

# What some system refuses in a name, or reads as something else.
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\Z", re.IGNORECASE)
_LONGEST = 200  # bytes of one name; file systems allow 255


class UnfinishedFolder:
    """The files of a data set while they are written, in a folder that has its name not yet."""

    def __init__(self, path: Path, about: DataSetFacts) -> None:
        self.path = path
        self.about = about
        self.names: list[str] = []
        self._taken: set[str] = set()

    @contextmanager
    def file(self, name: str) -> Iterator[BinaryIO]:
        """A new file of that name; on the disk when the block ends."""
        _require_safe(name)
        key = unicodedata.normalize("NFC", name).casefold()
        if key in self._taken:
            raise BugError(f"the file “{name}” is written twice")
        self._taken.add(key)
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        self.names.append(name)


def _require_safe(name: str) -> None:
    for part in name.split("/"):
        if (
            part in {"", ".", ".."}
            or _FORBIDDEN.search(part)
            or _DEVICES.match(part)
            or part[-1] in ". "
            or len(part.encode()) > _LONGEST
        ):
            raise BugError(f"“{name}” is no name for a file of a data set")


@contextmanager
def folder_beside(target: Path, about: DataSetFacts) -> Iterator[UnfinishedFolder]:
    """A new folder that takes the place of `target` once the block ends well.

    Until then, and for ever if the block raises, nothing is there but what was. Raises `UserError`
    where something other than an empty folder is there, and where a file cannot be written.
    """
    _require_free(target)
    place = Path(os.path.realpath(target))
    unfinished = unfinished_beside(place)
    try:
        try:
            unfinished.mkdir()
            yield UnfinishedFolder(unfinished, about)
            if place.is_dir():
                place.rmdir()  # empty, or it has been filled meanwhile and stays
            unfinished.rename(place)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        raise UserError(
            f"“{target}” cannot be written: {error.strerror or error}.",
            "Choose a folder that exists and has room, and that you may write to.",
        ) from error


def _require_free(target: Path) -> None:
    try:
        is_free = not target.exists() or (target.is_dir() and not any(target.iterdir()))
    except OSError as error:
        raise UserError(f"“{target}” cannot be read: {error.strerror or error}.") from error
    if not is_free:
        raise UserError(
            f"“{target}” is there already, and it is no empty folder.",
            "This format writes a folder: name one that is not there.",
        )
