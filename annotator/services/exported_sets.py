"""Which annotation sets leave a project, and what made those that are gold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from annotator.core.annotations import AnnotationSet
from annotator.core.decisions import GOLD, Decision
from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.core.page_agreement import agreed_share
from annotator.core.pages import PageId
from annotator.core.pieces import standing_edits
from annotator.core.set_filter import SetFilter
from annotator.storage.outgoing import OutgoingPage, OutgoingRow
from annotator.storage.set_rows import AuthoredSet
from annotator.storage.transaction import Transaction

_DONE = frozenset({Status.FINISHED, Status.ACCEPTED})
# The pages of one chunk are in memory at the same time, and two or three chunks are.
_MOST_PAGES = 32
_MOST_BYTES = 1024 * 1024
_LANGUAGES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class WantedPage:
    """A page to look at; `speaking` is whose set speaks for it, where one set of each is wanted."""

    row: OutgoingRow
    speaking: str | None = None

    @property
    def page(self) -> PageId:
        """Its number."""
        return self.row.page


def wanted_pages(transaction: Transaction, wanted: SetFilter) -> list[WantedPage]:
    """The pages that may have a wanted set, by number; no text is read for it.

    Raises `UserError` for an annotator whom the project does not know.
    """
    rows = [
        row
        for row in transaction.outgoing.rows()
        if wanted.has_page(row.site, row.fetched_at, row.is_blind)
    ]
    if wanted.annotator is not None or wanted.gold_only:
        own = _pages_of(transaction, wanted.annotator, gold_only=wanted.gold_only)
        rows = [row for row in rows if row.page in own]
    if wanted.languages:
        rows = list(_of_language(transaction, rows, wanted))
    if not wanted.is_best:
        return [WantedPage(row) for row in rows]
    speaking = {row.page: row.annotator for row in transaction.pages.rows()}
    return [WantedPage(row, speaking[row.page]) for row in rows]


def wanted_sets(wanted: SetFilter, page: WantedPage, found: OutgoingPage) -> list[AuthoredSet]:
    """Those of a page's sets that are wanted, by the names of their annotators."""
    sets = [
        one
        for one in found.sets
        if (not wanted.is_best or one.annotator == page.speaking)
        and wanted.has_set(one.annotator, one.status, is_gold=one.annotator == GOLD)
    ]
    if sets and wanted.least_agreement is not None:
        share = agreed_share(found.document, _finished(found))
        if share is None or share < wanted.least_agreement:
            return []
    return sorted(sets, key=lambda one: one.annotator)


def chunks(pages: Sequence[WantedPage]) -> Iterator[list[WantedPage]]:
    """The pages in their order, a few at a time: so many that they are held at once."""
    chunk: list[WantedPage] = []
    held = 0
    for one in pages:
        if chunk and (len(chunk) == _MOST_PAGES or held + one.row.byte_count > _MOST_BYTES):
            yield chunk
            chunk, held = [], 0
        chunk.append(one)
        held += one.row.byte_count
    if chunk:
        yield chunk


def standing_decisions(
    transaction: Transaction, page: PageId, gold: AuthoredSet
) -> tuple[tuple[str, Decision], ...]:
    """The decisions of a gold set that were not undone, each with who took it."""
    lines = standing_edits(transaction.sets.journal(page, gold.annotator_id))
    return tuple((one.author, one.decision) for one in lines if one.decision is not None)


def _pages_of(transaction: Transaction, name: str | None, *, gold_only: bool) -> set[PageId]:
    standings = transaction.work.standings()
    if name is not None:
        author = transaction.annotators.find(name)
        if author is None:
            known = ", ".join(known for _, known in transaction.annotators.all()) or "nobody yet"
            raise UserError(f"“{name}” is nobody in this project.", f"Those who are: {known}.")
        standings = {key: one for key, one in standings.items() if key[1] == author}
    if gold_only:
        gold = transaction.annotators.find(GOLD)
        standings = {key: one for key, one in standings.items() if key[1] == gold}
    return {page for page, _ in standings}


def _of_language(
    transaction: Transaction, rows: Sequence[OutgoingRow], wanted: SetFilter
) -> Iterator[OutgoingRow]:
    rest = iter(rows)
    while some := list(islice(rest, _LANGUAGES_AT_ONCE)):
        languages = transaction.outgoing.languages([row.page for row in some])
        yield from (row for row in some if wanted.has_language(languages.get(row.page, "")))


def _finished(found: OutgoingPage) -> list[AnnotationSet]:
    return [
        one.annotations
        for one in found.sets
        if one.status in _DONE and one.annotator != GOLD and one.fork_of is None
    ]
