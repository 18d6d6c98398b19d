"""WARC and ARC: where each record begins and ends, and what its head says.

WARC: https://iipc.github.io/warc-specifications/; ARC: https://archive.org/web/researcher/ArcFileFormat.php
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

from annotator.pages.containers.archive_stream import ENDS_EARLY, ArchiveStream, Damaged
from annotator.pages.containers.budget import LARGEST_PAGE
from annotator.pages.containers.container import Refusal
from annotator.pages.containers.times import time_of

LONGEST_LINE = 64 * 1024
_LARGEST_HEAD = 1024 * 1024
TOO_LARGE = f"The page is larger than {LARGEST_PAGE // 1024**2} MB."
_VERSION = re.compile(rb"WARC/\d+\.\d+\s*\n")
_ARC_HEAD = re.compile(
    rb"(?P<url>\S.*?) (?:[0-9a-fA-F.:]+|-) (?P<date>\d{8,20}) (?P<type>\S+)(?: \S+){0,5}"
    rb" (?P<length>\S+)\r?\n"
)
_ARC_FIRST = b"filedesc:"
_LENGTH = re.compile(r"\d{1,15}")


@dataclass(slots=True)
class Record:
    """A record whose head was read. What is in it is read once, before the next record is.

    `kind` is as in WARC (“response”, “request” …); what ARC has is a response. `media_type` is
    what the head of the record says, that of an HTTP message where it holds one.
    """

    stream: ArchiveStream
    number: int
    offset: int | None
    kind: str
    url: str
    time: datetime | None
    media_type: str
    size: int
    headers: dict[str, str] = field(default_factory=dict)
    left: int = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.size

    def readline(self) -> bytes:
        """The next line in it, nothing at its end; a line that is too long comes in parts."""
        line = self.stream.readline(min(self.left, LONGEST_LINE))
        if self.left and not line:
            self.stream.fail(ENDS_EARLY)
        self.left -= len(line)
        return line

    def rest(self, enough: int | None = None) -> bytes:
        """All that is left in it, or `enough` bytes and more if the file ends behind them.

        It is given only when the record was found to be whole: the check sum of its gzip member
        stands behind it. `Damaged` where it is not, or where it is larger than a page may be.
        """
        if self.left > LARGEST_PAGE:
            raise Damaged(TOO_LARGE)
        content = self.stream.read(self.left)
        self.left -= len(content)
        if self.left:
            if not enough or len(content) < enough:
                self.stream.fail(ENDS_EARLY)
            return content
        self.stream.skip_blank_lines()
        return content

    def finish(self) -> None:
        """Pass over what was not read of it."""
        self.stream.skip(self.left)
        self.left = 0
        self.stream.skip_blank_lines()


class Records:
    """The records of a file in their order; what cannot be read is a refusal in between.

    `number` is that of the record that is read. Whoever reads a record tells the `Damaged` that
    comes of it; the records behind it follow all the same.
    """

    def __init__(self, stream: ArchiveStream, name: str) -> None:
        self.number = 0
        self._stream = stream
        self._name = name
        self._is_arc = False
        self._is_lost = False
        self._line = b""
        self._offset: int | None = None

    def __iter__(self) -> Iterator[Record | Refusal]:
        while True:
            try:
                lost = self._to_head()
            except Damaged as error:
                self.number += 1
                yield Refusal(self._name, str(error), self.number, self._stream.member_offset())
            else:
                if lost is not None:
                    yield lost
                if not self._line:
                    return
                yield from self._one()
            if self._stream.is_broken and not self._stream.recover():
                return

    def _one(self) -> Iterator[Record | Refusal]:
        self.number += 1
        self._is_lost = True
        try:
            record = self._arc() if self._is_arc else self._warc()
            self._is_lost = False
            yield record
            if not self._stream.is_broken:
                record.finish()
        except Damaged as error:
            yield Refusal(self._name, str(error), self.number, self._offset)

    def _to_head(self) -> Refusal | None:
        """Go to the next record; a refusal if there is something before it that is none."""
        size, start, last = 0, None, b""
        while True:
            self._offset = self._stream.offset()
            self._line = self._stream.readline(LONGEST_LINE)
            if not self._line or self._is_head(self._line):
                break
            if not size and self._line.strip():
                start = self._offset
            if size or self._line.strip():
                size += len(self._line)
                last = self._line
        if not size or self._is_lost:
            return None
        if not self._line and not last.endswith(b"\n"):
            return Refusal(self._name, ENDS_EARLY, self.number + 1, start)
        reason = f"{size:,} bytes behind this record belong to none: its length is wrong."
        if not self.number:
            reason = f"The file begins with {size:,} bytes that are no record."
        return Refusal(self._name, reason, self.number or None, start)

    def _is_head(self, line: bytes) -> bool:
        if line.startswith(_ARC_FIRST):
            self._is_arc = True
        if self._is_arc:
            return _ARC_HEAD.fullmatch(line) is not None
        return _VERSION.fullmatch(line) is not None

    def _warc(self) -> Record:
        headers = headers_of(self._stream.readline, at_end=self._stream.fail)
        return Record(
            self._stream,
            self.number,
            self._offset,
            kind=headers.get("warc-type", "").lower(),
            # Some write the address in the brackets of other ids.
            url=headers.get("warc-target-uri", "").strip("<>"),
            time=time_of(headers.get("warc-date", "")),
            media_type=headers.get("content-type", ""),
            size=_length(headers.get("content-length", "")),
            headers=headers,
        )

    def _arc(self) -> Record:
        found = _ARC_HEAD.fullmatch(self._line)
        texts = {} if found is None else found.groupdict(b"")
        told = {name: text.decode("utf-8", "replace") for name, text in texts.items()}
        date = told.get("date", "")[:14]
        is_first = self._line.startswith(_ARC_FIRST)
        return Record(
            self._stream,
            self.number,
            self._offset,
            kind="warcinfo" if is_first else "response",
            url=told.get("url", ""),
            time=time_of(date) if len(date) == 14 else None,
            media_type=told.get("type", ""),
            size=_length(told.get("length", "")),
        )


def headers_of(
    readline: Callable[[int], bytes], *, at_end: Callable[[str], NoReturn] | None = None
) -> dict[str, str]:
    """The headers up to the blank line behind them, their names in small letters.

    Of several with one name the last one counts. `Damaged` where they are too many; `at_end` is
    called where the blank line is missing.
    """
    found: dict[str, str] = {}
    name, size = "", 0
    while line := readline(LONGEST_LINE):
        size += len(line)
        if size > _LARGEST_HEAD:
            raise Damaged("The head of the record is larger than 1 MB.")
        text = line.decode("utf-8", "replace")
        if not text.strip():
            return found
        if text[0] in " \t" and name:
            found[name] += f" {text.strip()}"
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        found[name] = value.strip()
    if at_end is not None:
        at_end(ENDS_EARLY)
    return found


def _length(text: str) -> int:
    if not _LENGTH.fullmatch(text):
        raise Damaged(f"The record’s length is no number: “{text[:40]}”.")
    return int(text)
