"""The keys, to look up and to change, and what this program is.

No dialog is loaded before it is asked for: the window shows the sooner.
"""

from __future__ import annotations

import platform
from collections.abc import Callable

from PySide6.QtCore import QObject, qVersion
from PySide6.QtWidgets import QWidget

from annotator import __version__
from annotator.gui.keys import KeyTable


class HelpActions(QObject):
    """The actions `help.…`. `keys` answers the keys now, `set_keys` gives others."""

    def __init__(
        self, keys: Callable[[], KeyTable], set_keys: Callable[[KeyTable], None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._keys = keys
        self._set_keys = set_keys
        self._window = window

    def keys(self) -> None:
        """Show every key."""
        from annotator.gui.keys_help import KeysDialog  # noqa: PLC0415 - asked for later, if at all

        KeysDialog("All keys", self._keys(), self._window).open()

    def change_keys(self) -> None:
        """Change keys."""
        from annotator.gui.shortcuts_dialog import ShortcutsDialog  # noqa: PLC0415 - asked for later, if at all

        dialog = ShortcutsDialog(self._keys(), self._window)
        dialog.changed.connect(self._set_keys)
        dialog.open()

    def about(self) -> None:
        """Say what this program is and on what it runs."""
        from annotator.gui.text_dialog import TextDialog  # noqa: PLC0415 - asked for later, if at all

        TextDialog(
            "About Annotator",
            "A desktop tool for labelling the regions of news pages.",
            f"Annotator {__version__}\nPython {platform.python_version()}\nQt {qVersion()}\n"
            f"{platform.platform()}",
            self._window,
        ).open()
