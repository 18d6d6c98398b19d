"""Rows of several tables brought together, page by page, in the one order that all of them keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from annotator.formats.bundle.limits import broken


class OnPage(Protocol):
    """What is about a page, by its digest."""

    @property
    def page(self) -> str:
        """The digest of the page."""
        ...


_Row = TypeVar("_Row", bound=OnPage)


@dataclass(slots=True)
class ByPage(Generic[_Row]):
    """Rows in the order of their pages, taken page by page."""

    rows: Iterator[_Row]
    ahead: list[_Row] = field(default_factory=list)

    def of(self, digest: str) -> list[_Row]:
        """The rows of the next page, which this is; none where it has none."""
        found: list[_Row] = []
        if not self.ahead:
            self.ahead.extend(self._one())
        while self.ahead and self.ahead[0].page == digest:
            found.append(self.ahead.pop())
            self.ahead.extend(self._one())
        return found

    def refuse_rest(self, what: str) -> None:
        """Refuse rows of pages that are not there, or not in their order."""
        if self.ahead or self._one():
            raise broken(f"its list of {what}", "is not in the order of its pages")

    def _one(self) -> list[_Row]:
        one = next(self.rows, None)
        return [] if one is None else [one]
