"""Reading plain gold text: what of a page is main content, in a file of the page's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annotator.core.offset_units import OffsetUnit
from annotator.core.roles import Role
from annotator.formats.page_beside import page_beside
from annotator.formats.reading import MAIN, ComingSet, GoldText, Unread
from annotator.formats.records import of_files
from annotator.formats.untrusted import files_in, text_of

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


class GoldTextReader:
    """A set a file, of a folder or alone.

    Paragraphs are parted by blank lines; one that the page has only line by line is as good.
    """

    name = "gold-text"
    title = "Plain gold text"
    suffixes: tuple[str, ...] = (".txt",)
    offset_unit = OffsetUnit.NONE
    roles: Mapping[str, Role] = {MAIN: Role.BODY}

    def sniff(self, head: bytes, path: Path) -> float:
        """Any text may be, where no other reader knows better."""
        is_text = path.suffix.lower() in self.suffixes or any(path.glob("*.txt"))
        return 0.2 if is_text and b"\0" not in head else 0.0

    def read(self, path: Path) -> Iterator[ComingSet | Unread]:
        """The texts by name."""
        return of_files(files_in(path, *self.suffixes), _set)


def _set(path: Path, where: str, done: int) -> Iterable[ComingSet]:
    found = (one.strip() for one in _BLANK_LINES.split(text_of(path, "cp1252", "latin-1")))
    paragraphs = tuple((one, MAIN) for one in found if one)
    return [ComingSet(where, done, page_beside(path, path.stem), GoldText(paragraphs))]
