"""Pages with all that leaves a project of them, a few at a time."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

import zstandard
from sqlalchemy import BindParameter, Connection, Row, bindparam, func, select

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.document_json import document_from_json
from annotator.core.documents import Document
from annotator.core.journal import Status
from annotator.core.pages import AnnotatorId, PageFacts, PageId, RawPage
from annotator.core.spans import Span
from annotator.storage.damage import damage_told
from annotator.storage.engine import DamagedFile
from annotator.storage.frames import unpacked
from annotator.storage.mapping import facts_of
from annotator.storage.pages import document_digest, no_page
from annotator.storage.set_rows import ORIGINS, AuthoredSet
from annotator.storage.tables import (
    annotation_rows,
    annotation_sets,
    annotators,
    documents,
    page_contents,
    page_evidence,
    pages,
)

# Statements are built once and read a few pages each: asking page by page costs more than all else
# that an export does.
_WANTED: BindParameter[int] = bindparam("wanted", expanding=True)
_NEWEST = (
    select(func.max(documents.c.id))
    .where(documents.c.page_id.in_(_WANTED))
    .group_by(documents.c.page_id)
)
_PAGES = select(pages).where(pages.c.id.in_(_WANTED))
_DOCUMENTS = select(
    documents.c.page_id, documents.c.text, documents.c.blocks, documents.c.digest
).where(documents.c.id.in_(_NEWEST))
_CONTENTS = (
    select(pages.c.id, pages.c.byte_count, page_contents.c.frame)
    .join(page_contents)
    .where(pages.c.id.in_(_WANTED))
)
_ROWS = (
    select(
        pages.c.id,
        pages.c.byte_count,
        pages.c.site,
        pages.c.fetched_at,
        pages.c.is_blind,
    )
    .where(pages.c.id.in_(select(annotation_sets.c.page_id)))
    .order_by(pages.c.id)
)
_EVIDENCE = select(page_evidence.c.page_id, page_evidence.c.frame).where(
    page_evidence.c.page_id.in_(_WANTED)
)
_ORIGIN = annotators.alias("origin")
_SETS = (
    select(annotation_sets, annotators.c.name, _ORIGIN.c.name.label("fork_of"))
    .join(annotators, annotators.c.id == annotation_sets.c.annotator_id)
    .join(_ORIGIN, _ORIGIN.c.id == annotators.c.fork_of, isouter=True)
    .where(annotation_sets.c.page_id.in_(_WANTED))
    .order_by(annotation_sets.c.page_id, annotation_sets.c.annotator_id)
)
_ANNOTATIONS = (
    select(
        annotation_rows.c.set_id,
        annotation_rows.c.start,
        annotation_rows.c.end,
        annotation_rows.c.label,
        annotation_rows.c.origin,
        annotation_rows.c.note,
        annotation_rows.c.uncertain,
    )
    .where(annotation_rows.c.set_id.in_(_WANTED))
    .order_by(annotation_rows.c.set_id, annotation_rows.c.start)
)
_LANGUAGE = re.compile(rb'"language":("[^"\\]*(?:\\.[^"\\]*)*")')
# The language stands near the beginning: what comes after it is long, and read by nobody here.
_FIRST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class OutgoingPage:
    """A page, its document and all its sets, in the order in which their annotators joined.

    `licence` and `language` are empty where nothing is known.
    """

    page: PageId
    facts: PageFacts
    is_blind: bool
    licence: str
    language: str
    document: Document
    sets: tuple[AuthoredSet, ...]
    charset: str | None
    given_title: str

    def raw(self, content: bytes) -> RawPage:
        """The page as it was imported, of its bytes."""
        facts = self.facts
        return RawPage(
            content,
            facts.name,
            facts.kind,
            facts.url,
            self.charset,
            facts.fetched_at,
            self.given_title,
        )


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """What tells whether a labelled page is wanted, without its text."""

    page: PageId
    byte_count: int
    site: str
    fetched_at: datetime | None
    is_blind: bool


class OutgoingRepository:
    """Pages a few at a time: one question for all of them costs little more than one for each."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self) -> list[OutgoingRow]:
        """All pages that have a set, by number."""
        return [
            OutgoingRow(PageId(page), byte_count, site, fetched_at, is_blind)
            for page, byte_count, site, fetched_at, is_blind in self._connection.execute(_ROWS)
        ]

    def pages(self, wanted: Sequence[PageId]) -> list[OutgoingPage]:
        """These pages, in their order; none of them may come twice."""
        key = {"wanted": list(wanted)}
        rows = {row.id: row for row in self._connection.execute(_PAGES, key).all()}
        texts = {row.page_id: row for row in self._connection.execute(_DOCUMENTS, key).all()}
        languages = self.languages(wanted)
        sets = _sets(self._connection, key)
        made = []
        for page in wanted:
            if page not in rows or page not in texts:
                raise no_page(page)
            row = rows[page]
            with damage_told(f"Page {page}"):
                facts = facts_of(row)
            made.append(
                OutgoingPage(
                    page,
                    facts,
                    row.is_blind,
                    row.licence or "",
                    languages.get(page, ""),
                    _document(page, texts[page]),
                    tuple(sets.get(page, ())),
                    row.charset,
                    row.given_title or "",
                )
            )
        return made

    def contents(self, wanted: Sequence[PageId]) -> dict[PageId, bytes]:
        """The bytes of these pages, by number."""
        rows = self._connection.execute(_CONTENTS, {"wanted": list(wanted)})
        return {
            PageId(page): unpacked(frame, byte_count, f"The stored bytes of page {page}")
            for page, byte_count, frame in rows
        }

    def languages(self, wanted: Sequence[PageId]) -> dict[PageId, str]:
        """What these pages say of their language, by number; empty where they say nothing."""
        rows = self._connection.execute(_EVIDENCE, {"wanted": list(wanted)})
        return {PageId(page): _language(frame) for page, frame in rows}


