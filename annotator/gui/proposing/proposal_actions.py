"""The keys for what is proposed: accepting, going from doubt to doubt, finishing in one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from annotator.core.proposals import ProposedRun
from annotator.core.spans import Span
from annotator.gui.current import Current
from annotator.gui.cursor.page_cursor import PageCursor
from annotator.gui.middle_pane import MiddlePane
from annotator.gui.moving_on import MovingOn
from annotator.gui.notices import Notice
from annotator.gui.proposing.doubts import Doubts
from annotator.gui.proposing.fetching import Fetcher
from annotator.gui.proposing.offers import Offers
from annotator.gui.proposing.open_text import open_in
from annotator.gui.settings import SettingsFile
from annotator.services.sitting import Sitting
from annotator.services.steps import ACCEPTING_REST, accepting


class ProposalActions(QObject):
    """The actions `proposal.…`."""

    def __init__(
        self,
        current: Current,
        middle: MiddlePane,
        moving: MovingOn,
        doubts: Doubts,
        fetcher: Fetcher,
        offers: Offers,
        settings: SettingsFile,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._current = current
        self._middle = middle
        self._moving = moving
        self._doubts = doubts
        self._fetcher = fetcher
        self._settings = settings
        # What was shown to be looked at, and whether it was told that the page view lacks it.
        self._shown: tuple[Sitting, Span, bool] | None = None
        self.take_offer: Callable[[], None] = offers.take

    def accept(self) -> None:
        """Accept what is proposed for the selection, or the current block, and go on.

        Where nothing is proposed there, go to the next undecided block all the same.
        """
        sitting, desk = self._current.sitting, self._current.desk
        spans = self._middle.page_cursor.selected_spans()
        if sitting is None or desk is None or not spans or not self._current.takes_labels:
            return
        if self._is_awaited(sitting):
            return
        if any(open_in(sitting, span) for span in spans):
            desk.take(accepting(spans))
        self._moving.behind(sitting, spans)

    def doubtful(self, forward: bool) -> None:
        """Select the next doubtful run, or the previous one.

        Where none is left, go to the next undecided block; where all is decided, say so.
        """
        sitting, cursor = self._current.sitting, self._middle.page_cursor
        if sitting is None or self._is_awaited(sitting):
            return
        run = self._doubts.beside(sitting, _extent(cursor), forward=forward)
        if run is not None:
            self._show(run)
            return
        tally, here = sitting.tally, cursor.block
        found = tally.next_undecided(here) if forward else tally.previous_undecided(here)
        if found is not None:
            cursor.go_to(found)
            self._middle.focus_text()
            nothing = (
                "Nothing doubtful is left" if sitting.proposals else "Nothing is proposed here"
            )
            self._tell(f"{nothing}; this is undecided.", "")
        else:
            self._tell("Everything is decided.", "Enter finishes the page.")

    def rest(self) -> None:
        """Accept all that is left, finish the page and open the next; without proposals, as Enter.

        Not before every doubtful run was on the screen: else show the first that was not.
        """
        sitting, desk = self._current.sitting, self._current.desk
        if sitting is None or desk is None or not self._current.takes_labels:
            return
        if self._is_awaited(sitting):
            return
        if self._is_missing(sitting):
            self._tell(
                "The page view does not show this place; the text view does.",
                "Press the same keys again to accept it all the same.",
            )
            return
        unseen = self._doubts.unseen(sitting)
        if unseen:
            self._show(unseen[0])
            self._shown = (sitting, unseen[0].span, False)
            # The next ones as well, as many as have room: so few looks as can be.
            self._middle.views.show_from_cursor()
            count = len(unseen)
            places = "1 doubtful place was" if count == 1 else f"{count:,} doubtful places were"
            which = "this one" if count == 1 else "this is the first"
            self._tell(
                f"Not finished yet: {places} not on the screen so far, {which}.",
                "Press the same keys again when you have looked.",
            )
            return
        desk.take(ACCEPTING_REST, self._moving.to_next_page, self._moving.to_what_is_left)

    def _is_missing(self, sitting: Sitting) -> bool:
        """Whether the page view was to show a place and has none such, which is to be told.

        Sites hide some of their text in narrow windows. Once it was told, the place counts as seen.
        """
        run = next(iter(self._doubts.unseen(sitting)), None)
        if run is None or self._shown is None or not self._doubts.is_missed(sitting, run):
            return False
        shown, span, is_told = self._shown
        if shown is not sitting or span != run.span:
            return False
        if is_told:
            self._doubts.note_seen(sitting, self._doubts.blocks_of(sitting, run))
            return False
        self._shown = (sitting, span, True)
        return True

    def show(self, is_on: bool) -> None:
        """Have proposals, or do without."""
        self._fetcher.is_on = is_on
        self._settings.keep(replace(self._settings.now, shows_proposals=is_on))

    def _show(self, run: ProposedRun) -> None:
        self._middle.page_cursor.select(run.span)
        self._middle.focus_text()

    def _is_awaited(self, sitting: Sitting) -> bool:
        """Whether there are no proposals yet, which is told."""
        is_awaited = self._current.is_proposing and not sitting.proposals
        if is_awaited:
            self._tell("The proposals for this page are on their way.", "")
        return is_awaited

    def _tell(self, sentence: str, hint: str) -> None:
        desk = self._current.desk
        if desk is not None:
            desk.told.emit(Notice(sentence, hint, topic="finish"))


def _extent(cursor: PageCursor) -> Span:
    """From where to where the selection reaches."""
    spans = cursor.selected_spans()
    return Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)
