"""CleanEval text: main content as plain text with a mark before each paragraph, heading or entry.

What it is made of and who reads it: docs/reference/formats/gold-texts.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.formats.page_files import own_page, page_suffix
from annotator.formats.set_names import ONE_NAME, named_sets
from annotator.formats.story_text import TEXT_ALONE, Paragraph, main_paragraphs
from annotator.formats.writer import NewFolder


class CleanEval:
    """`orig` holds the pages, `clean` their texts under the same names."""

    name = "cleaneval"
    title = "CleanEval: a folder of pages and of their main content as marked text"
    suffixes: tuple[str, ...] = ()
    loses: tuple[str, ...] = (
        *TEXT_ALONE,
        ONE_NAME,
        "Line breaks inside a paragraph, and marks of the format that the text itself holds.",
    )
    is_folder: Literal[True] = True
    needs_bytes = True
    needs_markup = False
    offset_unit = OffsetUnit.NONE
    policy = "cleaneval"

    def write(self, pages: Iterable[LabelledPage], folder: NewFolder) -> None:
        """Write the page and the text of each set."""
        for name, page in named_sets(pages):
            with folder.file(f"orig/{name}{page_suffix(page)}") as file:
                file.write(own_page(page))
            with folder.file(f"clean/{name}.txt") as file:
                file.write(clean_text(page).encode())


def clean_text(page: LabelledPage) -> str:
    """The main content as CleanEval has it, the address of the page in the first line."""
    lines = [f"URL: {page.facts.url or ''}".rstrip()]
    lines += [f"{_mark(one)}{' '.join(one.text.split())}" for one in main_paragraphs(page)]
    return "\n\n".join(lines) + "\n"


def _mark(paragraph: Paragraph) -> str:
    if paragraph.is_heading:
        return "<h>"
    return "<l>" if paragraph.is_entry else "<p>"
