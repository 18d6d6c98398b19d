"""JSON Lines as Prodigy takes them with `db-in`, for its interfaces of manual spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Literal

from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.formats.json_text import json_bytes
from annotator.formats.losses import BLOCKS, DECISIONS, FACTS, PLACES
from annotator.formats.set_facts import set_facts
from annotator.formats.tokens import spaced_tokens, token_ranges


class Prodigy:
    """One task a line, with its tokens."""

    name = "prodigy"
    title = "Prodigy JSONL, for ner_manual and spans_manual"
    suffixes: tuple[str, ...] = (".jsonl",)
    loses: tuple[str, ...] = (
        BLOCKS,
        PLACES,
        FACTS,
        DECISIONS,
    )
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.CODE_POINT
    policy = "keep"

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write one task for each annotation set."""
        for page in pages:
            places = spaced_tokens(page)
            task = {
                "text": page.document.text,
                "tokens": list(_tokens(page, places)),
                "spans": list(_spans(page, places)),
                "answer": "accept",
                "_view_id": "spans_manual",
                "_annotator_id": page.annotator,
                "_session_id": page.annotator,
                "meta": {**set_facts(page), "status": page.status},
            }
            out.write(json_bytes(task) + b"\n")


def _tokens(page: LabelledPage, places: list[tuple[int, int, bool]]) -> Iterator[dict[str, Any]]:
    text = page.document.text
    for number, (start, end, has_blank) in enumerate(places):
        yield {
            "text": text[start:end],
            "start": start,
            "end": end,
            "id": number,
            "ws": has_blank,
        }


def _spans(page: LabelledPage, places: list[tuple[int, int, bool]]) -> Iterator[dict[str, Any]]:
    for named, first, last in token_ranges(page, places):
        one = named.annotation
        yield {
            "start": one.span.start,
            "end": one.span.end,
            "token_start": first,
            "token_end": last - 1,
            "label": named.name,
            "text": page.document.quote(one.span),
            "origin": one.origin,
            "note": one.note,
            "uncertain": one.uncertain,
        }
