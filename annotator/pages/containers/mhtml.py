"""MHTML: a page as a browser saved it, with what it needs to be shown, in one MIME message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from annotator.core.errors import Cancelled, UserError
from annotator.core.pages import PageKind, RawPage, Resource
from annotator.pages.containers.belongings import Belongings, shows_page
from annotator.pages.containers.container import Refusal, Source
from annotator.pages.containers.media_types import HTML_TYPES
from annotator.pages.containers.mime_parts import Part, decoded_header, head_of, parts_of
from annotator.pages.containers.times import time_of
from annotator.pages.containers.web_addresses import web_address

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_FIRST_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]*\S")
_LONGEST_TITLE = 1000
_LARGEST_HEAD = 256 * 1024


class Mhtml:
    """The page is the part that the message starts with; frames in it are no pages of their own."""

    title = "MHTML"
    suffixes: tuple[str, ...] = (".mhtml", ".mht")

    def sniff(self, head: bytes, name: str) -> float:
        """It begins with headers, which say that a page and what belongs to it follow."""
        start = head.lstrip()
        if _FIRST_HEADER.match(start):
            headers = _BLANK_LINE.split(start, maxsplit=1)[0].lower()
            is_page = b"multipart/related" in headers or b"\ncontent-type: text/html" in headers
            if b"snapshot-content-location:" in headers:
                return 1.0
            if is_page and b"mime-version:" in headers:
                return 0.95
        return 0.3 if name.removesuffix(".gz").endswith(self.suffixes) else 0.0

    def read(self, source: Source) -> Iterator[RawPage | Refusal]:
        """The one page."""
        try:
            # What was packed was counted when it was unpacked.
            message = source.budget.read_page(source.file, is_packed=False)
            message = message.lstrip()
            parts = parts_of(message)
            yield _page(message, parts, source)
        except Cancelled:
            raise
        except UserError as error:
            yield Refusal(source.name, str(error))


def _page(message: bytes, parts: list[Part], source: Source) -> RawPage | Refusal:
    head = head_of(message[:_LARGEST_HEAD])
    root = _root(parts, head.get_param("start"))
    if root is None:
        raise UserError(f"None of the {len(parts):,} parts of the message is a page.")
    try:
        content = root.content(message)
        if not content:
            raise UserError("The page is empty.")
        if root.is_cut and not _has_end(content):
            raise UserError("The file ends within the page.")
    except UserError as error:
        return Refusal(source.name, str(error), root.number, root.offset)

    def told(header: str) -> str:
        return " ".join(str(head.get(header, "")).split())

    location = (
        told("Snapshot-Content-Location")
        or root.header("Content-Location")
        or told("Content-Location")
    )
    return RawPage(
        content,
        source.name,
        PageKind.HTML,
        source.url or web_address(location),
        root.charset,
        time_of(told("Date")),
        decoded_header(told("Subject"))[:_LONGEST_TITLE],
        _resources(message, parts, root, location, content),
    )


def _has_end(content: bytes) -> bool:
    """Whether a page is whole by its own word: some tools leave the last boundary out."""
    return content[-200:].rstrip().lower().endswith(b"</html>")


def _root(parts: list[Part], start: object) -> Part | None:
    pages = [part for part in parts if part.media_type in HTML_TYPES]
    if isinstance(start, str):
        for part in pages:
            if part.header("Content-ID") == start.strip():
                return part
    return pages[0] if pages else None


def _resources(
    message: bytes, parts: list[Part], root: Part, location: str, content: bytes
) -> tuple[Resource, ...]:
    """The pictures and style sheets, under each name that the page may call them by."""
    kept = Belongings()
    for part in parts:
        if part is root or part.is_cut or not shows_page(part.media_type):
            continue
        if not kept.has_room((part.end - part.start) * 3 // 4):
            continue
        try:
            found = part.content(message)
        except UserError:
            continue  # The page is shown without it, as with a picture that does not load.
        own_location = part.header("Content-Location")
        if own_location:
            kept.add(_absolute(location, own_location), part.media_type, found)
        called = part.header("Content-ID").strip("<>")
        if called and (not own_location or b"cid:" + called.encode() in content):
            kept.add(f"cid:{called}", part.media_type, found)
    return kept.all()


def _absolute(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return url
