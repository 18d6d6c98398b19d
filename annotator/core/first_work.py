"""What annotators said by themselves, before a verdict or a reference could tell them anything.

A set that was returned and corrected, or changed once its reference could be seen, says in part
what it was told. What its annotator said before stands in its journal.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator.core.annotations import AnnotationSet
from annotator.core.edits import apply
from annotator.core.journal import JournalLine, Status

_DONE = frozenset({Status.FINISHED, Status.ACCEPTED})


def first_step(
    statuses: Sequence[Status], *, returned_at: int | None, is_calibration: bool
) -> int | None:
    """How many steps of a set its annotator took unaided; None where they had not finished it.

    `statuses` are those after each step, and `returned_at` is the revision at which the set was
    first returned. Of a page for calibration it is the step that finished it first, as its
    reference is shown after that; of others the last one that finished it before it was returned,
    or all steps where it never was and is finished.
    """
    unaided = statuses if returned_at is None else statuses[: max(returned_at, 0)]
    finished = [step for step, status in enumerate(unaided, 1) if status in _DONE]
    if not finished:
        return None
    if is_calibration:
        return finished[0]
    if returned_at is None:
        return len(statuses) if statuses[-1] in _DONE else None
    return finished[-1]


def set_after(lines: Sequence[JournalLine], step: int) -> AnnotationSet:
    """The set as it was after so many steps."""
    annotations = AnnotationSet()
    for line in lines[:step]:
        annotations = apply(annotations, line.edit)
    return annotations
