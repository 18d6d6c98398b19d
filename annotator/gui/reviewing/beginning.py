"""With which page a review begins."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.core.pages import PageId
from annotator.gui.current import Current
from annotator.gui.reviewing.going import Going
from annotator.gui.reviewing.review_desk import ReviewDesk
from annotator.gui.reviewing.review_pages import ReviewPages
from annotator.gui.reviewing.review_reading import ReviewReading


class Beginning(QObject):
    """Begins with the page of the main window if something differs there, else with the first."""

    def __init__(
        self,
        current: Current,
        desk: ReviewDesk,
        pages: ReviewPages,
        reading: ReviewReading,
        going: Going,
    ) -> None:
        super().__init__(going)
        self._current = current
        self._desk = desk
        self._pages = pages
        self._reading = reading
        self._going = going
        reading.began.connect(self._open)

    def begin(self) -> None:
        """Find that page and open it; an open one gives way to that of the main window alone."""
        labelled, waiting = self._current.sitting, self._pages.waiting()
        wanted = labelled.page if labelled is not None and labelled.page in waiting else None
        opened = self._desk.sitting
        if opened is None:
            self._reading.find_first(wanted, waiting)
        elif wanted is not None and wanted != opened.page:
            self._reading.find_first(wanted, [])

    def _open(self, page: PageId | None) -> None:
        if page is None and self._desk.sitting is None:
            page = next(iter(self._pages.rows), None)
        if page is not None:
            self._going.open(page)
