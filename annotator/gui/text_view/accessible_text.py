"""The text of one block for assistive technology, character by character."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessibleTextInterface
from shiboken6 import Shiboken

from annotator.gui.positions import UnitMap
from annotator.gui.text_view.canvas import PageCanvas


class BlockText(QAccessibleTextInterface):
    """The text of a block by character. Offsets are UTF-16 units, as Qt wants them.

    Which text is selected cannot be told: PySide has no way to answer Qt's question for it.
    """

    def __init__(self, canvas: PageCanvas, index: int) -> None:
        super().__init__()
        self._canvas = canvas
        self._index = index

    def text(self, start: int, end: int) -> str:
        text = self._block_text()
        units = UnitMap.of(text)
        last = units.unit(len(text))
        start, end = max(start, 0), last if end < 0 else min(end, last)
        return text[units.offset(start) : units.offset(end)]

    def characterCount(self) -> int:
        text = self._block_text()
        return UnitMap.of(text).unit(len(text))

    def cursorPosition(self) -> int:
        sitting = self._canvas.page_cursor.sitting
        if sitting is None or self._index >= len(sitting.document.blocks):
            return 0
        span = sitting.document.blocks[self._index].span
        caret = min(max(self._canvas.page_cursor.selection.caret, span.start), span.end)
        return UnitMap.of(self._block_text()).unit(caret - span.start)

    def characterRect(self, offset: int) -> QRect:
        sitting = self._canvas.page_cursor.sitting
        if sitting is None or self._index >= len(sitting.document.blocks):
            return QRect()
        place = UnitMap.of(self._block_text()).offset(max(offset, 0))
        start = sitting.document.blocks[self._index].span.start
        inner = self._canvas.character_rectangle(self._index, start + place)
        return QRect(self._canvas.viewport().mapToGlobal(inner.topLeft()), inner.size())

    def offsetAtPoint(self, point: QPoint) -> int:
        sitting = self._canvas.page_cursor.sitting
        if sitting is None or self._index >= len(sitting.document.blocks):
            return -1
        target = self._canvas.hit(self._canvas.viewport().mapFromGlobal(point))
        if target.block != self._index:
            return -1
        start = sitting.document.blocks[self._index].span.start
        return UnitMap.of(self._block_text()).unit(target.character - start)

    def selectionCount(self) -> int:
        return 0

    def addSelection(self, _start: int, _end: int) -> None:
        """Selecting is the editor's alone."""

    def removeSelection(self, _number: int) -> None:
        """Selecting is the editor's alone."""

    def setSelection(self, _number: int, _start: int, _end: int) -> None:
        """Selecting is the editor's alone."""

    def setCursorPosition(self, _position: int) -> None:
        """The cursor moves by block."""

    def scrollToSubstring(self, _start: int, _end: int) -> None:
        """What the cursor is on is in sight."""

    def _block_text(self) -> str:
        sitting = self._canvas.page_cursor.sitting if Shiboken.isValid(self._canvas) else None
        if sitting is None or self._index >= len(sitting.document.blocks):
            return ""
        return sitting.document.block_text(self._index)
