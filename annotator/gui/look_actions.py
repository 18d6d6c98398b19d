"""How the window looks: size of the text, light or dark, which pane has the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotator.gui.appearance import AppearanceSwitch
from annotator.gui.middle_pane import MiddlePane
from annotator.gui.settings import Appearance, Settings, SettingsFile

_ZOOMS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


class LookActions(QObject):
    """The actions `look.…`; what they choose is kept in the settings."""

    def __init__(
        self,
        settings: SettingsFile,
        appearance: AppearanceSwitch,
        middle: MiddlePane,
        panes: Sequence[QWidget],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._settings = settings
        self._appearance = appearance
        self._middle = middle
        self._panes = tuple(panes)
        middle.view.set_zoom(settings.now.zoom)
        middle.view.show_controls(settings.now.shows_controls)
        middle.views.page.zoom_asked.connect(self.zoom)
        middle.view.zoom_changed.connect(lambda zoom: self._keep(lambda s: replace(s, zoom=zoom)))

    def zoom(self, by: int) -> None:
        """Make the text larger (1) or smaller (-1), or as it was made (0)."""
        self._middle.view.set_zoom(next_zoom(self._middle.view.zoom, by))

    def hidden(self) -> None:
        """Unfold what a browser would not show, or fold it again."""
        self._middle.page_cursor.toggle_hidden()

    def controls(self, is_on: bool) -> None:
        """Make bidi controls and characters of no width visible."""
        self._middle.view.show_controls(is_on)
        self._keep(lambda settings: replace(settings, shows_controls=is_on))

    def wear(self, wish: Appearance) -> None:
        """Wear light or dark, or follow the desktop."""
        self._appearance.choose(wish)
        self._keep(lambda settings: replace(settings, appearance=wish))

    def pane(self, by: int) -> None:
        """Give the keys to the next pane, or the previous one."""
        focused = QApplication.focusWidget()
        panes = [pane for pane in self._panes if pane.isVisible()]
        if not panes:
            return
        here = next(
            (
                number
                for number, pane in enumerate(panes)
                if focused is not None and (pane is focused or pane.isAncestorOf(focused))
            ),
            -by,
        )
        panes[(here + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def full_screen(self) -> None:
        """Fill the screen, or leave it again."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _keep(self, change: Callable[[Settings], Settings]) -> None:
        self._settings.keep(change(self._settings.now))


def next_zoom(now: float, by: int) -> float:
    """The next larger size (1), the next smaller one (-1), or the usual one (0)."""
    if by > 0:
        return min((one for one in _ZOOMS if one > now + 0.01), default=now)
    if by < 0:
        return max((one for one in _ZOOMS if one < now - 0.01), default=now)
    return 1.0
