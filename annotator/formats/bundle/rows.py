"""Pages, sets, remarks and assignments as lines of JSON, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from annotator.core.bundles import (
    Anchor,
    BundleAssignment,
    BundlePage,
    BundleRemark,
    BundleResource,
    BundleSet,
)
from annotator.core.journal import Status
from annotator.core.line_json import line_to_json, written_time
from annotator.core.pages import PageId, PageKind
from annotator.core.remarks import VERDICTS, Remark, RemarkKind
from annotator.core.spans import Span
from annotator.formats.bundle.fields import Fields, number_of, rows_of, span_of, text_of
from annotator.formats.bundle.limits import MOST_LISTS_A_LINE, broken
from annotator.formats.bundle.lines import line_of

_LONGEST_TEXT = 1_000_000
_LONGEST_ADDRESS = 100_000
_MOST_RESOURCES = 10_000
_NO_PAGE = PageId(0)

_PAGE_FIELDS = [
    "digest",
    "kind",
    "name",
    "title",
    "url",
    "charset",
    "fetched_at",
    "given_title",
    "encoding",
    "is_blind",
    "is_calibration",
    "licence",
    "segmenter",
    "document",
    "has_content",
    "resources",
]
_SET_FIELDS = [
    "id",
    "page",
    "annotator",
    "fork_of",
    "status",
    "revision",
    "guideline_version",
    "segmenter",
    "document",
    "journal",
    "anchors",
]
_REMARK_FIELDS = [
    "id",
    "page",
    "thread",
    "kind",
    "author",
    "made_at",
    "text",
    "about",
    "start",
    "end",
    "quote",
    "revision",
    "anchor",
]
_ASSIGNMENT_FIELDS = ["page", "annotator", "given_at"]
_RESOURCE_FIELDS = ["url", "media_type", "digest"]


def encoded(table: Mapping[str, Any]) -> bytes:
    """A table as one line."""
    return json.dumps(table, separators=(",", ":")).encode() + b"\n"


def page_line(page: BundlePage) -> bytes:
    """The line of a page in `pages.jsonl`."""
    return encoded(
        {
            "digest": page.digest,
            "kind": page.kind,
            "name": page.name,
            "title": page.title,
            "url": page.url,
            "charset": page.charset,
            "fetched_at": None if page.fetched_at is None else written_time(page.fetched_at),
            "given_title": page.given_title,
            "encoding": page.encoding,
            "is_blind": page.is_blind,
            "is_calibration": page.is_calibration,
            "licence": page.licence,
            "segmenter": page.segmenter,
            "document": page.document,
            "has_content": page.has_content,
            "resources": [
                {"url": one.url, "media_type": one.media_type, "digest": one.digest}
                for one in page.resources
            ],
        }
    )


def page_of(value: object, where: str) -> BundlePage:
    """What `page_line` wrote; `UserError` if it is anything else."""
    row = Fields(value, where, _PAGE_FIELDS)
    return BundlePage(
        digest=row.digest("digest"),
        kind=row.choice("kind", PageKind),
        name=row.text("name", _LONGEST_ADDRESS),
        title=row.text("title", _LONGEST_TEXT),
        url=row.text_or_none("url", _LONGEST_ADDRESS),
        charset=row.text_or_none("charset", 1_000),
        fetched_at=row.time_or_none("fetched_at"),
        given_title=row.text("given_title", _LONGEST_TEXT),
        encoding=row.text("encoding", 64),
        is_blind=row.flag("is_blind"),
        is_calibration=row.flag("is_calibration"),
        licence=row.text("licence", _LONGEST_TEXT),
        segmenter=row.text("segmenter", 64),
        document=row.digest("document"),
        has_content=row.flag("has_content"),
        resources=tuple(
            _resource(one, f"{where}, resources,") for one in row.rows("resources", _MOST_RESOURCES)
        ),
    )


def _resource(value: object, where: str) -> BundleResource:
    row = Fields(value, where, _RESOURCE_FIELDS)
    return BundleResource(
        row.text("url", _LONGEST_ADDRESS), row.text("media_type", 1_000), row.digest("digest")
    )


def set_line(one: BundleSet, fork_of: str, segmenter: str) -> bytes:
    """The line of a set in `sets.jsonl`; its journal lines are written as they are compared."""
    head = json.dumps(
        {
            "id": one.id,
            "page": one.page,
            "annotator": one.annotator,
            "fork_of": fork_of,
            "status": one.status,
            "revision": len(one.lines),
            "guideline_version": one.guideline_version,
            "segmenter": segmenter,
            "document": one.document,
        },
        separators=(",", ":"),
    )
    journal = ",".join(map(line_to_json, one.lines))
    anchors = json.dumps(
        [[span.start, span.end, *_anchor_row(one.anchors[span])] for span in sorted(one.anchors)],
        separators=(",", ":"),
    )
    return f'{head[:-1]},"journal":[{journal}],"anchors":{anchors}}}\n'.encode()


def set_of(value: object, where: str) -> tuple[BundleSet, str]:
    """What `set_line` wrote, and of whom it is a second version; `UserError` for anything else."""
    row = Fields(value, where, _SET_FIELDS)
    journal = row.rows("journal", MOST_LISTS_A_LINE)
    lines = tuple(line_of(one, f"{where}, step {number},") for number, one in enumerate(journal, 1))
    if not lines or len(lines) != row.number("revision", 1):
        raise broken(f"{where}, revision,", "is not the number of its steps")
    row.text("segmenter", 64)
    made = BundleSet(
        id=row.digest("id"),
        page=row.digest("page"),
        annotator=row.name("annotator"),
        status=row.choice("status", Status),
        guideline_version=row.number_or_none("guideline_version", 1),
        document=row.digest("document"),
        lines=lines,
        anchors=_anchors(row.rows("anchors", MOST_LISTS_A_LINE), f"{where}, anchors,"),
    )
    return made, row.name("fork_of", may_be_empty=True)


def remark_line(one: BundleRemark) -> bytes:
    """The line of a remark in `remarks.jsonl`."""
    remark = one.remark
    return encoded(
        {
            "id": remark.id,
            "page": one.page,
            "thread": remark.thread,
            "kind": remark.kind,
            "author": remark.author,
            "made_at": written_time(remark.made_at),
            "text": remark.text,
            "about": remark.about,
            "start": None if remark.span is None else remark.span.start,
            "end": None if remark.span is None else remark.span.end,
            "quote": remark.quote,
            "revision": remark.revision,
            "anchor": None if one.anchor is None else _anchor_row(one.anchor),
        }
    )


def remark_of(value: object, where: str) -> BundleRemark:
    """What `remark_line` wrote; `UserError` if it is anything else."""
    row = Fields(value, where, _REMARK_FIELDS)
    has_span = row.value("start") is not None or row.value("end") is not None
    span = span_of(row.value("start"), row.value("end"), where) if has_span else None
    anchor = None
    if row.value("anchor") is not None:
        anchor = _anchor(row.rows("anchor", 5), f"{where}, anchor,")
    quote = row.text("quote", _LONGEST_TEXT)
    if (span is None) != (anchor is None) or quote != ("" if anchor is None else anchor.quote):
        raise broken(where, "does not say alike where it stands")
    kind = row.choice("kind", RemarkKind)
    remark = Remark(
        id=row.uuid("id"),
        page=_NO_PAGE,
        thread=row.uuid("thread"),
        kind=kind,
        author=row.name("author"),
        made_at=row.time("made_at"),
        text=row.text("text", _LONGEST_TEXT),
        about=row.name("about", may_be_empty=True),
        span=span,
        quote=quote,
        revision=row.number_or_none("revision"),
    )
    if kind in VERDICTS and not remark.about:
        raise broken(where, "is a verdict about nobody's set")
    return BundleRemark(row.digest("page"), remark, anchor)


def assignment_line(one: BundleAssignment) -> bytes:
    """The line of an assignment in `assignments.jsonl`."""
    return encoded(
        {
            "page": one.page,
            "annotator": one.annotator,
            "given_at": written_time(one.given_at),
        }
    )


def assignment_of(value: object, where: str) -> BundleAssignment:
    """What `assignment_line` wrote; `UserError` if it is anything else."""
    row = Fields(value, where, _ASSIGNMENT_FIELDS)
    return BundleAssignment(row.digest("page"), row.name("annotator"), row.time("given_at"))


def _anchor_row(anchor: Anchor) -> list[Any]:
    return [anchor.xpath, anchor.run, anchor.paragraph, anchor.offset, anchor.quote]


def _anchors(rows: Sequence[Any], where: str) -> dict[Span, Anchor]:
    found: dict[Span, Anchor] = {}
    for row in rows:
        values = rows_of(row, where, 7)
        if len(values) != 7:
            raise broken(where, "holds what is none")
        span = span_of(values[0], values[1], where)
        found[span] = _anchor(values[2:], where)
        if len(found[span].quote) != len(span):
            raise broken(where, "has a quote of another length than its span")
    if len(found) != len(rows):
        raise broken(where, "names a span twice")
    return found


def _anchor(values: Sequence[Any], where: str) -> Anchor:
    if len(values) != 5:
        raise broken(where, "holds what is none")
    xpath, run, paragraph, offset, quote = values
    return Anchor(
        text_of(xpath, where, 10_000),
        number_of(run, where),
        None if paragraph is None else number_of(paragraph, where),
        number_of(offset, where),
        text_of(quote, where, 100_000_000),
    )
