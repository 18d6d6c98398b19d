"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from annotator.core.errors import UserError


@contextmanager
def written_beside(target: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of `target` once the block ends well.

    Until then, and for ever if the block raises, `target` is as it was. Raises `UserError` where
    the file cannot be written, as on a full disk.
    """
    if target.is_dir():
        raise UserError(f"“{target}” is a folder.", "Give the name of a file.")
    unfinished = target.with_name(f".{target.name[:100]}.{uuid4().hex[:8]}.part")
    try:
        try:
            with unfinished.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            f"“{target}” cannot be written: {error.strerror or error}.",
            "Choose a folder that exists and has room, and that you may write to.",
        ) from error
