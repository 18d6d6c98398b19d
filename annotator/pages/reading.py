"""Files and folders become raw pages, one at a time; a bad file is told and passed over."""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotator.core.errors import UserError
from annotator.core.pages import PageKind, RawPage

LARGEST_PAGE = 64 * 1024 * 1024
"""Bytes that a page may have, once any compression is taken off."""

_KINDS = {
    ".html": PageKind.HTML,
    ".htm": PageKind.HTML,
    ".xhtml": PageKind.HTML,
    ".txt": PageKind.TEXT,
}
_GZIP_SIGNATURE = b"\x1f\x8b"
_STEP = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that did not become a page: its path as the user may read it, and why, in words."""

    path: str
    reason: str


def read_paths(paths: Iterable[Path], *, url: str | None = None) -> Iterator[RawPage | Refusal]:
    """The pages of files and of folders with all that is in them, in the order of their names.

    One page is in memory at a time. `url` is the address of the page, where the user knows it.
    Nothing is raised for a file that cannot be read: it is answered as a `Refusal`.
    """
    for path in paths:
        for found in _files(path):
            yield found if isinstance(found, Refusal) else read_file(found, url=url)


def count_paths(paths: Iterable[Path]) -> int:
    """How many answers `read_paths` will give for these paths, if nothing changes meanwhile."""
    return sum(1 for path in paths for _ in _files(path))


def read_file(path: Path, *, url: str | None = None) -> RawPage | Refusal:
    """The page in one file, any gzip compression taken off."""
    name = shown_path(path)
    kind = _kind(path)
    if kind is None:
        if not os.path.lexists(path):
            return Refusal(name, _in_words(FileNotFoundError()))
        return Refusal(name, f"Only files that end in {_endings()} are pages.")
    try:
        return RawPage(_content(path), name, kind, url)
    except UserError as error:
        return Refusal(name, str(error))
    except (zlib.error, EOFError, gzip.BadGzipFile):
        return Refusal(name, "The gzip compression of the file is damaged.")
    except OSError as error:
        return Refusal(name, _in_words(error))


def shown_path(path: Path) -> str:
    """The path as text that can be stored and sent: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _files(path: Path) -> Iterator[Path | Refusal]:
    # Unlike `Path.is_dir`, this does not raise where the system will not say.
    if not os.path.isdir(path):  # noqa: PTH112
        yield path
        return
    is_empty = True
    for found in _files_below(path):
        is_empty = False
        yield found
    if is_empty:
        yield Refusal(shown_path(path), f"No file in this folder ends in {_endings()}.")


def _files_below(folder: Path) -> Iterator[Path | Refusal]:
    # No recursion: folders may be nested deeper than Python's calls.
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if is_folder:
            try:
                waiting.extend(reversed(_entries(path)))
            except OSError as error:
                yield Refusal(shown_path(path), _in_words(error))
        elif _kind(path) is not None:
            yield path


def _entries(folder: Path) -> list[tuple[Path, bool]]:
    """What is in a folder by name, and whether it is one; a link to a folder may lead back up."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    return [(Path(entry.path), entry.is_dir(follow_symlinks=False)) for entry in entries]


def _kind(path: Path) -> PageKind | None:
    name = path.name.lower().removesuffix(".gz")
    return _KINDS.get(os.path.splitext(name)[1])  # noqa: PTH122 - `.suffix` refuses “.html”


def _endings() -> str:
    return f"{', '.join(_KINDS)} or .gz after one of these"


def _content(path: Path) -> bytes:
    """The bytes of a page; `UserError` where there are too many or none, `OSError` for the rest."""
    # Opening a pipe would wait for its other end.
    if not stat.S_ISREG(path.stat().st_mode):
        raise UserError("This is no file.")
    with path.open("rb") as file:
        is_gzip = file.read(2) == _GZIP_SIGNATURE
        file.seek(0)
        if is_gzip:
            with gzip.GzipFile(fileobj=file) as unpacked:
                content = _limited(unpacked)
        else:
            content = _limited(file)
    if not content:
        raise UserError("The file is empty.")
    return content


def _limited(file: BinaryIO | gzip.GzipFile) -> bytes:
    """All bytes, counted as they come: what a header says of the length may be a lie."""
    parts = bytearray()
    while part := file.read(_STEP):
        parts += part
        if len(parts) > LARGEST_PAGE:
            raise UserError(f"The page is larger than {LARGEST_PAGE // 1024**2} MB.")
    return bytes(parts)


def _in_words(error: OSError) -> str:
    reasons = {
        FileNotFoundError: "There is no such file.",
        PermissionError: "You may not read this file.",
    }
    for kind, reason in reasons.items():
        if isinstance(error, kind):
            return reason
    return f"The file cannot be read: {error.strerror or error}."
