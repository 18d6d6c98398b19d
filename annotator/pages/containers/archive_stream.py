"""The bytes of a web archive, its gzip members taken apart, and where each record begins.

Neither library for web archives tells a file that ends early from one that is whole, nor where the
damage is (decision 0009); that is what this module is for.
"""

from __future__ import annotations

import re
import zlib
from typing import NoReturn, Protocol

from annotator.pages.containers.budget import Budget

_STEP = 256 * 1024
_GZIP = b"\x1f\x8b\x08"
_GZIP_HEAD = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_RECORD_HEAD = re.compile(rb"WARC/\d|filedesc:|\S.* \d{14} \S+ \d+\r?\n")
_MOST_RECOVERIES = 1_000
"""Times that a file may be damaged before the rest is given up: each costs a search."""

ENDS_EARLY = "The file ends within this record."


class Damaged(Exception):
    """The bytes of a record are not all there, or not as they were written; its text says why."""


class Seekable(Protocol):
    """An opened file."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""
        ...

    def seek(self, offset: int, /) -> int:
        """Go on from there."""
        ...


class Window:
    """A part of a file as a file of its own; its offsets are those of the whole."""

    def __init__(self, file: Seekable, start: int, end: int) -> None:
        self._file = file
        self._at = start
        self._end = end

    def seek(self, offset: int, /) -> int:
        """Go on from there."""
        self._at = offset
        return offset

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end of the part."""
        # Other parts of the same file may have been read meanwhile.
        self._file.seek(self._at)
        found = self._file.read(max(0, min(size, self._end - self._at)))
        self._at += len(found)
        return found


class ArchiveStream:
    """What is in a file, plain or in gzip members; never more of it in memory than a step.

    `start` is where the file is read from. All that is unpacked is counted.
    """

    def __init__(self, file: Seekable, budget: Budget, start: int = 0) -> None:
        self._file = file
        self._budget = budget
        self._position = start
        self._raw = self._read()
        self._raw_start = start
        self._is_packed = self._raw.startswith(_GZIP[:2])
        self._unpacker: zlib._Decompress | None = None
        self._member = start
        self._is_first = False
        self._chunk = b""
        self._at = 0
        self._chunk_start: int | None = None
        self._recoveries = 0
        self.is_broken = False

    def fail(self, reason: str) -> NoReturn:
        """Nothing can be read before `recover` has found another record."""
        self.is_broken = True
        raise Damaged(reason)

    def offset(self) -> int | None:
        """Where what comes next begins in the file, None within a gzip member."""
        self._has_more()
        if self._is_packed:
            return self._chunk_start if self._at == 0 else None
        return None if self._chunk_start is None else self._chunk_start + self._at

    def member_offset(self) -> int:
        """Where the gzip member that is read begins, in a plain file the place in it."""
        return self._member if self._is_packed else (self._chunk_start or 0) + self._at

    def read(self, size: int) -> bytes:
        """So many bytes, fewer only at the end of the file."""
        parts = []
        while size and self._has_more():
            part = self._chunk[self._at : self._at + size]
            self._at += len(part)
            size -= len(part)
            parts.append(part)
        return b"".join(parts)

    def skip(self, size: int) -> None:
        """Pass so many bytes over; `Damaged` where the file ends before."""
        while size:
            if not self._has_more():
                self.fail(ENDS_EARLY)
            step = min(size, len(self._chunk) - self._at)
            self._at += step
            size -= step

    def readline(self, longest: int) -> bytes:
        """The next line with its newline, or `longest` bytes of it; nothing at the end."""
        parts: list[bytes] = []
        while longest and self._has_more():
            end = self._chunk.find(b"\n", self._at, self._at + longest) + 1
            part = self._chunk[self._at : end or self._at + longest]
            self._at += len(part)
            longest -= len(part)
            parts.append(part)
            if end:
                break
        return b"".join(parts)

    def skip_blank_lines(self) -> None:
        """Pass over the newlines behind a record, to the end of its gzip member at most."""
        while True:
            rest = len(self._chunk) - self._at
            while self._at < len(self._chunk) and self._chunk[self._at] in b"\r\n":
                self._at += 1
            if self._at < len(self._chunk) or (self._is_packed and self._unpacker is None):
                return
            if rest == 0 and not self._has_more():
                return

    def recover(self) -> bool:
        """Go to the next gzip member in which a record begins; False where there is none."""
        self._recoveries += 1
        self.is_broken = False
        if not self._is_packed or self._recoveries > _MOST_RECOVERIES:
            return False
        at = max(self._member + 1, self._raw_start)
        self._chunk, self._at, self._unpacker = b"", 0, None
        while True:
            self._go_to(at)
            found = _GZIP_HEAD.search(self._raw)
            if found is None:
                if len(self._raw) < len(_GZIP) + 1:
                    return False
                at += len(self._raw) - len(_GZIP)
                continue
            at += found.start()
            self._go_to(at)
            if _begins_with_record(self._raw):
                return True
            at += 1

    def _go_to(self, at: int) -> None:
        if self._raw_start <= at < self._position - len(_GZIP):
            # Most often what is looked for is in memory yet.
            self._raw = self._raw[at - self._raw_start :]
        else:
            self._file.seek(at)
            self._position = at
            self._raw = self._read()
        self._raw_start = at

    def _has_more(self) -> bool:
        while self._at >= len(self._chunk):
            if not (self._unpack() if self._is_packed else self._take()):
                return False
        return True

    def _take(self) -> bool:
        """The next step of a plain file."""
        if not self._raw:
            self._raw_start = self._position
            self._raw = self._read()
        self._chunk, self._raw, self._at = self._raw, b"", 0
        self._chunk_start = self._raw_start
        return bool(self._chunk)

    def _unpack(self) -> bool:
        """The next bytes of the member that is read, else of the one behind it."""
        if not self._raw:
            self._raw_start = self._position
            self._raw = self._read()
        if self._unpacker is None:
            if not self._raw:
                return False
            self._member, self._is_first = self._raw_start, True
            self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        elif not self._raw:
            self.fail(ENDS_EARLY)
        try:
            chunk = self._unpacker.decompress(self._raw, _STEP)
        except zlib.error:
            self.fail("The gzip compression of this record is damaged.")
        self._budget.spend(len(chunk))
        rest = self._unpacker.unused_data or self._unpacker.unconsumed_tail
        self._raw_start += len(self._raw) - len(rest)
        self._raw = rest
        if self._unpacker.eof:
            self._unpacker = None
        if chunk:
            self._chunk, self._at = chunk, 0
            self._chunk_start = self._member if self._is_first else None
            self._is_first = False
        return True

    def _read(self) -> bytes:
        found = self._file.read(_STEP)
        self._position += len(found)
        if found:
            self._budget.note_read(len(found))
        return found


def _begins_with_record(raw: bytes) -> bool:
    try:
        start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(raw, 4096)
    except zlib.error:
        return False
    return _RECORD_HEAD.match(start) is not None
