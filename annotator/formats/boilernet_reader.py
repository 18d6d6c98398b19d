"""Reading pages as BoilerNet prepares them: an attribute says which texts are content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annotator.core.offset_units import OffsetUnit
from annotator.core.roles import Role
from annotator.formats.reading import (
    MAIN,
    OTHER,
    ComingPage,
    ComingSet,
    MarkedElements,
    Unread,
)
from annotator.formats.records import of_files
from annotator.formats.untrusted import bytes_of, files_in, head_of

ATTRIBUTE = "__boilernet_label"


class BoilerNetReader:
    """A set a page, in a folder or in one file."""

    name = "boilernet"
    title = "BoilerNet HTML"
    suffixes: tuple[str, ...] = (".html", ".htm")
    offset_unit = OffsetUnit.NONE
    roles: Mapping[str, Role] = {MAIN: Role.BODY, OTHER: Role.REST}

    def sniff(self, head: bytes, path: Path) -> float:
        """The attribute is in the page, or in the first one of a folder."""
        if path.is_dir():
            pages = files_in(path, *self.suffixes)
            head = head_of(pages[0]) if pages else b""
        return 0.95 if ATTRIBUTE.encode() in head else 0.0

    def read(self, path: Path) -> Iterator[ComingSet | Unread]:
        """The pages by name."""
        return of_files(files_in(path, *self.suffixes), _set)


def _set(path: Path, where: str, done: int) -> Iterable[ComingSet]:
    content = bytes_of(path)
    # What has no such attribute is no content: so BoilerNet itself reads it.
    marks = MarkedElements(content, ATTRIBUTE, {"1": MAIN, "0": OTHER}, outside=OTHER)
    return [ComingSet(where, done, ComingPage(name=path.stem, content=content), marks)]
