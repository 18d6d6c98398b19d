"""What HTTP wraps a page in is taken off: chunks, then compressions, in the order they were put on.

All that comes out is counted, whatever a header says of it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from importlib import import_module
from typing import Any

import zstandard

from annotator.core.errors import UserError
from annotator.pages.containers.budget import LARGEST_PAGE, Budget
from annotator.pages.containers.media_types import page_kind

_MOST_CODINGS = 4
_STEP = 64 * 1024
_FEED = 16 * 1024
_ZSTD_FEED = 1024
"""Of these no more than 32 MB come at once. The library's own reader would bound what comes, but
takes a page that is cut for a whole one."""
_CHUNK_HEAD = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1024})?\r?\n")
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ENDS_EARLY = "Its compression ends early: the end of the page is missing."


def dechunked(body: bytes) -> bytes:
    """What is in the chunks; `UserError` where they are damaged.

    A crawler may have taken the chunks off and left the header that promises them: what does not
    begin as a chunk is taken as it is.
    """
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        head = _CHUNK_HEAD.match(body, at)
        if head is None:
            if not parts:
                return body
            raise UserError(f"The chunks of the page are damaged at byte {at:,} of it.")
        size, at = int(head[1], 16), head.end()
        if not size:
            break
        if at + size > len(body):
            if not parts:
                # Text may begin with what reads as a number.
                return body
            raise UserError("The page ends within a chunk: its end is missing.")
        parts.append(body[at : at + size])
        at += size
        if body.startswith(b"\r\n", at):
            at += 2
        elif body.startswith(b"\n", at):
            at += 1
        elif at < len(body):
            if len(parts) == 1:
                return body
            raise UserError(f"The chunks of the page are damaged at byte {at:,} of it.")
    return b"".join(parts)


def decoded(body: bytes, codings: str, budget: Budget) -> bytes:
    """The body with the codings of a `Content-Encoding` taken off, the last one first.

    What was not compressed after all stays as it is. `UserError` where a coding is not known, or
    what is in it is damaged.
    """
    names = [name.strip().lower() for name in codings.split(",")]
    names = [name for name in names if name not in {"", "identity", "none", "utf-8", "binary"}]
    if len(names) > _MOST_CODINGS:
        raise UserError(f"The page is compressed {len(names)} times over.")
    for name in reversed(names):
        undo = _CODINGS.get(name)
        if undo is None:
            raise UserError(
                f"The page is compressed in a way that cannot be undone: “{name[:40]}”."
            )
        body = undo(body, budget) if body else body
    return body


class _Parts:
    """What came out so far."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.content = bytearray()

    def add(self, part: bytes) -> None:
        """Count it; `UserError` where it is too much for a page."""
        self._budget.spend(len(part))
        self.content += part
        if len(self.content) > LARGEST_PAGE:
            raise UserError(f"The page is larger than {LARGEST_PAGE // 1024**2} MB.")


def _gzip(body: bytes, budget: Budget) -> bytes:
    parts = _Parts(budget)
    at = 0
    while body.startswith(_GZIP, at):
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        at = _inflate(unpacker, body, parts, at)
        if not unpacker.eof and not _lacks_only_its_check(unpacker, parts):
            raise UserError(_ENDS_EARLY)
    return bytes(parts.content) if at else body


def _lacks_only_its_check(unpacker: zlib._Decompress, parts: _Parts) -> bool:
    """Whether the eight bytes behind the page alone are missing, or some of them."""
    size = len(parts.content)
    check = zlib.crc32(parts.content).to_bytes(4, "little") + size.to_bytes(4, "little")
    for place in range(8):
        trial = unpacker.copy()
        try:
            if not trial.decompress(check[place:]) and trial.eof:
                return True
        except zlib.error:
            continue
    return False


def _deflate(body: bytes, budget: Budget) -> bytes:
    # Browsers take both what the standard means by the name and what the name says.
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        parts = _Parts(budget)
        unpacker = zlib.decompressobj(bits)
        try:
            _inflate(unpacker, body, parts)
        except UserError:
            if parts.content and len(parts.content) > _STEP:
                raise
            continue
        if unpacker.eof:
            return bytes(parts.content)
    return _as_it_is(body, "The compression of the page is damaged.")


def _inflate(unpacker: zlib._Decompress, body: bytes, parts: _Parts, at: int = 0) -> int:
    """Unpack what begins there; where it ends, or the body does."""
    try:
        while not unpacker.eof:
            # The library copies what is behind the end: bodies may be a million small members.
            feed = body[at : at + _FEED]
            part = unpacker.decompress(feed, _STEP)
            parts.add(part)
            at += len(feed) - len(unpacker.unused_data or unpacker.unconsumed_tail)
            # It may hold some of the page back when it has taken in all of the body.
            if not feed and not part:
                break
    except zlib.error:
        raise UserError("The compression of the page is damaged.") from None
    return at


def _brotli(body: bytes, budget: Budget) -> bytes:
    library: Any = import_module("brotli")
    unpacker = library.Decompressor()
    parts = _Parts(budget)
    rest = body
    try:
        while not unpacker.is_finished():
            part = unpacker.process(rest, output_buffer_limit=_STEP)
            rest = b""
            if not part and unpacker.can_accept_more_data():
                break
            parts.add(part)
    except library.error:
        return _as_it_is(body, "The compression of the page is damaged.")
    if not unpacker.is_finished():
        return _as_it_is(body, _ENDS_EARLY)
    return bytes(parts.content)


def _zstd(body: bytes, budget: Budget) -> bytes:
    if not body.startswith(_ZSTD):
        return _as_it_is(body, "The compression of the page is damaged.")
    parts = _Parts(budget)
    # A frame may ask for a window of gigabytes; the standard for HTTP has eight MB.
    unpacker = zstandard.ZstdDecompressor(max_window_size=8 * 1024 * 1024)
    at = 0
    try:
        while body.startswith(_ZSTD, at):
            frame = unpacker.decompressobj()
            while not frame.eof and at < len(body):
                feed = body[at : at + _ZSTD_FEED]
                parts.add(frame.decompress(feed))
                at += len(feed) - len(frame.unused_data)
            if not frame.eof:
                raise UserError(_ENDS_EARLY)
    except zstandard.ZstdError:
        raise UserError("The compression of the page is damaged.") from None
    return bytes(parts.content)


def _as_it_is(body: bytes, reason: str) -> bytes:
    """The body, if it is a page without anything taken off."""
    if page_kind("", body) is None:
        raise UserError(reason)
    return body


_CODINGS: dict[str, Callable[[bytes, Budget], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
