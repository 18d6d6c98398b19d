"""JSON Lines: one annotation set of one page a line. Its fields: docs/reference/export.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, BinaryIO, Literal

from annotator.core.decisions import Decision
from annotator.core.documents import Block
from annotator.core.dom import DomPoint, DomRange
from annotator.core.errors import BugError
from annotator.core.labelled import LabelledPage, NamedAnnotation
from annotator.core.offset_units import OffsetUnit
from annotator.core.policies import KEEP

VERSION = 1
_OFFSET_UNIT = "unicode code point"

# JSON allows these inside a string, but readers that split lines as `str.splitlines` break there.
_LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\u0085\u2028\u2029"}


class JsonLines:
    """UTF-8, one JSON object a line."""

    name = "jsonl"
    title = "JSON Lines: one annotated page a line"
    suffixes: tuple[str, ...] = (".jsonl",)
    loses: tuple[str, ...] = ()
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.CODE_POINT
    policy = "keep"

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write one line for each page; each line is read back and its quotes are checked."""
        for page in pages:
            line = line_of(record_of(page))
            _verify(line, page)
            out.write(line)


def line_of(record: Mapping[str, Any]) -> bytes:
    """The line of one record, its end included."""
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return line.translate(_LINE_ENDS).encode() + b"\n"


def record_of(page: LabelledPage) -> dict[str, Any]:
    """All that a line says of one annotator's set on a page."""
    if page.ranges and len(page.ranges) != len(page.annotations):
        raise BugError(f"page {page.page} has {len(page.ranges)} ranges for its annotations")
    facts = page.facts
    record = {
        "version": VERSION,
        "page": page.page,
        "digest": facts.digest,
        "byte_count": facts.byte_count,
        "kind": facts.kind,
        "name": facts.name,
        "title": facts.title,
        "url": facts.url,
        "site": facts.site,
        "fetched_at": facts.fetched_at and facts.fetched_at.isoformat(),
        "encoding": facts.encoding,
        "encoding_source": facts.encoding_source,
        "replaced_count": facts.replaced_count,
        "cut": facts.cut or page.document.cut,
        "blind": page.is_blind,
        "segmenter": page.document.segmenter,
        "offset_unit": _OFFSET_UNIT,
        "text": page.document.text,
        "blocks": [_block(block) for block in page.document.blocks],
        "label_set": page.label_set.name,
        "label_set_version": page.label_set.version,
        "annotator": page.annotator,
        "status": page.status,
        "annotations": [_annotation(page, one) for one in page.named_annotations()],
        "dom_missing": page.ranges_missing,
    }
    # What few projects have stands where it is and nowhere else.
    record |= {
        key: value for key, value in (("licence", page.licence), ("split", page.split)) if value
    }
    if page.policy.name != KEEP.name:
        record["policy"] = page.policy.name
    if page.decisions is not None:
        record["decisions"] = [_decision(page, *one) for one in page.decisions]
    return record


def _block(block: Block) -> dict[str, Any]:
    return {
        "index": block.index,
        "start": block.span.start,
        "end": block.span.end,
        "hidden": block.hidden is not None,
        "hidden_reason": block.hidden,
        "xpath": block.xpath,
        "run": block.run,
        "class": block.class_name,
        "id": block.element_id,
        "link_share": round(block.link_share, 4),
        "paragraph": block.paragraph,
    }


def _annotation(page: LabelledPage, named: NamedAnnotation) -> dict[str, Any]:
    annotation = named.annotation
    return {
        "start": annotation.span.start,
        "end": annotation.span.end,
        "label": named.name,
        "quote": page.document.quote(annotation.span),
        "origin": annotation.origin,
        "note": annotation.note,
        "uncertain": annotation.uncertain,
        "dom": named.dom_range and _range(named.dom_range),
    }


def _decision(page: LabelledPage, decider: str, decision: Decision) -> dict[str, Any]:
    return {
        "decider": decider,
        "choice": decision.choice,
        "side": decision.side or None,
        "reason": decision.reason,
        "candidates": decision.candidates,
        "rulings": [
            {
                "start": one.span.start,
                "end": one.span.end,
                "quote": page.document.quote(one.span),
                "kind": one.kind,
                "labels": one.labels,
                "label": one.label,
            }
            for one in decision.rulings
        ],
    }


def _range(dom_range: DomRange) -> dict[str, Any]:
    return {"start": _point(dom_range.start), "end": _point(dom_range.end)}


def _point(point: DomPoint) -> dict[str, Any]:
    return {"xpath": point.xpath, "offset": point.offset}


def _verify(line: bytes, page: LabelledPage) -> None:
    """Hold what a reader of the line will see against what was meant."""
    record = json.loads(line)
    text = record["text"]
    if text != page.document.text:
        raise BugError(f"page {page.page} does not survive being written as JSON")
    rulings = (one for made in record.get("decisions", ()) for one in made["rulings"])
    for one in chain(record["annotations"], rulings):
        if not one["quote"] or text[one["start"] : one["end"]] != one["quote"]:
            raise BugError(f"page {page.page}: [{one['start']}, {one['end']}) is not its quote")
