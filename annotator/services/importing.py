"""Bringing pages into a project: read, parsed by two processes, stored batch by batch.

This thread reads and stores while the others parse. A batch is collected first and stored in one
short transaction, so that labels can be saved in between, and what is under way is bounded in
number and bytes, so that memory does not grow with the import.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path

from annotator.core.blind_draw import is_drawn_blind
from annotator.core.errors import Cancelled, UserError
from annotator.core.pages import PageFacts, PageId, ParsedPage, RawPage
from annotator.core.progress import Progress, Reporter, silent
from annotator.pages.containers.container import Columns, Refusal
from annotator.pages.parsing_pool import ParsingPool
from annotator.pages.reading import Reading, byte_count
from annotator.services.evidence import evidence_of
from annotator.services.held_pages import ComingPage, HeldPages
from annotator.services.licensing import checked_licence
from annotator.services.projects import Project
from annotator.storage.pages import NewPage

__all__ = [
    "Columns",
    "ImportReport",
    "ImportedPage",
    "Refusal",
    "import_paths",
    "re_decode",
]

WORKERS = 2
# Enough that the parsing processes have work while this thread stores a batch; the bytes bound it
# for large pages, the numbers for small ones.
_WAITING_PAGES = 256
_WAITING_BYTES = 24 * 1024 * 1024
_BATCH_PAGES = 192
_BATCH_BYTES = 8 * 1024 * 1024
_ARRIVED_PAGES = 32
_ARRIVED_BYTES = 4 * 1024 * 1024
_MOST_REFUSED = 10_000


@dataclass(frozen=True, slots=True)
class ImportedPage:
    """A page of the project and the path that brought it."""

    page: PageId
    path: str
    title: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every page, each list in the order of reading.

    `same` are pages whose bytes the project had already; `refused` are the first 10,000 of
    `refused_count`: each broken line of a large file is one; `is_stopped` says that the user
    stopped the import: what the lists hold is stored, the rest was not looked at.
    """

    new: tuple[ImportedPage, ...]
    same: tuple[ImportedPage, ...]
    refused: tuple[Refusal, ...]
    refused_count: int
    is_stopped: bool = False


def import_paths(
    project: Project,
    paths: Sequence[Path],
    *,
    url: str | None = None,
    columns: Columns | None = None,
    most_unpacked: int | None = None,
    licence: str = "",
    report: Reporter = silent,
) -> ImportReport:
    """Import files and, with all that is in them, folders; answers what became of each page.

    `url` is the address of a single page, if the page itself does not tell; `columns` is what the
    user says of tables. All files together unpack to `most_unpacked` bytes, or to what is usual.
    `licence` is said of every page that is new.
    Units of progress are bytes of the files. Bytes that the project has are not imported again. A
    page that cannot be read or parsed is refused and never stops the rest. Where `report` raises
    `Cancelled`, what is parsed by then is stored and the answer says so. Raises `UserError` where
    the project cannot be written; the batches before are then stored.
    """
    with ParsingPool(workers=WORKERS) as pool:
        running = _Import(project, pool, byte_count(paths), report, checked_licence(licence))
        reading = Reading(
            paths,
            url=url,
            columns=columns,
            most_unpacked=most_unpacked,
            on_read=running.report_progress,
        )
        with closing(reading):
            return running.run(reading)


def re_decode(project: Project, page: PageId, encoding: str) -> PageFacts:
    """Read the page's bytes anew in an encoding that the user chose; answers what that told.

    Raises `UserError` where the page has been labelled, or the encoding is unknown.
    """
    with project.store.read() as transaction:
        raw = transaction.pages.raw(page)
    with ParsingPool(workers=1) as pool:
        parsed = pool.submit(raw, encoding).result()
    evidence = evidence_of(parsed)
    with project.store.begin() as transaction:
        transaction.pages.replace_parse(page, parsed)
        transaction.evidence.keep(page, evidence)
    return parsed.facts


def _arrived() -> HeldPages:
    return HeldPages(_ARRIVED_PAGES, _ARRIVED_BYTES)


def _waiting() -> HeldPages:
    return HeldPages(_WAITING_PAGES, _WAITING_BYTES)


def _batch() -> HeldPages:
    return HeldPages(_BATCH_PAGES, _BATCH_BYTES)


