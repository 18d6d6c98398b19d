"""Stored values that no version of the program wrote: bits that rot, hands that meddle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from annotator.core.errors import BugError
from annotator.storage.engine import DamagedFile


@contextmanager
def damage_told(what: str) -> Iterator[None]:
    """Turn the failure to make values of rows, and of nothing else, into `DamagedFile`.

    SQLite keeps no checksums, so a file that is whole to it can still hold such rows.
    """
    try:
        yield
    except (BugError, KeyError, TypeError, ValueError) as error:
        raise DamagedFile(
            f"{what} is damaged in the project file: {error}.",
            "Keep the file as it is and open the latest backup.",
        ) from error
