"""Label Studio: a list of tasks with annotations, of plain text or of HTML.

Offsets count code points in both: Label Studio turns what browsers count into them. In HTML a
region is a range between two text nodes, as XPath from the body. That HTML is made of the blocks
here, and not the page's own: scripts of the page would be cut out and trees of it built otherwise
than ours, and no region would be where it was. A line's end stands between two blocks, so that the
text of its body is the text of the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from operator import attrgetter
from typing import Any, BinaryIO, Literal

from annotator.core.annotations import Annotation
from annotator.core.decisions import GOLD
from annotator.core.documents import Block, Document
from annotator.core.labelled import LabelledPage
from annotator.core.offset_units import OffsetUnit
from annotator.formats.json_text import json_bytes
from annotator.formats.losses import BLOCKS, DECISIONS, FACTS, PLACES
from annotator.formats.set_facts import set_facts

_LOST = (BLOCKS, PLACES, FACTS, DECISIONS)

# Elements that a browser keeps wherever they stand, and shows as the page did.
_KEPT = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "blockquote", "figcaption", "address"})
_ELSE = "div"

Value = dict[str, Any]
ValueOf = Callable[[Annotation], Value]


class LabelStudio:
    """Tasks for a `Text` with `Labels`."""

    name = "label-studio"
    title = "Label Studio JSON of plain text (Labels)"
    suffixes: tuple[str, ...] = (".json",)
    loses: tuple[str, ...] = _LOST
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.CODE_POINT
    policy = "keep"

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write one task for each page, with an annotation for each annotator."""
        _write(pages, out, "labels", _text_data, _text_values)


class LabelStudioHtml:
    """Tasks for a `HyperText` with `HyperTextLabels`."""

    name = "label-studio-html"
    title = "Label Studio JSON of HTML (HyperTextLabels)"
    suffixes: tuple[str, ...] = (".json",)
    loses: tuple[str, ...] = (*_LOST, "The page's own markup: its HTML is made of its blocks.")
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.CODE_POINT
    policy = "keep"

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write one task for each page, with an annotation for each annotator."""
        _write(pages, out, "hypertextlabels", _html_data, _html_values)


def _write(
    pages: Iterable[LabelledPage],
    out: BinaryIO,
    kind: str,
    data_of: Callable[[Document], Value],
    values_of: Callable[[Document], ValueOf],
) -> None:
    out.write(b"[")
    separator = b"\n"
    for _, group in groupby(pages, key=attrgetter("page")):
        sets = tuple(group)
        document = sets[0].document
        data = {**data_of(document), **set_facts(sets[0])}
        value_of = values_of(document)
        task = {
            "id": int(sets[0].page),
            "data": data,
            "annotations": [
                _annotation(one, number, kind, value_of) for number, one in enumerate(sets, 1)
            ],
            "predictions": [],
        }
        out.write(separator + json_bytes(task))
        separator = b",\n"
    out.write(b"\n]\n")


def _annotation(
    page: LabelledPage,
    number: int,
    kind: str,
    value_of: ValueOf,
) -> Value:
    return {
        "annotator": page.annotator,
        "ground_truth": page.annotator == GOLD,
        "was_cancelled": False,
        "status": page.status,
        "result": [
            {
                "id": f"{page.page}-{number}-{index}",
                "from_name": "label",
                "to_name": "page",
                "type": kind,
                "origin": "manual",
                "value": {**value_of(named.annotation), kind: [named.name]},
                "meta": _meta(named.annotation),
            }
            for index, named in enumerate(page.named_annotations())
        ],
    }


def _meta(annotation: Annotation) -> Value:
    """What Label Studio shows of a region beside its label: notes are in `text`."""
    told: Value = {"origin": annotation.origin, "uncertain": annotation.uncertain}
    return {"text": [annotation.note], **told} if annotation.note else told


def _text_data(document: Document) -> Value:
    return {"text": document.text}


def _text_values(document: Document) -> ValueOf:
    def value(annotation: Annotation) -> Value:
        span = annotation.span
        return {"start": span.start, "end": span.end, "text": document.quote(span)}

    return value


def _html_data(document: Document) -> Value:
    html = "\n".join(_element(document, block) for block in document.blocks)
    return {"html": html, "text": document.text}


def _html_values(document: Document) -> ValueOf:
    paths = list(_paths(document.blocks))

    def value(annotation: Annotation) -> Value:
        span = annotation.span
        number = document.block_at(span.start)
        first = document.blocks[number].span.start
        return {
            "start": paths[number],
            "startOffset": span.start - first,
            "end": paths[number],
            "endOffset": span.end - first,
            "globalOffsets": {"start": span.start, "end": span.end},
            "text": document.quote(span),
        }

    return value


def _paths(blocks: Sequence[Block]) -> Iterator[str]:
    """The XPath of each block's text node, as Label Studio writes it."""
    counts: Counter[str] = Counter()
    for block in blocks:
        tag = _tag(block)
        counts[tag] += 1
        yield f"/{tag}[{counts[tag]}]/text()[1]"


def _element(document: Document, block: Block) -> str:
    # HTML takes a carriage return for a line's end, and drops NUL.
    text = escape(document.quote(block.span), quote=False).replace("\r", "&#13;")
    tag = _tag(block)
    return f"<{tag}>{text}</{tag}>"


def _tag(block: Block) -> str:
    return block.tag if block.tag in _KEPT else _ELSE
