"""Moving through the page, and finding in it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.gui.current import Current
from annotator.gui.middle_pane import MiddlePane


class MoveActions(QObject):
    """The actions `move.…`."""

    def __init__(self, current: Current, middle: MiddlePane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._middle = middle

    def block(self, how: str) -> None:
        """Move the block cursor; `how` is as “next” or “extend previous”."""
        view = self._middle.view
        match how:
            case "next":
                view.move_block(1)
            case "previous":
                view.move_block(-1)
            case "extend next":
                view.move_block(1, extend=True)
            case "extend previous":
                view.move_block(-1, extend=True)
            case "screen down":
                view.move_page(1)
            case "screen up":
                view.move_page(-1)
            case "first":
                view.move_to_end(forward=False)
            case "last":
                view.move_to_end(forward=True)
            case "extend first":
                view.move_to_end(forward=False, extend=True)
            case "extend last":
                view.move_to_end(forward=True, extend=True)
            case "all":
                view.move_to_end(forward=False)
                view.move_to_end(forward=True, extend=True)

    def select(self, how: str) -> None:
        """Move the end of the selected text; `how` is as “forward word”."""
        way, unit = how.split()
        self._middle.view.extend_text(forward=way == "forward", by_word=unit == "word")

    def copy(self) -> None:
        """Copy what is selected."""
        self._middle.view.copy()

    def undecided(self, forward: bool) -> None:
        """Go to the next undecided block, or the previous one."""
        view, sitting = self._middle.view, self._current.sitting
        if sitting is None:
            return
        tally, here = sitting.tally, view.current_block
        found = tally.next_undecided(here) if forward else tally.previous_undecided(here)
        if found is not None:
            view.set_current_block(found)
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
            self._middle.view.clear_selection()
            if self._current.sitting is not None:
                self._middle.focus_text()

    def _remember(self, text: str) -> None:
        self._current.search = text
