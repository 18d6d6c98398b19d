"""What every reader of a data set offers, and what it hands over.

A reader believes nothing of its file and decides nothing about the project: it says which page a
set belongs to and what is marked there, in the label names of the file. Which page that is here,
which labels those are, and where the marks stand in our text, `services.taking_in` finds out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from annotator.core.journal import Status
from annotator.core.offset_units import OffsetUnit
from annotator.core.pages import PageKind
from annotator.core.roles import Role

MAIN = "main"
"""What a format calls main content that has no word of its own for it; `OTHER` is all else."""
OTHER = "other"
COMMENTS = "comments"


@dataclass(frozen=True, slots=True)
class ComingPage:
    """What the file tells of the page: empty where it tells nothing.

    `digest` is the SHA-256 of its bytes, `name` the name of its file or its id there. `content` are
    its bytes, where the data set holds them: a page that the project lacks is then added.
    """

    digest: str = ""
    url: str = ""
    name: str = ""
    content: bytes | None = None
    kind: PageKind = PageKind.HTML


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked range of a text, in code points; `quote` is its text where the file repeats it."""

    start: int
    end: int
    label: str
    quote: str = ""
    note: str = ""
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text of the whole page, and the marks in it.

    Marks of the label `unasked`, if any, say of all that is not marked otherwise what it is: they
    hold for text that is shown alone, as nobody was asked about the rest.
    """

    text: str
    marks: tuple[Mark, ...]
    unasked: str = ""


@dataclass(frozen=True, slots=True)
class TreeMark:
    """A marked range of the page's tree, between two text nodes.

    Offsets count code points in their nodes.
    """

    start_xpath: str
    start: int
    end_xpath: str
    end: int
    label: str
    quote: str = ""
    note: str = ""
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class MarkedTree:
    """Marks in the tree of the page, in the order in which their texts are read."""

    marks: tuple[TreeMark, ...]


@dataclass(frozen=True, slots=True)
class MarkedElements:
    """The page's own markup says what is marked: `markup`, in UTF-8, has an attribute for it.

    An element without the attribute is marked as the one around it. `labels` leads from values of
    the attribute to labels, `outside` is the label of text in no such element, if any.
    """

    markup: bytes
    attribute: str
    labels: Mapping[str, str]
    outside: str = ""


@dataclass(frozen=True, slots=True)
class GoldText:
    """Paragraphs in the order of reading, each with its label; where they stand is to be found."""

    paragraphs: tuple[tuple[str, str], ...]


Marks: TypeAlias = MarkedText | MarkedTree | MarkedElements | GoldText


@dataclass(frozen=True, slots=True)
class ComingSet:
    """What one annotator marked on one page.

    `where` names the record for the user; `done` is how far the reading of the file or folder is
    with it, in bytes.
    """

    where: str
    done: int
    page: ComingPage
    marks: Marks
    annotator: str = ""
    status: Status = Status.IN_PROGRESS


@dataclass(frozen=True, slots=True)
class Unread:
    """A record that no set can be made of, and why, in words."""

    where: str
    done: int
    reason: str


class Reader(Protocol):
    """Reads annotation sets from a file or a folder. Made without arguments; holds no state.

    `name` is what `--format` takes, `title` one line for a list of formats. `suffixes` are the
    endings of its files with the dot, none for a folder. `offset_unit` is what its offsets count.
    `roles` says what labels of the format's own stand for, where they stand for anything that the
    program knows.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    offset_unit: OffsetUnit
    roles: Mapping[str, Role]

    def sniff(self, head: bytes, path: Path) -> float:
        """How sure it is, from 0 to 1, that this is of its format.

        `head` are the first 64 KB of the file, any gzip compression taken off; nothing of a folder.
        """

    def read(self, path: Path) -> Iterator[ComingSet | Unread]:
        """The sets of the file or folder in their order, one in memory at a time.

        A record that cannot be read is an `Unread`. Raises `UserError` where the file itself cannot
        be read, and lets `OSError` through.
        """
