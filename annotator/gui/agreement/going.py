"""Going to a place of a page, which may have to be opened first."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from annotator.core.agreement_report import Place
from annotator.gui.current import Current
from annotator.gui.desk import Desk
from annotator.gui.page_actions import PageActions
from annotator.gui.panels import Panels
from annotator.services.sitting import Sitting


class GoingTo(QObject):
    """Shows one place after the other; of several that are wished only the last counts."""

    def __init__(
        self, current: Current, panels: Panels, pages: PageActions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._current = current
        self._panels = panels
        self._pages = pages
        self._wanted: Place | None = None
        current.opened.connect(self._on_project)
        # Made when the panel is first asked for, this comes behind the project.
        self._on_project(current.desk)

    def go(self, place: Place) -> None:
        """Open the page of a place, and select what stands there."""
        sitting, desk = self._current.sitting, self._current.desk
        is_here = sitting is not None and sitting.page == place.page
        if sitting is not None and desk is not None and is_here and not desk.is_leaving:
            self._show(place, sitting)
            return
        self._wanted = place
        self._pages.open(place.page)

    def _on_project(self, desk: Desk | None) -> None:
        self._wanted = None
        if desk is not None:
            # Behind the window, which shows the page first.
            desk.opened.connect(self._on_page, Qt.ConnectionType.QueuedConnection)

    def _on_page(self, sitting: Sitting) -> None:
        place, self._wanted = self._wanted, None
        is_there = sitting is self._current.sitting
        if place is not None and is_there and place.page == sitting.page:
            self._show(place, sitting)

    def _show(self, place: Place, sitting: Sitting) -> None:
        if place.span.end > len(sitting.document.text):
            return  # The page was decoded anew since.
        cursor = self._panels.middle.page_cursor
        # Unfolds what is hidden; then the text alone.
        cursor.go_to(sitting.document.block_at(place.span.start))
        cursor.select(place.span)
