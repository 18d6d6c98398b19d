"""The proposals for the page that is open, made on a worker; and what a finished page teaches."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.errors import AnnotatorError, Cancelled, UserError
from annotator.core.journal import Status
from annotator.core.progress import Reporter
from annotator.core.proposals import NO_PROPOSALS, Proposals
from annotator.gui.current import Current
from annotator.gui.desk import Desk
from annotator.gui.notices import notice_of
from annotator.gui.saving import SaveState
from annotator.gui.tasks import Lane, Task
from annotator.services.sitting import Sitting

_KEY = "proposals"
_PAUSE_MS = 20


@dataclass(frozen=True, slots=True)
class _Answer:
    """The proposals, and what made them poorer than they could be, if anything did."""

    proposals: Proposals
    problem: UserError | None


class Fetcher(QObject):
    """Offers every page that is opened what the project's assistant proposes for it.

    `arrived(sitting)` follows when the sitting has other proposals than before. An answer for a
    page that is no longer open is dropped. What was just labelled is stored first: it may be of the
    same site, and proposals that change under the editor's eyes are worse than late ones. When a
    page is finished and stored, the assistant learns from it, and what is open then gets proposals
    anew. Behind the first proposals of a project it looks at the pages that are finished already:
    else the next one to be learned would wait for all of them.
    """

    arrived = Signal(object)

    def __init__(self, current: Current, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._task: Task | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._go_on)
        self._is_held = False
        self._warming: Task | None = None
        current.opened.connect(self._on_project)

    @property
    def is_on(self) -> bool:
        """Whether anything is proposed at all."""
        return self._current.may_propose

    @is_on.setter
    def is_on(self, is_on: bool) -> None:
        self._current.may_propose = is_on
        self.fetch()

    def fetch(self) -> None:
        """Get the proposals for the page that is open; it has none where they are switched off."""
        project, desk, runner = self._current.project, self._current.desk, self._current.runner
        sitting = self._current.sitting
        self._pause.stop()
        self._is_held = False
        if project is None or desk is None or sitting is None:
            return
        if not self.is_on:
            runner.supersede(_KEY)
            self._offer(sitting, NO_PROPOSALS)
            return
        jobs, page, annotator = project.jobs, sitting.page, desk.annotator
        if self._task is not None:
            # A site may have to be looked through first: nobody waits for that of a page left.
            self._task.cancel()

        def work(report: Reporter) -> _Answer:
            assistant = jobs.assistant
            return _Answer(assistant.propose(page, annotator, report), assistant.problem())

        def done(answer: _Answer) -> None:
            self._offer(sitting, answer.proposals)
            if answer.problem is not None:
                desk.told.emit(notice_of(answer.problem, _KEY))
            if self._warming is None and self._current.project is project:
                self._warming = runner.submit(
                    project.using(jobs.assistant.warm_up),
                    failed=_ignore,
                    lane=Lane.FREE,
                )

        def failed(error: AnnotatorError) -> None:
            self._current.is_proposing = False
            if not isinstance(error, Cancelled):
                desk.told.emit(notice_of(error, _KEY))

        self._current.is_proposing = True
        self._task = runner.submit(project.using(work), done, failed, lane=Lane.PROPOSALS, key=_KEY)

    def _offer(self, sitting: Sitting, proposals: Proposals) -> None:
        if sitting is not self._current.sitting:
            return
        is_other = proposals != sitting.proposals
        if is_other:
            sitting.offer(proposals)
        self._current.is_proposing = False
        if is_other:
            self.arrived.emit(sitting)

    def _on_project(self, desk: Desk | None) -> None:
        self._pause.stop()
        self._is_held = False
        self._current.is_proposing = False
        if self._warming is not None:
            self._warming.cancel()
            self._warming = None
        if desk is not None:
            desk.opened.connect(self._on_page)
            desk.queue.saved.connect(self._on_saved)
            desk.queue.state_changed.connect(self._on_saving)

    def _on_page(self, _sitting: Sitting) -> None:
        if not self.is_on:
            return
        if self._task is not None:
            self._task.cancel()
        self._current.runner.supersede(_KEY)
        self._current.is_proposing = True
        # Once the page is painted: the worker and the painter share one interpreter.
        self._pause.start()

    def _go_on(self) -> None:
        desk = self._current.desk
        self._is_held = desk is not None and desk.queue.state is SaveState.SAVING
        if not self._is_held:
            self.fetch()

    def _on_saving(self) -> None:
        if self._is_held:
            self._go_on()

    def _on_saved(self, sitting: Sitting, _answer: object) -> None:
        """Learn from a page that is finished, once all of it is stored."""
        project, desk = self._current.project, self._current.desk
        if project is None or desk is None or sitting.status is not Status.FINISHED:
            return
        page, annotator = sitting.page, sitting.annotator
        if not self.is_on or desk.queue.sitting_with_unsaved(page, annotator) is not None:
            return
        jobs = project.jobs
        self._current.runner.submit(
            project.using(lambda _: jobs.assistant.learned(page, annotator)),
            lambda _nothing: self._fetch_learned(),
            lambda error: desk.told.emit(notice_of(error, _KEY)),
            lane=Lane.PROPOSALS,
        )

    def _fetch_learned(self) -> None:
        # What is under way was asked for behind the learning, on the same worker: it knows of it.
        if not self._current.is_proposing:
            self.fetch()


def _ignore(_error: AnnotatorError) -> None:
    """Whatever hinders looking ahead is told when a page is learned."""
