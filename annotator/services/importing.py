"""Bringing pages into a project: read, parsed by two processes, stored batch by batch.

This thread reads and stores while the others parse. A batch is collected first and stored in one
short transaction, so that labels can be saved in between, and what is under way is bounded in
number and bytes, so that memory does not grow with the import.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from annotator.core.errors import Cancelled, UserError
from annotator.core.pages import PageFacts, PageId, ParsedPage, RawPage
from annotator.core.progress import Progress, Reporter, silent
from annotator.pages.parsing_pool import ParsingPool
from annotator.pages.reading import Refusal, count_paths, read_paths
from annotator.services.projects import Project
from annotator.storage.transaction import Transaction

WORKERS = 2
_WAITING_PAGES = 24
_WAITING_BYTES = 32 * 1024 * 1024
_BATCH_PAGES = 32
_BATCH_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ImportedPage:
    """A page of the project and the path that brought it."""

    page: PageId
    path: str
    title: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every file, each list in the order of reading.

    `same` are files whose bytes the project had already; `is_stopped` says that the user stopped
    the import: what the lists hold is stored, the rest was not looked at.
    """

    new: tuple[ImportedPage, ...]
    same: tuple[ImportedPage, ...]
    refused: tuple[Refusal, ...]
    is_stopped: bool = False


def import_paths(
    project: Project,
    paths: Sequence[Path],
    *,
    url: str | None = None,
    report: Reporter = silent,
) -> ImportReport:
    """Import files and, with all that is in them, folders; answers what became of each.

    `url` is the address of a single page, if the page itself does not tell. Units of progress are
    files. Bytes that the project has are not imported again. A file that cannot be read or parsed
    is refused and never stops the rest. Where `report` raises `Cancelled`, what is parsed by then
    is stored and the answer says so. Raises `UserError` where the project cannot be written; the
    batches before are then stored.
    """
    with ParsingPool(workers=WORKERS) as pool:
        running = _Import(project, pool, count_paths(paths), report)
        return running.run(read_paths(paths, url=url))


def re_decode(project: Project, page: PageId, encoding: str) -> PageFacts:
    """Read the page's bytes anew in an encoding that the user chose; answers what that told.

    Raises `UserError` where the page has been labelled, or the encoding is unknown.
    """
    with project.store.read() as transaction:
        raw = transaction.pages.raw(page)
    with ParsingPool(workers=1) as pool:
        parsed = pool.submit(raw, encoding).result()
    with project.store.begin() as transaction:
        transaction.pages.replace_parse(page, parsed)
    return parsed.facts


@dataclass(slots=True)
class _Waiting:
    """A page on its way through the parsing processes; no future where its bytes are known."""

    raw: RawPage
    digest: str
    future: Future[ParsedPage] | None


@dataclass(slots=True)
class _Import:
    project: Project
    pool: ParsingPool
    total: int
    report: Reporter
    waiting: deque[_Waiting] = field(default_factory=deque)
    waiting_bytes: int = 0
    # Digests of pages that are under way but not stored: their twins need no parsing.
    under_way: set[str] = field(default_factory=set)
    batch: list[tuple[_Waiting, ParsedPage | None]] = field(default_factory=list)
    batch_bytes: int = 0
    new: list[ImportedPage] = field(default_factory=list)
    same: list[ImportedPage] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    def run(self, found: Iterable[RawPage | Refusal]) -> ImportReport:
        is_stopped = False
        try:
            for done, one in enumerate(found):
                if isinstance(one, Refusal):
                    self.report(Progress(done, self.total, one.path))
                    self.refused.append(one)
                else:
                    self.report(Progress(done, self.total, one.name))
                    self._add(one)
        except Cancelled:
            is_stopped = True
        while self.waiting and not is_stopped:
            self._take_oldest()
        self._store_batch()
        if not is_stopped:
            with suppress(Cancelled):  # all is done: there is nothing left to stop
                self.report(Progress(self.total, self.total))
        return ImportReport(
            tuple(self.new), tuple(self.same), tuple(self.refused), is_stopped=is_stopped
        )

    def _add(self, raw: RawPage) -> None:
        digest = hashlib.sha256(raw.content).hexdigest()
        is_known = digest in self.under_way or self._is_stored(digest)
        while self.waiting and (
            len(self.waiting) >= _WAITING_PAGES
            or self.waiting_bytes + len(raw.content) > _WAITING_BYTES
        ):
            self._take_oldest()
        future = None if is_known else self.pool.submit(raw)
        self.under_way.add(digest)
        self.waiting.append(_Waiting(raw, digest, future))
        self.waiting_bytes += len(raw.content)

    def _is_stored(self, digest: str) -> bool:
        with self.project.store.read() as transaction:
            return transaction.pages.find(digest) is not None

    def _take_oldest(self) -> None:
        """Wait for the page that was sent first, and put it into the batch."""
        oldest = self.waiting.popleft()
        self.waiting_bytes -= len(oldest.raw.content)
        try:
            parsed = oldest.future.result() if oldest.future else None
        except UserError as error:
            self.refused.append(Refusal(oldest.raw.name, str(error)))
            self.under_way.discard(oldest.digest)
            return
        self.batch.append((oldest, parsed))
        self.batch_bytes += len(oldest.raw.content)
        if len(self.batch) >= _BATCH_PAGES or self.batch_bytes >= _BATCH_BYTES:
            self._store_batch()

    def _store_batch(self) -> None:
        if not self.batch:
            return
        now = datetime.now(UTC)
        new: list[ImportedPage] = []
        same: list[ImportedPage] = []
        with self.project.store.begin() as transaction:
            for waiting, parsed in self.batch:
                page = transaction.pages.find(waiting.digest)
                if page is not None:
                    same.append(_imported(transaction, page, waiting))
                elif parsed is not None:
                    raw = waiting.raw
                    page = transaction.pages.add(raw.content, parsed, now, raw.charset)
                    new.append(ImportedPage(page, raw.name, parsed.facts.title))
                else:
                    self.refused.append(
                        Refusal(waiting.raw.name, "A file of the same bytes was refused.")
                    )
        self.new += new
        self.same += same
        self.under_way.difference_update(waiting.digest for waiting, _ in self.batch)
        self.batch.clear()
        self.batch_bytes = 0


def _imported(transaction: Transaction, page: PageId, waiting: _Waiting) -> ImportedPage:
    return ImportedPage(page, waiting.raw.name, transaction.pages.facts(page).title)
