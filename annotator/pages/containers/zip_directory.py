"""What is in a ZIP, guarded: its directory is a stranger's word for what is in the file.

The library reads a directory of any size, and members that lie over each other: 25 KB then hold
gigabytes. Nothing is ever written to the disk under a name of the archive.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from annotator.core.errors import UserError
from annotator.pages.containers.budget import LARGEST_PAGE, Budget

_ENTRY = b"PK\x01\x02"
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
        try:
            self._zip = zipfile.ZipFile(cast("BinaryIO", _Guarded(file)))
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


class _Guarded:
    """The file as the library may read it: never more at once than a directory may have.

    The library holds a directory whole, and each entry ten times over. Which bytes of the file it
    takes for one is its own affair; to say that for it would be to be wrong where that matters.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek = file.seek
        self.tell = file.tell
        self.seekable = file.seekable

    def read(self, size: int = -1) -> bytes:
        found = self._file.read(size if 0 <= size <= _LARGEST_DIRECTORY else _LARGEST_DIRECTORY + 1)
        if len(found) > _LARGEST_DIRECTORY:
            raise UserError("The directory of the ZIP is larger than 32 MB.")
        if found.count(_ENTRY) > _MOST_MEMBERS:
            raise UserError(f"There are more than {_MOST_MEMBERS:,} files in the ZIP.")
        return found
