"""What is in a record: the head of its HTTP message, and the body with all wrapping taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.pages.containers.archive_records import Record, headers_of
from annotator.pages.containers.budget import Budget
from annotator.pages.containers.content_codings import dechunked, decoded
from annotator.pages.containers.media_types import charset_of, media_type_of

_STATUS_LINE = re.compile(rb"(?:HTTP|ICY)(?:/\d(?:\.\d)?)?\s+(\d{3})\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,15}", re.ASCII)
_WHOLE = frozenset({200, 203})
"""Statuses of what was asked for, all of it: 203 is a 200 that a proxy has changed."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is known of a body before it is read.

    `status` is None where no HTTP is around it; `size` is what the server said of the body.
    """

    status: int | None
    media_type: str
    charset: str | None = None
    location: str = ""
    codings: str = ""
    is_chunked: bool = False
    size: int | None = None
    beginning: bytes = b""

    @property
    def is_whole(self) -> bool:
        """Whether it is what was asked for: no error, no redirection, no part."""
        return self.status is None or self.status in _WHOLE

    def body(self, record: Record, budget: Budget) -> bytes:
        """The bytes that the server meant; `UserError` or `Damaged` where they cannot be had."""
        body = self.beginning + record.rest(enough=self.size)
        if self.is_chunked:
            body = dechunked(body)
        return decoded(body, self.codings, budget)


def message_in(record: Record) -> Message:
    """The head of what is in a record; `Damaged` where the file ends before it does."""
    if record.kind in {"resource", "conversion"}:
        return _without_head(record, b"")
    line = record.readline()
    status = _STATUS_LINE.match(line)
    if status is None:
        return _without_head(record, line)
    headers = headers_of(lambda _: record.readline())
    kind = headers.get("content-type", "")
    return Message(
        int(status[1]),
        media_type_of(kind),
        charset_of(kind),
        location=headers.get("location", ""),
        codings=headers.get("content-encoding", ""),
        is_chunked="chunked" in headers.get("transfer-encoding", "").lower(),
        size=_size(headers.get("content-length", "")),
    )


def _without_head(record: Record, beginning: bytes) -> Message:
    kind = media_type_of(record.media_type)
    if kind == "application/http":
        kind = ""
    return Message(None, kind, charset_of(record.media_type), beginning=beginning)


def _size(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None
