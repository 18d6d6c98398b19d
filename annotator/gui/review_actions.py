"""Opening the review window, which is loaded when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.gui.current import Current
from annotator.gui.page_actions import PageActions
from annotator.gui.settings import SettingsFile

if TYPE_CHECKING:
    from annotator.gui.reviewing.review_window import ReviewWindow


class ReviewActions(QObject):
    """The action `review.open`. There is one review window at most, for the open project."""

    def __init__(
        self, current: Current, pages: PageActions, settings: SettingsFile, window: QWidget
    ) -> None:
        super().__init__(window)
        self._current = current
        self._pages = pages
        self._settings = settings
        self.window: ReviewWindow | None = None
        current.opened.connect(self._leave)
        current.facts_changed.connect(self._follow_annotator)

    def open(self) -> None:
        """Review the project as whoever labels in the main window."""
        project, desk = self._current.project, self._current.desk
        if project is None or desk is None:
            return
        if self.window is None:
            from annotator.gui.reviewing.review_window import ReviewWindow  # noqa: PLC0415 - asked for later, if at all

            self.window = window = ReviewWindow(self._current, project, desk, self._settings)
            window.settled.connect(self._pages.refresh)
            window.closed.connect(self._forget)
            window.show()
        else:
            self.window.beginning.begin()
        self.window.raise_()
        self.window.activateWindow()

    def _leave(self, _desk: object) -> None:
        if self.window is not None:
            self.window.close_at_once()

    def _follow_annotator(self) -> None:
        """Decisions are signed: whoever goes on under another name opens the window anew."""
        desk = self._current.desk
        if self.window is not None and desk is not None and desk.annotator != self.window.reviewer:
            self.window.close()

    def _forget(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
            self.window = None
