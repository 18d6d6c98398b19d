"""W3C Web Annotation: an annotation page in JSON-LD, one annotation each.

An annotation has two targets that say the same: the page at its address, by a range between two
places of its tree, and the text that was made of it, by offsets and by quote.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, Literal

from annotator.core.dom import DomPoint, DomRange
from annotator.core.labelled import LabelledPage, NamedAnnotation
from annotator.core.offset_units import OffsetUnit
from annotator.core.spans import Span
from annotator.formats.json_text import json_bytes
from annotator.formats.losses import DECISIONS

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # code points before and behind a quote, so that it is found again

_HEAD = b'{"@context":"%s","id":"urn:annotator:annotations","type":"AnnotationPage","items":['


class WebAnnotation:
    """All annotations of all sets in one annotation page."""

    name = "web-annotation"
    title = "W3C Web Annotation (JSON-LD)"
    suffixes: tuple[str, ...] = (".jsonld", ".json")
    loses: tuple[str, ...] = (
        "Text that is not labelled, but for 32 characters around what is; blocks.",
        "Pages without annotations.",
        "All facts of a page but its address and digest, and whether a set is finished.",
        DECISIONS,
    )
    is_folder: Literal[False] = False
    needs_bytes = False
    needs_markup = False
    offset_unit = OffsetUnit.CODE_POINT
    policy = "keep"

    def write(self, pages: Iterable[LabelledPage], out: BinaryIO) -> None:
        """Write one annotation after the other."""
        out.write(_HEAD % _CONTEXT.encode())
        separator = b"\n"
        number = 0
        for page in pages:
            for named in page.named_annotations():
                number += 1
                out.write(separator + json_bytes(_annotation(page, named, number)))
                separator = b",\n"
        out.write(b"\n]}\n")


def _annotation(page: LabelledPage, named: NamedAnnotation, number: int) -> dict[str, Any]:
    one = named.annotation
    made: dict[str, Any] = {
        "id": f"urn:annotator:annotation:{number}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"type": "Person", "name": page.annotator},
    }
    bodies = [_body("classifying", named.name)]
    if one.note:
        bodies.append(_body("commenting", one.note))
    if one.uncertain:
        bodies.append(_body("questioning", "uncertain"))
    # `origin` is not of the model, which lets other fields be.
    made.update(body=bodies, target=list(_targets(page, named)), origin=one.origin)
    return made


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _targets(page: LabelledPage, named: NamedAnnotation) -> Iterable[dict[str, Any]]:
    text, span = page.document.text, named.annotation.span
    digest = page.facts.digest
    if named.dom_range is not None:
        yield {
            "type": "SpecificResource",
            "source": page.facts.url or f"urn:sha256:{digest}",
            "selector": _range(named.dom_range),
        }
    yield {
        "type": "SpecificResource",
        "source": f"urn:sha256:{digest}#text={page.document.segmenter}",
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            _quote(text, span),
        ],
    }


def _quote(text: str, span: Span) -> dict[str, Any]:
    return {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(span.start - _AROUND, 0) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }


def _range(dom_range: DomRange) -> dict[str, Any]:
    return {
        "type": "RangeSelector",
        "startSelector": _point(dom_range.start),
        "endSelector": _point(dom_range.end),
    }


def _point(point: DomPoint) -> dict[str, Any]:
    """A place in a text node; a range ends before the place that its end selects."""
    return {
        "type": "XPathSelector",
        "value": point.xpath,
        "refinedBy": {
            "type": "TextPositionSelector",
            "start": point.offset,
            "end": point.offset,
        },
    }
