"""Which annotation sets leave a project, and what made those that are gold."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.decisions import Decision
from annotator.core.journal import Status
from annotator.core.pages import AnnotatorId, PageId
from annotator.core.pieces import standing_edits
from annotator.storage.set_rows import AuthoredSet
from annotator.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class WantedSets:
    """All sets, or those of one author, in one state, or one of each page (`is_best`).

    `needs_bytes` asks for the bytes of the pages too, `needs_markup` for their elements and texts.
    """

    author: AnnotatorId | None
    status: Status | None
    is_best: bool
    needs_bytes: bool = False
    needs_markup: bool = False

    @property
    def needs_page(self) -> bool:
        """Whether more of a page is asked for than what the project knows of it."""
        return self.needs_bytes or self.needs_markup

    def pages(self, transaction: Transaction) -> dict[PageId, str | None]:
        """The pages to look at, by number; each with whose set speaks for it, if anybody's does."""
        speaking = {row.page: row.annotator for row in transaction.pages.rows()}
        labelled = {
            page for page, author in transaction.work.standings() if self.author in {None, author}
        }
        return {page: speaking[page] for page in sorted(labelled)}

    def has(self, one: AuthoredSet, speaking: str | None) -> bool:
        """Whether a set is wanted, of the page for which the set of `speaking` speaks."""
        if self.is_best and one.annotator != speaking:
            return False
        return self.author in {None, one.annotator_id} and self.status in {None, one.status}


def standing_decisions(
    transaction: Transaction, page: PageId, gold: AuthoredSet
) -> tuple[tuple[str, Decision], ...]:
    """The decisions of a gold set that were not undone, each with who took it."""
    lines = standing_edits(transaction.sets.journal(page, gold.annotator_id))
    return tuple((one.author, one.decision) for one in lines if one.decision is not None)
