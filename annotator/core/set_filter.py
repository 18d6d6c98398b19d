"""Which annotation sets are wanted, told by plain values."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from annotator.core.journal import Status

_DONE = frozenset({Status.FINISHED, Status.ACCEPTED})


@dataclass(frozen=True, slots=True)
class SetFilter:
    """All sets, unless something narrows it; what is given holds together.

    `annotator` is whose sets; “gold” is a name too. `gold_only` means gold sets that are finished.
    `is_best` means one set of each page: the gold set once it is finished, and before that the one
    that is furthest on. `sites` and `languages` are any of those; “de” means “de-AT” too. `since`
    and `until` are days in UTC, both included, on which a page was fetched. `is_blind` means the
    blind pages alone, or those alone that are not. `least_agreement` is the least share of the
    labelled text on which all who finished the page agree; where fewer than two did, it is unknown.
    What is unknown of a page, as its day, is not what was asked for.
    """

    annotator: str | None = None
    status: Status | None = None
    is_best: bool = False
    gold_only: bool = False
    sites: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    is_blind: bool | None = None
    least_agreement: float | None = None

    def has_page(self, site: str, fetched_at: datetime | None, is_blind: bool) -> bool:
        """Whether a page is wanted, as far as its site, its day and its blindness tell."""
        if self.sites and site not in self.sites:
            return False
        if self.is_blind not in {None, is_blind}:
            return False
        if self.since is None and self.until is None:
            return True
        if fetched_at is None:
            return False
        day = fetched_at.date()
        return (self.since or day) <= day <= (self.until or day)

    def has_language(self, language: str) -> bool:
        """Whether a page is wanted that says it is in this language."""
        return not self.languages or is_language(language, self.languages)

    def has_set(self, annotator: str, status: Status, *, is_gold: bool) -> bool:
        """Whether a set is wanted, as far as its owner and its status tell."""
        if self.gold_only and not (is_gold and status in _DONE):
            return False
        return self.annotator in {None, annotator} and self.status in {None, status}

    def words(self) -> tuple[str, ...]:
        """What narrows it, in words, one sentence each without its full stop."""
        told = [
            self.annotator is not None and f"sets of {self.annotator}",
            self.status is not None and f"sets that are {self.status}",
            self.is_best and "the best set of each page",
            self.gold_only and "finished gold sets",
            bool(self.sites) and f"sites {', '.join(self.sites)}",
            bool(self.languages) and f"languages {', '.join(self.languages)}",
            self.since is not None and f"fetched since {self.since}",
            self.until is not None and f"fetched until {self.until}",
            self.is_blind is not None and ("blind pages" if self.is_blind else "no blind pages"),
            self.least_agreement is not None and f"agreement of {self.least_agreement:g} or more",
        ]
        return tuple(one for one in told if isinstance(one, str))


def is_language(language: str, wanted: Collection[str]) -> bool:
    """Whether a language tag is one of those wanted, or a regional form of one, in any case."""
    tag = language.replace("_", "-").lower()
    return any(
        tag == one or tag.startswith(f"{one}-")
        for one in (given.replace("_", "-").lower() for given in wanted)
    )
