"""The cursor on the blocks of a page, the selection, and what is unfolded, for all views of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.core.annotations import Annotation
from annotator.core.documents import Document
from annotator.core.spans import Span
from annotator.gui.cursor.finding import FoldedText
from annotator.gui.cursor.folds import Folds
from annotator.gui.cursor.selection import (
    Selection,
    Target,
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

NOWHERE = Selection(current=-1, anchor=-1, caret=0, origin=Span(0, 0))
_EMPTY = Document("", (), "")


class PageCursor(QObject):
    """Where the editor is; it never labels anything itself.

    `sitting_changed(sitting)` follows another page, `selected(before)` every change of the
    selection, `moved(block)` one that takes the cursor to another block, `selection_changed()` one
    of what a label would be given to; `folds_changed()` a fold opened or closed, `sought()` a move
    that the views have to bring into sight.

    `found` says which place the last search came to, and of how many.
    """

    sitting_changed = Signal(object)
    selected = Signal(object)
    moved = Signal(int)
    selection_changed = Signal()
    folds_changed = Signal()
    sought = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sitting: Sitting | None = None
        self.selection = NOWHERE
        self.folds = Folds(_EMPTY)
        self.found = (0, 0)
        self._folded_text: FoldedText | None = None

    # The page

    def show_sitting(self, sitting: Sitting | None) -> None:
        """Go to the beginning of a page, or nowhere."""
        document = sitting.document if sitting is not None else _EMPTY
        self.sitting = sitting
        self.folds = Folds(document)
        self._folded_text = None
        self.selection = at_block(document, 0) if document.blocks else NOWHERE
        self.sitting_changed.emit(sitting)
        self._leave_fold()
        self.moved.emit(self.block)
        self.selection_changed.emit()

    def toggle_hidden(self) -> None:
        """Unfold all hidden blocks; fold them again where all are unfolded."""
        self.folds.toggle_all()
        self.folds_changed.emit()
        self._leave_fold()

    # The cursor

    @property
    def block(self) -> int:
        """The number of the block with the cursor, -1 where there is none."""
        return self.selection.current

    def go_to(self, block: int, extend: bool = False) -> None:
        """Move the cursor to a block and show it; with `extend`, the selected run grows to it."""
        sitting = self.sitting
        if sitting is None or not sitting.document.blocks:
            return
        document = sitting.document
        block = min(max(block, 0), len(document.blocks) - 1)
        if extend:
            self._select(run_to(document, self.selection, block))
        else:
            self._unfold(block)
            self._select(at_block(document, block))
        self.sought.emit()

    def step(self, delta: int, extend: bool = False) -> None:
        """Move the cursor by some blocks, past those that are folded away."""
        way = 1 if delta > 0 else -1
        reached = self.block
        for _ in range(abs(delta)):
            block = self.folds.unfolded_from(reached + way, way)
            if block is None:
                break
            reached = block
        if reached >= 0:
            self.go_to(reached, extend)

    def go_to_end(self, *, forward: bool, extend: bool = False) -> None:
        """Move the cursor to the last block that is not folded away, or to the first."""
        block = self.end(forward=forward)
        if block is not None:
            self.go_to(block, extend)

    def end(self, *, forward: bool) -> int | None:
        """The last block that is not folded away, or the first; None where there is none."""
        last = len(self.sitting.document.blocks) - 1 if self.sitting is not None else -1
        return self.folds.unfolded_from(last, -1) if forward else self.folds.unfolded_from(0, 1)

    # The selection

    def selected_spans(self) -> list[Span]:
        """What a label would be given to: text, a run of blocks, or the block with the cursor.

        Blocks that are folded away are left out.
        """
        if self.sitting is None or self.block < 0:
            return []
        return spans(self.sitting.document, self.selection, self.folds.folded_runs())

    def select(self, span: Span) -> None:
        """Select the blocks that a span reaches over, or its text alone, and show where it begins.

        Its text where it ends inside of a block.
        """
        if self.sitting is None:
            return
        document = self.sitting.document
        blocks = document.blocks_touching(span)
        if not blocks:
            return
        first, last = blocks[0], blocks[-1]
        whole = Span(document.blocks[first].span.start, document.blocks[last].span.end)
        if span.covers(whole.trimmed(document.text)):
            self._select(run_to(document, at_block(document, last), first))
        else:
            self._select(over_text(document, span, is_forward=False))
        self.sought.emit()

    def clear_selection(self) -> None:
        """Leave the block with the cursor alone selected."""
        if self.sitting is not None and self.block >= 0:
            self._select(without_text(self.sitting.document, self.selection))

    def extend_text(self, *, forward: bool, by_word: bool = False) -> None:
        """Move the end of the text selection a character or word on, in logical order.

        Without one it begins at the edge of the block with the cursor.
        """
        if self.sitting is not None and self.block >= 0:
            before = self.selection
            document = self.sitting.document
            self._select(stepped(document, before, forward=forward, by_word=by_word))
            self.sought.emit()

    def annotation(self) -> Annotation | None:
        """The annotation under the selected text or the clicked place, else the block's first."""
        if self.sitting is None or self.block < 0:
            return None
        return annotation_under(self.sitting.document, self.sitting.annotations, self.selection)

    def find(self, text: str, forward: bool = True) -> Span | None:
        """Select the next (or previous) match of `text` and show it; None where there is none.

        Case is ignored. The search goes round the end of the page.
        """
        if self.sitting is None:
            return None
        document = self.sitting.document
        if self._folded_text is None:
            self._folded_text = FoldedText(document.text)
        here = self.selection.text or Span(self.selection.caret, self.selection.caret)
        match = self._folded_text.next_to(text, here, forward=forward)
        if match is not None:
            self._unfold(document.block_at(match.start))
            self._select(over_text(document, match))
            self.found = self._folded_text.place_of(text, match)
            self.sought.emit()
        return match

    # The mouse

    def press(self, target: Target, clicks: int, *, extends: bool) -> None:
        """A mouse button went down on what a view found under it."""
        if self.sitting is None or target.zone is Zone.NOTHING:
            return
        if target.zone is Zone.FOLD:
            self._toggle_fold(target.block)
            return
        document = self.sitting.document
        self._select(pressed(document, self.selection, target, clicks, extends=extends))

    def drag(self, target: Target) -> None:
        """The mouse was moved with its button down."""
        if self.sitting is not None and target.zone in {Zone.TEXT, Zone.GUTTER}:
            self._select(dragged(self.sitting.document, self.selection, target))

    def _select(self, selection: Selection) -> None:
        before = self.selection
        if selection == before:
            return
        self.selection = selection
        self.selected.emit(before)
        if selection.current != before.current:
            self.moved.emit(selection.current)
        if selection.text != before.text or selection.run != before.run:
            self.selection_changed.emit()

    def _toggle_fold(self, start: int) -> None:
        self.folds.toggle(start)
        self.folds_changed.emit()
        self._leave_fold()

    def _unfold(self, block: int) -> None:
        if self.folds.open(block):
            self.folds_changed.emit()

    def _leave_fold(self) -> None:
        """The cursor never stays on a block that was folded away under it."""
        if self.sitting is not None and self.folds.is_folded(self.block):
            behind = self.folds.unfolded_from(self.block, 1)
            block = self.folds.unfolded_from(self.block, -1) if behind is None else behind
            if block is not None:
                self._select(at_block(self.sitting.document, block))
