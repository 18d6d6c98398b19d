"""The view of a page as text: it follows the cursor, and takes the editor's hands to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.gui.cursor.copying import copy_selected
from annotator.gui.cursor.page_cursor import PageCursor
from annotator.gui.cursor.selection import Selection, Target, Zone
from annotator.gui.label_words import meaning_under
from annotator.gui.notices import plain_tool_tip
from annotator.gui.proposing.words import question_under
from annotator.gui.text_view import accessibility
from annotator.gui.text_view.canvas import PageCanvas
from annotator.gui.text_view.hit_test import cursor_extent
from annotator.gui.text_view.mouse import Gesture, Press
from annotator.gui.text_view.page_layout import PageLayout
from annotator.gui.text_view.scene import Scene
from annotator.services.sitting import Sitting

_SHAPES = {Zone.TEXT: Qt.CursorShape.IBeamCursor, Zone.FOLD: Qt.CursorShape.PointingHandCursor}


class TextView(PageCanvas):
    """Shows the page of a cursor, its own where none is given."""

    def __init__(
        self, parent: QWidget | None = None, *, page_cursor: PageCursor | None = None
    ) -> None:
        super().__init__(page_cursor or PageCursor(), parent)
        self._gesture = Gesture(self, self._on_press, self._on_drag, self._on_scroll)
        self.setAccessibleName("Text of the page")
        self._is_told = False
        self.commented: Mapping[int, str] = {}
        cursor = self.page_cursor
        cursor.sitting_changed.connect(self._on_sitting)
        cursor.selected.connect(self._on_selected)
        cursor.moved.connect(lambda _block: accessibility.tell_cursor(self))
        cursor.folds_changed.connect(self._on_folds)
        cursor.sought.connect(self._show_cursor)

    def refresh(self, blocks: range) -> None:
        """Draw these blocks anew after their labels changed."""
        super().refresh(blocks)
        accessibility.tell_labels(self, blocks)

    def show_comments(self, commented: Mapping[int, str]) -> None:
        """Mark these blocks as commented; the texts are told on hover."""
        if commented != self.commented:
            self.commented = commented
            self.viewport().update()

    def move_page(self, delta: int, extend: bool = False) -> None:
        """Scroll by whole screens, less two lines, and take the cursor along.

        In a block that is higher than the screen the cursor stays; at the end of the page it goes
        to the last block, at the beginning to the first.
        """
        layout, cursor = self._layout, self.page_cursor
        if layout is None or cursor.block < 0:
            return
        before = self._top
        screen = self.viewport().height()
        at = self.block_rectangle(cursor.block).top()
        self._scroll_to(max(before + delta * (screen - 2 * self._typography.line_height), 0))
        if self._top == before:
            block = cursor.end(forward=delta > 0)
        else:
            at = min(max(at, 0), screen - 1)
            found = self.hit(QPoint(self._columns.text_left, at)).block
            block = cursor.folds.unfolded_from(found, 1 if delta > 0 else -1)
        if block is not None and block != cursor.block:
            cursor.go_to(block, extend)

    def show_from_cursor(self) -> None:
        """Scroll so that the cursor is near the upper edge, and all behind it that has room."""
        if self._layout is not None and self.page_cursor.block >= 0:
            top, _bottom = cursor_extent(self._layout, self.page_cursor.selection)
            above = min(2 * self._typography.line_height, self.viewport().height() // 4)
            self._scroll_to(max(top - above, 0))

    def _on_sitting(self, _sitting: Sitting | None) -> None:
        self._gesture.release()
        self._lay_out()
        self._scroll_to(0)

    def _on_selected(self, before: Selection) -> None:
        for one in (before, self.page_cursor.selection):
            if one.current >= 0:
                super().refresh(one.run)

    def _on_folds(self) -> None:
        self._lay_out(self._reading_place())

    def _show_cursor(self) -> None:
        if self._layout is not None and self.page_cursor.block >= 0:
            self._reveal(*cursor_extent(self._layout, self.page_cursor.selection))

    def _scene(self, sitting: Sitting, layout: PageLayout) -> Scene:
        return replace(super()._scene(sitting, layout), commented=self.commented)

    def _tell(self, event: QHelpEvent) -> None:
        sitting, target = self.page_cursor.sitting, self.hit(event.pos())
        area = self.block_rectangle(target.block)
        text = ""
        if sitting is not None and area.contains(event.pos()):
            text = "\n\n".join(one for one in self._told(sitting, target) if one)
        QToolTip.showText(event.globalPos(), plain_tool_tip(text), self.viewport(), area)

    def _told(self, sitting: Sitting, target: Target) -> tuple[str, ...]:
        """What is proposed for the text under the mouse; in the gutter, also what was said.

        There it is told as well what the labels mean that the block has.
        """
        said = self.commented.get(target.block, "") if target.zone is Zone.GUTTER else ""
        return said, meaning_under(sitting, target), question_under(sitting, target)

    def _describe(self, sitting: Sitting, block: int) -> str:
        return accessibility.describe(sitting, block)

    def _on_press(self, press: Press) -> None:
        self.page_cursor.press(self.hit(press.point), press.clicks, extends=press.extends)

    def _on_drag(self, point: QPoint) -> None:
        self.page_cursor.drag(self.hit(point))

    def _on_scroll(self, pixels: int) -> None:
        self._scroll_to(max(self._top + pixels, 0))

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

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell(event)
            return True
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._gesture.release()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_selected(self.page_cursor)
        else:
            # Letters and arrows belong to the actions of the window.
            event.ignore()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_told:
            # Not in __init__: until it is through, Qt takes this for another class.
            self._is_told = True
            accessibility.install(self, self._describe)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        accessibility.tell_cursor(self)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
