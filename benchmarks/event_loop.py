"""Waiting in benchmarks of the window, without asking over and over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget

_LONGEST_MS = 60_000


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
