"""Opening a bundle. All that it says is checked; what it means for a project is for others."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar

from annotator.core.bundles import (
    BundleAssignment,
    BundleCounts,
    BundleHead,
    BundlePage,
    BundlePerson,
    BundleRemark,
    BundleSet,
    spans_of,
)
from annotator.core.decisions import GOLD
from annotator.core.errors import UserError
from annotator.core.line_json import set_id, unsigned
from annotator.core.pages import Resource
from annotator.core.progress import Progress, Reporter
from annotator.formats.bundle.fields import parsed
from annotator.formats.bundle.limits import (
    ASSIGNMENTS,
    CONTENTS,
    LARGEST_PAGE_WORK,
    MANIFEST,
    MOST_MEMBERS,
    PAGES,
    REMARKS,
    RESOURCES,
    SETS,
    broken,
    too_large,
)
from annotator.formats.bundle.manifest import manifest_of
from annotator.formats.bundle.members import Members
from annotator.formats.bundle.rows import assignment_of, page_of, remark_of, set_of

_Row = TypeVar("_Row")


@contextmanager
def opened_bundle(path: Path) -> Iterator[Bundle]:
    """The bundle in a file, for as long as the block lasts.

    `UserError` where there is no such file, it is no bundle, or its manifest does not fit it.
    """
    file = _opened(path)
    with file:
        yield Bundle(file, os.fstat(file.fileno()).st_size)


class Bundle:
    """An open bundle. Call `verify` before anything of it is believed.

    Pages, and all that is about pages, come in one order: that of `pages`.
    """

    def __init__(self, file: BinaryIO, byte_count: int) -> None:
        self._members = Members(file, byte_count)
        manifest = manifest_of(self._members.content(MANIFEST))
        self.head: BundleHead = manifest.head
        self.counts: BundleCounts = manifest.counts
        self.people: dict[str, BundlePerson] = {one.name: one for one in self.head.people}
        self._told = {one.name: one for one in manifest.members}
        sizes = self._members.sizes
        del sizes[MANIFEST]
        if len(self._told) != len(manifest.members) or sizes.keys() != self._told.keys():
            raise broken(f"“{MANIFEST}”", "does not name the files that are in it")
        for name, size in sizes.items():
            if size != self._told[name].byte_count:
                raise broken(f"“{name}”", "has another size than the manifest says")
        self._total = sum(sizes.values())
        self._last_size = 0

    def verify(self, report: Reporter) -> None:
        """Read all of it once and hold it against its digests and limits.

        Units of progress are bytes. `UserError` where something is not what it should be.
        """
        done = 0

        def tick(count: int) -> None:
            nonlocal done
            done += count
            report(Progress(done, self._total, "reading the bundle"))

        for name, one in self._told.items():
            digest = self._members.digest(name, tick)
            if digest != one.digest or name not in {*_TABLES, f"{name.partition('/')[0]}/{digest}"}:
                raise broken(f"“{name}”", "is not what its SHA-256 says")

    def pages(self) -> list[BundlePage]:
        """All pages."""
        found: dict[str, BundlePage] = {}
        contents: set[str] = set()
        for page in self._rows(PAGES, self.counts.pages, page_of):
            if page.digest in found:
                raise broken(f"“{PAGES}”", f"has page {page.digest[:12]} twice")
            if len(found) >= MOST_MEMBERS:
                raise too_large(f"it has more than {MOST_MEMBERS:,} pages")
            found[page.digest] = page
            if page.has_content:
                contents.add(CONTENTS + page.digest)
                contents.update(RESOURCES + one.digest for one in page.resources)
            elif page.resources:
                raise broken(f"“{PAGES}”", "has images of a page that is not there")
        if contents != self._told.keys() - _TABLES:
            raise broken(f"“{PAGES}”", "does not name the pages that are in the bundle")
        return list(found.values())

    def content(self, page: BundlePage) -> bytes:
        """The bytes of a page that has them."""
        return self._members.content(CONTENTS + page.digest)

    def byte_count(self, page: BundlePage) -> int:
        """What a page and all that came along take in memory."""
        names = {CONTENTS + page.digest, *(RESOURCES + one.digest for one in page.resources)}
        return sum(self._told[name].byte_count for name in names)

    def resources(self, page: BundlePage) -> tuple[Resource, ...]:
        """The images and style sheets of a page."""
        return tuple(
            Resource(one.url, one.media_type, self._members.content(RESOURCES + one.digest))
            for one in page.resources
        )

    def sets(self, wanted: Container[str] | None = None) -> Iterator[BundleSet]:
        """All sets, those of one page together; or those of the pages wanted, once all were read.

        What is left out is not looked at again.
        """

        def row_of(value: object, where: str) -> tuple[BundleSet, str, str] | None:
            if wanted is not None and isinstance(value, dict) and value.get("page") not in wanted:
                return None
            return (*set_of(value, where), where)

        page, held, size = "", set[str](), 0
        for row in self._rows(SETS, self.counts.sets, row_of):
            if row is None:
                continue
            one, fork_of, where = row
            if one.page != page:
                page, held, size = one.page, set(), 0
            size += self._last_size
            if size > LARGEST_PAGE_WORK:
                raise too_large(f"{where} is more about one page than is read")
            if one.annotator in held:
                raise broken(where, f"is a second set of “{one.annotator}” on one page")
            held.add(one.annotator)
            self._refuse_other_author(one, fork_of, where)
            yield one

    def remarks(self) -> Iterator[BundleRemark]:
        """All remarks, those on one page together."""
        held: set[str] = set()
        page, size = "", 0
        for one in self._rows(REMARKS, self.counts.remarks, remark_of):
            remark = one.remark
            size = self._last_size + (size if one.page == page else 0)
            page = one.page
            if size > LARGEST_PAGE_WORK:
                raise too_large(f"“{REMARKS}” has more about one page than is read")
            if remark.id in held:
                raise broken(f"“{REMARKS}”", f"has remark {remark.id} twice")
            held.add(remark.id)
            for name in (remark.author, remark.about):
                self._refuse_unknown(name, f"“{REMARKS}”")
            yield one

    def assignments(self) -> Iterator[BundleAssignment]:
        """All assignments, those of one page together."""
        held: set[tuple[str, str]] = set()
        for one in self._rows(ASSIGNMENTS, self.counts.assignments, assignment_of):
            if (one.page, one.annotator) in held:
                raise broken(f"“{ASSIGNMENTS}”", "gives somebody a page twice")
            held.add((one.page, one.annotator))
            self._refuse_unknown(one.annotator, f"“{ASSIGNMENTS}”")
            yield one

    def _refuse_other_author(self, one: BundleSet, fork_of: str, where: str) -> None:
        """Refuse a set that is not whose it says, or signed as no program signs it."""
        person = self.people.get(one.annotator)
        if person is None or person.fork_of != fork_of:
            raise broken(where, "is of nobody whom the manifest names")
        names = {name for name, known in self.people.items() if known.person == person.person}
        if unsigned(one.lines, names) != one.lines:
            raise broken(where, "is signed by its own annotator")
        for author in {line.author for line in one.lines}:
            self._refuse_unknown(author, where)
        _refuse_others_steps(one, where, is_gold=person.person == GOLD)
        if one.anchors.keys() != spans_of(one.lines):
            raise broken(where, "has not an anchor for each span that it mentions")
        if one.id != set_id(one.page, person.person, one.lines):
            raise broken(where, "has the id of another set")

    def _refuse_unknown(self, name: str, where: str) -> None:
        if name and name not in self.people:
            raise broken(where, f"names “{name}”, whom the manifest does not name")

    def _rows(self, name: str, count: int, row_of: Callable[[object, str], _Row]) -> Iterator[_Row]:
        number = 0
        for number, line in enumerate(self._members.lines(name), 1):
            where = f"line {number} of “{name}”"
            if number > count:
                raise broken(where, "is one more than the manifest counts")
            self._last_size = len(line)
            yield row_of(parsed(line, where), where)
        if number != count:
            raise broken(f"“{name}”", "has fewer lines than the manifest counts")


def _refuse_others_steps(one: BundleSet, where: str, *, is_gold: bool) -> None:
    """Refuse decisions in a set that is not gold, and steps of the gold set that nobody signed."""
    for line in one.lines:
        if is_gold and not line.author:
            raise broken(where, "has a step that nobody signed")
        if not is_gold and line.decision is not None:
            raise broken(where, "holds a decision, and it is no gold set")


def _opened(path: Path) -> BinaryIO:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UserError(f"“{path}” is no file.", "Choose a file that ends in .annobundle.")
        return path.open("rb")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UserError(
            f"“{path}” cannot be read: {reason}.", "See whether the path is right."
        ) from error


_TABLES = frozenset({PAGES, SETS, REMARKS, ASSIGNMENTS})
