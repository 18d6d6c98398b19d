"""The lines of a file with their offsets, never more of one in memory than a row may have."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from annotator.pages.containers.rows import LARGEST_ROW

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_STEP = 256 * 1024


class Readable(Protocol):
    """What bytes come from."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""
        ...


def lines_of(file: Readable, longest: int = LARGEST_ROW) -> Iterator[tuple[int, bytes | None]]:
    """Each line with the newline at its end and where it begins; None in place of a longer one."""
    # Millions of lines come through here: the buffer of the library cuts them in C.
    buffer = io.BufferedReader(_Raw(file), _STEP)
    offset = 0
    while line := buffer.readline(longest + 1):
        start = offset
        offset += len(line)
        if len(line) <= longest:
            yield start, line
            continue
        while not line.endswith(b"\n") and (line := buffer.readline(_STEP)):
            offset += len(line)
        yield start, None


class _Raw(io.RawIOBase):
    """What the buffer wants of a file; it is not closed with the buffer."""

    def __init__(self, file: Readable) -> None:
        super().__init__()
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        chunk = self._file.read(len(view))
        view[: len(chunk)] = chunk
        return len(chunk)


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
