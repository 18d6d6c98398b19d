"""Pages: their facts, bytes and documents, and the list of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Column, Connection, Row, func, insert, select, update

from annotator.core.document_json import document_from_json, segmenter_of
from annotator.core.documents import Document
from annotator.core.errors import UserError
from annotator.core.pages import (
    AnnotatorId,
    PageFacts,
    PageId,
    PageKind,
    PageRow,
    ParsedPage,
    RawPage,
    Resource,
)
from annotator.storage.damage import damage_told
from annotator.storage.engine import DamagedFile
from annotator.storage.evidence import KeptEvidence, forget_evidence, keep_evidence
from annotator.storage.frames import packer, unpacked
from annotator.storage.mapping import facts_of, facts_values, storable
from annotator.storage.page_rows import page_rows
from annotator.storage.prospects import forget_prospects
from annotator.storage.resources import keep_resources, kept_resources
from annotator.storage.tables import (
    annotation_sets,
    documents,
    journal,
    page_contents,
    pages,
)

_LARGEST_ID = 2**31 - 1

# Statements that run for every batch of an import are built once.
_ADD_PAGES = insert(pages).returning(pages.c.id, sort_by_parameter_order=True)
_ADD_CONTENTS = insert(page_contents)
_ADD_DOCUMENTS = insert(documents)


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page on its way into the store.

    `charset` is what the transport declared and `given_title` what the container calls it; the page
    can be read anew with them. Nobody is shown a proposal for a blind page. `licence` is what was
    said of the right to pass the page on, empty where nobody said anything.
    """

    content: bytes
    parsed: ParsedPage
    charset: str | None = None
    given_title: str = ""
    resources: tuple[Resource, ...] = ()
    evidence: KeptEvidence | None = None
    is_blind: bool = False
    licence: str = ""


def newest_document(page: PageId, *columns: Column[Any]) -> Any:
    """The statement that selects these columns of the document that a page has now."""
    return (
        select(*columns).where(documents.c.page_id == page).order_by(documents.c.id.desc()).limit(1)
    )


def no_page(page: int) -> UserError:
    """What to raise where there is no page of that number."""
    return UserError(f"There is no page {page} in this project.", "“annotator pages” lists them.")


