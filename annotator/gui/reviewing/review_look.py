"""How the review window looks: with names or blind, text or page, how large, which pane."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from annotator.gui.look_actions import next_zoom
from annotator.gui.reviewing.review_panels import ReviewPanels
from annotator.gui.reviewing.showing import Shown
from annotator.gui.settings import SettingsFile


class ReviewLook(QObject):
    """The actions `look.…`. `veiled(is_blind)` and `refreshed()` ask the window for the rest.

    `chosen(shown)` follows another picture of the page.
    """

    veiled = Signal(bool)
    chosen = Signal(object)
    refreshed = Signal()

    def __init__(
        self, settings: SettingsFile, panels: ReviewPanels, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._panels = panels
        panels.text.set_zoom(settings.now.zoom)
        panels.rendered.set_zoom(settings.now.zoom)
        panels.rendered.zoom_asked.connect(self.zoom)

    def blind(self, is_on: bool) -> None:
        """Hide whose sets they are, or tell it."""
        self._settings.keep(replace(self._settings.now, review_blind=is_on))
        self.veiled.emit(is_on)

    def to_do(self, is_on: bool) -> None:
        """List the pages that wait for a reviewer alone, or all."""
        self._panels.pages.to_do.setChecked(is_on)

    def show(self, shown: Shown) -> None:
        """Show the text with all sets, or the rendered page with one."""
        self._panels.choose(shown)
        self.chosen.emit(shown)

    def zoom(self, by: int) -> None:
        """Make the text larger (1) or smaller (-1), or as it was made (0)."""
        zoom = next_zoom(self._panels.text.view.zoom, by)
        self._panels.text.set_zoom(zoom)
        self._panels.rendered.set_zoom(zoom)

    def hidden(self) -> None:
        """Unfold what a browser would not show, or fold it again."""
        self._panels.text.page_cursor.toggle_hidden()

    def pane(self, by: int) -> None:
        """Give the keys to the next pane, or the previous one."""
        focused = QApplication.focusWidget()
        panes = [pane for pane in self._panels.with_keys if pane.isVisible()]
        here = next(
            (
                number
                for number, pane in enumerate(panes)
                if focused is not None and (pane is focused or pane.isAncestorOf(focused))
            ),
            -by,
        )
        panes[(here + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Read the pages, and the review that is open, as they are stored now."""
        self.refreshed.emit()

    def dismiss(self) -> None:
        """Close what is told, and give the keys to the page."""
        self._panels.banner.close_latest()
        self._panels.take_focus()
