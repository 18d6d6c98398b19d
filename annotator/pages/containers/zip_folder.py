"""A ZIP of pages: a folder in one file, read without ever unpacking it to the disk."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator

from annotator.core.errors import UserError
from annotator.core.pages import PageKind, RawPage
from annotator.pages.containers.budget import Spent
from annotator.pages.containers.container import Refusal, Source
from annotator.pages.containers.zip_directory import ZipDirectory, files_of

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
_KINDS = {
    ".html": PageKind.HTML,
    ".htm": PageKind.HTML,
    ".xhtml": PageKind.HTML,
    ".txt": PageKind.TEXT,
}


class ZipFolder:
    """A ZIP whose files are told by their names, as in a folder; containers in it are not read.

    A page is called after the ZIP and the file in it; a record is a file by its number in the
    directory.
    """

    title = "ZIP"
    suffixes: tuple[str, ...] = (".zip",)

    def sniff(self, head: bytes, name: str) -> float:
        """It begins with four letters that other containers begin with, too."""
        return 0.6 if head.startswith(SIGNATURES) else 0.3 * name.endswith(self.suffixes)

    def read(self, source: Source) -> Iterator[RawPage | Refusal]:
        """A page for each file whose name says that it is one."""
        number = None
        has_any = False
        try:
            directory = ZipDirectory(source.file, source.budget)
            for number, member in files_of(directory):
                kind = _kind(member.filename)
                if kind is not None:
                    has_any = True
                    yield _page(directory, member, kind, source, number)
            if not has_any:
                reason = (
                    f"No file in this ZIP ends in {', '.join(_KINDS)} or .gz after one of these."
                )
                yield Refusal(source.name, reason)
        except Spent as error:
            yield Refusal(source.name, str(error), number)
        except UserError as error:
            yield Refusal(source.name, str(error))


def _kind(name: str) -> PageKind | None:
    name = name.lower().removesuffix(".gz")
    return next((kind for suffix, kind in _KINDS.items() if name.endswith(suffix)), None)


def _page(
    directory: ZipDirectory, member: zipfile.ZipInfo, kind: PageKind, source: Source, number: int
) -> RawPage | Refusal:
    name = f"{source.name}#{_shown(member.filename)}"
    try:
        content = directory.content(member)
        if content.startswith(b"\x1f\x8b"):
            content = _unpacked(content, source)
        if not content:
            raise UserError("The file is empty.")
    except Spent:
        raise
    except UserError as error:
        return Refusal(name, str(error), number, member.header_offset)
    return RawPage(content, name, kind)


def _unpacked(content: bytes, source: Source) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            return source.budget.read_page(file, is_packed=True)
    except (zlib.error, EOFError, gzip.BadGzipFile):
        raise UserError("The gzip compression of the file is damaged.") from None


def _shown(name: str) -> str:
    """The name of a file as text on one line; it is shown and never opened."""
    return "".join(one if one.isprintable() else "\ufffd" for one in name)[:1000]
