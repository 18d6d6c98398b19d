"""How long an editor takes for each step, where one is at work."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic


class StopWatch:
    """Stands still until it is started: where nobody looks on, no time is told."""

    def __init__(self, seconds: Callable[[], float] = monotonic) -> None:
        self._seconds = seconds
        self._since: float | None = None

    def start(self) -> None:
        """Count from now on: the page has come into view."""
        self._since = self._seconds()

    def lap(self) -> int | None:
        """Milliseconds since the start or the lap before, None where it stands still."""
        if self._since is None:
            return None
        now = self._seconds()
        passed = round((now - self._since) * 1000)
        self._since = now
        return passed
