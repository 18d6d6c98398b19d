"""The lines that are on the screen but not yet in the store.

A line leaves the queue only when the store has committed it. A failed save keeps everything in
memory, in order, says so and tries again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.errors import AnnotatorError, EditConflict
from annotator.core.journal import JournalLine
from annotator.core.pages import PageId
from annotator.core.progress import Reporter
from annotator.gui.tasks import TaskRunner
from annotator.services.sitting import Sitting

_LINES_A_SAVE = 500
_WAIT_MS = (1_000, 2_000, 5_000, 10_000, 30_000)


class Stored(Protocol):
    """What a save answers: the new revision, and whether foreign edits came in between."""

    @property
    def revision(self) -> int:
        """The stored revision that the next line builds on."""

    @property
    def is_rebased(self) -> bool:
        """Whether the set in the store holds edits that this window has not seen."""


SaveFunction = Callable[[PageId, str, int, Sequence[JournalLine], int], Stored]
"""Runs on the store worker: page, annotator, revision, lines, blocks undecided after the last line.

Commits before it answers.
"""


class SaveState(Enum):
    """What can be said of the store at this moment."""

    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Unsaved:
    """One line, the sitting that it belongs to, and the undecided blocks that it left."""

    sitting: Sitting
    line: JournalLine
    undecided_count: int


class SaveQueue(QObject):
    """Saves the lines of all sittings of one project, in the order in which they were made.

    `saved(sitting, answer)` follows every commit; `refused(sitting, error)` tells that the lines of
    a sitting no longer fit what is stored: they are dropped and the page must be read again.
    `coming` answers the sittings of the steps that are asked for but not taken yet, as their lines
    are not saved either; `given_up()` asks to drop those steps.
    """

    state_changed = Signal()
    given_up = Signal()
    saved = Signal(object, object)
    refused = Signal(object, object)

    def __init__(
        self,
        runner: TaskRunner,
        save: SaveFunction,
        parent: QObject | None = None,
        coming: Callable[[], Sequence[Sitting]] = tuple,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._save = save
        self._coming = coming
        self._lines: list[Unsaved] = []
        self._is_saving = False
        self._failures = 0
        self.failure: AnnotatorError | None = None
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self.save_now)

    @property
    def state(self) -> SaveState:
        """Saved means that every line is committed, and none is still to come."""
        if not self.count:
            return SaveState.SAVED
        return SaveState.SAVING if self.failure is None else SaveState.FAILED

    @property
    def count(self) -> int:
        """How many edits are not committed."""
        return len(self._lines) + len(self._coming())

    def sitting_with_unsaved(self, page: PageId, annotator: str) -> Sitting | None:
        """The sitting of that page whose lines are still to be saved, if there is one."""
        for sitting in (*(one.sitting for one in self._lines), *self._coming()):
            if sitting.page == page and sitting.annotator == annotator:
                return sitting
        return None

    def add(self, sitting: Sitting, line: JournalLine) -> None:
        """Save a line that was just made, as soon as the store worker can."""
        self._lines.append(Unsaved(sitting, line, sitting.tally.undecided_count))
        if self.failure is None and not self._is_saving:
            # After the edit is painted: the worker and the painter share one interpreter.
            self._retry.start(0)
        self.state_changed.emit()

    def save_now(self) -> None:
        """Save what waits, without waiting out the pause after a failure."""
        self._retry.stop()
        if self._is_saving or not self._lines:
            return
        self._is_saving = True
        first = self._lines[0].sitting
        batch = takewhile(lambda one: one.sitting is first, self._lines[:_LINES_A_SAVE])
        lines, counts = zip(*((one.line, one.undecided_count) for one in batch), strict=True)
        page, annotator, revision, save = first.page, first.annotator, first.revision, self._save

        def work(_report: Reporter) -> Stored:
            return save(page, annotator, revision, lines, counts[-1])

        self._runner.submit(
            work,
            lambda answer: self._on_saved(first, len(lines), answer),
            lambda error: self._on_failed(first, error),
            key="save",
        )

    def give_up(self) -> None:
        """Forget every unsaved line. Only ever by the editor's explicit choice."""
        self._retry.stop()
        self._runner.supersede("save")
        self._is_saving = False
        self._lines.clear()
        self.failure = None
        self.given_up.emit()
        self.state_changed.emit()

    def _on_saved(self, sitting: Sitting, count: int, answer: Stored) -> None:
        self._is_saving = False
        self._failures = 0
        self.failure = None
        del self._lines[:count]
        sitting.revision = answer.revision
        self.saved.emit(sitting, answer)
        self.state_changed.emit()
        self.save_now()

    def _on_failed(self, sitting: Sitting, error: AnnotatorError) -> None:
        self._is_saving = False
        if isinstance(error, EditConflict):
            self._lines = [one for one in self._lines if one.sitting is not sitting]
            self.refused.emit(sitting, error)
            self.state_changed.emit()
            self.save_now()
            return
        self.failure = error
        self._retry.start(_WAIT_MS[min(self._failures, len(_WAIT_MS) - 1)])
        self._failures += 1
        self.state_changed.emit()


def once_saved(queue: SaveQueue, then: Callable[[], None]) -> None:
    """Call `then` as soon as every edit is in the store; that it cannot be is told elsewhere."""

    def look() -> None:
        if queue.state is SaveState.SAVED:
            queue.state_changed.disconnect(look)
            then()

    queue.state_changed.connect(look)
    look()
