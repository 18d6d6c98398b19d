"""brat standoff: texts, their annotations in files of the same names, and how to show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from annotator.core.data_sets import DataSetFacts
from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.core.spans import Span
from annotator.formats.json_text import json_bytes
from annotator.formats.losses import BLOCKS, DECISIONS, FACTS
from annotator.formats.set_facts import set_facts
from annotator.formats.set_files import named_sets
from annotator.formats.writer import NewFolder

# brat takes an annotation across lines for several fragments, and splits lines at any of these.
_LINE_ENDS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_UNCERTAIN = "Uncertain"


class Brat:
    """`NNNNNN-N.txt` and `NNNNNN-N.ann` for each annotation set, and the configuration."""

    name = "brat"
    title = "brat standoff: a folder of texts and their annotations"
    suffixes: tuple[str, ...] = ()
    loses: tuple[str, ...] = (
        BLOCKS,
        "Origins of annotations, and their places in the page's tree.",
        "Lines' ends in notes: each note is one line.",
        FACTS,
        DECISIONS,
    )
    is_folder: Literal[True] = True
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.CODE_POINT
    policy = "keep"

    def write(self, pages: Iterable[LabelledPage], folder: NewFolder) -> None:
        """Write two files for each annotation set, and what is known of each of them."""
        with folder.file("annotation.conf") as file:
            file.write(_annotation_conf(folder.about).encode())
        with folder.file("visual.conf") as file:
            file.write(_visual_conf(folder.about).encode())
        with folder.file("pages.jsonl") as index:
            for name, page in named_sets(pages):
                with folder.file(f"{name}.txt") as file:
                    file.write(page.document.text.encode())
                with folder.file(f"{name}.ann") as file:
                    file.write("".join(f"{line}\n" for line in _lines(page)).encode())
                told = {"annotator": page.annotator, "status": page.status, **set_facts(page)}
                index.write(json_bytes({"document": name, **told}) + b"\n")


def _lines(page: LabelledPage) -> Iterator[str]:
    """Text-bound annotations, each followed by its note and its mark of doubt."""
    notes = doubts = 0
    for number, named in enumerate(page.named_annotations(), 1):
        one = named.annotation
        pieces = list(_pieces(page.document.text, one.span))
        ranges = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
        quote = " ".join(page.document.quote(piece) for piece in pieces)
        yield f"T{number}\t{named.name} {ranges}\t{quote}"
        if one.note:
            notes += 1
            note = " ".join(one.note.replace("\t", " ").splitlines())
            yield f"#{notes}\tAnnotatorNotes T{number}\t{note}"
        if one.uncertain:
            doubts += 1
            yield f"A{doubts}\t{_UNCERTAIN} T{number}"


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The lines of a span; it begins and ends with no white space."""
    start = span.start
    for found in _LINE_ENDS.finditer(text, span.start, span.end):
        yield Span(start, found.start())
        start = found.end()
    yield Span(start, span.end)


def _names(about: DataSetFacts) -> list[str]:
    names = (about.policy.name_of(label.id) for label in about.label_set.labels)
    return list(dict.fromkeys(name for name in names if name is not None))


def _annotation_conf(about: DataSetFacts) -> str:
    parts = {
        "entities": _names(about),
        "relations": (),
        "events": (),
        "attributes": (f"{_UNCERTAIN}\tArg:<ENTITY>",),
    }
    return "\n".join("\n".join((f"[{name}]", *lines, "")) for name, lines in parts.items())


def _visual_conf(about: DataSetFacts) -> str:
    """Names and colours of the labels that keep their own names."""
    kept = set(_names(about))
    labels = [one for one in about.label_set.labels if one.id in kept]
    names = [f"{one.id} | {one.name}" for one in labels]
    colours = [f"{one.id}\tbgColor:{one.light}" for one in labels]
    return "\n".join(["[labels]", *names, "", "[drawing]", *colours, ""])
