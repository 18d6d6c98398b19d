# ruff: noqa: PLC0415 - what is imported when is what this is about
"""The two processes that `benchmarks.starting` compares: each says when its first painting is over.

Nothing is imported here before the program itself would import it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from annotator.gui.settings import SettingsFile
    from annotator.gui.window import MainWindow

_AFTERWARDS_MS = 100


def say(what: str) -> None:
    """Print a moment, and how much processor time the process has used until then."""
    print(what, time.monotonic(), time.process_time(), flush=True)


def import_sqlalchemy() -> None:
    """What the database layer takes by itself."""
    import sqlalchemy  # noqa: F401

    say("sqlalchemy")


def show_empty_window() -> None:
    """The yardstick: what every program with PySide6 pays."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    window.resize(1280, 820)
    _say_when_painted("empty", window, lambda: True, window.close)
    window.show()
    application.exec()


def open_project(project: str) -> int:
    """`annotator open PROJECT`, put together as in `annotator.app`, closed after its first page."""
    from annotator.cli.program import run
    from annotator.cli.windows import Windows
    from annotator.gui.loading import without_collecting

    def open_window(path: Path | None, annotator: str | None, page: int | None) -> int:
        with without_collecting():
            from annotator.gui import launch

        make_window = launch.make_window

        def make_watched_window(settings: SettingsFile, name: str | None = None) -> MainWindow:
            window = make_window(settings, name)
            view, current = window.middle.view.viewport(), window.current
            _say_when_painted("window", window, lambda: True)
            _say_when_painted("page", view, lambda: current.sitting is not None, window.close)
            return window

        launch.make_window = make_watched_window
        return launch.open_window(path, annotator, page)

    return run(["open", project], Windows(open_window, lambda _project, _folder: 1))


def _say_when_painted(
    what: str,
    widget: QWidget,
    is_ready: Callable[[], bool],
    then: Callable[[], object] | None = None,
) -> None:
    """Say when the first painting that counts is done, of this widget and all that wait with it."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt’s name
            if event.type() == QEvent.Type.Paint and is_ready():
                watched.removeEventFilter(self)
                # Comes after the painting that begins now.
                QTimer.singleShot(0, lambda: say(what))
                if then is not None:
                    QTimer.singleShot(_AFTERWARDS_MS, then)
            return False

    widget.installEventFilter(Watch(widget))
