"""What a page cost its annotator, and what became of the proposals: counted from the journal.

A piece counts for what it is in the end: a proposal that was accepted and corrected later is
corrected, and one whose step was undone, or whose text was cleared again, does not count at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce

from annotator.core.errors import BugError
from annotator.core.journal import JournalLine, Status
from annotator.core.labels import LabelId
from annotator.core.pieces import Piece, pieces_of

LONGEST_GAP_MS = 120_000
"""Whoever does nothing for longer than this has left the page."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or, where there can be none, the reason in words."""

    value: float | None
    reason: str = ""


class Outcome(StrEnum):
    """How a piece came to its label."""

    ACCEPTED_SINGLY = "accepted singly"
    ACCEPTED_WITH_REST = "accepted with the rest"
    CORRECTED = "corrected"
    BY_HAND = "by hand"
    """Nothing was proposed for it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Pieces by outcome."""

    singly: int = 0
    with_rest: int = 0
    corrected: int = 0
    by_hand: int = 0

    @property
    def proposed(self) -> int:
        """The pieces that something was proposed for."""
        return self.singly + self.with_rest + self.corrected

    def of(self, outcome: Outcome) -> int:
        """How many there are of one outcome."""
        return {
            Outcome.ACCEPTED_SINGLY: self.singly,
            Outcome.ACCEPTED_WITH_REST: self.with_rest,
            Outcome.CORRECTED: self.corrected,
            Outcome.BY_HAND: self.by_hand,
        }[outcome]

    def share(self, outcome: Outcome) -> Figure:
        """The share of the proposals that had this outcome."""
        if not self.proposed:
            return Figure(None, "nothing was proposed")
        return Figure(self.of(outcome) / self.proposed)

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(
            self.singly + other.singly,
            self.with_rest + other.with_rest,
            self.corrected + other.corrected,
            self.by_hand + other.by_hand,
        )


@dataclass(frozen=True, slots=True)
class PageEffort:
    """One annotator's work on one page.

    `actions` counts the steps, also those that took others back. `milliseconds` adds up the gaps
    between them that are known, each capped; `capped_count` and `unknown_count` count the others.
    `labels` counts by the label that a piece has in the end.
    """

    actions: int = 0
    milliseconds: int = 0
    capped_count: int = 0
    unknown_count: int = 0
    labels: Mapping[LabelId, Counts] = field(default_factory=dict)

    @property
    def counts(self) -> Counts:
        """The pieces of all labels."""
        return reduce(Counts.plus, self.labels.values(), Counts())

    @property
    def seconds(self) -> Figure:
        """The time that is known to have been spent on the page."""
        if self.unknown_count == self.actions:
            return Figure(None, "nobody took the time of any step")
        return Figure(self.milliseconds / 1000)

    def plus(self, other: PageEffort) -> PageEffort:
        """Both together."""
        labels = {
            label: self.labels.get(label, Counts()).plus(other.labels.get(label, Counts()))
            for label in sorted({*self.labels, *other.labels})
        }
        return PageEffort(
            self.actions + other.actions,
            self.milliseconds + other.milliseconds,
            self.capped_count + other.capped_count,
            self.unknown_count + other.unknown_count,
            labels,
        )


def effort_of(lines: Iterable[JournalLine]) -> PageEffort:
    """The effort that the whole journal of a set tells of, oldest line first."""
    lines = tuple(lines)
    gaps = [line.elapsed_ms for line in lines if line.elapsed_ms is not None]
    return PageEffort(
        actions=len(lines),
        milliseconds=sum(min(max(gap, 0), LONGEST_GAP_MS) for gap in gaps),
        capped_count=sum(gap > LONGEST_GAP_MS for gap in gaps),
        unknown_count=len(lines) - len(gaps),
        labels=_by_label(pieces_of(lines)),
    )


def outcome_of(piece: Piece) -> Outcome:
    """How the piece came to the label that it has."""
    if piece.proposed is None:
        return Outcome.BY_HAND
    if piece.proposed != piece.label:
        return Outcome.CORRECTED
    return Outcome.ACCEPTED_WITH_REST if piece.is_with_rest else Outcome.ACCEPTED_SINGLY


def finishing_line(lines: Sequence[JournalLine]) -> JournalLine:
    """The step that finished the page first; `BugError` where none did."""
    for line in lines:
        if line.status in {Status.FINISHED, Status.ACCEPTED}:
            return line
    raise BugError("no line of the journal finishes the page")


def _by_label(pieces: Iterable[Piece]) -> dict[LabelId, Counts]:
    # As a set: the parts of one piece count once for each label and outcome.
    told = {(piece.number, piece.label, outcome_of(piece)) for piece in pieces}
    counted = Counter((label, outcome) for _, label, outcome in told)
    return {
        label: Counts(
            counted[label, Outcome.ACCEPTED_SINGLY],
            counted[label, Outcome.ACCEPTED_WITH_REST],
            counted[label, Outcome.CORRECTED],
            counted[label, Outcome.BY_HAND],
        )
        for label in sorted({label for label, _ in counted})
    }
