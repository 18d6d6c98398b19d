"""Starting the window: the composition of everything that is Qt."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from annotator.core.errors import BugError
from annotator.gui.appearance import AppearanceSwitch
from annotator.gui.interruption import Interruption
from annotator.gui.loading import without_collecting
from annotator.gui.notices import notice_of
from annotator.gui.settings import SettingsFile
from annotator.gui.sweeping import Sweeper
from annotator.gui.window import MainWindow
from annotator.services.resources import resource

_log = logging.getLogger(__name__)
# How long a worker that computes may keep the interpreter when the main thread wants it. Qt for
# Python gives it up in many calls, dozens of times in one painting: with Python's own 5 ms, a key
# pressed during an import took 50 ms to show, with this 10 to 15.
_SECONDS_A_TURN = 0.0005


def open_window(project_path: Path | None, annotator: str | None, page: int | None) -> int:
    """Show the window and stay until it is closed; the exit code of the program.

    Without a path the project that was open last opens again, where it was left. `annotator` is
    who labels this time; the name in the settings stays.
    """
    with without_collecting():
        application = make_application()
        window = make_window(SettingsFile(), annotator)
    window.show()
    QTimer.singleShot(0, window, lambda: window.begin(project_path, page))
    sys.excepthook = _teller(window)
    interruption = Interruption(window)
    interruption.asked.connect(window.close)
    sweeper = Sweeper(window)
    try:
        return application.exec()
    finally:
        interruption.end()
        sweeper.end()
        sys.excepthook = sys.__excepthook__


def make_application() -> QApplication:
    """The one application of this process."""
    sys.setswitchinterval(_SECONDS_A_TURN)
    # What the browser of the page view needs, should it ever be loaded; later is too late.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(["annotator"])
    application.setApplicationName("annotator")
    application.setApplicationDisplayName("Annotator")
    application.setWindowIcon(QIcon(str(resource("icon.svg"))))
    return application


def make_window(settings: SettingsFile, annotator: str | None = None) -> MainWindow:
    """A window in the colours of the settings, not shown yet."""
    appearance = AppearanceSwitch(settings.now.appearance)
    window = MainWindow(settings, appearance)
    appearance.setParent(window)
    if annotator:
        window.project.annotator = annotator
    return window


_Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def _teller(window: MainWindow) -> _Hook:
    """What becomes of a failure of ours in a handler of an event: logged, told, survived."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _log.error("A handler failed", exc_info=(kind, error, trace))
        window.banner.tell(notice_of(BugError(f"{kind.__name__}: {error}"), "bug"))

    return tell
