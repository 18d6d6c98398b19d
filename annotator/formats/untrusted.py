"""Reading a stranger's files: never more of one than fits in memory, and nothing but text and JSON.

What is wrong raises `Broken`, which a reader makes an `Unread` of; the next record may be right.
"""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError, JSONDecoder
from pathlib import Path
from typing import Any, BinaryIO, cast

from annotator.core.errors import UserError
from annotator.formats.json_fields import Broken, clean

LARGEST_PAGE = 64 * 1024**2
LARGEST_TEXT_FILE = 16 * 1024**2
LONGEST_RECORD = 96 * 1024**2
"""Bytes: a page of 64 MB takes more where JSON escapes it."""

_CHUNK = 1024**2
_HEAD = 65_536
_GZIP = b"\x1f\x8b"
_SPACE = " \t\r\n"


def bytes_of(path: Path, most: int = LARGEST_PAGE) -> bytes:
    """The content of a file, any gzip compression taken off; `Broken` where that is more."""
    with path.open("rb") as file:
        content = file.read(most + 1)
    if _is_packed(content):
        content = _unpacked(content, most + 1)
    if len(content) > most:
        raise Broken(f"The file is larger than {most // 1024**2} MB.")
    return content


def head_of(path: Path) -> bytes:
    """The first 64 KB of a file, any gzip compression taken off; nothing of a folder."""
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    try:
        # The end of what is packed is missing here, which is no damage.
        return zlib.decompressobj(wbits=31).decompress(head, _HEAD) if _is_packed(head) else head
    except zlib.error:
        return head


def text_of(path: Path, *fallbacks: str) -> str:
    """The text of a file in UTF-8, or else in the first of the other encodings that fits.

    Every line ends in a newline alone.
    """
    content = bytes_of(path, LARGEST_TEXT_FILE)
    for encoding in ("utf-8-sig", *fallbacks):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    raise Broken("The file is not UTF-8 text.")


def files_in(folder: Path, *suffixes: str) -> list[Path]:
    """The files right in a folder whose names end so, by name; a single file as it is."""
    if not folder.is_dir():
        return [folder]
    return sorted(
        one for one in folder.iterdir() if one.name.lower().endswith(suffixes) and one.is_file()
    )


def lines(path: Path) -> Iterator[tuple[int, bytes, int]]:
    """The lines of a file that hold anything: number from 1, content, and bytes read so far.

    A line that is too long comes cut; no JSON is in it then.
    """
    with _opened(path) as (file, raw):
        number = 0
        while line := file.readline(LONGEST_RECORD):
            number += 1
            rest = line
            while len(rest) == LONGEST_RECORD and not rest.endswith(b"\n"):
                rest = file.readline(LONGEST_RECORD)
            if line.strip():
                yield number, line, raw.tell()


def elements(path: Path) -> Iterator[tuple[int, dict[str, Any] | Broken, int]]:
    """The tables in the list that a file of JSON is: number from 1, table, and bytes read so far.

    One is in memory at a time. What is no JSON ends the list.
    """
    with _opened(path) as (file, raw):
        stream = _Stream(file)
        if not stream.skip("["):
            yield 1, Broken("The file is no list of JSON."), raw.tell()
            return
        number = 0
        while not stream.skip("]"):
            number += 1
            try:
                found = stream.table()
            except Broken as error:
                yield number, error, raw.tell()
                return
            yield number, found, raw.tell()
            stream.skip(",")


class _Stream:
    """JSON that is read piece by piece."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("replace").decode
        self._held = ""
        self._at = 0
        self._is_whole = False

    def skip(self, sign: str) -> bool:
        """Whether this sign comes next; it is passed over then."""
        while True:
            while self._at < len(self._held) and self._held[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._held) or not self._more(_CHUNK):
                break
        if not self._held.startswith(sign, self._at):
            return False
        self._at += len(sign)
        return True

    def table(self) -> dict[str, Any]:
        """The table that comes next."""
        if not self.skip("{"):
            raise Broken("Here the list of JSON goes on with something else than a table.")
        self._at -= 1
        decode = JSONDecoder(parse_constant=_no_number).raw_decode
        while True:
            try:
                found, self._at = decode(self._held, self._at)
                return cast("dict[str, Any]", found)
            except JSONDecodeError as error:
                # Each time twice as much is read: a large record costs no more than a few.
                if self._is_wrong(error) or not self._more(max(_CHUNK, len(self._held))):
                    raise Broken("From here on it is no JSON that can be read.") from None
            except (ValueError, RecursionError):
                raise Broken("From here on it is no JSON that can be read.") from None

    def _is_wrong(self, error: JSONDecodeError) -> bool:
        """Whether more of the file cannot mend it."""
        ends_early = error.msg.startswith("Unterminated") or error.pos >= len(self._held) - 16
        return not ends_early or len(self._held) > 2 * LONGEST_RECORD

    def _more(self, most: int) -> bool:
        if self._is_whole:
            return False
        chunk = self._file.read(min(most, LONGEST_RECORD))
        self._is_whole = not chunk
        self._held = self._held[self._at :] + self._decode(chunk, not chunk)
        self._at = 0
        return bool(chunk)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """The file as it is to be read, any gzip compression taken off, and as it lies there."""
    with path.open("rb") as raw:
        is_packed = raw.read(2) == _GZIP
        raw.seek(0)
        if not is_packed:
            yield raw, raw
            return
        with gzip.open(raw) as file:
            try:
                yield cast("BinaryIO", file), raw
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                raise UserError(f"“{path.name}” is damaged: {error}.") from error


def _is_packed(content: bytes) -> bool:
    return content.startswith(_GZIP)


def _unpacked(content: bytes, most: int) -> bytes:
    """All parts that the content was packed in, one behind the other, as far as `most` bytes."""
    try:
        with gzip.open(io.BytesIO(content)) as file:
            return file.read(most)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Broken(f"The compressed file is damaged: {error}.") from None


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")
