"""Disagreements in words, for the screen and for those who hear it."""

from __future__ import annotations

from annotator.core.adjudication import PieceState
from annotator.core.alignment import Alignment
from annotator.core.labels import LabelId
from annotator.gui.comparing.compared import Compared, Disagreement

UNDECIDED = "nothing"
KINDS = {
    Alignment.LABEL: "label",
    Alignment.BOUNDARY: "boundary",
    Alignment.MISSING: "missing",
}
STATES = {
    PieceState.OPEN: "open",
    PieceState.DECIDED: "decided",
    PieceState.STALE: "changed since it was decided",
}
_QUOTED = 120
_MOST_TOLD = 20


def label_name(compared: Compared, label: LabelId | None) -> str:
    """The name of a label of the project, or of none."""
    if label is None:
        return UNDECIDED
    found = compared.labels.get(label)
    return found.name if found is not None else str(label)


def quote(compared: Compared, one: Disagreement, length: int = _QUOTED) -> str:
    """The text of a disagreement on one line, the beginning of a long one.

    Where its block begins earlier, so does the line, with an ellipsis.
    """
    span = one.span
    text = " ".join(compared.document.text[span.start : min(span.end, span.start + length)].split())
    start = "…" if span.start > compared.document.blocks[one.piece.block].span.start else ""
    return f"{start}{text}…" if len(span) > length else f"{start}{text}"


def said(compared: Compared, one: Disagreement) -> str:
    """What each side says, by its letter."""
    return ", ".join(
        f"{side.told} says {label_name(compared, label)}"
        for side, label in zip(compared.sides, one.labels, strict=True)
    )


def standing(compared: Compared, one: Disagreement) -> str:
    """How far a disagreement is: nothing where the sets are only compared."""
    match one.state:
        case None:
            return ""
        case PieceState.DECIDED:
            return f"decided: {label_name(compared, one.decided)}"
    return STATES[one.state]


def in_short(compared: Compared, one: Disagreement) -> str:
    """What each side says and how far it is, without the text itself."""
    how = standing(compared, one)
    return f"{one.number}: {said(compared, one)}{f'; {how}' if how else ''}"


def told(compared: Compared, one: Disagreement) -> str:
    """A disagreement as a whole."""
    parts = [f"Disagreement {one.number}, {KINDS[one.kind]}", said(compared, one)]
    how = standing(compared, one)
    if how:
        parts.append(how)
    return f"{'; '.join(parts)}: {quote(compared, one)}"


def told_of_block(compared: Compared, block: int) -> str:
    """What the sides say of a block: what all say alike, and each disagreement in it."""
    span = compared.document.blocks[block].span
    found = compared.touching(span)
    if found:
        more = len(found) - _MOST_TOLD
        rest = f"; and {more} more disagreements" if more > 0 else ""
        return "; ".join(told(compared, one) for one in found[:_MOST_TOLD]) + rest
    if not compared.sides:
        return ""
    names = dict.fromkeys(
        label_name(compared, one.label) for one in compared.sides[0].annotations.touching(span)
    )
    if len(compared.sides) == 1:
        return f"{compared.sides[0].told} says {' and '.join(names) or UNDECIDED}"
    return f"all say {' and '.join(names) or UNDECIDED}"
