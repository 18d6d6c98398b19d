"""Which piece of a page the reviewer is at: a disagreement, or text on which all agree."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.core.adjudication import Considered, PieceState
from annotator.core.decisions import Choice
from annotator.core.spans import Span
from annotator.services.gold_sitting import GoldSitting


def current_piece(sitting: GoldSitting, number: int, selected: Sequence[Span]) -> Considered | None:
    """The disagreement of that number; without one, what was decided of selected text.

    What all agree on and nobody decided otherwise is nothing to be told.
    """
    if number:
        return next((one for one in sitting.considered if one.number == number), None)
    if not selected:
        return None
    whole = Span(selected[0].start, selected[-1].end)
    return next(
        (
            one
            for one in sitting.considered
            if one.state is not PieceState.OPEN
            and one.choice is not Choice.AGREED
            and one.piece.span.overlaps(whole)
        ),
        None,
    )
