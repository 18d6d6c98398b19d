"""What an adjudicator decided, kept with each step that made the gold set."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.core.alignment import AlignedPiece, Alignment
from annotator.core.labels import LabelId
from annotator.core.spans import Span

GOLD = "gold"
"""Whose set the gold set of a page is: nobody's. No annotator can have that name."""


class Choice(StrEnum):
    """How a decision came to what it says.

    *agreed* takes what all candidates say; *side* what one of them says; *label* another label;
    *nothing* leaves the text undecided in the gold set; *by hand* gives text a label without regard
    to any disagreement.
    """

    AGREED = "agreed"
    SIDE = "side"
    LABEL = "label"
    NOTHING = "nothing"
    BY_HAND = "by hand"


@dataclass(frozen=True, slots=True)
class Ruling:
    """One piece of text that a decision is about, as it was then.

    `labels` are what the candidates of the decision said of it, in their order; `label` is what
    the decision says, None for nothing.
    """

    span: Span
    kind: Alignment
    labels: tuple[LabelId | None, ...]
    label: LabelId | None

    @classmethod
    def on(cls, piece: AlignedPiece, label: LabelId | None) -> Ruling:
        """The ruling that gives a piece this label."""
        return cls(piece.span, piece.kind, piece.labels, label)


@dataclass(frozen=True, slots=True)
class Decision:
    """One act of an adjudicator: a choice for one piece, or the same for several.

    `candidates` are the annotators whose sets were compared, in the order of the rulings' labels.
    `side` names the one that was taken, and is empty where none was. `reason` may be empty.
    """

    choice: Choice
    candidates: tuple[str, ...]
    rulings: tuple[Ruling, ...]
    side: str = ""
    reason: str = ""
