"""One parsing process after another, seen from the program."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
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


class ParsingWorker:
    """Does one job at a time in its process, and starts another one where that is lost.

    All methods but `stop` belong to the thread that has the job.
    """

    def __init__(self, seconds: float, command: tuple[str, ...] = _COMMAND) -> None:
        self._seconds = seconds
        self._command = command
        self._lock = threading.Lock()
        self._is_stopped = False
        self._process: subprocess.Popen[bytes] | None = None
        self._is_ready = False
        self._start()

    def do(self, job: Frame, read: Callable[[Frame], Answer]) -> Answer:
        """What `read` makes of the answer to the job.

        `UserError` where the page is refused, takes too long, or costs the process its life or its
        senses; `Cancelled` after `stop`.
        """
        if self._process is None:
            self._start()
        if not self._is_ready:
            self._exchange(None, _START_SECONDS, jobs.check_ready)
            self._is_ready = True
        return self._exchange(job, self._seconds, read)

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
        limit = _Limit(process, seconds)
        try:
            if job is not None:
                write_frame(process.stdin, job)
            answer = read_frame(process.stdout)
            failure = jobs.failure(answer)
            if failure is not None:
                raise failure
            return read(answer)
        except (BrokenFrame, OSError) as error:
            limit.lift()
            self.clear_away()
            raise self._why(job, limit, error) from error
        finally:
            limit.lift()
            if limit.is_over:
                # The answer came at the last moment, but the process is ended.
                self.clear_away()

    def _why(self, job: Frame | None, limit: _Limit, error: Exception) -> UserError | BugError:
        if self._is_stopped:
            return Cancelled(_STOPPED)
        if job is None:
            return BugError(f"the parsing process does not start: {error}")
        if limit.is_over:
            return UserError(
                f"Reading the page took longer than {self._seconds:g} s and was stopped.",
                "The page may be made to hold programs up; leave it out.",
            )
        return UserError(
            "The page brought down the process that reads pages.",
            "Leave the page out, and please report it.",
        )


_STOPPED = "Reading pages was stopped."


class _Limit:
    """Kills a process when its time is over, unless the limit is lifted before."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.is_over = False
        self._process = process
        self._timer = threading.Timer(seconds, self._end)
        self._timer.start()

    def lift(self) -> None:
        self._timer.cancel()
        self._timer.join()

    def _end(self) -> None:
        self.is_over = True
        self._process.kill()
