"""The lines of a file with their offsets, never more of one in memory than a row may have."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Protocol

from annotator.pages.containers.rows import LARGEST_ROW

_STEP = 256 * 1024


class Readable(Protocol):
    """What bytes come from."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""
        ...


def lines_of(file: Readable, longest: int = LARGEST_ROW) -> Iterator[tuple[int, bytes | None]]:
    """Each line with the newline at its end and where it begins; None in place of a longer one."""
    offset = 0
    parts: list[bytes] = []
    size = 0
    while chunk := file.read(_STEP):
        start = 0
        while start < len(chunk):
            end = chunk.find(b"\n", start) + 1
            part = chunk[start : end or len(chunk)]
            size += len(part)
            if size <= longest:
                parts.append(part)
            else:
                parts.clear()
            if end:
                yield offset, b"".join(parts) if size <= longest else None
                offset += size
                parts.clear()
                size = 0
            start += len(part)
    if size:
        yield offset, b"".join(parts) if size <= longest else None


class InUtf8:
    """A file in another encoding, read as UTF-8; what is in no encoding becomes U+FFFD."""

    def __init__(self, file: Readable, encoding: str) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes of UTF-8, none at the end."""
        while not self._rest:
            chunk = self._file.read(size)
            text = self._decoder.decode(chunk, final=not chunk)
            self._rest = text.encode("utf-8", "replace")
            if not chunk:
                break
        found, self._rest = self._rest[:size], self._rest[size:]
        return found
