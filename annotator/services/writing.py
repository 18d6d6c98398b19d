"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from annotator.core.errors import UserError
from annotator.core.unfinished import unfinished_beside


@contextmanager
def written_beside(*targets: Path) -> Iterator[tuple[BinaryIO, ...]]:
    """New files that take the places of `targets` once the block ends well and all are whole.

    Until then, and for ever if the block raises, every target is as it was. Where a target is a
    link, what it points at is replaced. Raises `UserError` where a file cannot be written, as on a
    full disk, and where a target is a folder or a device.
    """
    for target in targets:
        _refuse_no_place(target)
    places = [Path(os.path.realpath(target)) for target in targets]
    unfinished = [unfinished_beside(place) for place in places]
    try:
        try:
            with ExitStack() as stack:
                files = tuple(stack.enter_context(path.open("xb")) for path in unfinished)
                yield files
                for file in files:
                    file.flush()
                    os.fsync(file.fileno())
            for path, place in zip(unfinished, places, strict=True):
                path.replace(place)
        finally:
            for path in unfinished:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            f"“{targets[0]}” cannot be written: {error.strerror or error}.",
            "Choose a folder that exists and has room, and that you may write to.",
        ) from error


def _refuse_no_place(target: Path) -> None:
    """Refuse what is there and no file: a device would be lost for everybody, were it replaced."""
    try:
        mode = target.stat().st_mode
    except OSError:
        return  # Nothing is there, or writing will tell what is wrong.
    if stat.S_ISDIR(mode):
        raise UserError(f"“{target}” is a folder.", "Give the name of a file.")
    if not stat.S_ISREG(mode):
        raise UserError(f"“{target}” is no file.", "Give the name of a file.")
