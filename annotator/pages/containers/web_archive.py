"""WARC and ARC: what crawlers write; the responses among the records that are pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from annotator.core.errors import UserError
from annotator.core.pages import RawPage
from annotator.pages.containers.archive_records import Record, Records
from annotator.pages.containers.archive_stream import ArchiveStream, Damaged
from annotator.pages.containers.budget import Budget, Spent
from annotator.pages.containers.container import Refusal, Source
from annotator.pages.containers.media_types import PAGE_TYPES, page_kind
from annotator.pages.containers.responses import Message, message_in
from annotator.pages.containers.web_addresses import web_address

_HEAD = re.compile(rb"WARC/\d+\.\d+\s*\n|filedesc:\S")
_KINDS = frozenset({"response", "resource", "conversion"})
_SCHEMES = frozenset({"http", "https", "ftp", "file"})
"""Addresses of what was fetched. Crawlers keep their logs and notes under others."""


class WebArchive:
    """A file of records, each of them an answer of a server, or a note of the crawler.

    A revisit says that a page was met again unchanged: nothing new comes of it.
    """

    title = "WARC"
    suffixes: tuple[str, ...] = (".warc", ".arc")
    takes_gzip = True

    def sniff(self, head: bytes, name: str) -> float:
        """Its first line is that of a record."""
        if _HEAD.match(head):
            return 1.0
        return 0.3 if name.removesuffix(".gz").endswith(self.suffixes) else 0.0

    def read(self, source: Source) -> Iterator[RawPage | Refusal]:
        """A page for each response that is one; every damaged record is refused, page or not."""
        records: Records | None = None
        try:
            records = Records(ArchiveStream(source.file, source.budget), source.name)
            for one in records:
                found = one if isinstance(one, Refusal) else page_in(one, source)
                if found is not None:
                    yield found
            if not records.number:
                yield Refusal(source.name, "There is no record in this file.")
        except Spent as error:
            yield Refusal(source.name, str(error), records.number if records else None)


def page_in(record: Record, source: Source) -> RawPage | Refusal | None:
    """The page in a record, None if it holds none, a refusal if it cannot be read."""
    if record.kind not in _KINDS or not _is_fetched(record.url):
        return None
    try:
        message = message_in(record)
        if not message.is_whole or message.media_type not in PAGE_TYPES:
            return None
        return _page(record, message, source.name, source.budget)
    except Spent:
        raise
    except (Damaged, UserError) as error:
        return Refusal(source.name, str(error), record.number, record.offset)


def _page(record: Record, message: Message, name: str, budget: Budget) -> RawPage | None:
    if "warc-segment-number" in record.headers:
        raise UserError("The page is split over several records, which are not put together.")
    content = message.body(record, budget)
    if not content.strip():
        raise UserError("The page is empty.")
    kind = page_kind(message.media_type, content)
    if kind is None:
        return None
    return RawPage(
        content,
        f"{name}#{record.number}",
        kind,
        web_address(record.url),
        message.charset,
        record.time,
    )


def _is_fetched(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    # What is said to robots is in every crawl, and is no page.
    return parts.scheme in _SCHEMES and parts.path != "/robots.txt"
