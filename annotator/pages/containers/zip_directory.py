"""What is in a ZIP, guarded: its directory is a stranger's word for what is in the file.

The library reads a directory of any size, and members that lie over each other: 25 KB then hold
gigabytes. Nothing is ever written to the disk under a name of the archive.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from annotator.core.errors import UserError
from annotator.pages.containers.budget import LARGEST_PAGE, Budget

_END = b"PK\x05\x06"
_END_SIZE = 22
_LARGEST_COMMENT = 65_535
_LOCATOR = b"PK\x06\x07"
_END_64 = b"PK\x06\x06"
_LARGEST_DIRECTORY = 32 * 1024 * 1024
_MOST_MEMBERS = 200_000
_LOCAL_HEAD = 30
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_STEP = 256 * 1024

_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


class ZipDirectory:
    """The members of a ZIP in the order of the directory; `UserError` where it cannot be trusted.

    The file stays that of the caller, who closes it.
    """

    def __init__(self, file: BinaryIO, budget: Budget) -> None:
        self._file = file
        self._budget = budget
        _refuse_large_directory(file)
        try:
            self._zip = zipfile.ZipFile(file)
        except (*_FAILURES, OSError, OverflowError):
            raise UserError("The directory of the ZIP is missing or damaged.") from None
        self.members = self._zip.infolist()
        self._refuse_overlaps()

    def content(self, member: zipfile.ZipInfo, most: int = LARGEST_PAGE) -> bytes:
        """All bytes of a member; `UserError` where they are damaged, locked up or more than that.

        What the directory says of their number is not believed.
        """
        if member.flag_bits & 1:
            raise UserError("It is encrypted.")
        if member.compress_type not in _METHODS:
            raise UserError("It is compressed in a way that is not read; deflate is.")
        parts = bytearray()
        self._budget.note_read(member.compress_size)
        try:
            with self._zip.open(member) as file:
                while part := file.read(_STEP):
                    self._budget.spend(len(part))
                    parts += part
                    if len(parts) > most:
                        raise UserError(f"It is larger than {most // 1024**2} MB.")
        except _FAILURES:
            raise UserError("It is damaged.") from None
        if len(parts) != member.file_size:
            raise UserError("It is damaged.")
        return bytes(parts)

    def place(self, member: zipfile.ZipInfo) -> tuple[int, int] | None:
        """Where a member lies in the file, None if it is compressed or encrypted."""
        if member.compress_type != zipfile.ZIP_STORED or member.flag_bits & 1:
            return None
        self._file.seek(member.header_offset)
        head = self._file.read(_LOCAL_HEAD)
        if len(head) < _LOCAL_HEAD:
            return None
        start = member.header_offset + _LOCAL_HEAD
        start += int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        return start, start + member.compress_size

    def _refuse_overlaps(self) -> None:
        if len(self.members) > _MOST_MEMBERS:
            raise UserError(f"There are more than {_MOST_MEMBERS:,} files in the ZIP.")
        end = 0
        for member in sorted(self.members, key=lambda one: one.header_offset):
            if member.header_offset < end:
                raise UserError("Files in the ZIP lie over each other, as only in a bomb.")
            end = member.header_offset + _LOCAL_HEAD + member.compress_size


def files_of(directory: ZipDirectory) -> Iterator[tuple[int, zipfile.ZipInfo]]:
    """The files with their numbers from 1; folders, and what macOS adds to each file, are none."""
    for number, member in enumerate(directory.members, 1):
        if not member.is_dir() and not member.filename.startswith("__MACOSX/"):
            yield number, member


def _refuse_large_directory(file: BinaryIO) -> None:
    """The library holds the whole directory in memory, many times its size."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_SIZE - _LARGEST_COMMENT - 20))
    tail = file.read()
    at = tail.rfind(_END)
    told = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if told == 0xFFFFFFFF:
        locator = tail.rfind(_LOCATOR, 0, at)
        file.seek(int.from_bytes(tail[locator + 8 : locator + 16], "little") if locator >= 0 else 0)
        end = file.read(56)
        told = int.from_bytes(end[40:48], "little") if end.startswith(_END_64) else 0
    file.seek(0)
    if told > _LARGEST_DIRECTORY:
        raise UserError("The directory of the ZIP is larger than 32 MB.")
