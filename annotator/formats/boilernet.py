"""BoilerNet HTML: each text in an element whose attribute says whether it is content.

What it is made of and who reads it: docs/reference/formats/marked-pages.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.formats.html_text import attribute
from annotator.formats.labelled_markup import Piece, labelled_parts
from annotator.formats.marked_html import (
    MARKED_AS_WHOLE,
    WRITTEN_ANEW,
    marked_atoms,
    marked_html,
)
from annotator.formats.set_names import ONE_NAME, named_sets
from annotator.formats.writer import NewFolder

ATTRIBUTE = "__boilernet_label"

_SPLITS = {"train": "train_set.txt", "validation": "dev_set.txt", "test": "test_set.txt"}
_SPLIT_FOLDER = "split"


class BoilerNet:
    """A page for each set; and the lists of a split where there is one."""

    name = "boilernet"
    title = "BoilerNet: a folder of HTML pages whose texts are marked as content or not"
    suffixes: tuple[str, ...] = ()
    loses: tuple[str, ...] = (
        "Which label a text has, beyond whether it is main content, and whether it has one at all.",
        "Labels of text that BoilerNet passes over: in buttons, iframe and noscript elements.",
        MARKED_AS_WHOLE,
        ONE_NAME,
        "Origins, notes, doubts and decisions.",
        WRITTEN_ANEW,
    )
    is_folder: Literal[True] = True
    needs_bytes = False
    needs_markup = True
    offset_unit = OffsetUnit.NONE
    policy = "boilernet"

    def write(self, pages: Iterable[LabelledPage], folder: NewFolder) -> None:
        """Write one page for each set, and which of them belong to which part of a split."""
        lists: dict[str, list[str]] = {}
        for name, page in named_sets(pages):
            parts = labelled_parts(page)
            with folder.file(f"{name}.html") as file:
                file.write(marked_html(page, parts, _Marks(marked_atoms(parts))).encode())
            if page.split:
                lists.setdefault(page.split, []).append(f"{name}.html\n")
        if lists:
            for split, file_name in _SPLITS.items():
                with folder.file(f"{_SPLIT_FOLDER}/{file_name}") as file:
                    file.write("".join(lists.get(split, ())).encode())


class _Marks:
    without = frozenset({ATTRIBUTE})

    def __init__(self, atoms: dict[int, bool]) -> None:
        self._atoms = atoms

    def of_element(self, index: int) -> str | None:
        if index not in self._atoms:
            return None
        return attribute(ATTRIBUTE, str(int(self._atoms[index])))

    def of_text(self, piece: Piece) -> tuple[str, str]:
        return f"<span{attribute(ATTRIBUTE, str(int(piece.is_main)))}>", "</span>"