def _document(page: PageId, row: Row[Any, Any, Any, Any]) -> Document:
    if document_digest(row.text, row.blocks) != row.digest:
        raise DamagedFile(
            f"The document of page {page} is damaged: it is not the one that was stored.",
            "Keep the file as it is and open the latest backup.",
        )
    with damage_told(f"The document of page {page}"):
        return document_from_json(row.text, row.blocks)


def _sets(connection: Connection, key: dict[str, list[PageId]]) -> dict[int, list[AuthoredSet]]:
    rows = connection.execute(_SETS, key).all()
    found: dict[int, list[AuthoredSet]] = defaultdict(list)
    with damage_told("A set of annotations"):
        annotations = _annotations(connection, [row.id for row in rows])
        for row in rows:
            found[row.page_id].append(
                AuthoredSet(
                    annotator_id=AnnotatorId(row.annotator_id),
                    annotator=row.name,
                    status=Status(row.status),
                    revision=row.revision,
                    undecided_count=row.undecided_count,
                    annotations=AnnotationSet(annotations.get(row.id, ())),
                    fork_of=row.fork_of,
                    guideline_version=row.guideline_version,
                )
            )
    return found


def _annotations(connection: Connection, sets: Sequence[int]) -> dict[int, tuple[Annotation, ...]]:
    # All at once: they are few, and to fetch row by row takes longer than all that follows.
    rows = connection.execute(_ANNOTATIONS, {"wanted": list(sets)}).all()
    return {
        set_id: tuple(
            [
                Annotation(Span(start, end), label, ORIGINS[origin], note, uncertain)
                for _, start, end, label, origin, note, uncertain in of_set
            ]
        )
        for set_id, of_set in groupby(rows, key=itemgetter(0))
    }


def _language(frame: bytes) -> str:
    """What `html lang` says, of the evidence of a page; empty where that is damaged."""
    try:
        begin = zstandard.ZstdDecompressor().stream_reader(frame).read(_FIRST_BYTES)
        found = _LANGUAGE.search(begin) or _LANGUAGE.search(
            zstandard.ZstdDecompressor().stream_reader(frame).read()
        )
    except zstandard.ZstdError:
        return ""  # evidence can be made again, and an export need not fail for it
    return str(json.loads(found[1])).strip() if found else ""
