"""The same correction for the blocks that are like the corrected one: shown first, then taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.core.alike import Offer
from annotator.gui.current import Current
from annotator.gui.desk import Desk
from annotator.gui.middle_pane import MiddlePane
from annotator.gui.notices import Notice
from annotator.services.changes import Changes
from annotator.services.sitting import Sitting
from annotator.services.steps import TAKING_OFFER

_TOPIC = "offer"


class Offers(QObject):
    """Tells what the sitting offers, and marks where; any other edit, or Escape, drops it.

    `key` answers the key that takes an offer, as this platform writes it.
    """

    def __init__(
        self,
        current: Current,
        middle: MiddlePane,
        key: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._current = current
        self._middle = middle
        self._key = key
        self._shown: Offer | None = None
        current.opened.connect(self._on_project)

    def take(self) -> None:
        """Label the blocks of the offer; where the cursor is on one of them, go on from it."""
        desk = self._current.desk
        if desk is not None and self._current.takes_labels:
            desk.take(TAKING_OFFER, self._go_on)

    def drop(self) -> None:
        """Take the offer back; nothing is labelled."""
        sitting = self._current.sitting
        if sitting is not None and sitting.offered is not None:
            sitting.offered = None
            self.refresh(sitting)

    def refresh(self, sitting: Sitting) -> None:
        """Show what is offered now, and nothing of what was before."""
        before, offer = self._shown, sitting.offered
        if offer is before:
            return
        self._shown = offer
        for one in (before, offer):
            if one is not None:
                self._middle.views.redraw(range(one.blocks[0], one.blocks[-1] + 1))
        self._middle.banner.withdraw(_TOPIC)
        if offer is not None:
            self._middle.banner.tell(self._notice(offer))
        self._current.facts_changed.emit()

    def _on_project(self, desk: Desk | None) -> None:
        self._shown = None
        if desk is not None:
            desk.opened.connect(self._on_page)
            desk.changed.connect(self._on_changed)

    def _on_page(self, sitting: Sitting) -> None:
        """What was offered before another page was opened is forgotten."""
        sitting.offered = self._shown = None
        self._middle.banner.withdraw(_TOPIC)

    def _go_on(self, _changes: Changes) -> None:
        sitting, cursor = self._current.sitting, self._middle.page_cursor
        found = None if sitting is None else sitting.tally.next_undecided(cursor.block - 1)
        if found is not None and found != cursor.block:
            cursor.go_to(found)

    def _on_changed(self, sitting: Sitting, _changes: Changes) -> None:
        if sitting is self._current.sitting:
            self.refresh(sitting)

    def _notice(self, offer: Offer) -> Notice:
        count, name, key = len(offer.blocks), offer.label.name, self._key()
        blocks, them = ("1 more block", "it") if count == 1 else (f"{count:,} more blocks", "them")
        how = f"press {key} to make" if key else "make"
        return Notice(
            f"{blocks} like this, marked below: {how} {them} {name} too.",
            offer=f"Make {them} {name}",
            accept=self.take,
            topic=_TOPIC,
            stays=True,
            closed=self.drop,
        )
