"""Where the editor goes after a step: to what is undecided next, or to the next page."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.core.errors import UserError
from annotator.core.spans import Span
from annotator.gui.current import Current
from annotator.gui.middle_pane import MiddlePane
from annotator.gui.notices import Notice
from annotator.gui.page_actions import PageActions
from annotator.services.changes import Changes
from annotator.services.sitting import Sitting


class MovingOn:
    """Moves the cursor, or opens a page, once something was decided."""

    def __init__(self, current: Current, middle: MiddlePane, pages: PageActions) -> None:
        self._current = current
        self._middle = middle
        self._pages = pages

    def behind(self, sitting: Sitting, spans: Sequence[Span]) -> None:
        """Go to the next undecided block behind text that was decided, from the top if need be."""
        first = sitting.document.block_at(spans[0].start)
        last = sitting.document.block_at(spans[-1].end - 1)
        following = self._undecided_behind(sitting, range(first, last + 1))
        self._middle.page_cursor.go_to(last if following is None else following)
        self._middle.focus_text()
        self._tell_wrap(is_above=following is not None and following < first)

    def to_next_page(self, _changes: Changes) -> None:
        """Open the next page that is not finished, as this one is."""
        self._middle.banner.withdraw("finish")
        self._pages.next_unfinished()

    def to_what_is_left(self, error: UserError) -> None:
        """Go to the first undecided block, and say why the page is not finished."""
        sitting, desk = self._current.sitting, self._current.desk
        if sitting is None or desk is None:
            return
        first = sitting.tally.next_undecided(-1)
        if first is not None:
            self._middle.page_cursor.go_to(first)
        desk.told.emit(Notice(error.sentence, error.hint, topic="finish"))

    def _undecided_behind(self, sitting: Sitting, labelled: range) -> int | None:
        """The next undecided block behind those that are labelled, from the top again if need be.

        Where the labelling is still under way, those blocks do not count any more.
        """
        found = sitting.tally.next_undecided(labelled.stop - 1)
        desk = self._current.desk
        is_under_way = desk is not None and desk.is_busy
        return None if is_under_way and found in labelled else found

    def _tell_wrap(self, *, is_above: bool) -> None:
        """Say that the cursor went back to the top, for as long as that is what it just did."""
        desk = self._current.desk
        if not is_above:
            self._middle.banner.withdraw("wrap")
        elif desk is not None:
            sentence = "Nothing is undecided below; this is the first above."
            desk.told.emit(Notice(sentence, topic="wrap"))
