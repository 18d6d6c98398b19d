"""The real window in a benchmark: keys are pressed in it, and its standstills are noted."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.saving import SaveState
from annotator.gui.window import MainWindow
from benchmarks.event_loop import Heart

NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_LONGEST_S = 60


class Bench:
    """One window, and the figures found with it, in milliseconds.

    Of each thing measured: the longest standstill, the main thread's own work in one, and the time
    until everything that follows from it was over.
    """

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.heart = Heart()
        self.found: dict[str, list[tuple[float, float, float]]] = {}

    def measure(self, name: str, act: Callable[[], object]) -> None:
        """Do it, and wait until everything that follows from it is over."""
        self.settle()
        start = time.perf_counter()
        self.heart.begin()
        act()
        self.settle()
        whole = time.perf_counter() - start
        figures = (self.heart.clock * 1000, self.heart.own * 1000, whole * 1000)
        self.found.setdefault(name, []).append(figures)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEY) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def open(self, page: int) -> None:
        self.window.page_actions.open(page)
        self.wait(lambda: self._page() == page)

    def settle(self) -> None:
        """Wait until nothing is under way, and a little more for what pauses first."""
        self.wait(self._is_settled)
        self.pause(0.3)
        self.wait(self._is_settled)

    def wait(self, is_so: Callable[[], bool]) -> None:
        """Let the window work until something is so."""
        loop, until = QEventLoop(), time.perf_counter() + _LONGEST_S
        check = QTimer(interval=10)
        check.timeout.connect(
            lambda: loop.quit() if is_so() or time.perf_counter() > until else None
        )
        check.start()
        loop.exec()
        if not is_so():
            raise TimeoutError("the window does not come to rest")

    def pause(self, seconds: float) -> None:
        """Let the window work for a while."""
        until = time.perf_counter() + seconds
        self.wait(lambda: time.perf_counter() > until)

    def _is_settled(self) -> bool:
        desk = self.window.current.desk
        is_saved = desk is None or desk.queue.state is SaveState.SAVED
        return self.window.runner.is_idle and is_saved

    def _page(self) -> int | None:
        sitting = self.window.current.sitting
        return sitting.page if sitting else None
