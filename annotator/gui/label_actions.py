"""Labelling: what the selection gets, and where the cursor goes then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.core.errors import UserError
from annotator.gui.current import Current
from annotator.gui.cursor import Edge, step_boundary
from annotator.gui.middle_pane import MiddlePane
from annotator.gui.moving_on import MovingOn
from annotator.gui.notices import Notice
from annotator.services.changes import Changes
from annotator.services.steps import (
    FILLING,
    FINISHING,
    REDOING,
    UNDOING,
    Step,
    clearing,
    labelling,
    resizing,
)


class LabelActions(QObject):
    """The actions `label.…` and those of the labels themselves."""

    def __init__(
        self,
        current: Current,
        middle: MiddlePane,
        moving: MovingOn,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._current = current
        self._middle = middle
        self._moving = moving
        self._last: str | None = None
        current.opened.connect(self._forget_last)

    def give(self, label_id: str) -> None:
        """Label the selection, or the current block, and go to the next undecided block."""
        sitting = self._current.sitting
        spans = self._middle.page_cursor.selected_spans()
        if sitting is None or not spans or not self._current.takes_labels:
            return
        self._last = label_id
        self._take(labelling(spans, label_id))
        self._moving.behind(sitting, spans)

    def repeat(self) -> None:
        """Give the label that was given last in this project."""
        desk = self._current.desk
        if self._last is not None:
            self.give(self._last)
        elif desk is not None:
            desk.told.emit(Notice("No label was given yet that could be repeated.", topic="repeat"))

    def clear(self) -> None:
        """Make the selection, or the current block, undecided."""
        self._take(clearing(self._middle.page_cursor.selected_spans()))

    def fill(self) -> None:
        """Give all that is undecided the label that fills the rest."""
        self._take(FILLING)

    def undo(self) -> None:
        """Take the latest edit back and show where it was."""
        self._take(UNDOING, self._go_to)

    def redo(self) -> None:
        """Do again what was undone last and show where it is."""
        self._take(REDOING, self._go_to)

    def finish(self) -> None:
        """Mark the page finished and open the next one to do; not while blocks are undecided."""
        self._take(FINISHING, self._moving.to_next_page, self._moving.to_what_is_left)

    def _take(
        self,
        step: Step,
        taken: Callable[[Changes], None] | None = None,
        refused: Callable[[UserError], None] | None = None,
    ) -> None:
        desk = self._current.desk
        if desk is not None and self._current.takes_labels:
            desk.take(step, taken, refused)

    def _forget_last(self, _desk: object) -> None:
        """Another project has labels of its own."""
        self._last = None

    def _go_to(self, changes: Changes) -> None:
        if len(changes.blocks):
            self._middle.page_cursor.go_to(changes.blocks.start)


class BoundaryActions(QObject):
    """The action `boundary.move`: the ends of the annotation under the cursor."""

    def __init__(self, current: Current, middle: MiddlePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._middle = middle

    def move(self, how: str) -> None:
        """Move an end of the annotation; `how` is as “end forward word”."""
        sitting, desk = self._current.sitting, self._current.desk
        annotation = self._middle.page_cursor.annotation()
        if sitting is None or desk is None or not self._current.takes_labels:
            return
        if annotation is None:
            desk.told.emit(Notice("There is no label under the cursor whose ends could move."))
            return
        edge, way, unit = how.split()
        span = step_boundary(
            sitting.document,
            annotation.span,
            Edge(edge),
            forward=way == "forward",
            by_word=unit == "word",
        )
        desk.take(resizing(annotation, span))
