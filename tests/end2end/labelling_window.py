"""Types into the real window until it is killed; arguments are a project and a seed.

Whenever the window says that everything is saved, one line is printed for each edit made since.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator import app
from annotator.gui.launch import make_application
from annotator.gui.window import MainWindow
from annotator.services.changes import Changes
from annotator.services.sitting import Sitting
from tests.end2end.labelling_process import mark_of, tell

_STROKES = (
    *[("H",), ("B",), ("T",), ("A",), ("X",), ("2",), ("5",)] * 3,
    *[("Shift+Down", "Shift+Down", "B"), ("Shift+J", "X"), ("Backspace",), ("N",)] * 3,
    *[("Ctrl+Z",), ("Ctrl+Z", "Ctrl+Z"), ("Ctrl+Shift+Z",), ("Home",), ("End",)] * 2,
    ("Shift+Right", "Ctrl+Shift+Right", "A"),
    ("Alt+Left",),
    ("Ctrl+Alt+Left",),
    ("F",),
    ("F", "Return"),
    ("Ctrl+PgDown",),
    ("Ctrl+PgUp",),
)
_LONGEST_PAUSE_MS = 25


class Typist(QObject):
    """Types, and tells what is shown as saved."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance = chance
        self._made: list[tuple[int, str]] = []
        self._window: MainWindow | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._type)
        self._timer.start(0)

    def _type(self) -> None:
        self._timer.start(self._chance.randrange(_LONGEST_PAUSE_MS))
        if self._window is None:
            self._begin(QApplication.topLevelWidgets())
        elif self._window.current.sitting is not None:
            for key in self._chance.choice(_STROKES):
                QTest.keySequence(self._window.middle.view, QKeySequence(key))

    def _begin(self, widgets: Iterable[QObject]) -> None:
        window = next((one for one in widgets if isinstance(one, MainWindow)), None)
        desk = window.current.desk if window else None
        if window is None or desk is None:
            return
        window.activateWindow()
        self._window = window
        desk.changed.connect(self._note)
        # After the window, which listens longer, has shown it.
        desk.queue.state_changed.connect(self._tell_saved)

    def _note(self, sitting: Sitting, changes: Changes) -> None:
        if changes.line is not None:
            self._made.append((sitting.page, mark_of(changes.line)))

    def _tell_saved(self) -> None:
        if self._window is not None and self._window.status.saved.text() == "✓ Saved":
            for page, mark in self._made:
                tell("saved", page, mark)
            self._made.clear()


def main() -> None:
    path, seed = sys.argv[1:]
    make_application()
    typist = Typist(random.Random(seed))
    sys.exit(app.main(["open", path, "--as", "Ada"]) or typist is None)


if __name__ == "__main__":
    main()
