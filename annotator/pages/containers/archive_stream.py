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
_FEED = 16 * 1024
"""Compressed bytes given to the library at once; what is behind a member it copies."""
_GZIP = b"\x1f\x8b\x08"
_GZIP_HEAD = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_RECORD_HEAD = re.compile(rb"WARC/\d|filedesc:|\S.* \d{14} \S+ \d+\r?\n")
_HEAD = 1024
"""Compressed bytes in which the first line of a record is."""
_MOST_TRIES = 20_000
"""Places that may look like a gzip member behind damage, before the rest of a file is given up."""

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
        self._used = 0
        self._is_packed = self._raw.startswith(_GZIP[:2])
        self._unpacker: zlib._Decompress | None = None
        self._member = start
        self._is_first = False
        self._chunk = b""
        self._at = 0
        self._chunk_start: int | None = None
        self._tries = 0
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
        self.is_broken = False
        if not self._is_packed:
            return False
        self._chunk, self._at, self._unpacker = b"", 0, None
        self._used = max(0, self._member + 1 - self._raw_start)
        while self._tries < _MOST_TRIES:
            found = _GZIP_HEAD.search(self._raw, self._used)
            if found is None:
                if not self._slide(len(self._raw) - len(_GZIP)):
                    return False
                continue
            self._used = found.start()
            if len(self._raw) - self._used < _HEAD and self._slide(self._used):
                continue
            self._tries += 1
            if _begins_with_record(self._raw[self._used : self._used + _HEAD]):
                return True
            self._used += 1
        return False

    def _slide(self, used: int) -> bool:
        """Forget so much of what is in memory and read on; False at the end of the file."""
        used = max(0, used)
        more = self._read()
        self._raw = self._raw[used:] + more
        self._raw_start += used
        self._used = 0
        return bool(more)

    def _has_more(self) -> bool:
        while self._at >= len(self._chunk):
            if not (self._unpack() if self._is_packed else self._take()):
                return False
        return True

    def _take(self) -> bool:
        """The next step of a plain file."""
        self._has_raw()
        self._chunk, self._at, self._used = self._raw, 0, len(self._raw)
        self._chunk_start = self._raw_start
        return bool(self._chunk)

    def _unpack(self) -> bool:
        """The next bytes of the member that is read, else of the one behind it."""
        has_raw = self._has_raw()
        if self._unpacker is None:
            if not has_raw:
                return False
            self._member, self._is_first = self._raw_start + self._used, True
            self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        elif not has_raw:
            self.fail(ENDS_EARLY)
        feed = self._raw[self._used : self._used + _FEED]
        try:
            chunk = self._unpacker.decompress(feed, _STEP)
        except zlib.error:
            self.fail("The gzip compression of this record is damaged.")
        self._budget.spend(len(chunk))
        rest = self._unpacker.unused_data or self._unpacker.unconsumed_tail
        self._used += len(feed) - len(rest)
        if self._unpacker.eof:
            self._unpacker = None
        if chunk:
            self._chunk, self._at = chunk, 0
            self._chunk_start = self._member if self._is_first else None
            self._is_first = False
        return True

    def _has_raw(self) -> bool:
        """Whether there is more of the file in memory, once the next step is read."""
        if self._used >= len(self._raw):
            self._raw_start = self._position
            self._raw = self._read()
            self._used = 0
        return bool(self._raw)

    def _read(self) -> bytes:
        found = self._file.read(_STEP)
        self._position += len(found)
        if found:
            self._budget.note_read(len(found))
        return found


def _begins_with_record(head: bytes) -> bool:
    for size in (16, 0):  # The check sum of a short record, which may be wrong, is not reached.
        try:
            start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, size)
        except zlib.error:
            continue
        if _RECORD_HEAD.match(start) is not None:
            return True
    return False
