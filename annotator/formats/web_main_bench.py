"""WebMainBench as JSON Lines, on which Dripper is trained and measured: a page a line.

Its fields: docs/reference/formats/marked-pages.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.formats.html_text import attribute
from annotator.formats.json_text import json_bytes
from annotator.formats.labelled_markup import Piece, labelled_parts
from annotator.formats.marked_html import MARKED_AS_WHOLE, WRITTEN_ANEW, marked_html
from annotator.formats.page_items import item_elements, main_html
from annotator.formats.set_names import ONE_NAME, named_sets
from annotator.formats.story_text import Paragraph, main_paragraphs

SELECTED, ITEM, OWN_ELEMENT = "cc-select", "_item_id", "cc-alg-uc-text"


class WebMainBench:
    """A line for each set."""

    name = "webmainbench"
    title = "Dripper and WebMainBench: JSON Lines of HTML pages with their main content selected"
    suffixes: tuple[str, ...] = (".jsonl",)
    loses: tuple[str, ...] = (
        "Which label a text has, beyond whether it is main content, and whether it has one at all.",
        "Main content in elements whose own style hides them: WebMainBench passes over these.",
        MARKED_AS_WHOLE,
        ONE_NAME,
        "Origins, notes, doubts and decisions.",
        WRITTEN_ANEW,
    )
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = True
    offset_unit = OffsetUnit.NONE
    policy = "dripper"

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write one line for each set."""
        out.writelines(json_bytes(_record(name, page)) + b"\n" for name, page in named_sets(pages))


def _record(name: str, page: LabelledPage) -> dict[str, Any]:
    parts = labelled_parts(page)
    items = item_elements(parts, page.document)
    text = "\n\n".join(map(_markdown, main_paragraphs(page)))
    return {
        "track_id": name,
        "url": page.facts.url or "",
        "html": marked_html(page, parts, _Marks(items)),
        "main_html": main_html(parts, items, _Marks.without),
        "convert_main_content": text,
        "groundtruth_content": text,
        "meta": {"language": page.language},
    }


def _markdown(paragraph: Paragraph) -> str:
    if paragraph.is_heading:
        return f"{'#' * paragraph.level} {' '.join(paragraph.text.split())}"
    return f"- {paragraph.text}" if paragraph.is_entry else paragraph.text


class _Marks:
    without = frozenset({SELECTED, ITEM})

    def __init__(self, items: dict[int, bool]) -> None:
        self._items = items
        self._count = 0

    def of_element(self, index: int) -> str | None:
        return self._next(is_main=self._items[index]) if index in self._items else None

    def of_text(self, piece: Piece) -> tuple[str, str]:
        return f"<{OWN_ELEMENT}{self._next(is_main=piece.is_main)}>", f"</{OWN_ELEMENT}>"

    def _next(self, *, is_main: bool) -> str:
        self._count += 1
        selected = attribute(SELECTED, "true") if is_main else ""
        return attribute(ITEM, str(self._count)) + selected
