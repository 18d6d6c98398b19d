"""What of the doubtful has been on the screen: long enough to be read, in whichever view."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.gui.proposing.doubts import Doubts
from annotator.gui.views import Views
from annotator.services.sitting import Sitting

LONG_ENOUGH_MS = 300
"""What passes by faster, as in scrolling, was not seen."""
# The browser is asked about so many blocks at most; the first ones are nearest to be seen.
_MOST_ASKED = 2_000


class Looking(QObject):
    """Notes in `doubts` what stays in sight. `noted()` follows when it has looked.

    Every scrolling begins the wait anew, and so do another page and other proposals.
    """

    noted = Signal()

    def __init__(self, views: Views, doubts: Doubts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._views = views
        self._doubts = doubts
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LONG_ENOUGH_MS)
        self._timer.timeout.connect(self.look)
        cursor = views.page_cursor
        for signal in (
            views.text.scrolled,
            views.page.scrolled,
            views.page.shown,
            cursor.sought,
            cursor.folds_changed,
            cursor.sitting_changed,
        ):
            signal.connect(lambda *_what: self.begin())

    @property
    def wait_ms(self) -> int:
        """How long a part of the page has to stay in sight."""
        return self._timer.interval()

    @wait_ms.setter
    def wait_ms(self, wait: int) -> None:
        self._timer.setInterval(wait)

    def begin(self) -> None:
        """What is in sight is so from now on."""
        self._doubts.missed = frozenset()
        self._timer.start()

    def look(self) -> None:
        """Take what is in sight now as seen."""
        sitting = self._views.page_cursor.sitting
        window = self._views.window()
        if sitting is None or not sitting.proposals or window.isMinimized():
            return
        text, page = self._views.text, self._views.page
        if text.isVisible():
            self._doubts.note_seen(sitting, text.blocks_in_sight())
        if page.isVisible():
            wanted = self._doubts.blocks_unseen(sitting)[:_MOST_ASKED]
            if wanted:
                page.look_for(wanted, lambda blocks: self._note(sitting, wanted, blocks))
        self.noted.emit()

    def _note(self, sitting: Sitting, wanted: list[int], blocks: list[int]) -> None:
        if self._views.page_cursor.sitting is sitting:
            if not (self._views.text.isVisible() or self._timer.isActive()):
                self._doubts.missed = frozenset(wanted).difference(blocks)
            self._doubts.note_seen(sitting, blocks)
            self.noted.emit()
