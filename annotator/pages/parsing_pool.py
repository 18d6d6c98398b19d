"""Pages are read in processes of their own, each of which is ended where a page holds it up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from types import TracebackType
from typing import TypeVar

from annotator.core.displayed import DisplayedPage
from annotator.core.dom import DomRange
from annotator.core.page_markup import PageMarkup
from annotator.core.pages import ParsedPage, RawPage
from annotator.core.spans import Span
from annotator.pages import jobs
from annotator.pages.frames import Frame
from annotator.pages.parsing_worker import ParsingWorker

Answer = TypeVar("Answer")


class ParsingPool:
    """A few parsing processes, and a future for every job given to them.

    A page that takes longer than `seconds`, or that brings its process down, gives a `UserError` on
    its own future; the process is replaced and the other pages notice nothing. Jobs are begun in
    the order in which they come. Hand over a few at a time: each waiting job holds its page.

    May be used from any thread. Close it when done, best by `with`.
    """

    def __init__(self, workers: int = 2, seconds: float = 5.0) -> None:
        self._workers = [ParsingWorker(seconds) for _ in range(workers)]
        self._idle: SimpleQueue[ParsingWorker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="parsing")

    def __enter__(self) -> ParsingPool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def submit(self, raw: RawPage, chosen: str | None = None) -> Future[ParsedPage]:
        """Parse the page, in the encoding `chosen` by a person where there is one."""
        return self._give(lambda: jobs.parse_job(raw, chosen), jobs.parsed_page)

    def locate(self, raw: RawPage, encoding: str, spans: Sequence[Span]) -> Future[list[DomRange]]:
        """Find where spans of the page's document stand in its tree."""
        return self._give(lambda: jobs.locate_job(raw, encoding, spans), jobs.dom_ranges)

    def locate_all(
        self, pages: Sequence[tuple[RawPage, str, Sequence[Span]]]
    ) -> Future[list[list[DomRange] | None]]:
        """Do so for several small pages, each with its encoding, in the time for one.

        None stands for a page that fails; ask for that one alone to hear why.
        """
        return self._give(lambda: jobs.locate_all_job(pages), jobs.dom_ranges_of_all)

    def span_of(self, raw: RawPage, encoding: str, dom_range: DomRange) -> Future[Span]:
        """Find which span of the page's document a range of its tree is."""
        return self._give(lambda: jobs.span_job(raw, encoding, dom_range), jobs.span)

    def marked(self, raw: RawPage, attribute: str) -> Future[tuple[str, list[tuple[Span, str]]]]:
        """Find the text of the page, and what an attribute of its elements says of all of it."""
        return self._give(lambda: jobs.marked_job(raw, attribute), jobs.marked)

    def tree_spans(
        self, raw: RawPage, encoding: str, ranges: Sequence[DomRange]
    ) -> Future[list[Span | None]]:
        """Find which spans of the page's document many ranges of its tree are, if any."""
        return self._give(lambda: jobs.tree_spans_job(raw, encoding, ranges), jobs.tree_spans)

    def display(
        self, raw: RawPage, encoding: str, *, with_styles: bool, own_sheet: str
    ) -> Future[DisplayedPage]:
        """Make the page's copy for display, with what is harmless of its styles where wanted."""
        return self._give(
            lambda: jobs.display_job(raw, encoding, with_styles, own_sheet), jobs.displayed_page
        )

    def markup(self, raw: RawPage, encoding: str) -> Future[PageMarkup]:
        """Take the page apart into its elements and texts, each with its place in the document."""
        return self._give(lambda: jobs.markup_job(raw, encoding), jobs.markup)

    def close(self) -> None:
        """Cancel the jobs that wait, stop those that run, and end all processes and threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown(wait=True)
        for worker in self._workers:
            worker.clear_away()

    def _give(self, job: Callable[[], Frame], read: Callable[[Frame], Answer]) -> Future[Answer]:
        return self._threads.submit(self._do, job, read)

    def _do(self, job: Callable[[], Frame], read: Callable[[Frame], Answer]) -> Answer:
        # There are as many threads as workers, so one is always idle.
        worker = self._idle.get()
        try:
            return worker.do(job(), read)
        finally:
            self._idle.put(worker)
