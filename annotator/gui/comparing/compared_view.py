"""The text view with disagreements in it: it shows them, goes to them, and hears of clicks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from annotator.core.annotations import AnnotationSet
from annotator.gui.comparing.compared import Compared, Disagreement
from annotator.gui.comparing.marks import Marks
from annotator.gui.comparing.words import in_short, told, told_of_block
from annotator.gui.cursor.page_cursor import PageCursor
from annotator.gui.cursor.selection import Target, Zone
from annotator.gui.proposing.words import standing_in_words
from annotator.gui.text_view import TextView, accessibility
from annotator.gui.text_view.mouse import Press
from annotator.gui.text_view.page_layout import PageLayout
from annotator.gui.text_view.scene import OWN_BAR, Bars, Columns, Scene
from annotator.services.sitting import Sitting

# The blocks above a disagreement that are in sight when it is gone to.
_CONTEXT = 2
_TWO = 2
_MOST_TOLD = 12


def bars_of(compared: Compared) -> Bars:
    """What the bars show: two sides around the decision; of more, most of them and it behind."""
    sets: tuple[AnnotationSet | None, ...] = tuple(side.annotations for side in compared.sides)
    own: Bars = OWN_BAR if compared.has_gold else ()
    if len(sets) == _TWO:
        return (sets[0], *own, sets[1])
    most = () if compared.majority is None else (compared.majority,)
    return (*sets, *most, *own)


class ComparedView(TextView):
    """`chosen(number)` follows a click on a disagreement. `moved_aside()`: the columns moved."""

    chosen = Signal(int)
    moved_aside = Signal()

    def __init__(self, parent: QWidget | None = None, *, page_cursor: PageCursor) -> None:
        self._compared: Compared | None = None
        self.current = 0
        super().__init__(parent, page_cursor=page_cursor)
        self.setAccessibleName("Text of the page, as the sides have it")
        self.zoom_changed.connect(lambda _zoom: self.moved_aside.emit())

    @property
    def columns(self) -> Columns:
        """Where the bars and the text stand."""
        return self._columns

    def show_compared(self, compared: Compared | None, sitting: Sitting | None) -> None:
        """Show the sides of a page beside a sitting on it; the same page stays where it is."""
        before = self.page_cursor.sitting
        is_same = before is not None and sitting is not None and before.page == sitting.page
        place = self.scroll_position() if is_same else None
        self._compared = compared
        self._bars = bars_of(compared) if compared is not None else OWN_BAR
        self.page_cursor.show_sitting(sitting)
        if place is not None:
            self.set_scroll_position(*place)
        self.moved_aside.emit()

    def renew(self, compared: Compared) -> None:
        """Show what is decided by now of the same sides."""
        self._compared = compared
        self.viewport().update()

    def show_disagreement(self, one: Disagreement) -> None:
        """Make one current, select its text, and scroll if it is out of sight or lacks context."""
        self.current = one.number
        before = self.verticalScrollBar().value()
        self.page_cursor.go_to(one.piece.block)  # which unfolds it
        self.page_cursor.select(one.span)
        self._show_context(one, before)
        if self._compared is not None:
            # Heard also where the cursor stays in its block.
            self.setAccessibleDescription(told(self._compared, one))
        self.viewport().update()

    def _show_context(self, one: Disagreement, top: int) -> None:
        """Scroll to where the view was, or to the context if that is not all in sight there."""
        layout = self._layout
        if layout is None:
            return
        wanted, bottom = self._context(layout, one)
        is_seen = top <= wanted and bottom <= top + self.viewport().height()
        self._scroll_to(top if is_seen else wanted)

    def _show_current(self) -> None:
        one = self._compared.numbered(self.current) if self._compared is not None else None
        if one is not None:
            self._show_context(one, self.verticalScrollBar().value())

    def _sees_current(self, height: int) -> bool:
        """Whether the current disagreement begins in sight in a view of that height."""
        one = self._compared.numbered(self.current) if self._compared is not None else None
        if one is None or self._layout is None:
            return False
        top = self._layout.line_top(one.piece.block, one.span.start)
        return 0 <= top - self.verticalScrollBar().value() < height

    def _context(self, layout: PageLayout, one: Disagreement) -> tuple[int, int]:
        """Where the context of a disagreement begins and where its first lines end.

        Where two blocks above it take more than half of the view, it begins half a view above.
        """
        folds = self.page_cursor.folds
        first = one.piece.block
        for _ in range(_CONTEXT):
            above = folds.unfolded_from(first - 1, -1)
            if above is None:
                break
            first = above
        rows = layout.rows.rows_of(one.piece.block)
        layout.measure(range(layout.rows.rows_of(first).start, rows.stop))
        height = self.viewport().height()
        start = layout.line_top(one.piece.block, one.span.start)
        end = layout.line_top(one.piece.block, one.span.end - 1) + self._typography.line_height
        top = layout.top(layout.rows.rows_of(first).start)
        wanted = max(top, start - height // 2, 0)
        return wanted, min(end, start + height // 3)

    def _scene(self, sitting: Sitting, layout: PageLayout) -> Scene:
        scene = super()._scene(sitting, layout)
        if self._compared is None:
            return scene
        return replace(scene, under=Marks(self._compared, self.current).paint)

    def _describe(self, sitting: Sitting, block: int) -> str:
        if self._compared is None:
            return super()._describe(sitting, block)
        words = told_of_block(self._compared, block)
        if self._compared.has_gold:
            standing = sitting.tally.standings[block]
            words = f"{words}; decision: {standing_in_words(sitting, standing, block)}"
        return accessibility.described(sitting, block, words)

    def _on_press(self, press: Press) -> None:
        target = self.hit(press.point)
        super()._on_press(press)
        if self._compared is None or press.clicks > 1 or press.extends:
            return
        found = self._under(target)
        if found:
            self.chosen.emit(found[0].number)

    def _told(self, sitting: Sitting, target: Target) -> tuple[str, ...]:
        """First what the sides say of the text under the mouse; beside it, of the whole block."""
        compared = self._compared
        found = self._under(target)[:_MOST_TOLD]
        words = "\n".join(in_short(compared, one) for one in found) if compared is not None else ""
        return (words, *super()._told(sitting, target))

    def _under(self, target: Target) -> tuple[Disagreement, ...]:
        """The disagreement on a character, or in the gutter those of a block."""
        compared = self._compared
        if compared is None or target.zone not in {Zone.TEXT, Zone.GUTTER}:
            return ()
        found = compared.touching(compared.document.blocks[target.block].span)
        if target.zone is Zone.GUTTER:
            return found
        return tuple(one for one in found if one.span.start <= target.character < one.span.end)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the page; in the window the actions hear these keys first."""
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        has_other = event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        cursor = self.page_cursor
        match Qt.Key.Key_unknown if has_other else Qt.Key(event.key()):
            case Qt.Key.Key_Up:
                cursor.step(-1, extend)
            case Qt.Key.Key_Down:
                cursor.step(1, extend)
            case Qt.Key.Key_PageUp:
                self.move_page(-1, extend)
            case Qt.Key.Key_PageDown:
                self.move_page(1, extend)
            case Qt.Key.Key_Home:
                cursor.go_to_end(forward=False, extend=extend)
            case Qt.Key.Key_End:
                cursor.go_to_end(forward=True, extend=extend)
            case _:
                super().keyPressEvent(event)
                return
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What was gone to ahead of that was laid out for any size.
        QTimer.singleShot(0, self, self._show_current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        was_seen = self._sees_current(event.oldSize().height())
        super().resizeEvent(event)
        if was_seen:
            QTimer.singleShot(0, self, self._show_current)
        self.moved_aside.emit()
