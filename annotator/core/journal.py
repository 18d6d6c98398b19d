"""The append-only history of an annotation set, which is the undo as well.

Every line holds the edit that was applied to the set at that moment: an undo is a line of its own
with the inverse. Applying all edits in order gives the set; reading the kinds gives what can be
undone and redone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from annotator.core.decisions import Decision
from annotator.core.edits import Edit, invert
from annotator.core.errors import BugError
from annotator.core.proposals import Proposal


class Status(StrEnum):
    """Where an assignment stands."""

    NEW = "new"
    IN_PROGRESS = "in progress"
    FINISHED = "finished"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class LineKind(StrEnum):
    """What a journal line did."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One step: the edit that was applied (empty for a change of status), and the status after.

    `proposed` is what a machine had proposed, before the step, for text that the step decided, and
    `model` the version of what proposed it: so it can be told what was accepted and what corrected.
    `elapsed_ms` is the time since the step before it, or since the page was opened; None where
    nobody looked on, as for a script. `author` names who took the step where that is not the
    annotator whose set it is, as with a gold set, and `decision` is what the step decided there.
    """

    kind: LineKind
    edit: Edit
    status: Status
    made_at: datetime
    proposed: tuple[Proposal, ...] = ()
    model: str = ""
    elapsed_ms: int | None = None
    author: str = ""
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The edits that can be undone, newest last, and those that can be redone, next one last."""

    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()

    def after(self, kind: LineKind, edit: Edit) -> History:
        """The history once a line of that kind applied `edit` to the set.

        Raises `BugError` for an undo or redo of anything but what stands last.
        """
        done, undone = list(self.done), list(self.undone)
        _take_step(done, undone, kind, edit)
        return History(tuple(done), tuple(undone))

    @classmethod
    def of(cls, lines: Iterable[JournalLine]) -> History:
        """The history that these lines, oldest first, amount to; `BugError` if they cannot be."""
        done: list[Edit] = []
        undone: list[Edit] = []
        for line in lines:
            _take_step(done, undone, line.kind, line.edit)
        return cls(tuple(done), tuple(undone))


def _take_step(done: list[Edit], undone: list[Edit], kind: LineKind, edit: Edit) -> None:
    match kind:
        case LineKind.EDIT:
            done.append(edit)
            undone.clear()
        case LineKind.UNDO:
            taken_back = invert(edit)
            _pop(done, taken_back, kind)
            undone.append(taken_back)
        case LineKind.REDO:
            _pop(undone, edit, kind)
            done.append(edit)
        case LineKind.STATUS:
            pass


def _pop(edits: list[Edit], edit: Edit, kind: LineKind) -> None:
    if not edits or edits[-1] != edit:
        raise BugError(
            f"the journal has an {kind.value} of “{edit.name}”, which does not stand last"
        )
    edits.pop()
