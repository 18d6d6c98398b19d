"""The gzip compression of a whole file, taken off while it is read and counted as it comes."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO

from annotator.pages.containers.budget import Budget

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_SIGNATURE = b"\x1f\x8b"
_BUFFER = 256 * 1024

DAMAGED = (zlib.error, EOFError, gzip.BadGzipFile)
"""What reading an unpacked file raises where its compression is damaged."""


def is_gzip(head: bytes) -> bool:
    """Whether a file that begins so is compressed."""
    return head.startswith(_SIGNATURE)


def unpacked_head(head: bytes, size: int) -> bytes:
    """What the beginning of a compressed file unpacks to, up to `size` bytes or to a damage."""
    parts = bytearray()
    while is_gzip(head) and len(parts) < size:
        member = zlib.decompressobj(wbits=31)
        try:
            parts += member.decompress(head, size - len(parts))
        except zlib.error:
            break
        head = member.unused_data
    return bytes(parts)


def unpacked(file: BinaryIO, budget: Budget) -> BinaryIO:
    """A compressed file as what it unpacks to; it can go back, by beginning anew.

    Reading raises one of `DAMAGED`, and what the budget raises.
    """
    return io.BufferedReader(_Unpacked(file, budget), _BUFFER)


def place_on_disk(file: BinaryIO) -> int | None:
    """Up to where the file on the disk was read, None once the reader has closed it."""
    if file.closed:
        return None
    if not isinstance(file, io.BufferedReader):
        return file.tell()
    if isinstance(file.raw, _Unpacked):
        return place_on_disk(file.raw.packed)
    # A buffer that is just being filled does not answer.
    raw: io.RawIOBase = file.raw
    return raw.tell()


class _Unpacked(io.RawIOBase):
    """What a buffer wants of a file. The file itself is closed by who opened it."""

    def __init__(self, packed: BinaryIO, budget: Budget) -> None:
        super().__init__()
        self.packed = packed
        self._members = gzip.GzipFile(fileobj=packed)
        self._budget = budget
        self._noted = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._members.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_END:
            raise io.UnsupportedOperation("The end of a compressed file is not known.")
        return self._members.seek(offset, whence)

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        part = self._members.read(len(view))
        view[: len(part)] = part
        place = self.packed.tell()
        if place > self._noted:
            self._budget.note_read(place - self._noted)
            self._noted = place
        self._budget.spend(len(part))
        return len(part)
