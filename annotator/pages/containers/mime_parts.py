"""The parts of a MIME message, found in its bytes and decoded one at a time.

The parser of the standard library makes objects of every line of a message and holds it several
times over; a saved page may have 64 MB. So only the heads of parts go through it.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from itertools import islice
from quopri import decodestring

from annotator.core.errors import UserError

_LARGEST_HEAD = 256 * 1024
_MOST_PARTS = 5_000
_DEEPEST = 5
# The time that the standard library takes grows with the square of these, and faster.
_LONGEST_TYPE = 1_000
_LONGEST_TEXT = 8_000
_HEAD_END = re.compile(rb"(?<!\r)\n\r?\n|\r\n\r?\n")
_BOUNDARY_END = re.compile(rb"(--)?[ \t]*(?:\r?\n|\Z)")
_NEWLINE = 0x0A


@dataclass(frozen=True, slots=True)
class Part:
    """A part that holds no others: its head, and where its bytes are in the message."""

    head: Message
    number: int
    offset: int
    start: int
    end: int
    is_cut: bool = False
    """Whether the message ends before the boundary behind it."""

    @property
    def media_type(self) -> str:
        """As in `text/html`, in small letters."""
        return self.head.get_content_type()

    @property
    def charset(self) -> str | None:
        """The encoding that its head declares."""
        found = self.head.get_param("charset")
        return found if isinstance(found, str) and found else None

    def header(self, name: str) -> str:
        """A header on one line as it is, nothing where there is none."""
        return " ".join(str(self.head.get(name, "")).split())

    def content(self, message: bytes) -> bytes:
        """Its bytes, the transfer encoding taken off; `UserError` where that is damaged."""
        body = message[self.start : self.end]
        encoding = self.header("Content-Transfer-Encoding").lower()
        if encoding == "base64":
            try:
                return binascii.a2b_base64(body)
            except binascii.Error:
                raise UserError("The base64 of the part is damaged.") from None
        if encoding == "quoted-printable":
            return decodestring(body)
        if encoding in {"", "7bit", "8bit", "binary"}:
            return body
        raise UserError(f"The part is encoded in a way that is not known: “{encoding[:40]}”.")


def head_of(message: bytes) -> Message:
    """The head of a message, or of a part of one; a content type of any length is none."""
    head: Message = BytesParser().parsebytes(message, headersonly=True)
    if len(str(head.get("Content-Type", ""))) > _LONGEST_TYPE:
        del head["Content-Type"]
    return head


def parts_of(message: bytes) -> list[Part]:
    """All parts that hold no others, in their order; `UserError` where there are too many."""
    found: list[Part] = []
    waiting = [(0, len(message), 0)]
    seen = 0
    while waiting:
        start, end, depth = waiting.pop()
        seen += 1
        if seen > _MOST_PARTS:
            raise UserError(f"There are more than {_MOST_PARTS:,} parts in the message.")
        if depth > _DEEPEST:
            raise UserError("The parts of the message are nested too deep.")
        head_end = _HEAD_END.search(message, start, min(end, start + _LARGEST_HEAD))
        body = head_end.end() if head_end else min(end, start + _LARGEST_HEAD)
        head = head_of(message[start:body])
        boundary = head.get_boundary()
        if head.get_content_maintype() != "multipart" or not boundary:
            is_cut = depth > 0 and end == len(message)
            found.append(Part(head, len(found) + 1, start, body, end, is_cut))
            continue
        inner = list(islice(_between(message, body, end, boundary), _MOST_PARTS))
        waiting.extend((first, last, depth + 1) for first, last in reversed(inner))
    return found


def decoded_header(text: str) -> str:
    """A header of words in any encoding as text."""
    text = text[:_LONGEST_TEXT]
    try:
        return " ".join(str(make_header(decode_header(text))).split())
    except (MessageError, LookupError, ValueError):
        return text


def _between(message: bytes, start: int, end: int, boundary: str) -> Iterator[tuple[int, int]]:
    """Where the parts lie between lines that are the boundary; the newline before one is its."""
    mark = b"--" + boundary.encode("utf-8", "surrogateescape")
    first: int | None = None
    at = start
    while (place := message.find(mark, at, end)) >= 0:
        tail = _BOUNDARY_END.match(message, place + len(mark), end)
        if tail is None or (place > start and message[place - 1] != _NEWLINE):
            at = place + 1
            continue
        if first is not None:
            last = place - 1 - message.startswith(b"\r\n", max(place - 2, 0))
            yield first, max(first, last)
        if tail[1] is not None:
            return
        first = at = tail.end()
    if first is not None:
        yield first, end
