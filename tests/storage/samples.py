"""Pages and lines to store."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from annotator.core.annotations import AnnotationSet
from annotator.core.document_json import blocks_to_json
from annotator.core.documents import Document
from annotator.core.edits import Edit, apply
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.pages import EncodingSource, PageFacts, PageId, PageKind, ParsedPage
from annotator.storage.store import Store
from tests.pictures import marked, page

LABELS = """
name = "Labels of the tests"
version = 3

[[label]]
id = "body"
name = "Body"
keys = ["b"]
light = "#ffffff"
dark = "#000000"
"""
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
DOCUMENT = page("Big news", "It rained", "Menu")


def parsed(document: Document, content: bytes, **facts: object) -> ParsedPage:
    """The document as the parsing process hands it over, read from these bytes."""
    values = {
        "digest": hashlib.sha256(content).hexdigest(),
        "byte_count": len(content),
        "kind": PageKind.HTML,
        "name": "folder/page.html",
        "title": "Big news",
        "url": "https://news.example.org/1",
        "site": "example.org",
        "encoding": "utf-8",
        "encoding_source": EncodingSource.META,
        "replaced_count": 0,
        "cut": document.cut,
        **facts,
    }
    visible = sum(block.hidden is None for block in document.blocks)
    return ParsedPage(
        PageFacts(**values),  # type: ignore[arg-type] - a table of mixed values
        document.text,
        blocks_to_json(document),
        visible,
    )


def add_page(
    store: Store, document: Document = DOCUMENT, content: bytes = b"<p>", **facts: object
) -> PageId:
    """Store one page in a transaction of its own."""
    with store.begin() as transaction:
        return transaction.pages.add(content, parsed(document, content, **facts), NOON)


def line(
    edit: Edit, kind: LineKind = LineKind.EDIT, status: Status = Status.IN_PROGRESS
) -> JournalLine:
    """A line of the journal, made at noon."""
    return JournalLine(kind, edit, status, NOON)


def replacing(before: str, after: str, name: str = "Label") -> Edit:
    """The edit between two pictures of the marks on one text."""
    old, new = set(marked(before)), set(marked(after))
    return Edit(name, frozenset(old - new), frozenset(new - old))


def replay(lines: tuple[JournalLine, ...]) -> AnnotationSet:
    """The set that the journal amounts to."""
    result = AnnotationSet()
    for one in lines:
        result = apply(result, one.edit)
    return result