class PageRepository:
    """Pages by number. A number that no page has raises `UserError`, whatever is asked of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, digest: str) -> PageId | None:
        """The page whose content has this SHA-256, if the project has it."""
        return self.find_all([digest]).get(digest)

    def find_all(self, digests: Iterable[str]) -> dict[str, PageId]:
        """Which of these contents the project has, each with its page."""
        wanted = select(pages.c.digest, pages.c.id).where(pages.c.digest.in_(list(digests)))
        return {row.digest: PageId(row.id) for row in self._connection.execute(wanted)}

    def add(
        self, content: bytes, parsed: ParsedPage, imported_at: datetime, charset: str | None = None
    ) -> PageId:
        """Keep one page, as `add_all` keeps many."""
        return self.add_all([NewPage(content, parsed, charset)], imported_at)[0]

    def add_all(self, new: Sequence[NewPage], imported_at: datetime) -> list[PageId]:
        """Keep pages that `find_all` does not know yet in this transaction; their numbers.

        Pages are numbered in their order. No two may have the same content.
        """
        if not new:
            return []
        rows = [{**_page_values(one), "imported_at": imported_at} for one in new]
        answered = self._connection.execute(_ADD_PAGES, rows)
        numbers = [PageId(row.id) for row in answered]
        pack = packer().compress
        numbered = list(zip(numbers, new, strict=True))
        self._connection.execute(
            _ADD_CONTENTS,
            [{"page_id": page, "frame": pack(one.content)} for page, one in numbered],
        )
        self._connection.execute(
            _ADD_DOCUMENTS,
            [{"page_id": page, **_document_values(one.parsed)} for page, one in numbered],
        )
        keep_resources(self._connection, ((page, one.resources) for page, one in numbered))
        keep_evidence(
            self._connection, ((page, one.evidence) for page, one in numbered if one.evidence)
        )
        return numbers

    def replace_parse(self, page: PageId, parsed: ParsedPage) -> None:
        """Keep another reading of the same bytes, made with another encoding.

        Evidence and prospect of the earlier one are forgotten; `evidence` keeps what goes with
        this one.
        `UserError` if anything was ever labelled on the page: its offsets would lose their sense.
        """
        self.facts(page)
        lines = (
            select(journal.c.sequence)
            .join(annotation_sets, annotation_sets.c.id == journal.c.set_id)
            .where(annotation_sets.c.page_id == page)
            .limit(1)
        )
        if self._connection.execute(lines).first() is not None:
            raise UserError(
                f"Page {page} has been labelled and cannot be decoded anew.",
                "Only a page without any label or history can change its encoding.",
            )
        self._connection.execute(
            update(pages).where(pages.c.id == page).values(**_parse_values(parsed))
        )
        self._connection.execute(
            update(documents)
            .where(documents.c.id == newest_document(page, documents.c.id).scalar_subquery())
            .values(**_document_values(parsed))
        )
        self._connection.execute(
            update(annotation_sets)
            .where(annotation_sets.c.page_id == page)
            .values(undecided_count=parsed.block_count)
        )
        forget_evidence(self._connection, page)
        forget_prospects(self._connection, [page])

    def count(self) -> int:
        """How many pages the project has."""
        return self._connection.execute(select(func.count()).select_from(pages)).scalar_one()

    def facts(self, page: PageId) -> PageFacts:
        """What reading the page told."""
        row = self._row(page, *pages.columns)
        with damage_told(f"Page {page}"):
            return facts_of(row)

    def imported_at(self, page: PageId) -> datetime:
        """When the page came into the project."""
        return cast("datetime", self._row(page, pages.c.imported_at).imported_at)

    def content(self, page: PageId) -> bytes:
        """The bytes as they were imported."""
        wanted = select(pages.c.byte_count, page_contents.c.frame).join(page_contents)
        row = self._connection.execute(
            wanted.where(pages.c.id == checked_number(page))
        ).one_or_none()
        if row is None:
            raise no_page(page)
        return unpacked(row.frame, row.byte_count, f"The stored bytes of page {page}")

    def resources(self, page: PageId) -> tuple[Resource, ...]:
        """The images and style sheets that came with the page, in their order."""
        self._row(page, pages.c.id)
        return kept_resources(self._connection, page)

    def raw(self, page: PageId) -> RawPage:
        """The page as it was imported, to be read again, without its resources."""
        kept = pages.c
        row = self._row(
            page, kept.name, kept.kind, kept.url, kept.charset, kept.fetched_at, kept.given_title
        )
        with damage_told(f"Page {page}"):
            kind = PageKind(row.kind)
        return RawPage(
            self.content(page),
            row.name,
            kind,
            row.url,
            row.charset,
            row.fetched_at,
            row.given_title or "",
        )

    def document(self, page: PageId) -> Document:
        """The text and blocks of the page, as they were made; `DamagedFile` for any others."""
        kept = documents.c
        wanted = newest_document(checked_number(page), kept.text, kept.blocks, kept.digest)
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise no_page(page)
        if document_digest(row.text, row.blocks) != row.digest:
            raise DamagedFile(
                f"The document of page {page} is damaged: it is not the one that was stored.",
                "Keep the file as it is and open the latest backup.",
            )
        with damage_told(f"The document of page {page}"):
            return document_from_json(row.text, row.blocks)

    def of_site(self, site: str, most: int | None = None) -> list[PageId]:
        """The pages of a site, the latest first, `most` at most."""
        wanted = select(pages.c.id).where(pages.c.site == site).order_by(pages.c.id.desc())
        return [PageId(one) for one in self._connection.execute(wanted.limit(most)).scalars()]

    def is_blind(self, page: PageId) -> bool:
        """Whether the page is to be labelled without proposals; that is decided at its import."""
        return bool(self._row(page, pages.c.is_blind).is_blind)

    def rows(
        self, annotator: AnnotatorId | None = None, after: int = 0, limit: int | None = None
    ) -> list[PageRow]:
        """The pages with a number above `after` in order, `limit` of them or all.

        Status and undecided blocks are those of the annotator's set. Without an annotator they are
        those of the gold set once it is finished, and before that of the annotator's set that is
        furthest on: by status, then by fewest undecided blocks, then by who joined first.
        """
        return page_rows(self._connection, annotator, after, limit)

    def _row(self, page: PageId, *columns: Column[Any]) -> Row[Any]:
        wanted = select(*columns).where(pages.c.id == checked_number(page))
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            raise no_page(page)
        return row


def checked_number(page: PageId) -> PageId:
    """The same number, if a database can hold it at all."""
    if not 0 < page <= _LARGEST_ID:
        raise no_page(page)
    return page


def _parse_values(parsed: ParsedPage) -> dict[str, Any]:
    values = {**facts_values(parsed.facts), "block_count": parsed.block_count}
    return {key: storable(one) if isinstance(one, str) else one for key, one in values.items()}


def _page_values(new: NewPage) -> dict[str, Any]:
    return {
        **_parse_values(new.parsed),
        "charset": new.charset and storable(new.charset),
        "given_title": storable(new.given_title) or None,
        "is_blind": new.is_blind,
        "licence": storable(new.licence) or None,
    }


def _document_values(parsed: ParsedPage) -> dict[str, Any]:
    return {
        "segmenter": segmenter_of(parsed.blocks),
        "text": parsed.text,
        "blocks": parsed.blocks,
        "digest": document_digest(parsed.text, parsed.blocks),
    }


def document_digest(text: str, blocks: str) -> str:
    """The digest of a document as `documents` keeps it."""
    return hashlib.sha256(f"{text}\n{blocks}".encode()).hexdigest()
