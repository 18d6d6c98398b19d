"""The page for assistive technology: a list of blocks, each with its label and its text.

PySide leaves three traps here, all of which end the process from inside a screen reader's call:
Qt keeps bare pointers to interfaces, so Python must hold every one until Qt has dropped it; a
virtual method must not raise; and `interface_cast` must answer a `VoidPtr`, the null one included.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
)
from shiboken6 import Shiboken, VoidPtr

from annotator.gui.proposing.words import standing_in_words
from annotator.gui.text_view.accessible_text import BlockText
from annotator.gui.text_view.canvas import PageCanvas
from annotator.gui.text_view.hidden_words import IN_WORDS
from annotator.services.sitting import Sitting

_NOTHING = VoidPtr(0)
# As much of a block's text as its name tells; all of it is there to be read by character.
_TOLD_LENGTH = 300
_TOLD_CHANGES = 40

Describe: TypeAlias = Callable[[Sitting, int], str]


def install(canvas: PageCanvas, describe: Describe) -> None:
    """Have Qt ask this module how the page is told; `describe` puts its blocks into words.

    For this widget alone: a factory, which is asked about every object, would end the process over
    those of Qt WebEngine. PySide asks an object for its type in C++, and these have none.
    """
    page = PageInterface(canvas, describe)
    QAccessible.registerAccessibleInterface(page)
    # The connection holds the page, and by it the blocks, as long as Qt may ask for them.
    canvas.destroyed.connect(lambda _canvas=None: page.forget())


def tell_cursor(canvas: PageCanvas) -> None:
    """Tell assistive technology, if there is any, that the cursor went to another block."""
    if not QAccessible.isActive() or not canvas.hasFocus():
        return
    block = _block_interface(canvas, canvas.page_cursor.selection.current)
    if block is not None:
        QAccessible.updateAccessibility(QAccessibleEvent(block, QAccessible.Event.Focus))
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(block, block.caret()))


def tell_labels(canvas: PageCanvas, blocks: range) -> None:
    """Tell assistive technology, if there is any, that blocks are labelled differently."""
    if not QAccessible.isActive():
        return
    for index in blocks[:_TOLD_CHANGES]:
        block = _block_interface(canvas, index)
        if block is not None:
            event = QAccessibleEvent(block, QAccessible.Event.NameChanged)
            QAccessible.updateAccessibility(event)


def describe(sitting: Sitting, index: int) -> str:
    """One block in words: which, of what kind, how it is labelled, and what it says."""
    hidden = sitting.document.blocks[index].hidden
    standing = sitting.tally.standings[index]
    if standing.summary is None and hidden is not None:
        return described(sitting, index, IN_WORDS[hidden])
    return described(sitting, index, standing_in_words(sitting, standing, index))


def described(sitting: Sitting, index: int, how: str) -> str:
    """One block in words, labelled as `how` says."""
    document = sitting.document
    block = document.blocks[index]
    text = document.block_text(index)
    if len(text) > _TOLD_LENGTH:
        text = text[:_TOLD_LENGTH] + "…"
    kind = f"{block.tag}, " if block.tag else ""
    return f"Block {index + 1} of {len(document.blocks)}, {kind}{how}: {text}"


class PageInterface(QAccessibleInterface):
    """A page as a list. It and its children stay until the view is destroyed."""

    def __init__(self, canvas: PageCanvas, describe: Describe) -> None:
        super().__init__()
        self.describe = describe
        self._canvas = canvas
        self._blocks: dict[int, BlockInterface] = {}

    def block(self, index: int) -> BlockInterface | None:
        """The interface of a block, if there is such a block."""
        if not 0 <= index < self.childCount():
            return None
        if index not in self._blocks:
            self._blocks[index] = BlockInterface(self, self._canvas, index)
        return self._blocks[index]

    def forget(self) -> None:
        """Have Qt drop the interfaces of all blocks, before Python does."""
        for block in self._blocks.values():
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(block))
        self._blocks.clear()

    def isValid(self) -> bool:
        return Shiboken.isValid(self._canvas)

    def object(self) -> QObject:
        return self._canvas

    def parent(self) -> QAccessibleInterface:
        above = self._canvas.parentWidget()
        # Qt takes None, which the stubs do not know.
        return cast("QAccessibleInterface", above and QAccessible.queryAccessibleInterface(above))

    def child(self, index: int) -> QAccessibleInterface:
        return cast("QAccessibleInterface", self.block(index))

    def childCount(self) -> int:
        sitting = self._canvas.page_cursor.sitting if self.isValid() else None
        return len(sitting.document.blocks) if sitting is not None else 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return child.index if isinstance(child, BlockInterface) else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        point = self._canvas.viewport().mapFromGlobal(QPoint(x, y))
        return self.child(self._canvas.hit(point).block)

    def focusChild(self) -> QAccessibleInterface:
        return self.child(self._canvas.page_cursor.selection.current)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.List

    def rect(self) -> QRect:
        corner = self._canvas.mapToGlobal(QPoint(0, 0))
        return QRect(corner, self._canvas.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = state.readOnly = True
        state.focused = self._canvas.hasFocus()
        state.invisible = not self._canvas.isVisible()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._canvas.accessibleName()
        if kind == QAccessible.Text.Description:
            return self._canvas.accessibleDescription()
        return ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Nothing of a page can be written over."""

    def interface_cast(self, _kind: QAccessible.InterfaceType) -> int:
        return cast("int", _NOTHING)


class BlockInterface(QAccessibleInterface):
    """One block as an item of the list, whatever page is shown."""

    def __init__(self, page: PageInterface, canvas: PageCanvas, index: int) -> None:
        super().__init__()
        self.index = index
        self._page = page
        self._canvas = canvas
        self._text = BlockText(canvas, index)
        self._text_pointer = VoidPtr(Shiboken.getCppPointer(self._text)[0])

    def caret(self) -> int:
        """Where the cursor is in the block, in UTF-16 units."""
        return self._text.cursorPosition()

    def isValid(self) -> bool:
        return self.index < self._page.childCount()

    def object(self) -> QObject:
        # A block is no object of Qt's.
        return cast("QObject", None)

    def parent(self) -> QAccessibleInterface:
        return self._page

    def child(self, _index: int) -> QAccessibleInterface:
        return cast("QAccessibleInterface", None)

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface:
        return cast("QAccessibleInterface", None)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        inner = self._canvas.block_rectangle(self.index)
        return QRect(self._canvas.viewport().mapToGlobal(inner.topLeft()), inner.size())

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return state
        selection = self._canvas.page_cursor.selection
        inside = self._canvas.block_rectangle(self.index)
        state.focusable = state.selectable = state.readOnly = state.multiLine = True
        state.selected = self.index in selection.run
        state.focused = self._canvas.hasFocus() and self.index == selection.current
        state.offscreen = not inside.intersects(self._canvas.viewport().rect())
        state.invisible = self._canvas.page_cursor.folds.is_folded(self.index)
        return state

    def text(self, kind: QAccessible.Text) -> str:
        sitting = self._canvas.page_cursor.sitting
        if kind != QAccessible.Text.Name or sitting is None or not self.isValid():
            return ""
        return self._page.describe(sitting, self.index)

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Nothing of a page can be written over."""

    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        is_text = kind == QAccessible.InterfaceType.TextInterface
        return cast("int", self._text_pointer if is_text else _NOTHING)


def _block_interface(canvas: PageCanvas, index: int) -> BlockInterface | None:
    page = QAccessible.queryAccessibleInterface(canvas)
    return page.block(index) if isinstance(page, PageInterface) else None
