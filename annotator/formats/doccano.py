"""JSON Lines as doccano imports them into a project of sequence labelling."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO, Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import Offsets, OffsetUnit
from annotator.formats.json_text import json_bytes
from annotator.formats.losses import BLOCKS, DECISIONS, FACTS, REMARKS
from annotator.formats.set_facts import set_facts


class Doccano:
    """One example a line; all fields beside `text` and `label` become its metadata."""

    name = "doccano"
    title = "doccano JSONL, for projects of sequence labelling"
    suffixes: tuple[str, ...] = (".jsonl",)
    loses: tuple[str, ...] = (
        "Pages without any text, which doccano refuses.",
        BLOCKS,
        REMARKS,
        FACTS,
        DECISIONS,
    )
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.UTF16
    policy = "keep"

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write one example for each annotation set."""
        for page in pages:
            text = page.document.text
            if not text:
                continue
            offsets = Offsets(text, self.offset_unit)
            spans = ((one.annotation.span, one.name) for one in page.named_annotations())
            example = {
                "text": text,
                "label": [
                    [offsets.of(one.start), offsets.of(one.end), name] for one, name in spans
                ],
                **set_facts(page),
                "annotator": page.annotator,
                "status": page.status,
            }
            out.write(json_bytes(example) + b"\n")
