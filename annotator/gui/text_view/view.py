"""The view of a page: the cursor on a block, the selection, and the hands of the editor on both."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QWidget

from annotator.core.annotations import Annotation
from annotator.core.spans import Span
from annotator.gui.text_view import accessibility
from annotator.gui.text_view.canvas import PageCanvas
from annotator.gui.text_view.finding import FoldedText
from annotator.gui.text_view.hit_test import cursor_extent
from annotator.gui.text_view.mouse import Gesture, Press
from annotator.gui.text_view.selection import (
    Selection,
    Zone,
    annotation_under,
    at_block,
    dragged,
    over_text,
    pressed,
    run_to,
    spans,
    stepped,
    without_text,
)
from annotator.services.sitting import Sitting

_SHAPES = {Zone.TEXT: Qt.CursorShape.IBeamCursor, Zone.FOLD: Qt.CursorShape.PointingHandCursor}


class TextView(PageCanvas):
    """Shows a sitting and answers what is selected; it never labels anything itself.

    `cursor_moved` carries the number of the block that the cursor went to; `found` says which
    place the last search came to, and of how many.
    """

    cursor_moved = Signal(int)
    selection_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folded_text: FoldedText | None = None
        self.found = (0, 0)
        self._gesture = Gesture(self, self._on_press, self._on_drag, self._on_scroll)
        self.setAccessibleName("Text of the page")
        accessibility.install()

    def show_sitting(self, sitting: Sitting | None) -> None:
        """Show a page from its beginning, or nothing."""
        self._folded_text = None
        self._gesture.release()
        super().show_sitting(sitting)
        self._leave_fold()
        self.cursor_moved.emit(self.current_block)
        self.selection_changed.emit()

    def refresh(self, blocks: range) -> None:
        """Draw these blocks anew after their labels changed."""
        super().refresh(blocks)
        accessibility.tell_labels(self, blocks)

    def toggle_hidden(self) -> None:
        """Unfold all hidden blocks; fold them again where all are unfolded."""
        super().toggle_hidden()
        self._leave_fold()

    @property
    def current_block(self) -> int:
        """The number of the block with the cursor, -1 where there is none."""
        return self._selection.current

    @property
    def has_text_selection(self) -> bool:
        """Whether characters are selected, not whole blocks."""
        return self._selection.text is not None

    def set_current_block(self, block: int, extend: bool = False) -> None:
        """Move the cursor to a block and show it; with `extend`, the selected run grows to it."""
        sitting, layout = self._sitting, self._layout
        if sitting is None or layout is None or not sitting.document.blocks:
            return
        document = sitting.document
        block = min(max(block, 0), len(document.blocks) - 1)
        if extend:
            self._select(run_to(document, self._selection, block))
        else:
            self._unfold(block)
            self._select(at_block(document, block))
        self._show_cursor()

    def move_block(self, delta: int, extend: bool = False) -> None:
        """Move the cursor by some blocks, past those that are folded away."""
        step = 1 if delta > 0 else -1
        reached = self.current_block
        for _ in range(abs(delta)):
            block = self._unfolded_from(reached + step, step)
            if block is None:
                break
            reached = block
        if reached >= 0:
            self.set_current_block(reached, extend)

    def move_to_end(self, *, forward: bool, extend: bool = False) -> None:
        """Move the cursor to the last block that is not folded away, or to the first."""
        block = self._end(forward=forward)
        if block is not None:
            self.set_current_block(block, extend)

    def move_page(self, delta: int, extend: bool = False) -> None:
        """Scroll by whole screens, less two lines, and take the cursor along.

        In a block that is higher than the screen the cursor stays; at the end of the page it goes
        to the last block, at the beginning to the first.
        """
        layout = self._layout
        if layout is None or self.current_block < 0:
            return
        before = self._top
        screen = self.viewport().height()
        at = self.block_rectangle(self.current_block).top()
        self._scroll_to(max(before + delta * (screen - 2 * self._typography.line_height), 0))
        if self._top == before:
            block = self._end(forward=delta > 0)
        else:
            at = min(max(at, 0), screen - 1)
            found = self.hit(QPoint(self._columns.text_left, at)).block
            block = self._unfolded_from(found, 1 if delta > 0 else -1)
        if block is not None and block != self.current_block:
            self.set_current_block(block, extend)

    def _unfolded_from(self, block: int, step: int) -> int | None:
        return self._layout.rows.unfolded_from(block, step) if self._layout is not None else None

    def _end(self, *, forward: bool) -> int | None:
        last = len(self._layout.document.blocks) - 1 if self._layout is not None else -1
        return self._unfolded_from(last, -1) if forward else self._unfolded_from(0, 1)

    def selected_spans(self) -> list[Span]:
        """What a label would be given to: text, a run of blocks, or the block with the cursor.

        Blocks that are folded away are left out.
        """
        if self._sitting is None or self._layout is None or self.current_block < 0:
            return []
        return spans(self._sitting.document, self._selection, self._layout.rows.folded_runs())

    def clear_selection(self) -> None:
        """Leave the block with the cursor alone selected."""
        if self._sitting is not None and self.current_block >= 0:
            self._select(without_text(self._sitting.document, self._selection))

    def extend_text(self, *, forward: bool, by_word: bool = False) -> None:
        """Move the end of the text selection a character or word on, in logical order.

        Without one it begins at the edge of the block with the cursor.
        """
        sitting = self._sitting
        if sitting is not None and self.current_block >= 0:
            before = self._selection
            self._select(stepped(sitting.document, before, forward=forward, by_word=by_word))
            self._show_cursor()

    def annotation_at_cursor(self) -> Annotation | None:
        """The annotation under the selected text or the clicked place, else the block's first."""
        sitting = self._sitting
        if sitting is None or self.current_block < 0:
            return None
        return annotation_under(sitting.document, sitting.annotations, self._selection)

    # QWidget.find looks native windows up by number, which nothing here does.
    def find(  # type: ignore[override]  # see above
        self, text: str, forward: bool = True
    ) -> Span | None:
        """Select the next (or previous) match of `text` and show it; None where there is none.

        Case is ignored. The search goes round the end of the page.
        """
        sitting = self._sitting
        if sitting is None:
            return None
        if self._folded_text is None:
            self._folded_text = FoldedText(sitting.document.text)
        here = self._selection.text or Span(self._selection.caret, self._selection.caret)
        match = self._folded_text.next_to(text, here, forward=forward)
        if match is not None:
            self._unfold(sitting.document.block_at(match.start))
            self._select(over_text(sitting.document, match))
            self.found = self._folded_text.place_of(text, match)
            self._show_cursor()
        return match

    def copy(self) -> None:
        """Put the document's own text of what is selected on the clipboard."""
        sitting = self._sitting
        if sitting is not None:
            quotes = [sitting.document.quote(span) for span in self.selected_spans()]
            QGuiApplication.clipboard().setText("\n".join(quotes))

    def _select(self, selection: Selection) -> None:
        before = self._selection
        if selection == before:
            return
        self._selection = selection
        for one in (before, selection):
            if one.current >= 0:
                super().refresh(one.run)
        if selection.current != before.current:
            accessibility.tell_cursor(self)
            self.cursor_moved.emit(selection.current)
        if selection.text != before.text or selection.run != before.run:
            self.selection_changed.emit()

    def _unfold(self, block: int) -> None:
        layout = self._layout
        if layout is not None and layout.rows.is_folded(block):
            run = layout.rows.run_of(block)
            if run is not None:
                place = self._reading_place()
                self._unfolded.add(run.start)
                self._lay_out(place)

    def _show_cursor(self) -> None:
        if self._layout is not None and self.current_block >= 0:
            self._reveal(*cursor_extent(self._layout, self._selection))

    def _on_press(self, press: Press) -> None:
        target = self.hit(press.point)
        sitting = self._sitting
        if sitting is None or target.zone is Zone.NOTHING:
            return
        if target.zone is Zone.FOLD:
            self._toggle_run(target.block)
            return
        self._select(
            pressed(sitting.document, self._selection, target, press.clicks, extends=press.extends)
        )

    def _on_drag(self, point: QPoint) -> None:
        target = self.hit(point)
        if self._sitting is not None and target.zone in {Zone.TEXT, Zone.GUTTER}:
            self._select(dragged(self._sitting.document, self._selection, target))

    def _on_scroll(self, pixels: int) -> None:
        self._scroll_to(max(self._top + pixels, 0))

    def _toggle_run(self, start: int) -> None:
        place = self._reading_place()
        self._unfolded ^= {start}
        self._lay_out(place)
        self._leave_fold()

    def _leave_fold(self) -> None:
        """The cursor never stays on a block that was folded away under it."""
        if self._sitting is not None and self.is_folded(self.current_block):
            behind = self._unfolded_from(self.current_block, 1)
            block = self._unfolded_from(self.current_block, -1) if behind is None else behind
            if block is not None:
                self._select(at_block(self._sitting.document, block))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._gesture.press(event.position().toPoint(), extends=extends)
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._gesture.move(point, self.viewport().height())
            return
        self.viewport().setCursor(_SHAPES.get(self.hit(point).zone, Qt.CursorShape.ArrowCursor))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._gesture.release()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            # Letters and arrows belong to the actions of the window.
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        accessibility.tell_cursor(self)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
