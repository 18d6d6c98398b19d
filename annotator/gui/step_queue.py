"""The steps of the editor, in the order of the keys; long ones are taken on a worker."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from annotator.core.errors import AnnotatorError, UserError
from annotator.gui.tasks import Lane, TaskRunner
from annotator.services.changes import Changes
from annotator.services.sitting import Sitting
from annotator.services.steps import Step

# A step over so many blocks takes about ten milliseconds; what reaches further leaves the main
# thread.
MOST_AT_ONCE = 1_000
_KEY = "step"


@dataclass(frozen=True, slots=True)
class _Turn:
    """A step, the sitting that it is for, and who hears how it went."""

    sitting: Sitting
    step: Step
    taken: Callable[[Changes], None]
    refused: Callable[[AnnotatorError], None]


class StepQueue(QObject):
    """Takes steps at once, but those that reach far are prepared on a fork of their sitting.

    While one is prepared, all that come after it wait, whatever their sitting: so every step meets
    the state that the step before it left, and none is lost. `taken(sitting, changes)` follows each
    step that was not refused; `changed()` tells that `sittings` holds others than before.
    """

    taken = Signal(object, object)
    changed = Signal()

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._preparing: _Turn | None = None
        self._waiting: deque[_Turn] = deque()

    @property
    def sittings(self) -> list[Sitting]:
        """The sittings of all steps that are not taken yet, in the order of the steps."""
        first = [self._preparing] if self._preparing else []
        return [turn.sitting for turn in (*first, *self._waiting)]

    def holds(self, step: Step) -> bool:
        """Whether this step is asked for but not taken yet."""
        first = [self._preparing] if self._preparing else []
        return any(turn.step is step for turn in (*first, *self._waiting))

    def take(
        self,
        sitting: Sitting,
        step: Step,
        taken: Callable[[Changes], None],
        refused: Callable[[AnnotatorError], None],
    ) -> None:
        """Take a step now or, where others are under way or it reaches far, as soon as can be."""
        turn = _Turn(sitting, step, taken, refused)
        if self._preparing is None and not self._waiting:
            self._begin(turn)
        else:
            self._waiting.append(turn)
            self.changed.emit()

    def forget(self, sitting: Sitting | None = None) -> None:
        """Drop the steps of a sitting, or all, that are not taken yet."""
        before = self.sittings
        self._waiting = deque(
            turn for turn in self._waiting if sitting is not None and turn.sitting is not sitting
        )
        now = self._preparing
        if now is not None and (sitting is None or now.sitting is sitting):
            self._runner.supersede(_KEY)
            self._preparing = None
            self._go_on()
        elif self.sittings != before:
            self.changed.emit()

    def _begin(self, turn: _Turn) -> None:
        if turn.step.reach(turn.sitting) > MOST_AT_ONCE:
            self._prepare(turn)
            return
        try:
            changes = turn.step.take(turn.sitting)
        except UserError as error:
            turn.refused(error)
        else:
            self._tell(turn, changes)

    def _prepare(self, turn: _Turn) -> None:
        fork = turn.sitting.fork()
        self._preparing = turn
        self._runner.submit(
            lambda _: turn.step.take(fork),
            lambda changes: self._adopt(turn, fork, changes),
            lambda error: self._refuse(turn, error),
            lane=Lane.HAND,
            key=_KEY,
        )
        self.changed.emit()

    def _adopt(self, turn: _Turn, fork: Sitting, changes: Changes) -> None:
        turn.sitting.adopt(fork)
        self._preparing = None
        self._tell(turn, changes)
        self._go_on()

    def _refuse(self, turn: _Turn, error: AnnotatorError) -> None:
        self._preparing = None
        turn.refused(error)
        self._go_on()

    def _go_on(self) -> None:
        """Take what waits, up to the next step that reaches far."""
        while self._waiting and self._preparing is None:
            self._begin(self._waiting.popleft())
        self.changed.emit()

    def _tell(self, turn: _Turn, changes: Changes) -> None:
        self.taken.emit(turn.sitting, changes)
        turn.taken(changes)
