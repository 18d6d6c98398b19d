"""Reading the gold texts of CleanEval and CleanPortalEval: a paragraph a line, tags before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from annotator.core.offset_units import OffsetUnit
from annotator.core.roles import Role
from annotator.formats.page_beside import page_beside
from annotator.formats.reading import ComingSet, GoldText, Unread
from annotator.formats.records import of_files
from annotator.formats.untrusted import files_in, head_of, text_of

# A folder of texts and the folder of their pages, as CleanEval and CleanPortalEval have them.
_FOLDERS = (("clean", "orig"), ("GoldStandard", "input"))
_URL = re.compile(r"\s*URL:[ \t]*(\S*)[^\n]*\n?")
_TAG = re.compile(r"</?(p|h|l)>", re.IGNORECASE)
_PARAGRAPH, _HEADING, _ENTRY = "p", "h", "l"


class CleanEvalReader:
    """A set a text; what stands in front of the first tag is a paragraph."""

    name = "cleaneval"
    title = "CleanEval text"
    suffixes: tuple[str, ...] = (".txt",)
    offset_unit = OffsetUnit.NONE
    roles: Mapping[str, Role] = dict.fromkeys((_PARAGRAPH, _HEADING, _ENTRY), Role.BODY)

    def sniff(self, head: bytes, path: Path) -> float:
        """It has such tags, or begins with the address of its page."""
        if path.is_dir():
            found = files_in(_texts_of(path), *self.suffixes)
            head = head_of(found[0]) if found else b""
        text = head.decode("utf-8", "replace")
        is_tagged = bool(_TAG.search(text)) and "<html" not in text.lower()
        return 0.3 * bool(_URL.match(text)) + 0.6 * is_tagged

    def read(self, path: Path) -> Iterator[ComingSet | Unread]:
        """The texts by name."""
        return of_files(files_in(_texts_of(path), *self.suffixes), _set)


def _texts_of(path: Path) -> Path:
    """The folder of texts in a folder, or the path itself."""
    return next((path / one for one, _ in _FOLDERS if (path / one).is_dir()), path)


def _set(path: Path, where: str, done: int) -> Iterable[ComingSet]:
    text = text_of(path, "cp1252", "latin-1")
    told = _URL.match(text)
    url = told[1] if told else ""
    body = text[told.end() :] if told else text
    folders = [path.parent.parent / pages for texts, pages in _FOLDERS if path.parent.name == texts]
    page = page_beside(path, path.stem, url, folders=folders)
    return [ComingSet(where, done, page, GoldText(tuple(_read(body))))]


def _read(text: str) -> Iterator[tuple[str, str]]:
    # Odd pieces are the names of the tags, even ones what stands behind them.
    pieces = _TAG.split(text)
    labels = [_PARAGRAPH, *(one.lower() for one in pieces[1::2])]
    for label, piece in zip(labels, pieces[::2], strict=True):
        for line in piece.split("\n"):
            if line.strip():
                yield line.strip(), label
