"""What came with a page to show it with, kept beside it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from annotator.core.pages import PageId, Resource
from annotator.storage.frames import packer, unpacked
from annotator.storage.mapping import storable
from annotator.storage.tables import page_resources

_ADD = insert(page_resources)


def keep_resources(
    connection: Connection, of_pages: Iterable[tuple[PageId, tuple[Resource, ...]]]
) -> None:
    """Keep the resources of new pages, numbered in their order."""
    pack = packer().compress
    rows = [
        {
            "page_id": page,
            "number": number,
            "url": storable(one.url),
            "media_type": storable(one.media_type),
            "byte_count": len(one.content),
            "frame": pack(one.content),
        }
        for page, resources in of_pages
        for number, one in enumerate(resources, 1)
    ]
    if rows:
        connection.execute(_ADD, rows)


def kept_resources(connection: Connection, page: PageId) -> tuple[Resource, ...]:
    """The resources of a page in their order."""
    kept = page_resources.c
    wanted = select(page_resources).where(kept.page_id == page).order_by(kept.number)
    return tuple(
        Resource(
            row.url,
            row.media_type,
            unpacked(row.frame, row.byte_count, f"The bytes of “{row.url}” on page {page}"),
        )
        for row in connection.execute(wanted)
    )
