"""The ground truth of article-extraction-benchmark: one table of JSON, an article a page.

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


class ArticleBenchmark:
    """A field for each set."""

    name = "article-extraction-benchmark"
    title = "article-extraction-benchmark: one JSON table of the main content as text"
    suffixes: tuple[str, ...] = (".json",)
    loses: tuple[str, ...] = (*TEXT_ALONE, ONE_NAME, "The page itself.")
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.NONE
    policy = "article-extraction-benchmark"

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write the table, a line for each set."""
        before = b"{\n"
        for name, page in named_sets(pages):
            article = {"articleBody": "\n\n".join(one.text for one in main_paragraphs(page))}
            if page.facts.url:
                article["url"] = page.facts.url
            out.write(before + json_bytes(name) + b": " + json_bytes(article))
            before = b",\n"
        out.write(b"{}\n" if before == b"{\n" else b"\n}\n")
