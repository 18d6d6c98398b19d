"""The data of dragnet: a folder of pages, and one of their corrected texts.

What it is made of and who reads it: docs/reference/formats/gold-texts.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.formats.page_files import page_in_utf_8
from annotator.formats.set_names import ONE_NAME, named_sets
from annotator.formats.story_text import TEXT_ALONE, main_paragraphs
from annotator.formats.writer import NewFolder


class Dragnet:
    """`HTML` holds the pages, `Corrected` their texts under the same names."""

    name = "dragnet"
    title = "dragnet: a folder of pages and of their main content as text"
    suffixes: tuple[str, ...] = ()
    loses: tuple[str, ...] = (
        *TEXT_ALONE,
        ONE_NAME,
        "The bytes of pages that are not in UTF-8, and of text dumps: these are written anew.",
    )
    is_folder: Literal[True] = True
    needs_bytes = True
    needs_markup = True
    offset_unit = OffsetUnit.NONE
    policy = "dragnet"

    def write(self, pages: Iterable[LabelledPage], folder: NewFolder) -> None:
        """Write the page and the text of each set."""
        for name, page in named_sets(pages):
            with folder.file(f"HTML/{name}.html") as file:
                file.write(page_in_utf_8(page))
            with folder.file(f"Corrected/{name}.html.corrected.txt") as file:
                text = "\n\n".join(one.text for one in main_paragraphs(page))
                file.write(text.encode())
