"""Web2Text: pages, their main content, and that content aligned with the source of the page.

What it is made of and who reads it: docs/reference/formats/marked-pages.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.core.page_markup import ElementStart
from annotator.formats.clean_eval import clean_text
from annotator.formats.html_text import Tags, attribute, closing, text_html
from annotator.formats.json_text import json_bytes
from annotator.formats.labelled_markup import LabelledPart, Piece, labelled_parts, text_groups
from annotator.formats.marked_html import WRITTEN_ANEW
from annotator.formats.writer import NewFolder

GAP = "\u25a1"
"""What stands for a character that is no main content."""

_ESCAPED = re.compile("[&<\r]")


class Web2Text:
    """`orig`, `clean` and `aligned` hold a file for each set, under numbers from 1."""

    name = "web2text"
    title = "Web2Text: a folder of pages and of their main content, character by character"
    suffixes: tuple[str, ...] = ()
    loses: tuple[str, ...] = (
        "Which label a text has, beyond whether it is main content, and whether it has one at all.",
        "Main content that is at most two thirds of its text node: Web2Text takes it for none.",
        f"The characters & and < in the main content, and {GAP} itself: they read as gaps.",
        "Origins, notes, doubts and decisions.",
        WRITTEN_ANEW,
    )
    is_folder: Literal[True] = True
    needs_bytes = False
    needs_markup = True
    offset_unit = OffsetUnit.UTF16
    policy = "web2text"

    def write(self, pages: Iterable[LabelledPage], folder: NewFolder) -> None:
        """Write the three files of each set, and which set has which number."""
        with folder.file("pages.jsonl") as told:
            for number, page in enumerate(pages, 1):
                source, aligned = _aligned(labelled_parts(page))
                for name, text in (
                    (f"orig/{number}.html", f"{_first_line(page)}\n{source}\n</text>\n"),
                    (f"clean/{number}.txt", clean_text(page)),
                    (f"aligned/{number}.txt", aligned),
                ):
                    with folder.file(name) as file:
                        file.write(text.encode())
                told.write(json_bytes(_told(number, page)) + b"\n")


def _first_line(page: LabelledPage) -> str:
    facts = page.facts
    title = " ".join(facts.title.split())
    told = {"id": facts.url or facts.digest, "title": title, "encoding": "utf-8"}
    return f"<text{''.join(attribute(key, value) for key, value in told.items())}>"


def _told(number: int, page: LabelledPage) -> dict[str, object]:
    return {
        "id": number,
        "digest": page.facts.digest,
        "url": page.facts.url,
        "annotator": page.annotator,
        "split": page.split,
        "dom_missing": page.markup and page.markup.why_plain,
    }


def _aligned(parts: Sequence[LabelledPart]) -> tuple[str, str]:
    """The source of the page, and as many characters of UTF-16 with gaps for all but the story."""
    source: list[str] = []
    aligned: list[str] = []
    opened: list[ElementStart] = []
    pieces: list[Piece] = []

    def add(text: str, kept: str | None = None) -> None:
        source.append(text)
        aligned.append(_gaps(text) if kept is None else kept)

    tags = Tags(parts)
    for index, part in enumerate(parts):
        if isinstance(part, Piece):
            pieces.append(part)
            continue
        for group in text_groups(pieces):
            within = opened[-1].name if opened else ""
            add(text_html(group.text, within), _kept(group.text, within) if group.is_main else None)
        pieces = []
        if isinstance(part, ElementStart):
            opened.append(part)
            add(tags.opening(index, part))
        else:
            add(closing(opened.pop()))
    return "".join(source), "".join(aligned)


def _kept(text: str, within: str) -> str:
    return _ESCAPED.sub(lambda found: _kept_sign(found[0], within), text)


def _kept_sign(sign: str, within: str) -> str:
    written = text_html(sign, within)
    return sign if written == sign else _gaps(written)


def _gaps(text: str) -> str:
    return GAP * (len(text) + sum(sign > "\uffff" for sign in text))
