"""JSON Lines: one annotation set of one page a line. Its fields: docs/reference/export.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import chain
from json.encoder import encode_basestring as _text
from typing import Any, BinaryIO, Literal

from annotator.core.decisions import Decision
from annotator.core.documents import Block
from annotator.core.dom import DomRange
from annotator.core.errors import BugError
from annotator.core.labelled import LabelledPage, NamedAnnotation
from annotator.core.offset_units import OffsetUnit
from annotator.core.policies import KEEP

VERSION = 1
_OFFSET_UNIT = "unicode code point"

# JSON allows these inside a string, but readers that split lines as `str.splitlines` break there.
_LINE_ENDS = tuple((end, f"\\u{ord(end):04x}") for end in "\u0085\u2028\u2029")


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
            line = line_of(page)
            _verify(line, page)
            out.write(line)


def line_of(page: LabelledPage) -> bytes:
    """The line of one annotator's set on a page, its end included."""
    if page.ranges and len(page.ranges) != len(page.annotations):
        raise BugError(f"page {page.page} has {len(page.ranges)} ranges for its annotations")
    blocks = ",".join(map(_block, page.document.blocks))
    annotations = ",".join([_annotation(page, one) for one in page.named_annotations()])
    line = (
        f'{{{_members(_page_fields(page))},"blocks":[{blocks}],{_members(_set_fields(page))},'
        f'"annotations":[{annotations}],{_members(_last_fields(page))}}}\n'
    )
    return safe_line(line).encode()


def safe_line(line: str) -> str:
    """The line without those characters that some readers break lines at."""
    for end, escaped in _LINE_ENDS:
        if end in line:
            line = line.replace(end, escaped)
    return line


def _members(fields: Mapping[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))[1:-1]


def _page_fields(page: LabelledPage) -> dict[str, Any]:
    facts = page.facts
    return {
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
    }


def _set_fields(page: LabelledPage) -> dict[str, Any]:
    return {
        "label_set": page.label_set.name,
        "label_set_version": page.label_set.version,
        "annotator": page.annotator,
        "status": page.status,
    }


def _last_fields(page: LabelledPage) -> dict[str, Any]:
    fields: dict[str, Any] = {"dom_missing": page.ranges_missing}
    # What few projects have stands where it is and nowhere else.
    if page.licence:
        fields["licence"] = page.licence
    if page.split:
        fields["split"] = page.split
    if page.policy.name != KEEP.name:
        fields["policy"] = page.policy.name
    if page.decisions is not None:
        fields["decisions"] = [_decision(page, *one) for one in page.decisions]
    return fields


# A page has dozens of these. To put each together as text takes a third of the time that a
# dictionary for `json.dumps` takes.


def _block(block: Block) -> str:
    hidden = "false" if block.hidden is None else "true"
    reason = "null" if block.hidden is None else _text(block.hidden)
    paragraph = "null" if block.paragraph is None else block.paragraph
    return (
        f'{{"index":{block.index},"start":{block.span.start},"end":{block.span.end},'
        f'"hidden":{hidden},"hidden_reason":{reason},"xpath":{_text(block.xpath)},'
        f'"run":{block.run},"class":{_text(block.class_name)},"id":{_text(block.element_id)},'
        f'"link_share":{round(block.link_share, 4)!r},"paragraph":{paragraph}}}'
    )


def _annotation(page: LabelledPage, named: NamedAnnotation) -> str:
    one = named.annotation
    start, end = one.span.start, one.span.end
    dom = "null" if named.dom_range is None else _range(named.dom_range)
    return (
        f'{{"start":{start},"end":{end},"label":{_text(named.name)},'
        f'"quote":{_text(page.document.text[start:end])},"origin":{_text(one.origin)},'
        f'"note":{_text(one.note)},"uncertain":{"true" if one.uncertain else "false"},'
        f'"dom":{dom}}}'
    )


def _range(dom_range: DomRange) -> str:
    start, end = dom_range.start, dom_range.end
    return (
        f'{{"start":{{"xpath":{_text(start.xpath)},"offset":{start.offset}}},'
        f'"end":{{"xpath":{_text(end.xpath)},"offset":{end.offset}}}}}'
    )


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
