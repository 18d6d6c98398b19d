"""The ground truth of the Web Content Extraction Benchmark: JSON Lines of plain texts.

Its fields: docs/reference/formats/gold-texts.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.formats.json_text import json_bytes
from annotator.formats.set_names import ONE_NAME, named_sets
from annotator.formats.story_text import TEXT_ALONE, main_paragraphs


class Wceb:
    """A line for each set."""

    name = "wceb"
    title = "Web Content Extraction Benchmark: JSON Lines of the main content as text"
    suffixes: tuple[str, ...] = (".jsonl",)
    loses: tuple[str, ...] = (*TEXT_ALONE, ONE_NAME, "The page itself.")
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.NONE
    policy = "wceb"

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write one line for each set."""
        for name, page in named_sets(pages):
            record = {
                "page_id": name,
                "url": page.facts.url or "",
                "plaintext": "\n\n".join(one.text for one in main_paragraphs(page)),
                "source": [page.label_set.name, page.facts.name],
            }
            out.write(json_bytes(record) + b"\n")
