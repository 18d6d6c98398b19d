"""Writing a bundle: the same project gives the same bytes."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import BinaryIO

from annotator.core.bundles import (
    BundleAssignment,
    BundleCounts,
    BundleHead,
    BundlePage,
    BundleRemark,
    BundleSet,
)
from annotator.formats.bundle.limits import (
    ASSIGNMENTS,
    CONTENTS,
    LARGEST_CONTENT,
    LARGEST_TABLES,
    LEAST_EXPANDED,
    LONGEST_LINE,
    MANIFEST,
    MEGABYTE,
    MOST_EXPANSION,
    MOST_LISTS,
    MOST_LISTS_A_LINE,
    PAGES,
    REMARKS,
    RESOURCES,
    SETS,
    TABLES,
    list_count,
    too_large,
)
from annotator.formats.bundle.manifest import Manifest, Member, manifest_text
from annotator.formats.bundle.rows import assignment_line, page_line, remark_line, set_line

_LEVEL = 6
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16
_STEP = 256 * 1024


class BundleWriter:
    """Takes in pages and all about them, in one order, and ends as a bundle by `finish`.

    Page bytes go into the file at once; tables wait in files without a name. `UserError` where it
    would become larger than a bundle may be.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w")
        self._stack = ExitStack()
        self._tables: dict[str, BinaryIO] = {}
        for name in TABLES:
            table = tempfile.TemporaryFile()  # noqa: SIM115 - the stack closes it
            self._tables[name] = self._stack.enter_context(table)
        self._members: dict[str, Member] = {}
        self._counts = dict.fromkeys(TABLES, 0)
        self._sizes = dict.fromkeys(TABLES, 0)
        self._list_count = 0

    def __enter__(self) -> BundleWriter:
        return self

    def __exit__(self, *_failure: object) -> None:
        self._stack.close()
        self._zip.close()

    def add_page(self, page: BundlePage, content: bytes, resources: Iterable[bytes]) -> None:
        """Add a page; its bytes only where it says that it has them."""
        self._add_line(PAGES, page_line(page))
        if page.has_content:
            self._add_content(CONTENTS + page.digest, content)
            for one, found in zip(page.resources, resources, strict=True):
                self._add_content(RESOURCES + one.digest, found)

    def add_set(self, one: BundleSet, fork_of: str, segmenter: str) -> None:
        """Add a set of the page that was added last."""
        line = set_line(one, fork_of, segmenter)
        count = list_count(line)
        self._list_count += count
        if count > MOST_LISTS_A_LINE or self._list_count > MOST_LISTS:
            raise too_large(f"the set of “{one.annotator}” has too many steps and annotations")
        self._add_line(SETS, line)

    def add_remark(self, one: BundleRemark) -> None:
        """Add a remark on the page that was added last."""
        self._add_line(REMARKS, remark_line(one))

    def add_assignment(self, one: BundleAssignment) -> None:
        """Add an assignment of the page that was added last."""
        self._add_line(ASSIGNMENTS, assignment_line(one))

    def finish(self, head: BundleHead) -> BundleCounts:
        """Write the tables and the manifest."""
        for name, table in self._tables.items():
            self._write_table(name, table)
        counts = BundleCounts(
            self._counts[PAGES],
            self._counts[SETS],
            self._counts[REMARKS],
            self._counts[ASSIGNMENTS],
        )
        members = tuple(self._members[name] for name in sorted(self._members))
        self._write(MANIFEST, manifest_text(Manifest(head, counts, members)))
        return counts

    @property
    def content_count(self) -> int:
        """How many pages came with their bytes."""
        return sum(name.startswith(CONTENTS) for name in self._members)

    def _add_line(self, name: str, line: bytes) -> None:
        self._counts[name] += 1
        self._sizes[name] += len(line)
        if len(line) > LONGEST_LINE or self._sizes[name] > LARGEST_TABLES[name]:
            raise too_large(f"its file “{name}” takes more than may be read")
        self._tables[name].write(line)

    def _add_content(self, name: str, content: bytes) -> None:
        if name in self._members:
            return
        if len(content) > LARGEST_CONTENT:
            raise too_large(f"a file of a page has more than {LARGEST_CONTENT // MEGABYTE} MB")
        self._write(name, content)
        digest = hashlib.sha256(content).hexdigest()
        self._members[name] = Member(name, len(content), digest)

    def _write(self, name: str, content: bytes) -> None:
        method = zipfile.ZIP_DEFLATED
        if len(content) > LEAST_EXPANDED:
            # What would look like a bomb is not packed: it is read again by the same rules.
            packed = len(zlib.compress(content, _LEVEL))
            method = (
                zipfile.ZIP_DEFLATED if _is_no_bomb(len(content), packed) else zipfile.ZIP_STORED
            )
        entry = _entry(name, method)
        self._zip.writestr(entry, content, compresslevel=_LEVEL)

    def _write_table(self, name: str, table: BinaryIO) -> None:
        running = hashlib.sha256()
        table.seek(0)
        entry = _entry(name, zipfile.ZIP_DEFLATED)
        entry.file_size = self._sizes[name]
        with self._zip.open(entry, "w") as target:
            for part in _parts(table):
                running.update(part)
                target.write(part)
        self._members[name] = Member(name, self._sizes[name], running.hexdigest())


def _is_no_bomb(byte_count: int, packed_count: int) -> bool:
    return byte_count <= MOST_EXPANSION // 2 * packed_count


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.compress_type = method
    entry.create_system = _UNIX
    entry.external_attr = _PLAIN_FILE
    return entry


def _parts(file: BinaryIO) -> Iterator[bytes]:
    while part := file.read(_STEP):
        yield part
