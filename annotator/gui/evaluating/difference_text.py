"""What a cleaner missed on a page, and what it took that does not belong there."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.core.evaluation_report import WeakPage
from annotator.core.text_difference import Side
from annotator.gui.appearance import colours, is_dark

_BRACKETS = {Side.MISSING: ("[− ", " −]"), Side.EXTRA: ("[+ ", " +]")}
LEGEND = (
    "[− struck through −] was missed, [+ underlined +] does not belong there. Enter opens the page."
)
_HIDDEN = "You have yet to label this page blind: what others see as its text is not shown before."
_ALIKE = "No word differs."


class DifferenceText(QTextEdit):
    """Text to read, with signs that do not need colours, so that all can read or hear them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName("What differs from the labels")
        self._page: WeakPage | None = None
        self._is_hidden = False

    def show_page(self, page: WeakPage | None, *, is_hidden: bool = False) -> None:
        """Show what differs on a page, or nothing."""
        self._page, self._is_hidden = page, is_hidden
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def _write(self) -> None:
        self.clear()
        page = self._page
        if page is None:
            return
        cursor = self.textCursor()
        plain = QTextCharFormat()
        if self._is_hidden:
            cursor.insertText(_HIDDEN, plain)
            return
        if page.scores.failure:
            cursor.insertText(f"{page.scores.failure}\n", plain)
        if all(one.side is Side.BOTH for one in page.difference):
            cursor.insertText(f"{_ALIKE}\n", plain)
        for one in page.difference:
            before, after = _BRACKETS.get(one.side, ("", ""))
            # The signs stand beside the line through the words, which would hide them.
            cursor.insertText(before, plain)
            cursor.insertText(one.text, self._marked(one.side))
            cursor.insertText(f"{after} ", plain)
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)

    def _marked(self, side: Side) -> QTextCharFormat:
        marked = QTextCharFormat()
        table = colours(is_dark(self.palette()))
        if side is Side.MISSING:
            marked.setFontStrikeOut(True)
            marked.setBackground(QColor(table.error_ground))
        elif side is Side.EXTRA:
            marked.setFontUnderline(True)
            marked.setBackground(QColor(table.note_ground))
        return marked
