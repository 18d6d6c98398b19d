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

from annotator.core.edits import Edit, invert


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
    """One step: the edit that was applied (empty for a change of status), and the status after."""

    kind: LineKind
    edit: Edit
    status: Status
    made_at: datetime


@dataclass(frozen=True, slots=True)
class History:
    """The edits that can be undone, newest last, and those that can be redone, next one last."""

    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()

    def after(self, kind: LineKind, edit: Edit) -> History:
        """The history once a line of that kind applied `edit` to the set."""
        match kind:
            case LineKind.EDIT:
                return History((*self.done, edit), ())
            case LineKind.UNDO:
                return History(self.done[:-1], (*self.undone, invert(edit)))
            case LineKind.REDO:
                return History((*self.done, edit), self.undone[:-1])
            case LineKind.STATUS:
                return self

    @classmethod
    def of(cls, lines: Iterable[JournalLine]) -> History:
        """The history that these lines, oldest first, amount to."""
        done: list[Edit] = []
        undone: list[Edit] = []
        for line in lines:
            match line.kind:
                case LineKind.EDIT:
                    done.append(line.edit)
                    undone.clear()
                case LineKind.UNDO:
                    done.pop()
                    undone.append(invert(line.edit))
                case LineKind.REDO:
                    undone.pop()
                    done.append(line.edit)
                case LineKind.STATUS:
                    pass
        return cls(tuple(done), tuple(undone))
