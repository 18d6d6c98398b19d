"""Cleaners run in processes of their own, each of which is ended where a cleaner holds it up."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from queue import SimpleQueue
from types import TracebackType
from typing import TypeVar

from annotator.core.errors import Cancelled, UserError
from annotator.core.evaluation_report import PageScores
from annotator.pages.frames import Frame
from annotator.pages.parsing_worker import ParsingWorker, ProcessLost, Reproach
from annotator.services.cleaning_jobs import (
    PageToClean,
    clean_job,
    cleaned_text,
    load_job,
    loaded_version,
    page_scores,
    score_job,
)

Answer = TypeVar("Answer")

_COMMAND = ("-P", "-m", "annotator.services.cleaning_process")
_OTHER_SECONDS = 120.0
"""To load a library, or to score a text, takes its time, which is no fault of the cleaner."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What one cleaner gave of one page, and its scores.

    `is_stopped` says that it took too long or ended its process, so that it had to be stopped.
    """

    text: str
    scores: PageScores
    is_stopped: bool = False


class CleaningPool:
    """A few processes, and a future for every page that a cleaner is given.

    A cleaner that fails on a page, takes longer than `seconds`, or brings its process down, gave no
    text: the scores are those of an empty one, with the reason. Jobs are begun in the order in
    which they come. Close it when done, best by `with`.
    """

    def __init__(self, workers: int = 2, seconds: float = 30.0) -> None:
        reproach = Reproach(
            too_long=(f"It took longer than {seconds:g} s and was stopped.", ""),
            deadly=("It brought down its process.", ""),
        )
        self._workers = [_CleaningWorker(seconds, reproach) for _ in range(workers)]
        self._idle: SimpleQueue[_CleaningWorker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="cleaning")

    def __enter__(self) -> CleaningPool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def load(self, cleaner: str) -> Future[str]:
        """Load a cleaner, and tell its version; a `UserError` says why it does not load."""
        return self._threads.submit(self._load, cleaner)

    def submit(self, cleaner: str, page: PageToClean) -> Future[Cleaned]:
        """Have a page cleaned, and score what comes of it."""
        return self._threads.submit(self._clean, cleaner, page)

    def score(self, text: str, seconds: float, page: PageToClean) -> Future[Cleaned]:
        """Score a text that was found elsewhere, in so many seconds."""
        return self._threads.submit(self._score, text, seconds, page)

    def close(self) -> None:
        """Cancel the jobs that wait, stop those that run, and end all processes and threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.process.stop()
        self._threads.shutdown(wait=True)
        for worker in self._workers:
            worker.process.clear_away()

    def _load(self, cleaner: str) -> str:
        worker = self._idle.get()
        try:
            return worker.load(cleaner)
        finally:
            self._idle.put(worker)

    def _clean(self, cleaner: str, page: PageToClean) -> Cleaned:
        # There are as many threads as workers, so one is always idle.
        worker = self._idle.get()
        try:
            return worker.clean(cleaner, page)
        finally:
            self._idle.put(worker)

    def _score(self, text: str, seconds: float, page: PageToClean) -> Cleaned:
        worker = self._idle.get()
        try:
            return worker.score(text, seconds, page)
        finally:
            self._idle.put(worker)


class _CleaningWorker:
    """One process after another, and which cleaners the present one has loaded."""

    def __init__(self, seconds: float, reproach: Reproach) -> None:
        self.process = ParsingWorker(seconds, _COMMAND, reproach)
        self._loaded: dict[str, str] = {}

    def load(self, cleaner: str) -> str:
        if cleaner not in self._loaded:
            job = load_job(cleaner)
            self._loaded[cleaner] = self._do(job, loaded_version, _OTHER_SECONDS)
        return self._loaded[cleaner]

    def clean(self, cleaner: str, page: PageToClean) -> Cleaned:
        try:
            self.load(cleaner)
            cleaned = self._do(clean_job(cleaner, page), cleaned_text)
            return self.score(cleaned.text, cleaned.seconds, page)
        except Cancelled:
            raise
        except UserError as error:
            scores = self._do(score_job("", page), page_scores, _OTHER_SECONDS)
            is_stopped = isinstance(error, ProcessLost)
            return Cleaned("", replace(scores, failure=error.sentence), is_stopped)

    def score(self, text: str, seconds: float, page: PageToClean) -> Cleaned:
        scores = self._do(score_job(text, page), page_scores, _OTHER_SECONDS)
        return Cleaned(text, replace(scores, seconds=seconds))

    def _do(
        self, job: Frame, read: Callable[[Frame], Answer], seconds: float | None = None
    ) -> Answer:
        try:
            return self.process.do(job, read, seconds)
        except ProcessLost:
            self._loaded.clear()
            raise