@dataclass(slots=True)
class _Import:
    project: Project
    pool: ParsingPool
    total: int
    report: Reporter
    licence: str
    reading: Reading | None = None
    done: int = 0
    arrived: HeldPages = field(default_factory=_arrived)
    waiting: HeldPages = field(default_factory=_waiting)
    batch: HeldPages = field(default_factory=_batch)
    # Digests of what is in one of these three: the twin of such a page needs no parsing.
    under_way: set[str] = field(default_factory=set)
    new: list[ImportedPage] = field(default_factory=list)
    same: list[ImportedPage] = field(default_factory=list)
    # With their place in the reading: a file is refused at once, a page when it is parsed.
    refused: list[tuple[int, Refusal]] = field(default_factory=list)
    refused_count: int = 0

    def run(self, reading: Reading) -> ImportReport:
        """Take in what is read; being stopped ends it early, with what came so far."""
        is_stopped = False
        self.reading = reading
        try:
            for number, one in enumerate(reading):
                self.report_progress(one.path if isinstance(one, Refusal) else one.name)
                if isinstance(one, Refusal):
                    self._refuse(number, one)
                else:
                    self._take_in(number, one)
        except Cancelled:
            is_stopped = True
        else:
            self._send()
            while self.waiting:
                self._take_oldest()
        self._store()
        if not is_stopped:
            with suppress(Cancelled):  # all is done: there is nothing left to stop
                self.report(Progress(self.total, self.total))
        refused = (refusal for _, refusal in sorted(self.refused, key=itemgetter(0)))
        return ImportReport(
            new=tuple(self.new),
            same=tuple(self.same),
            refused=tuple(refused),
            refused_count=self.refused_count,
            is_stopped=is_stopped,
        )

    def report_progress(self, name: str = "") -> None:
        """Say how far the reading is; the reporter raises `Cancelled` to stop it there."""
        if self.reading is not None:
            # A reader may go back, and a file may have grown.
            self.done = min(max(self.done, self.reading.done_bytes), self.total)
            name = name or self.reading.name
        self.report(Progress(self.done, self.total, name))

    def _refuse(self, number: int, refusal: Refusal) -> None:
        self.refused_count += 1
        if len(self.refused) < _MOST_REFUSED:
            self.refused.append((number, refusal))

    def _take_in(self, number: int, raw: RawPage) -> None:
        self.arrived.add(ComingPage(number, raw, hashlib.sha256(raw.content).hexdigest()))
        if self.arrived.is_full:
            self._send()

    def _send(self) -> None:
        """Give what has arrived to the parsing processes, but for what the project has."""
        arrived = self.arrived.take_all()
        with self.project.store.read() as transaction:
            known = transaction.pages.find_all(one.digest for one in arrived)
        for one in arrived:
            while self.waiting.is_full:
                self._take_oldest()
            if one.digest not in known and one.digest not in self.under_way:
                one.future = self.pool.submit(one.raw)
            self.under_way.add(one.digest)
            self.waiting.add(one)

    def _take_oldest(self) -> None:
        """Wait for the page that was sent first, and put it into the batch."""
        oldest = self.waiting.take_oldest()
        if oldest.future is not None:
            try:
                oldest.parsed = oldest.future.result()
            except UserError as error:
                self._refuse(oldest.number, Refusal(oldest.raw.name, str(error)))
                self.under_way.discard(oldest.digest)
                return
        oldest.future = None
        self.batch.add(oldest)
        if self.batch.is_full:
            self._store()

    def _store(self) -> None:
        """Store the batch in one transaction, and report on it once that is committed."""
        batch = self.batch.take_all()
        # Before the transaction: whoever saves a label need not wait for it.
        evidence = {one.digest: evidence_of(one.parsed) for one in batch if one.parsed is not None}
        with self.project.store.begin() as transaction:
            pages = transaction.pages
            uuid, share = transaction.project.id(), transaction.project.blind_share()
            numbers = pages.find_all(one.digest for one in batch)
            fresh, rest = _told_apart(batch, numbers)
            added = pages.add_all(
                [
                    NewPage(
                        one.content,
                        parsed,
                        one.charset,
                        one.title,
                        one.resources,
                        evidence[parsed.facts.digest],
                        is_drawn_blind(uuid, parsed.facts.digest, share),
                        self.licence,
                    )
                    for one, parsed in fresh
                ],
                datetime.now(UTC),
            )
            new = [
                ImportedPage(page, one.name, parsed.facts.title)
                for page, (one, parsed) in zip(added, fresh, strict=True)
            ]
            numbers.update(
                (parsed.facts.digest, page) for page, (_, parsed) in zip(added, fresh, strict=True)
            )
            same = [
                ImportedPage(page, one.raw.name, pages.facts(page).title)
                for one in rest
                if (page := numbers.get(one.digest))
            ]
        self.new += new
        self.same += same
        for one in rest:
            if one.digest not in numbers:
                reason = "A file of the same bytes was refused."
                self._refuse(one.number, Refusal(one.raw.name, reason))
        self.under_way.difference_update(one.digest for one in batch)


def _told_apart(
    batch: Iterable[ComingPage], known: Container[str]
) -> tuple[list[tuple[RawPage, ParsedPage]], list[ComingPage]]:
    """The pages that are new to the project, and the others: of two twins one is parsed."""
    fresh: list[tuple[RawPage, ParsedPage]] = []
    rest: list[ComingPage] = []
    for one in batch:
        if one.parsed is not None and one.digest not in known:
            fresh.append((one.raw, one.parsed))
        else:
            rest.append(one)
    return fresh, rest
