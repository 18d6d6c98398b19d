"""Everything in the window that has to do with proposals, put together."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.gui.current import Current
from annotator.gui.desk import Desk
from annotator.gui.middle_pane import MiddlePane
from annotator.gui.moving_on import MovingOn
from annotator.gui.proposing.doubts import Doubts
from annotator.gui.proposing.fetching import Fetcher
from annotator.gui.proposing.looking import Looking
from annotator.gui.proposing.offers import Offers
from annotator.gui.proposing.proposal_actions import ProposalActions
from annotator.gui.proposing.words import as_status
from annotator.gui.settings import SettingsFile
from annotator.gui.status_line import StatusLine
from annotator.services.sitting import Sitting

_MOST_TOLD_BLOCKS = 200


class Proposing(QObject):
    """Brings proposals to the views and to the status line. `actions` answers the keys.

    `offer_key` answers the key that takes an offer.
    """

    def __init__(
        self,
        current: Current,
        middle: MiddlePane,
        moving: MovingOn,
        status: StatusLine,
        settings: SettingsFile,
        offer_key: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._current = current
        self._middle = middle
        self._status = status
        self.doubts = Doubts()
        self.fetcher = Fetcher(current, self)
        self.looking = Looking(middle.views, self.doubts, self)
        self._offers = Offers(current, middle, offer_key, self)
        self.actions = ProposalActions(
            current, middle, moving, self.doubts, self.fetcher, self._offers, settings, self
        )
        self.fetcher.is_on = settings.now.shows_proposals
        self.fetcher.arrived.connect(self._on_arrived)
        middle.page_cursor.sitting_changed.connect(self._on_sitting)
        middle.page_cursor.selection_changed.connect(self._tell)
        current.opened.connect(self._on_project)

    def _on_project(self, desk: Desk | None) -> None:
        if desk is not None:
            desk.changed.connect(lambda *_what: self._tell())

    def _on_sitting(self, _sitting: Sitting | None) -> None:
        self.doubts.forget_seen()

    def _on_arrived(self, sitting: Sitting) -> None:
        """Draw what is proposed now; what was offered before went with the older proposals."""
        self._offers.refresh(sitting)
        self._middle.views.redraw(range(len(sitting.document.blocks)))
        self.looking.begin()
        self._tell()

    def _tell(self) -> None:
        """Say in the status line what is proposed where the editor is."""
        sitting, cursor = self._current.sitting, self._middle.page_cursor
        told = ""
        if sitting is not None and sitting is cursor.sitting:
            told = as_status(sitting, cursor.selection.run[:_MOST_TOLD_BLOCKS])
        self._status.show_proposal(told)
