"""Where a page is shown: the browser, or a note over it that says why it is not."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QStackedLayout, QWidget

from annotator.gui.appearance import colours
from annotator.gui.notices import notice_of
from annotator.gui.page_view.availability import cannot_load
from annotator.gui.page_view.layers import ALL, Layers
from annotator.gui.page_view.note import PageNote

if TYPE_CHECKING:
    from annotator.gui.page_view.browser import Browser
    from annotator.services.displaying import PageCopy

_LONGEST_LOAD_MS = 20_000
_LONGEST_STALE_MS = 400


class PageStage(QWidget):
    """Holds the browser, which is loaded and made when it is first wanted.

    `made(browser)` follows then. `delayed()` tells that the page that is awaited does not come.
    """

    made = Signal(object)
    delayed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layers: Layers = ALL
        self.browser: Browser | None = None
        self.note = PageNote(self)
        self._paper = QColor(colours(is_dark=False).page)
        self._zoom = 1.0
        self._layout = QStackedLayout(self)
        # The browser is covered, not hidden, while there is something to say: hidden, it would lay
        # out and paint nothing, and be served last.
        self._layout.setStackingMode(QStackedLayout.StackingMode.StackAll)
        self._layout.addWidget(self.note)
        self._patience = _single_shot(self, _LONGEST_LOAD_MS)
        self._patience.timeout.connect(self.delayed)
        # The page before stays in sight for a moment, so that quick turning does not flicker.
        self._stale = _single_shot(self, _LONGEST_STALE_MS)
        # It may be on its way already: that is not waited for any longer than else.
        self._stale.timeout.connect(lambda: self._cover("The page is being prepared…"))

    @property
    def current(self) -> QWidget | None:
        """What is in sight: the browser, or the note in its place."""
        return self._layout.currentWidget()

    def say(self, text: str, offer: str = "") -> None:
        """Cover the browser with a sentence, and a button of that name where there is one."""
        self._patience.stop()
        self._stale.stop()
        self._cover(text, offer)

    def expect(self) -> None:
        """Another page is on its way: begin to start the browser, and cover the page before."""
        self._stale.start()
        QTimer.singleShot(0, self, self._load_browser)

    def browse(self, copy: PageCopy, *, is_whole: bool) -> None:
        """Have the browser load a copy of the page, or of its beginning."""
        browser = self._begin()
        if browser is None:
            return
        # The browser costs a second and 200 MB: whoever never looks at pages never pays.
        from annotator.gui.page_view.scheme import Served  # noqa: PLC0415 - see above

        if is_whole:
            self._patience.start()
        browser.show_document(Served(copy.displayed.markup, resources=copy.resources))
        browser.setZoomFactor(self._zoom)

    def drop_browser(self) -> None:
        """Leave the browser, as one that no longer answers; the next page gets another."""
        if self.browser is not None:
            self._layout.removeWidget(self.browser)
            self.browser.deleteLater()
            self.browser = None

    def uncover(self, *, is_whole: bool) -> None:
        """Show the browser; with `is_whole` nothing more is awaited."""
        self._stale.stop()
        if is_whole:
            self._patience.stop()
        if self.browser is not None:
            self._layout.setCurrentWidget(self.browser)

    def set_dark(self, is_dark: bool) -> None:
        """Wear the colours of a light or a dark window."""
        self._paper = QColor(colours(is_dark).page)
        self.note.set_dark(is_dark)
        if self.browser is not None:
            self.browser.set_paper(self._paper)

    def set_zoom(self, zoom: float) -> None:
        """Show the page larger or smaller; 1 is as it was made."""
        self._zoom = zoom
        if self.browser is not None:
            self.browser.setZoomFactor(zoom)

    def _cover(self, text: str, offer: str = "") -> None:
        self.note.say(text, offer)
        self._layout.setCurrentWidget(self.note)

    def _load_browser(self) -> None:
        """Load the browser, and make it in a turn of its own: either takes the window a moment."""
        with suppress(ImportError):  # told when it is made
            self._browser_type()
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> Browser | None:
        """The browser; None where it cannot be loaded, which the note says then."""
        try:
            return self._own_browser()
        except ImportError as error:
            self.say(notice_of(cannot_load(error)).text, "Try again")
            return None

    def _own_browser(self) -> Browser:
        if self.browser is None:
            browser = self._browser_type()(self, self.layers)
            browser.set_paper(self._paper)
            self._layout.addWidget(browser)
            self.browser = browser
            self.made.emit(browser)
        return self.browser

    def _browser_type(self) -> type[Browser]:
        from annotator.gui.page_view.engine import start_engine  # noqa: PLC0415 - as above

        start_engine(no_names=self.layers.no_names)
        from annotator.gui.page_view.browser import Browser  # noqa: PLC0415 - as above

        return Browser


def _single_shot(parent: QWidget, milliseconds: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    return timer
