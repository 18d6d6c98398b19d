"""Labelling: what the selection gets, and where the cursor goes then."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.core.errors import UserError
from annotator.gui.current import Current
from annotator.gui.middle_pane import MiddlePane
from annotator.gui.notices import Notice, notice_of
from annotator.gui.page_actions import PageActions
from annotator.gui.text_view import Edge, step_boundary
from annotator.services.sitting import Changes


class LabelActions(QObject):
    """The actions `label.…` and those of the labels themselves."""

    def __init__(
        self,
        current: Current,
        middle: MiddlePane,
        pages: PageActions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._current = current
        self._middle = middle
        self._pages = pages

    def give(self, label_id: str) -> None:
        """Label the selection, or the current block, and go to the next undecided block."""
        sitting = self._current.sitting
        spans = self._middle.view.selected_spans()
        if sitting is None or not spans or not self._current.is_writable:
            return
        self._do(lambda: sitting.label(spans, label_id))
        last = sitting.document.block_at(spans[-1].end - 1)
        following = sitting.tally.next_undecided(last)
        self._middle.view.set_current_block(last if following is None else following)
        self._middle.focus_text()

    def clear(self) -> None:
        """Make the selection, or the current block, undecided."""
        sitting = self._current.sitting
        spans = self._middle.view.selected_spans()
        if sitting is not None:
            self._do(lambda: sitting.clear(spans))

    def fill(self) -> None:
        """Give all that is undecided the label that fills the rest."""
        sitting = self._current.sitting
        if sitting is not None:
            self._do(sitting.fill)

    def undo(self) -> None:
        """Take the latest edit back and show where it was."""
        sitting = self._current.sitting
        if sitting is not None:
            self._go_to(self._do(sitting.undo))

    def redo(self) -> None:
        """Do again what was undone last and show where it is."""
        sitting = self._current.sitting
        if sitting is not None:
            self._go_to(self._do(sitting.redo))

    def finish(self) -> None:
        """Mark the page finished and open the next one to do; not while blocks are undecided."""
        sitting, desk = self._current.sitting, self._current.desk
        if sitting is None or desk is None:
            return
        try:
            desk.record(sitting.finish())
        except UserError as error:
            first = sitting.tally.next_undecided(-1)
            if first is not None:
                self._middle.view.set_current_block(first)
            desk.told.emit(Notice(error.sentence, error.hint, topic="finish"))
            return
        self._middle.banner.withdraw("finish")
        self._pages.next_unfinished()

    def _do(self, step: Callable[[], Changes]) -> Changes | None:
        desk = self._current.desk
        if desk is None or not self._current.is_writable:
            return None
        try:
            changes = step()
        except UserError as error:
            desk.told.emit(notice_of(error))
            return None
        desk.record(changes)
        if not desk.sitting or not desk.sitting.tally.undecided_count:
            self._middle.banner.withdraw("finish")
        return changes

    def _go_to(self, changes: Changes | None) -> None:
        if changes is not None and len(changes.blocks):
            self._middle.view.set_current_block(changes.blocks.start)


class BoundaryActions(QObject):
    """The action `boundary.move`: the ends of the annotation under the cursor."""

    def __init__(self, current: Current, middle: MiddlePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._middle = middle

    def move(self, how: str) -> None:
        """Move an end of the annotation; `how` is as “end forward word”."""
        sitting, desk = self._current.sitting, self._current.desk
        annotation = self._middle.view.annotation_at_cursor()
        if sitting is None or desk is None or not self._current.is_writable:
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
        desk.record(sitting.resize(annotation, span))
