"""Moving through the page, and finding in it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.gui.current import Current
from annotator.gui.cursor.copying import copy_selected
from annotator.gui.middle_pane import MiddlePane
from annotator.gui.notices import Notice

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class MoveActions(QObject):
    """The actions `move.…`."""

    def __init__(self, current: Current, middle: MiddlePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._middle = middle

    def block(self, how: str) -> None:
        """Move the block cursor; `how` is as “next” or “extend previous”."""
        cursor = self._middle.page_cursor
        extend = how.startswith("extend ")
        match how.removeprefix("extend "):
            case "next":
                cursor.step(1, extend)
            case "previous":
                cursor.step(-1, extend)
            case "screen down":
                self._middle.views.active.move_page(1, extend)
            case "screen up":
                self._middle.views.active.move_page(-1, extend)
            case "first":
                cursor.go_to_end(forward=False, extend=extend)
            case "last":
                cursor.go_to_end(forward=True, extend=extend)
            case "all":
                cursor.go_to_end(forward=False)
                cursor.go_to_end(forward=True, extend=True)

    def heading(self, forward: bool) -> None:
        """Go to the next block that is a heading, or the previous one; folded ones do not count."""
        cursor, desk = self._middle.page_cursor, self._current.desk
        if desk is None or desk.sitting is None:
            return
        blocks, here = desk.sitting.document.blocks, cursor.block
        way = range(here + 1, len(blocks)) if forward else range(here - 1, -1, -1)
        for block in way:
            if blocks[block].tag in _HEADINGS and not cursor.folds.is_folded(block):
                cursor.go_to(block)
                return
        where = "below" if forward else "above"
        desk.told.emit(Notice(f"There is no further heading {where}.", topic="heading"))

    def select(self, how: str) -> None:
        """Move the end of the selected text; `how` is as “forward word”."""
        way, unit = how.split()
        self._middle.page_cursor.extend_text(forward=way == "forward", by_word=unit == "word")

    def copy(self) -> None:
        """Copy what is selected."""
        copy_selected(self._middle.page_cursor)

    def undecided(self, forward: bool) -> None:
        """Go to the next undecided block, or the previous one."""
        cursor, sitting = self._middle.page_cursor, self._current.sitting
        if sitting is None:
            return
        tally, here = sitting.tally, cursor.block
        found = tally.next_undecided(here) if forward else tally.previous_undecided(here)
        if found is not None:
            cursor.go_to(found)
            self._middle.focus_text()


class SearchActions(QObject):
    """The actions `search.…`."""

    def __init__(self, current: Current, middle: MiddlePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._middle = middle
        middle.search.edited.connect(self._remember)

    def find(self) -> None:
        """Open the strip to find in the page."""
        self._middle.go_to.hide()
        self._middle.search.open()

    def step(self, forward: bool) -> None:
        """Go to the next place found, or the previous one."""
        self._middle.search_for(self._current.search, forward)

    def go_to_page(self) -> None:
        """Open the strip to go to a page."""
        self._middle.ask_for_page(self._current.pages.table.last)

    def dismiss(self) -> None:
        """Close a strip, else a message, else clear the selection."""
        if not self._middle.close_bars() and not self._middle.banner.close_latest():
            self._middle.page_cursor.clear_selection()
            if self._current.sitting is not None:
                self._middle.focus_text()

    def _remember(self, text: str) -> None:
        self._current.search = text
