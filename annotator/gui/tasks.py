"""Work of more than 50 ms, off the main thread: a worker each for store, hand, proposals; a pool.

Plain values go in and come out. The work runs on a worker; what is to be done with its answer
comes back to the main thread as a closure and runs there. Submissions under one key supersede each
other: an answer that a later submission has made old is dropped.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import Enum
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from annotator.core.errors import AnnotatorError, BugError, Cancelled
from annotator.core.progress import Progress, Reporter

T = TypeVar("T")

_log = logging.getLogger(__name__)
_SECONDS_BETWEEN_REPORTS = 0.05
_FREE_WORKERS = 2


class Lane(Enum):
    """Who does the work: the one store worker, in the order of submission, or any free one.

    The other lanes have one worker each as well. They are for what the editor waits for, which must
    never queue behind an import and a look at all pages.
    """

    STORE = "store"
    HAND = "hand"
    PROPOSALS = "proposals"
    FREE = "free"


class Task:
    """One submitted job, as its submitter sees it."""

    def __init__(self) -> None:
        self._stop = Event()

    def cancel(self) -> None:
        """Stop the work at its next report, or before it begins; `failed` hears `Cancelled`."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the task was told to stop."""
        return self._stop.is_set()


class TaskRunner(QObject):
    """Lives on the main thread, and all of its methods belong there.

    `failed` carries the error of every task that was submitted without a handler for it.
    """

    failed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {
            Lane.STORE: ThreadPoolExecutor(1, "annotator-store"),
            Lane.HAND: ThreadPoolExecutor(1, "annotator-hand"),
            Lane.PROPOSALS: ThreadPoolExecutor(1, "annotator-proposals"),
            Lane.FREE: ThreadPoolExecutor(_FREE_WORKERS, "annotator-free"),
        }
        self._generations: Counter[str] = Counter()
        self._running: dict[Task, Lane] = {}
        self._is_closed = False
        self._arrived.connect(self._run_on_main, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[Reporter], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[AnnotatorError], None] | None = None,
        *,
        lane: Lane = Lane.STORE,
        key: str = "",
        progress: Callable[[Progress], None] | None = None,
    ) -> Task:
        """Run `work` on a worker; `then`, `failed` and `progress` are called on the main thread.

        Where `key` is given, the answers of earlier submissions under it are dropped from now on.
        """
        task = Task()
        generation = self.supersede(key) if key else 0
        self._running[task] = lane

        def deliver(answer: Callable[[], None]) -> None:
            self._arrived.emit(
                lambda: answer() if not key or self._generations[key] == generation else None
            )

        def settle(answer: Callable[[], None]) -> None:
            deliver(answer)
            # Behind the answer: what it submits in turn belongs to the same work.
            self._arrived.emit(lambda: self._running.pop(task))

        def run() -> None:
            try:
                report = _reporter(task, progress, deliver)
                report(Progress(0, None))
                result = work(report)
            except AnnotatorError as error:
                settle(_bound(failed or self.failed.emit, error))
            except Exception as error:  # noqa: BLE001  the task runner: no failure may vanish in a thread
                _log.exception("A task failed without saying why")
                settle(_bound(failed or self.failed.emit, _as_bug(error)))
            else:
                settle(_bound(then, result) if then else _nothing)

        self._lanes[lane].submit(run)
        return task

    def supersede(self, key: str) -> int:
        """Drop the answers that are still to come under `key`; the new generation's number."""
        self._generations[key] += 1
        return self._generations[key]

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way or waiting."""
        return not self._running

    def close(self) -> None:
        """Wait for the store worker, stop the others; no thread is left and no answer comes."""
        self._is_closed = True
        for task, lane in self._running.items():
            if lane in {Lane.FREE, Lane.PROPOSALS}:
                task.cancel()
        for pool in self._lanes.values():
            pool.shutdown(wait=True)
        self._running.clear()

    @Slot(object)
    def _run_on_main(self, closure: Callable[[], None]) -> None:
        if not self._is_closed:
            closure()


def _reporter(
    task: Task,
    progress: Callable[[Progress], None] | None,
    deliver: Callable[[Callable[[], None]], None],
) -> Reporter:
    """What the work calls between two steps: stops it where asked, and passes on a few reports."""
    last = -_SECONDS_BETWEEN_REPORTS

    def report(now: Progress) -> None:
        nonlocal last
        if task.is_cancelled:
            raise Cancelled
        at = time.monotonic()
        if progress is not None and at - last >= _SECONDS_BETWEEN_REPORTS:
            last = at
            deliver(_bound(progress, now))

    return report


def _bound(function: Callable[[T], object], value: T) -> Callable[[], None]:
    def call() -> None:
        function(value)

    return call


def _nothing() -> None:
    """The answer of a task that nobody waits for."""


def _as_bug(error: Exception) -> BugError:
    bug = BugError(f"{type(error).__name__}: {error}")
    bug.__cause__ = error
    return bug
