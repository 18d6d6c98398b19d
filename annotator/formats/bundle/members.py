"""The files in a bundle, read as a stranger's: nothing that the ZIP says of them is believed.

Nothing is ever written to the disk under a name of the bundle; names only say what a file is.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

from annotator.core.errors import UserError
from annotator.formats.bundle.limits import (
    LARGEST_CONTENT,
    LARGEST_MANIFEST,
    LARGEST_TABLES,
    LEAST_EXPANDED,
    LONGEST_LINE,
    MANIFEST,
    MEGABYTE,
    MOST_EXPANSION,
    MOST_LISTS,
    MOST_LISTS_A_LINE,
    MOST_MEMBERS,
    SETS,
    TABLES,
    broken,
    list_count,
    too_large,
)

_LARGEST_DIRECTORY = 32 * MEGABYTE
_LOCAL_HEAD = 30
_LOCKED = 0x41  # encrypted, by either way
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_STEP = 256 * 1024
_CONTENT = re.compile(r"(?:pages|resources)/([0-9a-f]{64})")
_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)

Tick = Callable[[int], None]
"""Told how many bytes were read since it was told last; may raise to stop the reading."""


class Members:
    """The files of a bundle by name; `UserError` where the ZIP is none or cannot be trusted.

    The open file stays that of the caller, who closes it.
    """

    def __init__(self, file: BinaryIO, byte_count: int) -> None:
        try:
            self._zip = zipfile.ZipFile(cast("BinaryIO", _Guarded(file)))
        except (*_FAILURES, OSError):
            raise UserError(
                "The file is no bundle, or its end is missing.",
                "Choose a file that ends in .annobundle, or ask for it to be sent again.",
            ) from None
        members = self._zip.infolist()
        if len(members) > MOST_MEMBERS:
            raise too_large(f"it holds more than {MOST_MEMBERS:,} files")
        _refuse_overlaps(members, byte_count)
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            name = _checked_name(member)
            if name in self._members:
                raise broken(f"“{name}”", "is in it twice")
            self._members[name] = member
        for name in (MANIFEST, *TABLES):
            if name not in self._members:
                raise broken(f"“{name}”", "is missing")

    @property
    def sizes(self) -> dict[str, int]:
        """What each file has in bytes, by what the directory says; `verify` holds it against."""
        return {name: member.file_size for name, member in self._members.items()}

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def content(self, name: str) -> bytes:
        """All bytes of a file."""
        return b"".join(self._parts(name))

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a table, each with its end."""
        begun: list[bytes] = []  # a long line is put together once, not with every part of it
        size = 0
        for part in self._parts(name):
            first, *others = part.split(b"\n")
            begun.append(first)
            size += len(first)
            if size > LONGEST_LINE:
                raise too_large(f"a line of “{name}” has more than {LONGEST_LINE:,} bytes")
            if others:
                yield b"".join(begun)
                *whole, rest = others
                yield from whole
                begun, size = [rest], len(rest)
        if size:
            raise broken(f"“{name}”", "does not end with the end of a line")

    def digest(self, name: str, tick: Tick) -> str:
        """The SHA-256 of a file, all of which is read; a table is held against its limits."""
        running = hashlib.sha256()
        if name not in TABLES:
            for part in self._parts(name):
                running.update(part)
                tick(len(part))
            return running.hexdigest()
        list_total = 0
        for line in self.lines(name):
            running.update(line)
            running.update(b"\n")
            count = list_count(line)
            list_total += count
            if count > MOST_LISTS_A_LINE or (name == SETS and list_total > MOST_LISTS):
                raise too_large(f"“{name}” holds too many steps and annotations")
            tick(len(line) + 1)
        return running.hexdigest()

    def _parts(self, name: str) -> Iterator[bytes]:
        member = self._members[name]
        size = 0
        try:
            with self._zip.open(member) as file:
                while part := file.read(_STEP):
                    size += len(part)
                    yield part
        except (*_FAILURES, OSError):
            raise broken(f"“{name}”", "is damaged") from None
        if size != member.file_size:
            raise broken(f"“{name}”", "is damaged")


def _checked_name(member: zipfile.ZipInfo) -> str:
    name = member.filename
    is_content = _CONTENT.fullmatch(name) is not None
    if name != member.orig_filename or not (is_content or name in {MANIFEST, *TABLES}):
        raise broken(f"“{member.orig_filename[:100]}”", "does not belong into a bundle")
    if member.flag_bits & _LOCKED:
        raise broken(f"“{name}”", "is encrypted")
    if member.compress_type not in _METHODS:
        raise broken(f"“{name}”", "is compressed in a way that is not read; deflate is")
    most = LARGEST_TABLES.get(name, LARGEST_CONTENT if is_content else LARGEST_MANIFEST)
    if member.file_size > most:
        raise too_large(f"“{name}” has more than {most // MEGABYTE} MB")
    if member.file_size > max(LEAST_EXPANDED, MOST_EXPANSION * member.compress_size):
        raise broken(f"“{name}”", "unpacks to far more than it is packed in, as only in a bomb")
    return name


def _refuse_overlaps(members: list[zipfile.ZipInfo], byte_count: int) -> None:
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:
            raise broken("the ZIP", "has files that lie over each other, as only in a bomb")
        end = member.header_offset + _LOCAL_HEAD + member.compress_size
    if end > byte_count:
        raise broken("the ZIP", "is shorter than its directory says")


class _Guarded:
    """The file as the library may read it: it holds a directory whole, of whatever size."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek = file.seek
        self.tell = file.tell
        self.seekable = file.seekable

    def read(self, size: int = -1) -> bytes:
        found = self._file.read(size if 0 <= size <= _LARGEST_DIRECTORY else _LARGEST_DIRECTORY + 1)
        if len(found) > _LARGEST_DIRECTORY:
            raise too_large("its directory has more than 32 MB")
        return found
