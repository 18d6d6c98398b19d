"""Reading the ground truth of article-extraction-benchmark, and its pages where they lie beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from annotator.core.errors import UserError
from annotator.core.offset_units import OffsetUnit
from annotator.core.roles import Role
from annotator.formats import json_fields as fields
from annotator.formats.json_fields import Broken
from annotator.formats.page_beside import page_beside
from annotator.formats.reading import MAIN, ComingSet, GoldText, Unread
from annotator.formats.untrusted import bytes_of

_FILE, _PAGES = "ground-truth.json", "html"
_LARGEST = 256 * 1024**2


class ArticleBenchmarkReader:
    """A set for each page that the table of JSON names."""

    name = "article-extraction-benchmark"
    title = "article-extraction-benchmark JSON"
    suffixes: tuple[str, ...] = (".json",)
    offset_unit = OffsetUnit.NONE
    roles: Mapping[str, Role] = {MAIN: Role.BODY}

    def sniff(self, head: bytes, path: Path) -> float:
        """The file, or a folder with it."""
        if path.is_dir():
            return 0.95 if (path / _FILE).is_file() else 0.0
        is_table = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
        return 0.95 if is_table and b'"articleBody"' in head else 0.0

    def read(self, path: Path) -> Iterator[ComingSet | Unread]:
        """The pages in the order of the file; it is held in memory as a whole."""
        file = path / _FILE if path.is_dir() else path
        try:
            table = fields.table_of(bytes_of(file, _LARGEST))
        except Broken as error:
            raise UserError(f"“{file.name}” cannot be read: {error}") from None
        size = file.stat().st_size
        for number, (page_id, record) in enumerate(table.items(), 1):
            where = f"{file.name}, “{page_id[:80]}”"
            done = size * number // len(table)
            try:
                yield _set(file, fields.clean(page_id), record, where, done)
            except Broken as error:
                yield Unread(where, done, str(error))


def _set(file: Path, page_id: str, record: object, where: str, done: int) -> ComingSet:
    row = fields.as_table(record, "record")
    body = fields.text(row, "articleBody")
    page = page_beside(
        file, page_id, fields.text_or_none(row, "url") or "", folders=[file.parent / _PAGES]
    )
    paragraphs = tuple((one, MAIN) for one in body.split("\n") if one.strip())
    return ComingSet(where, done, page, GoldText(paragraphs))
