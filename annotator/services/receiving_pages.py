"""The pages of a bundle: which are here, and the others parsed and put in.

A new page is parsed before anything is written, as what the bundle says of it has to be held
against its text. What that gave waits in a file without a name, so that memory does not grow.
"""

from __future__ import annotations

import json
import tempfile
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from annotator.core.bundles import BundlePage, ComingPage, PageFate
from annotator.core.document_json import document_from_json
from annotator.core.documents import Document
from annotator.core.errors import UserError
from annotator.core.pages import EncodingSource, PageFacts, PageId, PageKind, ParsedPage, RawPage
from annotator.core.progress import Progress, Reporter
from annotator.formats.bundle.reading import Bundle
from annotator.pages.jobs import facts_row, time_of_text
from annotator.pages.parsing_pool import ParsingPool
from annotator.services.evidence import evidence_of
from annotator.services.projects import Project
from annotator.storage.pages import NewPage
from annotator.storage.transaction import Transaction

_WORKERS = 2
_PAGES_AT_ONCE = 8
_ASKED_AT_ONCE = 500
_BATCH_PAGES = 192
_BATCH_BYTES = 8 * 1024 * 1024


@dataclass(slots=True)
class ArrivingPage:
    """A page of a bundle, and what is known of it so far.

    `place` says where the spool has what parsing it gave.
    """

    row: BundlePage
    fate: PageFate
    page: PageId | None = None
    place: int | None = None
    reason: str = ""

    @property
    def is_wanted(self) -> bool:
        """Whether the project has the page or is to get it."""
        return self.fate in {PageFate.NEW, PageFate.KNOWN}

    def told(self) -> ComingPage:
        """What to tell of it."""
        return ComingPage(self.row.digest, self.row.title, self.fate, self.page, self.reason)


class ArrivingPages:
    """All pages of a bundle. Use it in a `with`: it keeps a file."""

    def __init__(self, project: Project, bundle: Bundle) -> None:
        self._project = project
        self._bundle = bundle
        self._spool = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this
        self.pages: list[ArrivingPage] = []

    def __enter__(self) -> ArrivingPages:
        return self

    def __exit__(self, *_failure: object) -> None:
        self._spool.close()

    def look(self, report: Reporter) -> None:
        """Find out which pages are here, and parse those that are not. Units are pages."""
        rows = self._bundle.pages()
        known: dict[str, PageId] = {}
        with self._project.store.read() as transaction:
            for first in range(0, len(rows), _ASKED_AT_ONCE):
                some = rows[first : first + _ASKED_AT_ONCE]
                known.update(transaction.pages.find_all(row.digest for row in some))
        for row in rows:
            page = known.get(row.digest)
            if page is not None:
                self.pages.append(ArrivingPage(row, PageFate.KNOWN, page))
            else:
                fate = PageFate.NEW if row.has_content else PageFate.LACKING
                self.pages.append(ArrivingPage(row, fate))
        self._parse([one for one in self.pages if one.fate is PageFate.NEW], report)

    def document(self, transaction: Transaction, one: ArrivingPage) -> Document:
        """The text that the page has here, or will have."""
        if one.place is None and one.page is not None:
            return transaction.pages.document(one.page)
        parsed = self._parsed(one)
        return document_from_json(parsed.text, parsed.blocks)

    def store(self, report: Reporter) -> None:
        """Put the new pages in, batch by batch; those that came meanwhile are known from then."""
        new = [one for one in self.pages if one.fate is PageFate.NEW]
        batch: list[ArrivingPage] = []
        size = 0
        for done, one in enumerate(new, 1):
            report(Progress(done - 1, len(new), "storing pages"))
            batch.append(one)
            size += self._bundle.byte_count(one.row)
            if len(batch) >= _BATCH_PAGES or size >= _BATCH_BYTES or done == len(new):
                self._store(batch)
                batch, size = [], 0

    def _parse(self, new: Sequence[ArrivingPage], report: Reporter) -> None:
        waiting: deque[tuple[ArrivingPage, Future[ParsedPage]]] = deque()
        with ExitStack() as stack:
            pool = stack.enter_context(ParsingPool(workers=_WORKERS)) if new else None
            for done, one in enumerate(new):
                report(Progress(done, len(new), "parsing pages"))
                if pool is not None:
                    raw = self._raw(one.row)
                    waiting.append((one, pool.submit(raw, one.row.encoding or None)))
                if len(waiting) >= _PAGES_AT_ONCE:
                    self._take(*waiting.popleft())
            while waiting:
                self._take(*waiting.popleft())

    def _take(self, one: ArrivingPage, future: Future[ParsedPage]) -> None:
        try:
            parsed = future.result()
        except UserError as error:
            one.fate, one.reason = PageFate.REFUSED, str(error)
            return
        row = [facts_row(parsed.facts), parsed.text, parsed.blocks, parsed.block_count]
        one.place = self._spool.seek(0, 2)
        self._spool.write(json.dumps([*row, parsed.evidence]).encode() + b"\n")

    def _parsed(self, one: ArrivingPage) -> ParsedPage:
        self._spool.seek(one.place or 0)
        facts, text, blocks, block_count, evidence = json.loads(self._spool.readline())
        return ParsedPage(_facts(facts), text, blocks, block_count, evidence)

    def _raw(self, row: BundlePage) -> RawPage:
        return RawPage(
            self._bundle.content(row),
            row.name,
            row.kind,
            row.url,
            row.charset,
            row.fetched_at,
            row.given_title,
        )

    def _store(self, batch: Sequence[ArrivingPage]) -> None:
        coming = [(one, self._new_page(one)) for one in batch]
        with self._project.store.begin() as transaction:
            known = transaction.pages.find_all(one.row.digest for one in batch)
            fresh = [(one, new) for one, new in coming if one.row.digest not in known]
            added = transaction.pages.add_all([new for _, new in fresh], datetime.now(UTC))
            calibration = [
                page for page, (one, _) in zip(added, fresh, strict=True) if one.row.is_calibration
            ]
            if calibration:
                transaction.calibration.set(calibration, is_calibration=True)
        for page, (one, _) in zip(added, fresh, strict=True):
            one.page = page
        for one in batch:
            if one.page is None:
                # Somebody imported it meanwhile: the text that is there counts from now on.
                one.fate, one.page, one.place = PageFate.KNOWN, known[one.row.digest], None

    def _new_page(self, one: ArrivingPage) -> NewPage:
        parsed = self._parsed(one)
        return NewPage(
            self._bundle.content(one.row),
            parsed,
            one.row.charset,
            one.row.given_title,
            self._bundle.resources(one.row),
            evidence_of(parsed),
            one.row.is_blind,
            one.row.licence,
        )


def _facts(row: dict[str, Any]) -> PageFacts:
    return PageFacts(
        **{
            **row,
            "kind": PageKind(row["kind"]),
            "encoding_source": EncodingSource(row["encoding_source"]),
            "fetched_at": time_of_text(row["fetched_at"]),
        }
    )
