"""WACZ: web archives with a list of those records that are pages, in one ZIP."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace

from annotator.core.errors import UserError
from annotator.core.pages import RawPage, Resource
from annotator.pages.containers.archive_records import Record, Records
from annotator.pages.containers.archive_stream import ArchiveStream, Damaged, Window
from annotator.pages.containers.belongings import Belongings, shows_page
from annotator.pages.containers.budget import Spent
from annotator.pages.containers.container import Refusal, Source
from annotator.pages.containers.references import references
from annotator.pages.containers.responses import message_in
from annotator.pages.containers.wacz_pages import ListedPage, Place, WaczIndex
from annotator.pages.containers.web_archive import page_in
from annotator.pages.containers.zip_directory import ZipDirectory
from annotator.pages.containers.zip_folder import SIGNATURES

_LISTS = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_ARCHIVES = "archive/"
_ENDINGS = (".warc", ".warc.gz", ".arc", ".arc.gz")
_HINT = "Unpack it and import what is in its folder “archive”."


class Wacz:
    """The pages of the list, with the pictures and style sheets that the archives hold of them.

    Refusals have the number of the record in its archive, and where it begins in the WACZ.
    """

    title = "WACZ"
    suffixes: tuple[str, ...] = (".wacz",)

    def sniff(self, head: bytes, name: str) -> float:
        """A ZIP whose name says so, or whose first files are those of a WACZ."""
        if not head.startswith(SIGNATURES):
            return 0.3 * name.endswith(self.suffixes)
        has_archive = b"archive/" in head and (b".warc" in head or b"datapackage.json" in head)
        return 0.95 if name.endswith(self.suffixes) or has_archive else 0.0

    def read(self, source: Source) -> Iterator[RawPage | Refusal]:
        """The pages in the order of their records, then what was listed and not found."""
        try:
            yield from _Reading(source).pages()
        except UserError as error:
            yield Refusal(source.name, str(error))


class _Reading:
    """One WACZ that is read."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._directory = ZipDirectory(source.file, source.budget)
        self._index = WaczIndex()
        members = {member.filename: member for member in self._directory.members}
        self._read_lists(members)
        self._windows = self._archives(members)

    def pages(self) -> Iterator[RawPage | Refusal]:
        """The pages that are listed, and what stands in their way."""
        for archive, _ in enumerate(self._windows):
            yield from self._look_through(archive)
        for place, listed in self._index.found():
            yield self._page(place, listed)
        reason = "It is in the list of pages, but no record of the archives holds it."
        if self._index.has_unplaced:
            reason = "Its archive is compressed as a whole: records in it cannot be looked up."
        for listed in self._index.missing():
            yield Refusal(f"{self._source.name}#{listed.url}", reason)
        if self._index.is_cut:
            reason = "The list of pages is too long; the rest of it was not read."
            yield Refusal(self._source.name, reason)

    def _read_lists(self, members: dict[str, zipfile.ZipInfo]) -> None:
        lists = [members[name] for name in _LISTS if name in members]
        if not lists:
            reason = "It has no list of pages (pages/pages.jsonl), so it is no whole WACZ."
            raise UserError(reason, _HINT)
        for member in lists:
            try:
                self._index.add_list(self._directory.content(member))
            except Spent:
                raise
            except UserError as error:
                reason = f"Its list of pages ({member.filename}) cannot be read. {error}"
                raise UserError(reason) from None
        if not self._index.pages:
            raise UserError("Its list of pages names none.", _HINT)

    def _archives(self, members: dict[str, zipfile.ZipInfo]) -> list[tuple[int, int]]:
        found = []
        for name, member in members.items():
            if not (name.startswith(_ARCHIVES) and name.lower().endswith(_ENDINGS)):
                continue
            place = self._directory.place(member)
            if place is None:
                reason = "Its archives are compressed once more or encrypted: records in them"
                raise UserError(f"{reason} cannot be looked up.", _HINT)
            found.append(place)
        if not found:
            raise UserError("It holds no web archive (archive/*.warc.gz).")
        return found

    def _stream(self, place: Place) -> ArchiveStream:
        _, end = self._windows[place.archive]
        window = Window(self._source.file, place.offset, end)
        return ArchiveStream(window, self._source.budget, start=place.offset)

    def _look_through(self, archive: int) -> Iterator[Refusal]:
        start, _ = self._windows[archive]
        for one in Records(self._stream(Place(archive, start)), self._source.name):
            if isinstance(one, Refusal):
                yield one
            elif one.kind in {"response", "resource"}:
                try:
                    message = message_in(one)
                except Damaged as error:
                    yield Refusal(self._source.name, str(error), one.number, one.offset)
                else:
                    self._index.note(one, message, archive)

    def _record(self, place: Place) -> Record | None:
        for one in Records(self._stream(place), self._source.name):
            return one if isinstance(one, Record) else None
        return None

    def _page(self, place: Place, listed: ListedPage) -> RawPage | Refusal:
        record = self._record(place)
        name = f"{self._source.name}#{listed.number}"
        found = None if record is None else page_in(record, self._source)
        if found is None:
            reason = "It is in the list of pages, but its record is no page."
            return Refusal(name, reason, listed.number, place.offset)
        if isinstance(found, Refusal):
            return replace(found, record=listed.number)
        resources = self._resources(found)
        return replace(found, name=name, title=listed.title, resources=resources)

    def _resources(self, page: RawPage) -> tuple[Resource, ...]:
        kept = Belongings()
        for url in references(page.content, page.url or ""):
            place = self._index.resource(url)
            if kept.is_full:
                break
            if place is not None:
                self._keep(kept, url, place)
        return kept.all()

    def _keep(self, kept: Belongings, url: str, place: Place) -> None:
        record = self._record(place)
        if record is None:
            return
        try:
            message = message_in(record)
            is_wanted = message.is_whole and shows_page(message.media_type)
            if is_wanted and kept.has_room(message.size or 0):
                kept.add(url, message.media_type, message.body(record, self._source.budget))
        except Spent:
            raise
        except (Damaged, UserError):
            return  # The page is shown without it, as with a picture that does not load.
