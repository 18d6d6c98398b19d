"""What a container and its reader are: an opened file goes in, pages and refusals come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol, runtime_checkable

from annotator.core.pages import RawPage
from annotator.pages.containers.budget import Budget


@dataclass(frozen=True, slots=True)
class Refusal:
    """What did not become a page: its path as the user may read it, and why, in words.

    Inside a container `record` is its number there, from 1, and `offset` where it begins in the
    container's file, in bytes; None where that cannot be told.
    """

    path: str
    reason: str
    record: int | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what; None where the name of a column is to tell."""

    html: str | None = None
    text: str | None = None
    url: str | None = None
    id: str | None = None
    title: str | None = None
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file with pages in it.

    `name` is its path as the user may read it. `file` is at its beginning, can seek, and holds
    `size` bytes; where the reader has got to in it is how far the import is. `budget` counts what
    is unpacked; `columns` says what the user knows of a table; `url` is the address of the page in
    a file of one page, where the user knows it.
    """

    name: str
    file: BinaryIO
    size: int
    budget: Budget
    columns: Columns = field(default_factory=Columns)
    url: str | None = None


class Container(Protocol):
    """A kind of container: how it is told apart, and how it is read."""

    title: str
    """What the user calls it, as “WARC”."""
    suffixes: tuple[str, ...]
    """Endings of names by which files in a folder are taken for it, as `.warc.gz`."""

    def sniff(self, head: bytes, name: str) -> float:
        """How sure it is, from 0 to 1, that a file is of this kind.

        `head` are the first 64 KB of its content, any gzip compression of the whole file taken
        off; `name` the lower-case name of the file.
        """
        ...

    def read(self, source: Source) -> Iterator[RawPage | Refusal]:
        """The pages of the file in their order, one in memory at a time.

        A record that cannot be read is a `Refusal`, and so is a damaged rest; nothing is raised
        for either but `Cancelled` and `OSError`. What is no page (an image, a request) is passed
        over in silence.
        """
        ...


@runtime_checkable
class OwnUnpacking(Protocol):
    """A container whose records are compressed one by one: it is given such a file as it is."""

    takes_gzip: bool
    """True; any other container reads what the compression of the whole file was taken off."""
