"""What becomes of sets that another program made, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.core.documents import Document
from annotator.core.gold_alignment import Fate
from annotator.core.journal import Status
from annotator.core.pages import PageId, ParsedPage, RawPage
from annotator.services.placing_marks import PlacedMarks, Unplaced


class SetFate(StrEnum):
    """What became of a set."""

    NEW = "new"
    SAME = "same"
    REPLACED = "replaced"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Wish:
    """How sets are to be taken in.

    `annotator` is whose they become, or those that the file names where it is empty; `only` is
    whose of the file are wanted. `replaces` says that a set of other labels gives way; `fills` that
    all text of a page that is not marked gets the label for the rest, if all that is has a place.
    """

    annotator: str = ""
    only: str = ""
    replaces: bool = False
    fills: bool = False


@dataclass(frozen=True, slots=True)
class TakenSet:
    """What became of one set, and why where it was refused.

    `page` is None for a page that is not in the project. `fates` counts what became of the marked
    texts, `unsure` are the first that a person should look at.
    """

    where: str
    fate: SetFate
    page: PageId | None = None
    is_new_page: bool = False
    annotator: str = ""
    status: Status | None = None
    annotation_count: int = 0
    reason: str = ""
    fates: tuple[tuple[Fate, int], ...] = ()
    unsure: tuple[Unplaced, ...] = ()


@dataclass(slots=True)
class Prepared:
    """A set with its place in the document of its page; `reason` says why it is refused."""

    where: str
    reason: str = ""
    annotator: str = ""
    status: Status = Status.IN_PROGRESS
    page: PageId | None = None
    fresh: tuple[RawPage, ParsedPage] | None = None
    document: Document | None = None
    placed: PlacedMarks | None = None

    @property
    def byte_count(self) -> int:
        """What it holds back."""
        return len(self.fresh[0].content) if self.fresh else 0
