"""What every writer of a data set offers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Protocol

from annotator.core.labelled import LabelledPage


class Writer(Protocol):
    """Writes labelled pages to one file. Made without arguments; holds no state between files.

    `name` is what `--format` takes, `suffix` the ending of its files with the dot, `description`
    one line for a list of formats.
    """

    name: str
    suffix: str
    description: str

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write every page in the order given; the same pages always give the same bytes.

        `pages` is read once and lazily, so that a data set of any size passes through. Raises
        `BugError` where what is written is not what was meant.
        """
