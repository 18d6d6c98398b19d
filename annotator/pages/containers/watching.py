"""A file on the disk that tells whenever a piece of it is read.

An archive may be gigabytes long and hold no page: one sees how far it is, and can stop it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER = 256 * 1024


def watched(file: io.FileIO, on_read: Callable[[], None]) -> BinaryIO:
    """The file with a buffer; `on_read` is called before each piece, and may raise."""
    return io.BufferedReader(_Watched(file, on_read), _BUFFER)


class _Watched(io.RawIOBase):
    """What a buffer wants of a file. It is closed with the buffer."""

    def __init__(self, file: io.FileIO, on_read: Callable[[], None]) -> None:
        super().__init__()
        self._file = file
        self._on_read = on_read

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._file.fileno()

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        self._on_read()
        return self._file.readinto(buffer)

    def close(self) -> None:
        self._file.close()
        super().close()
