"""The evidence of pages, kept beside them, and the numbers that compare pages of one site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, delete, func, insert, select

from annotator.core.pages import PageId
from annotator.storage.frames import packer, unpacked
from annotator.storage.tables import page_evidence, pages

HASH_BYTES = 8
"""What a number takes in the columns that compare pages."""
_ADD = insert(page_evidence)
_SOME = 500  # values in one statement: databases take only so many


@dataclass(frozen=True, slots=True)
class KeptEvidence:
    """The evidence of a page: the JSON of `page_evidence`, and two columns that were made of it.

    `version` names all versions that had a part in it. `text_hashes` and `signatures` hold eight
    bytes each, and are None until they are made.
    """

    version: str
    json: str
    text_hashes: bytes | None = None
    signatures: bytes | None = None


@dataclass(frozen=True, slots=True)
class EvidenceMark:
    """What changes whenever the evidence of a site does, also where a page was decoded anew.

    `readings` has a row for each encoding: how many pages were read in it, the sum of their
    numbers, and how many visible blocks they have.
    """

    readings: tuple[tuple[str, int, int, int], ...] = ()


class EvidenceRepository:
    """Evidence by page. It can be made anew at any time, so keeping it replaces what was kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, page: PageId) -> KeptEvidence | None:
        """What is kept of the page; None for a page imported before anything was."""
        wanted = select(page_evidence).where(page_evidence.c.page_id == page)
        row = self._connection.execute(wanted).one_or_none()
        if row is None:
            return None
        content = unpacked(row.frame, row.byte_count, f"The bytes of the evidence of page {page}")
        return KeptEvidence(row.version, content.decode("ascii"), row.text_hashes, row.signatures)

    def keep(self, page: PageId, evidence: KeptEvidence) -> None:
        """Keep the evidence of a page in place of what there was."""
        forget_evidence(self._connection, page)
        keep_evidence(self._connection, [(page, evidence)])

    def lacking(self, of: Sequence[PageId], version: str) -> list[PageId]:
        """Those of the pages that have no whole evidence of this version, by number."""
        kept = page_evidence.c
        found: set[PageId] = set(of)
        for first in range(0, len(of), _SOME):
            whole = select(kept.page_id).where(
                kept.page_id.in_(of[first : first + _SOME]),
                kept.version == version,
                _is_whole(kept.text_hashes),
                _is_whole(kept.signatures),
            )
            found.difference_update(self._connection.execute(whole).scalars())
        return sorted(found)

    def mark(self, site: str, version: str) -> EvidenceMark:
        """What tells whether the evidence of the site is still what it was."""
        counted = (
            select(
                pages.c.encoding,
                func.count(),
                func.sum(pages.c.id),
                func.sum(pages.c.block_count),
            )
            .join(page_evidence)
            .where(pages.c.site == site, page_evidence.c.version == version)
            .group_by(pages.c.encoding)
            .order_by(pages.c.encoding)
        )
        rows = self._connection.execute(counted)
        return EvidenceMark(
            tuple((name, count, int(numbers), int(blocks)) for name, count, numbers, blocks in rows)
        )

    def text_hashes(self, site: str, version: str, most: int | None = None) -> dict[PageId, bytes]:
        """Eight bytes a block for each page of the site where they are known, latest first.

        `most` is how many at most.
        """
        return self._column(page_evidence.c.text_hashes, site, version, most)

    def signatures(self, site: str, version: str, most: int | None = None) -> dict[PageId, bytes]:
        """The signatures of each page of the site where they are known, latest first."""
        return self._column(page_evidence.c.signatures, site, version, most)

    def _column(
        self, column: Column[Any], site: str, version: str, most: int | None
    ) -> dict[PageId, bytes]:
        wanted = (
            select(page_evidence.c.page_id, column)
            .join(pages)
            .where(pages.c.site == site, page_evidence.c.version == version, _is_whole(column))
            .order_by(pages.c.id.desc())
            .limit(most)
        )
        return {PageId(page): value for page, value in self._connection.execute(wanted)}


def _is_whole(column: Column[Any]) -> ColumnElement[bool]:
    """Whether it holds whole numbers: it is there, and not damaged. What is NULL is not."""
    return func.length(column) % HASH_BYTES == 0


def keep_evidence(connection: Connection, of_pages: Iterable[tuple[PageId, KeptEvidence]]) -> None:
    """Keep the evidence of pages that have none."""
    pack = packer().compress
    rows = []
    for page, one in of_pages:
        content = one.json.encode("ascii")
        rows.append(
            {
                "page_id": page,
                "version": one.version,
                "byte_count": len(content),
                "frame": pack(content),
                "text_hashes": one.text_hashes,
                "signatures": one.signatures,
            }
        )
    if rows:
        connection.execute(_ADD, rows)


def forget_evidence(connection: Connection, page: PageId) -> None:
    """Drop the evidence of a page, if there is any."""
    connection.execute(delete(page_evidence).where(page_evidence.c.page_id == page))
