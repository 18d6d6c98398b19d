"""One parsing process after another, seen from the program."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import annotator
from annotator.core.errors import BugError, Cancelled, UserError
from annotator.pages import jobs
from annotator.pages.frames import BrokenFrame, Frame, read_frame, write_frame

Answer = TypeVar("Answer")

_COMMAND = ("-P", "-m", "annotator.pages.parsing_process")
"""`-P`: the folder that the program was started in may hold anything, even a `json.py`."""
_START_SECONDS = 60.0
"""Reading Python from a cold disk takes its time, which is no page's fault."""


class ProcessLost(UserError):
    """A job took too long, or ended its process: whatever that had loaded is gone with it."""


@dataclass(frozen=True, slots=True)
class Reproach:
    """What is said of a job that takes too long, or that ends its process, each with a hint."""

    too_long: tuple[str, str]
    deadly: tuple[str, str]


def _of_pages(seconds: float) -> Reproach:
    return Reproach(
        too_long=(
            f"Reading the page took longer than {seconds:g} s and was stopped.",
            "The page may be made to hold programs up; leave it out.",
        ),
        deadly=(
            "The page brought down the process that reads pages.",
            "Leave the page out, and please report it.",
        ),
    )


class ParsingWorker:
    """Does one job at a time in its process, and starts another one where that is lost.

    Another `command` does other jobs, of which other words are said. All methods but `stop` belong
    to the thread that has the job.
    """

    def __init__(
        self,
        seconds: float,
        command: tuple[str, ...] = _COMMAND,
        reproach: Reproach | None = None,
    ) -> None:
        self._seconds = seconds
        self._command = command
        self._reproach = reproach or _of_pages(seconds)
        self._lock = threading.Lock()
        self._is_stopped = False
        self._process: subprocess.Popen[bytes] | None = None
        self._is_ready = False
        self._watch = _Watch()
        self._start()

    def do(
        self, job: Frame, read: Callable[[Frame], Answer], seconds: float | None = None
    ) -> Answer:
        """What `read` makes of the answer to the job; `seconds` gives this one another limit.

        `UserError` where the page is refused, takes too long, or costs the process its life or its
        senses; `Cancelled` after `stop`.
        """
        if self._process is not None and self._process.poll() is not None:
            # It ended between two jobs, which is no fault of the page that comes next.
            self.clear_away()
        if self._process is None:
            self._start()
        if not self._is_ready:
            self._exchange(None, _START_SECONDS, jobs.check_ready)
            self._is_ready = True
        return self._exchange(job, seconds or self._seconds, read)

    def stop(self) -> None:
        """End the process now and for good, whatever it does. From any thread."""
        with self._lock:
            self._is_stopped = True
            if self._process is not None:
                self._process.kill()

    def clear_away(self) -> None:
        """End the process, if there is one, and leave nothing of it behind."""
        with self._lock:
            process, self._process = self._process, None
            self._is_ready = False
            is_stopped = self._is_stopped
        if is_stopped:
            self._watch.close()
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                # What was not yet sent cannot be sent any more.
                with suppress(OSError):
                    pipe.close()
        process.wait()

    def _start(self) -> None:
        package = Path(annotator.__file__).parent.parent
        before = os.environ.get("PYTHONPATH")
        path = os.pathsep.join([str(package), *([before] if before else [])])
        with self._lock:
            if self._is_stopped:
                raise Cancelled(_STOPPED)
            self._process = subprocess.Popen(
                [sys.executable, *self._command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                # A program with a window alone may have no standard error to hand down.
                stderr=None if sys.stderr else subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )

    def _exchange(
        self, job: Frame | None, seconds: float, read: Callable[[Frame], Answer]
    ) -> Answer:
        """Send the job, if any, and read an answer, all within `seconds`."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        self._watch.begin(process, seconds)
        try:
            if job is not None:
                write_frame(process.stdin, job)
            answer = read_frame(process.stdout)
            failure = jobs.failure(answer)
            if failure is not None:
                raise failure
            return read(answer)
        except (BrokenFrame, OSError) as error:
            is_over = self._watch.end()
            self.clear_away()
            raise self._why(job, error, is_over=is_over) from error
        finally:
            if self._watch.end():
                # The answer came at the last moment, but the process is ended.
                self.clear_away()

    def _why(self, job: Frame | None, error: Exception, *, is_over: bool) -> UserError | BugError:
        if self._is_stopped:
            return Cancelled(_STOPPED)
        if job is None:
            return BugError(f"the parsing process does not start: {error}")
        return ProcessLost(*(self._reproach.too_long if is_over else self._reproach.deadly))


_STOPPED = "Reading pages was stopped."


class _Watch:
    """Kills a process that does not answer in time; one thread for all jobs of a worker.

    A timer for each job would cost as much as reading a small page. The thread is woken only by a
    deadline earlier than the one that it sleeps towards, which is the rare case.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._process: subprocess.Popen[bytes] | None = None
        self._deadline = math.inf
        self._wakes_at = math.inf
        self._is_over = False
        self._is_closed = False
        self._thread: threading.Thread | None = None

    def begin(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        """From now on the process has so many seconds."""
        with self._changed:
            self._process = process
            self._is_over = False
            self._deadline = time.monotonic() + seconds
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="watch", daemon=True)
                self._thread.start()
            elif self._deadline < self._wakes_at:
                self._changed.notify()

    def end(self) -> bool:
        """The process is no longer watched; whether its time was over and it is killed."""
        with self._changed:
            self._deadline = math.inf
            self._process = None
            return self._is_over

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        with self._changed:
            while not self._is_closed:
                left = self._deadline - time.monotonic()
                if left <= 0 and self._process is not None:
                    self._process.kill()
                    self._is_over = True
                    self._deadline = math.inf
                    continue
                self._wakes_at = self._deadline
                self._changed.wait(None if left == math.inf else left)
