"""Waiting for the window in benchmarks without asking over and over, and hearing it stand still."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

_LONGEST_MS = 60_000
_BEAT_MS = 1


class Painted(QObject):
    """Waits until a widget is painted while something is so, and everything before it done."""

    def __init__(self, widget: QWidget, is_so: Callable[[], bool] = lambda: True) -> None:
        super().__init__(widget)
        self._is_so = is_so
        self._loop = QEventLoop(self)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt’s name
        if event.type() == QEvent.Type.Paint and self._is_so():
            watched.removeEventFilter(self)
            # Comes after the painting that begins now.
            QTimer.singleShot(0, self._loop.quit)
        return False

    def wait(self) -> None:
        """Let the window work until then; `TimeoutError` where that never comes."""
        alarm = QTimer(self, singleShot=True, interval=_LONGEST_MS)
        alarm.timeout.connect(lambda: self._loop.exit(1))
        alarm.start()
        if self._loop.exec():
            raise TimeoutError("nothing was painted")


def rest(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Heart(QObject):
    """Beats in the event loop of the main thread and remembers its longest gap, in seconds.

    `clock` is the longest time between two beats, `own` the most that the main thread worked in
    one; on a machine that does other work at the same time, the second is the one to compare.
    """

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self.begin()
        self._timer.start()

    def begin(self) -> None:
        """Forget the gaps so far."""
        self.clock = self.own = 0.0
        self._last, self._last_own = time.perf_counter(), time.thread_time()

    def _beat(self) -> None:
        now, own = time.perf_counter(), time.thread_time()
        self.clock = max(self.clock, now - self._last - _BEAT_MS / 1000)
        self.own = max(self.own, own - self._last_own)
        self._last, self._last_own = now, own
