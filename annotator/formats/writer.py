"""What every writer of a data set offers."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import BinaryIO, Literal, Protocol, TypeAlias

from annotator.core.data_sets import DataSetFacts
from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit


class WriterFacts(Protocol):
    """What is told of a writer before it writes. Made without arguments; holds no state.

    `name` is what `--format` takes, `title` one line for a list of formats. `suffixes` are the
    endings of its files with the dot, the usual one first; a folder has none. `loses` says in
    sentences what a reader of the data set cannot get back. `offset_unit` is what its offsets
    count. `policy` is the ready policy (`resources/policies.toml`) that holds unless another is
    asked for. With `needs_bytes` each page comes with its `content`, with `needs_markup` with its
    `markup`; else these are None.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    loses: tuple[str, ...]
    needs_bytes: bool
    needs_markup: bool
    offset_unit: OffsetUnit
    policy: str


class FileWriter(WriterFacts, Protocol):
    """Writes labelled pages to one file."""

    is_folder: Literal[False]

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write every page in the order given; the same pages always give the same bytes.

        `pages` is read once and lazily, so that a data set of any size passes through. Raises
        `BugError` where what is written is not what was meant.
        """


class NewFolder(Protocol):
    """A folder that appears whole once its writer is done."""

    @property
    def about(self) -> DataSetFacts:
        """What is known of the whole data set."""

    def file(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A new file of that name, `/` between folders.

        Raises `BugError` for a name that was given out before, also where the two differ in case
        alone, and for one that some system refuses or that leads out of the folder.
        """


class FolderWriter(WriterFacts, Protocol):
    """Writes labelled pages to the files of one folder."""

    is_folder: Literal[True]

    def write(self, pages: Iterable[LabelledPage], folder: NewFolder) -> None:
        """Write every page in the order given; as `FileWriter.write` otherwise."""


Writer: TypeAlias = FileWriter | FolderWriter
