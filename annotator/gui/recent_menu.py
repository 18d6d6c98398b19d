"""The projects that were open lately, as a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget


class RecentMenu(QMenu):
    """Filled anew whenever it opens. `chosen(path)` asks to open a project."""

    chosen = Signal(str)

    def __init__(self, recent: Callable[[], Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__("Open recent", parent)
        self._recent = recent
        self.aboutToShow.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        """Show the projects of this moment."""
        self.clear()
        for number, path in enumerate(self._recent(), 1):
            # A “&” in a name would be taken for the mark of a key.
            name = f"{Path(path).stem}   —   {Path(path).parent}".replace("&", "&&")
            action = self.addAction(f"&{number % 10}  {name}")
            action.triggered.connect(lambda _checked=False, path=path: self.chosen.emit(path))
        if self.isEmpty():
            self.addAction("None yet").setEnabled(False)
