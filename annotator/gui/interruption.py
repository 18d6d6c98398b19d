"""A polite end from outside: the terminal's Ctrl+C and the system's request to end."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_ASKING = ("SIGINT", "SIGTERM", "SIGHUP")


class Interruption(QObject):
    """`asked()` follows a signal that asks the process to end, in the event loop.

    Python runs handlers of signals between two instructions of its own, and an event loop that
    waits runs none. So the system writes a byte into a socket as well, which wakes the loop up.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ear, self._mouth = socket.socketpair()
        for end in (self._ear, self._mouth):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        self._before_fd = signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        self._before = {
            number: signal.signal(number, _ignore)
            for name in _ASKING
            if (number := getattr(signal, name, None)) is not None
        }

    def end(self) -> None:
        """Leave signals to those who handled them before."""
        signal.set_wakeup_fd(self._before_fd)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._notifier.setEnabled(False)
        self._ear.close()
        self._mouth.close()

    def _hear(self) -> None:
        self._ear.recv(64)
        self.asked.emit()


def _ignore(_number: int, _frame: object) -> None:
    """The byte in the socket says it all; without a handler the process would end at once."""
