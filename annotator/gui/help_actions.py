"""The keys, to look up and to change, what the labels mean, and what this program is.

No dialog is loaded before it is asked for: the window shows the sooner.
"""

from __future__ import annotations

import platform
from collections.abc import Callable

from PySide6.QtCore import QObject, qVersion
from PySide6.QtWidgets import QWidget

from annotator import __version__
from annotator.core.labels import LabelSet
from annotator.gui.keys import KeyTable
from annotator.gui.label_words import explanation


class HelpActions(QObject):
    """The actions `help.…`.

    `keys` answers the keys now, `set_keys` gives others; `labels` answers the labels of the open
    project.
    """

    def __init__(
        self,
        keys: Callable[[], KeyTable],
        set_keys: Callable[[KeyTable], None],
        labels: Callable[[], LabelSet | None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._keys = keys
        self._set_keys = set_keys
        self._labels = labels
        self._window = window

    def keys(self) -> None:
        """Show every key."""
        from annotator.gui.keys_help import KeysDialog  # noqa: PLC0415 - asked for later, if at all

        KeysDialog("Keys", self._keys(), self._window).open()

    def labels(self) -> None:
        """Say what each label of the open project means."""
        from annotator.gui.text_dialog import TextDialog  # noqa: PLC0415 - asked for later, if at all

        labels = self._labels()
        if labels is None:
            return
        told = ("\n\n".join(filter(None, explanation(label))) for label in labels.labels)
        sentence = f"The labels of this project: {labels.name}."
        TextDialog("What the labels mean", sentence, "\n\n\n".join(told), self._window).open()

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
