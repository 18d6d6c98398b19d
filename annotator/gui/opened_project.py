"""A project that this window holds, closed when the last job that needs it is over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QLockFile

from annotator.core.errors import Cancelled
from annotator.core.progress import Reporter

if TYPE_CHECKING:
    from annotator.gui.project_jobs import ProjectJobs

T = TypeVar("T")


class OpenedProject:
    """The jobs of an open project and the lock on its file. Close it on the store worker."""

    def __init__(self, jobs: ProjectJobs, lock: QLockFile | None) -> None:
        self.jobs = jobs
        self.is_read_only = jobs.is_read_only or lock is None
        self._lock = lock
        self._guard = Lock()
        self._use_count = 0
        self._is_leaving = False
        self._is_closed = Event()

    def using(self, work: Callable[[Reporter], T]) -> Callable[[Reporter], T]:
        """The same work, for the pool: while it runs, the project stays open.

        Work that begins after the project was closed is `Cancelled`.
        """

        def run(report: Reporter) -> T:
            with self._in_use():
                return work(report)

        return run

    def close(self) -> None:
        """Give the file and the lock back: now or, where jobs are running, after the last one.

        An import that is stopped still writes the pages that are read; this waits for nobody.
        """
        with self._guard:
            self._is_leaving = True
            is_free = not self._use_count
        if is_free:
            self._give_back()
        else:
            # A page of a few MB takes seconds, for which nobody should wait to see the window go.
            self.jobs.stop_copies()

    def wait_until_closed(self, seconds: float) -> None:
        """Wait, but no longer than that, until the file and the lock are given back."""
        self._is_closed.wait(seconds)

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        with self._guard:
            if self._is_leaving:
                raise Cancelled
            self._use_count += 1
        try:
            yield
        finally:
            with self._guard:
                self._use_count -= 1
                is_last = self._is_leaving and not self._use_count
            if is_last:
                self._give_back()

    def _give_back(self) -> None:
        try:
            self.jobs.close()
        finally:
            if self._lock is not None:
                self._lock.unlock()
            self._is_closed.set()
