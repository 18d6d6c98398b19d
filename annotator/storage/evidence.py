"""The evidence of pages, kept beside them, and the numbers that compare pages of one site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, delete, insert, or_, select

from annotator.core.pages import PageId
from annotator.storage.frames import packer, unpacked
from annotator.storage.tables import page_evidence, pages

_ADD = insert(page_evidence)


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
        content = unpacked(row.frame, row.byte_count, f"The stored evidence of page {page}")
        return KeptEvidence(row.version, content.decode("ascii"), row.text_hashes, row.signatures)

    def keep(self, page: PageId, evidence: KeptEvidence) -> None:
        """Keep the evidence of a page in place of what there was."""
        forget_evidence(self._connection, page)
        keep_evidence(self._connection, [(page, evidence)])

    def lacking(self, site: str, version: str) -> list[PageId]:
        """The pages of the site without whole evidence of this version, by number."""
        kept = page_evidence.c
        wanted = (
            select(pages.c.id)
            .join(page_evidence, isouter=True)
            .where(
                pages.c.site == site,
                or_(
                    kept.version.is_(None),
                    kept.version != version,
                    kept.text_hashes.is_(None),
                    kept.signatures.is_(None),
                ),
            )
            .order_by(pages.c.id)
        )
        return [PageId(one) for one in self._connection.execute(wanted).scalars()]

    def text_hashes(self, site: str, version: str) -> dict[PageId, bytes]:
        """Eight bytes a block for each page of the site where they are known, by number."""
        return self._column(page_evidence.c.text_hashes, site, version)

    def signatures(self, site: str, version: str) -> dict[PageId, bytes]:
        """The signatures of each page of the site where they are known, by number."""
        return self._column(page_evidence.c.signatures, site, version)

    def _column(self, column: Column[Any], site: str, version: str) -> dict[PageId, bytes]:
        wanted = (
            select(page_evidence.c.page_id, column)
            .join(pages)
            .where(pages.c.site == site, page_evidence.c.version == version, column.is_not(None))
            .order_by(page_evidence.c.page_id)
        )
        return {PageId(page): value for page, value in self._connection.execute(wanted)}


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
