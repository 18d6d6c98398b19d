"""Finds the files below folders, and opens each as the container that it is."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from annotator.core.errors import Cancelled, UserError
from annotator.pages.containers.budget import Budget
from annotator.pages.containers.container import (
    Columns,
    Container,
    OwnUnpacking,
    Refusal,
    Source,
)
from annotator.pages.containers.registry import (
    container_of,
    has_suffix,
    names_table,
    suffixes_in_words,
)
from annotator.pages.containers.unpacking import is_gzip, unpacked, unpacked_head
from annotator.pages.containers.watching import watched

_HEAD = 64 * 1024
_BUNDLE = ".annobundle"


def _nobody_watches() -> None:
    """What is called of a file that nobody watches."""


class OpenedFile(NamedTuple):
    """A file that can be read, and by what."""

    container: Container
    source: Source


def files_in(paths: Iterable[Path]) -> Iterator[Path | Refusal]:
    """The files that are named, and of folders those whose names say that they hold pages.

    They come by name. A table beside pages is a refusal, since what stands next to the pages of a
    crawl is mostly about them; so is a folder that cannot be read, or has nothing.
    """
    for path in paths:
        # Unlike `Path.is_dir`, this does not raise where the system will not say.
        if os.path.isdir(path):  # noqa: PTH112
            yield from _files_of(path)
        else:
            yield path


@contextmanager
def opened(
    path: Path,
    columns: Columns,
    budget: Budget,
    *,
    url: str | None = None,
    on_read: Callable[[], None] = _nobody_watches,
) -> Iterator[OpenedFile | Refusal]:
    """The kind of a file by its content, and the file at its beginning, or why it is neither.

    The compression of a whole file is taken off while it is read. `on_read` is called now and then
    while it is, and may raise `Cancelled`.
    """
    name = shown_path(path)
    if path.suffix.lower() == _BUNDLE:
        yield Refusal(name, "It is a colleague's bundle: receive it, its labels come along.")
        return
    try:
        file = _opened(path, on_read)
    except UserError as error:
        yield Refusal(name, str(error))
        return
    except OSError as error:
        yield Refusal(name, in_words(error))
        return
    with file:
        try:
            found = _source(path, file, columns, budget, url)
        except Cancelled:
            raise
        except UserError as error:
            yield Refusal(name, str(error))
            return
        except OSError as error:
            yield Refusal(name, in_words(error))
            return
        yield found


def shown_path(path: Path) -> str:
    """The path as text that can be stored and sent: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def in_words(error: OSError) -> str:
    """Why the system does not give a file."""
    reasons = {
        FileNotFoundError: "There is no such file.",
        PermissionError: "You may not read this file.",
    }
    for kind, reason in reasons.items():
        if isinstance(error, kind):
            return reason
    return f"The file cannot be read: {error.strerror or error}."


def _files_of(folder: Path) -> Iterator[Path | Refusal]:
    is_empty = True
    tables: list[Path] = []
    for found in _files_below(folder):
        if isinstance(found, Path) and names_table(found.name):
            tables.append(found)
        else:
            is_empty = False
            yield found
    if is_empty:
        yield from tables
    else:
        reason = "This table lies beside pages and may be about them; name it to import it."
        yield from (Refusal(shown_path(table), reason) for table in tables)
    if is_empty and not tables:
        reason = f"No file in this folder ends in {suffixes_in_words()}."
        yield Refusal(shown_path(folder), reason)


def _files_below(folder: Path) -> Iterator[Path | Refusal]:
    # No recursion: folders may be nested deeper than Python's calls.
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if is_folder:
            try:
                waiting.extend(reversed(_entries(path)))
            except OSError as error:
                yield Refusal(shown_path(path), in_words(error))
        elif has_suffix(path.name):
            yield path


def _entries(folder: Path) -> list[tuple[Path, bool]]:
    """What is in a folder by name, and whether it is one; a link to a folder may lead back up."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    return [(Path(entry.path), entry.is_dir(follow_symlinks=False)) for entry in entries]


def _opened(path: Path, on_read: Callable[[], None]) -> BinaryIO:
    # Opening a pipe would wait for its other end.
    if not stat.S_ISREG(path.stat().st_mode):
        raise UserError("This is no file.")
    return watched(path.open("rb", buffering=0), on_read)


def _source(
    path: Path, file: BinaryIO, columns: Columns, budget: Budget, url: str | None
) -> OpenedFile:
    size = os.fstat(file.fileno()).st_size
    if not size:
        raise UserError("The file is empty.")
    head = file.read(_HEAD)
    file.seek(0)
    is_packed = is_gzip(head)
    container = container_of(unpacked_head(head, _HEAD) if is_packed else head, path.name)
    if container is None:
        raise UserError(
            "It does not begin as any page or container does, nor does its name end in "
            f"{suffixes_in_words()}."
        )
    if is_packed and not isinstance(container, OwnUnpacking):
        file = unpacked(file, budget)
    return OpenedFile(container, Source(shown_path(path), file, size, budget, columns, url))
