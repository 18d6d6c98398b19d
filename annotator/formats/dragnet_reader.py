"""Reading the data of dragnet: a folder `HTML` of pages, and `Corrected` with their texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annotator.core.errors import UserError
from annotator.core.offset_units import OffsetUnit
from annotator.core.roles import Role
from annotator.formats.page_beside import page_beside
from annotator.formats.reading import COMMENTS, MAIN, ComingSet, GoldText, Unread
from annotator.formats.records import of_files
from annotator.formats.untrusted import files_in, text_of

PAGES, TEXTS = "HTML", "Corrected"
ENDING = ".html.corrected.txt"
# It was typed by hand, not always the same.
_COMMENTS = re.compile(r"^[!@#$%^&*() ]{6,}COMMENTS[ \t]*$", re.MULTILINE)


class DragnetReader:
    """A set a text: the article, and behind a line of signs the comments."""

    name = "dragnet"
    title = "dragnet folder"
    suffixes: tuple[str, ...] = ()
    offset_unit = OffsetUnit.NONE
    roles: Mapping[str, Role] = {MAIN: Role.BODY, COMMENTS: Role.REST}

    def sniff(self, head: bytes, path: Path) -> float:  # noqa: ARG002 - a folder has none
        """A folder with a folder of texts of such names."""
        return 0.95 if any((path / TEXTS).glob(f"*{ENDING}")) else 0.0

    def read(self, path: Path) -> Iterator[ComingSet | Unread]:
        """The texts by name."""
        texts = path / TEXTS
        if not texts.is_dir():
            raise UserError(f"“{path.name}” has no folder “{TEXTS}”.", "Name the folder around it.")
        return of_files(files_in(texts, ENDING), _set)


def _set(path: Path, where: str, done: int) -> Iterable[ComingSet]:
    article, *comments = _COMMENTS.split(text_of(path, "utf-16", "cp1252", "latin-1"))
    paragraphs = [(line, MAIN) for line in article.split("\n") if line.strip()]
    paragraphs += [(line, COMMENTS) for one in comments for line in one.split("\n") if line.strip()]
    name = path.name.removesuffix(ENDING)
    page = page_beside(path, name, folders=[path.parent.parent / PAGES])
    return [ComingSet(where, done, page, GoldText(tuple(paragraphs)))]
