"""In which order the pages of a project are listed and gone through. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.core.pages import PageId


@dataclass(frozen=True, slots=True)
class PageOrder:
    """Pages in an order; those that it does not hold come behind them, by number.

    `ranks` tells where each of them stands. To make it takes a while for very many pages: it is
    made on a worker.
    """

    pages: tuple[PageId, ...] = ()
    ranks: Mapping[PageId, int] = field(default_factory=dict)

    @classmethod
    def of(cls, pages: Iterable[PageId]) -> PageOrder:
        """The order in which these pages come."""
        listed = tuple(pages)
        return cls(listed, {page: rank for rank, page in enumerate(listed)})

    def rank(self, page: PageId) -> int:
        """A number by which pages sort into this order."""
        rank = self.ranks.get(page)
        return len(self.pages) + page if rank is None else rank


AS_IMPORTED = PageOrder()
