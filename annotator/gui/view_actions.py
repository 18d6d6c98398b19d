"""Which views of the page are shown, and how the page looks in the one of the browser."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotator.core.errors import UserError
from annotator.gui.middle_pane import MiddlePane
from annotator.gui.notices import notice_of
from annotator.gui.page_view.availability import check_available
from annotator.gui.settings import Settings, SettingsFile, ViewChoice


class ViewActions(QObject):
    """The actions `views.…`; what they choose is kept in the settings.

    `chosen(choice)` tells which views are shown after one was asked for: the text alone where there
    can be no page view here.
    """

    chosen = Signal(object)

    def __init__(self, settings: SettingsFile, middle: MiddlePane, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._middle = middle
        now = settings.now
        middle.views.page.has_styles = now.page_styles
        middle.views.page.set_zoom(now.zoom)
        middle.views.parted.connect(self._keep_widths)

    def restore(self) -> None:
        """Show the views that were shown last; where that cannot be, say why once."""
        self.choose(self._settings.now.views)

    def choose(self, choice: ViewChoice) -> None:
        """Show the text, the page, or both."""
        views = self._middle.views
        if choice is not ViewChoice.TEXT:
            try:
                check_available(os.environ)
            except UserError as error:
                # What was chosen before stays: elsewhere, or for another user, it can be shown.
                self._middle.banner.tell(notice_of(error, "page view"))
                views.choose(ViewChoice.TEXT)
                self.chosen.emit(ViewChoice.TEXT)
                return
        views.choose(choice)
        widths = self._settings.now.views_parted
        if choice is ViewChoice.BOTH and len(widths) == views.count():
            views.setSizes(list(widths))
        self._keep(lambda settings: replace(settings, views=choice))
        self.chosen.emit(choice)

    def styles(self, is_on: bool) -> None:
        """Show pages with the harmless part of their own styles, or in our plain one."""
        self._middle.views.page.wear_styles(is_on)
        self._keep(lambda settings: replace(settings, page_styles=is_on))

    def _keep_widths(self) -> None:
        widths = tuple(self._middle.views.sizes())
        self._keep(lambda settings: replace(settings, views_parted=widths))

    def _keep(self, change: Callable[[Settings], Settings]) -> None:
        self._settings.keep(change(self._settings.now))
