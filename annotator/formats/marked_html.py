"""Pages whose own markup says what their texts are labelled as."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from annotator.core.labelled import LabelledPage
from annotator.core.page_markup import ElementEnd, ElementStart
from annotator.formats.html_text import ATOMS, DOCTYPE, Tags, closing, comment, text_html
from annotator.formats.labelled_markup import LabelledPart, Piece, text_groups

MARKED_AS_WHOLE = (
    "Where the label changes in an option, a text area or an iframe: the longer part decides."
)
WRITTEN_ANEW = (
    "The page's own bytes: its elements and texts are written anew, without scripts, style sheets "
    "and comments."
)


class Marks(Protocol):
    """What a format writes where. Asked in the order of the page."""

    without: frozenset[str]
    """Attributes that pages must not bring along: they would be taken for marks."""

    def of_element(self, index: int) -> str | None:
        """Attributes that mark all text inside the element which part `index` begins."""

    def of_text(self, piece: Piece) -> tuple[str, str]:
        """The tags around a text that no element marks."""


def marked_html(page: LabelledPage, parts: Sequence[LabelledPart], marks: Marks) -> str:
    """The page as HTML with its marks; white space, and titles and the like, stay bare."""
    note = page.markup.why_plain if page.markup else None
    out = [DOCTYPE, comment(note) if note else ""]
    tags = Tags(parts, marks.without)
    opened: list[tuple[ElementStart, bool]] = []
    pieces: list[Piece] = []
    for index, part in enumerate(parts):
        if isinstance(part, Piece):
            pieces.append(part)
            continue
        within, is_marked = (opened[-1][0].name, opened[-1][1]) if opened else ("", False)
        out += _texts(pieces, marks, within, is_marked=is_marked)
        pieces = []
        if isinstance(part, ElementStart):
            own = None if is_marked else marks.of_element(index)
            out.append(tags.opening(index, part, own or ""))
            opened.append((part, is_marked or own is not None))
        else:
            out.append(closing(opened.pop()[0]))
    out += _texts(pieces, marks, "", is_marked=False)
    return "".join(out)


def _texts(pieces: Sequence[Piece], marks: Marks, within: str, *, is_marked: bool) -> list[str]:
    if is_marked:
        return [text_html(piece.text, within) for piece in pieces]
    out: list[str] = []
    for group in text_groups(pieces):
        # What shows nothing is marked too: pruned by its marks, the page must not keep it.
        is_bare = not group.text.strip() or (group.start is None and within in ATOMS)
        begin, end = ("", "") if is_bare else marks.of_text(group)
        out += [begin, text_html(group.text, within), end]
    return out


def marked_atoms(parts: Sequence[LabelledPart]) -> dict[int, bool]:
    """Elements that can be marked as a whole alone, and whether their text is main content.

    By the part that begins each; those without any text of the document are left out.
    """
    found: dict[int, bool] = {}
    atom: int | None = None
    depth = main_count = other_count = 0
    for index, part in enumerate(parts):
        if isinstance(part, ElementStart):
            if atom is None and part.name in ATOMS:
                atom, depth, main_count, other_count = index, 0, 0, 0
            depth += 1
        elif isinstance(part, ElementEnd):
            depth -= 1
            if atom is not None and not depth:
                if main_count or other_count:
                    found[atom] = main_count > other_count
                atom = None
        elif atom is not None and part.start is not None:
            count = len("".join(part.text.split()))
            main_count += count * part.is_main
            other_count += count * (not part.is_main)
    return found
