"""The page on the desk: which sitting is open, and the way of its lines to the store."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotator.core.decisions import GOLD
from annotator.core.errors import AnnotatorError, UserError
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.core.progress import Reporter
from annotator.gui.notices import Notice, Weight, notice_of
from annotator.gui.opened_project import OpenedProject
from annotator.gui.saving import SaveQueue, Stored
from annotator.gui.step_queue import StepQueue
from annotator.gui.tasks import Lane, TaskRunner
from annotator.services.changes import Changes
from annotator.services.sitting import Sitting
from annotator.services.steps import ACCEPTING_REST, FINISHING, Step

_ACCEPTED = Notice(
    "This page is accepted: its labels stay as they are.",
    "Comment on it where something is wrong; the reviewer can return it.",
    topic="accepted",
)


class Desk(QObject):
    """One annotator at one open project.

    A desk `beside` another one takes its steps and saves its lines in the same order as that one.

    `opened(sitting)` follows whenever another page, or the same page as it is stored now, lies on
    the desk; `changed(sitting, changes)` every edit, also one of a page that has left the desk
    meanwhile; `told(notice)` what the editor should know.
    """

    opened = Signal(object)
    changed = Signal(object, object)
    told = Signal(object)

    def __init__(
        self,
        project: OpenedProject,
        annotator: str,
        runner: TaskRunner,
        parent: QObject | None = None,
        beside: Desk | None = None,
    ) -> None:
        super().__init__(parent)
        self.jobs = project.jobs
        self._project = project
        self.annotator = annotator
        self.sitting: Sitting | None = None
        if beside is None:
            self.steps = StepQueue(runner, self)
            self.queue = SaveQueue(runner, self.jobs.save, self, lambda: self.steps.sittings)
            self.steps.changed.connect(self.queue.state_changed)
            self.queue.given_up.connect(self.steps.forget)
        else:
            self.steps, self.queue = beside.steps, beside.queue
        self._runner = runner
        # No page of a desk beside this one comes in place of one of this.
        self._key = f"{type(self).__name__} " if beside else ""
        self._ahead: Sitting | None = None
        self._stale: Sitting | None = None
        self._awaited: PageId | None = None
        self.steps.taken.connect(self._on_taken)
        self.queue.saved.connect(self._on_saved)
        self.queue.refused.connect(self._on_refused)

    def open(self, page: PageId) -> None:
        """Lay a page on the desk as soon as the store has read it."""
        ahead, self._ahead = self._ahead, None
        # What is still being read ahead would be out of date once the page was labelled.
        self._runner.supersede(f"{self._key}ahead")
        held = self.queue.sitting_with_unsaved(page, self.annotator)
        if held is None and ahead is not None and ahead.page == page:
            held = ahead
        if held is not None:
            self._runner.supersede(f"{self._key}page")
            self._lay(held)
            return
        self._awaited = page

        def on_failed(error: AnnotatorError) -> None:
            self._awaited = None
            self.told.emit(notice_of(error))

        self._runner.submit(self._reading(page), self._lay, on_failed, key=f"{self._key}page")

    def read_ahead(self, page: PageId) -> None:
        """Read a page that is likely to be opened next; a failure is told when it is opened.

        One that has unsaved edits is not read: the store does not have all of it.
        """
        if self._ahead is not None and self._ahead.page == page:
            return
        if self.queue.sitting_with_unsaved(page, self.annotator) is not None:
            return
        self._runner.submit(self._reading(page), self._keep_ahead, _ignore, key=f"{self._key}ahead")

    def forget_ahead(self) -> None:
        """Forget the page that was read ahead, as other pages were changed in the store."""
        self._runner.supersede(f"{self._key}ahead")
        self._ahead = None

    @property
    def is_busy(self) -> bool:
        """Whether a step is under way that takes a while; those asked for now wait for it."""
        return bool(self.steps.sittings)

    @property
    def is_leaving(self) -> bool:
        """Whether another page is on its way: what is typed meanwhile is not meant for this one."""
        return (
            self._is_other_awaited
            or self.steps.holds(FINISHING)
            or self.steps.holds(ACCEPTING_REST)
        )

    @property
    def _is_other_awaited(self) -> bool:
        return self.sitting is not None and self._awaited not in {None, self.sitting.page}

    def take(
        self,
        step: Step,
        taken: Callable[[Changes], None] | None = None,
        refused: Callable[[UserError], None] | None = None,
    ) -> None:
        """Take a step on the open page: to the screen as soon as can be, to the store after that.

        `taken` or `refused` hears how it went, but only while the page lies on the desk. A refusal
        that nobody hears is told.
        """
        sitting = self.sitting
        if sitting is None:
            return
        is_leaving = step is FINISHING or step is ACCEPTING_REST
        if sitting.status is Status.ACCEPTED and self._is_own(sitting) and not is_leaving:
            self.told.emit(_ACCEPTED)
            return

        def on_taken(changes: Changes) -> None:
            if taken is not None and self.sitting is sitting:
                taken(changes)

        def on_refused(error: AnnotatorError) -> None:
            if refused is not None and self.sitting is sitting and isinstance(error, UserError):
                refused(error)
            else:
                self.told.emit(notice_of(error))

        self.steps.take(sitting, step, on_taken, on_refused)

    def read_again(self) -> None:
        """Read the open page anew, once nothing of it is unsaved; not while it is being left."""
        sitting = self.sitting
        if sitting is None or self._has_unsaved(sitting) or self._is_other_awaited:
            return
        self._ahead = None
        self.open(sitting.page)

    def be(self, annotator: str) -> None:
        """Go on as another annotator."""
        self.annotator = annotator
        self.forget_ahead()
        if self.sitting is not None:
            self.open(self.sitting.page)

    def re_decode(self, encoding: str) -> None:
        """Read the open page with another encoding; refused where it has labels."""
        sitting, jobs = self.sitting, self.jobs
        if sitting is None or self._has_unsaved(sitting):
            return
        page = sitting.page

        def on_read(_answer: object) -> None:
            if self.sitting is not None and self.sitting.page == page:
                self.read_again()

        self._runner.submit(
            self._project.using(lambda _: jobs.exchange.re_decode(page, encoding)),
            on_read,
            lambda error: self.told.emit(notice_of(error)),
            lane=Lane.FREE,
        )

    def _reading(self, page: PageId) -> Callable[[Reporter], Sitting]:
        """What reads a page, on the store worker."""
        jobs, annotator = self.jobs, self.annotator
        return lambda _: jobs.sitting(page, annotator)

    def _is_own(self, sitting: Sitting) -> bool:
        """Whether it is this desk that hears of a sitting, and not one beside it."""
        return sitting.annotator != GOLD

    def _lay(self, sitting: Sitting) -> None:
        waiting = self.queue.sitting_with_unsaved(sitting.page, sitting.annotator)
        self._stale = self._awaited = None
        self.sitting = waiting or sitting
        self.sitting.watch.start()
        self.opened.emit(self.sitting)

    def _keep_ahead(self, sitting: Sitting) -> None:
        self._ahead = sitting

    def _has_unsaved(self, sitting: Sitting) -> bool:
        return self.queue.sitting_with_unsaved(sitting.page, sitting.annotator) is sitting

    def _on_taken(self, sitting: Sitting, changes: Changes) -> None:
        if not self._is_own(sitting):
            return
        if changes.line is not None:
            self.changed.emit(sitting, changes)
            self.queue.add(sitting, changes.line)
        else:
            self._read_stale()

    def _on_saved(self, sitting: Sitting, answer: Stored) -> None:
        if not self._is_own(sitting):
            return
        if answer.is_rebased:
            self._stale = sitting
        self._read_stale()

    def _read_stale(self) -> None:
        """Read the page again where the store has more of it, once nothing is unsaved."""
        sitting = self.sitting
        if sitting is not None and self._stale is sitting and not self._has_unsaved(sitting):
            self.told.emit(
                Notice(
                    "This page was changed elsewhere as well.",
                    "You see it with both changes.",
                    Weight.WARNING,
                )
            )
            self.read_again()

    def _on_refused(self, sitting: Sitting, error: AnnotatorError) -> None:
        if not self._is_own(sitting):
            return
        self.steps.forget(sitting)
        self.told.emit(notice_of(error))
        if self.sitting is sitting:
            self.read_again()


def _ignore(_error: AnnotatorError) -> None:
    """A page that could not be read ahead is read, and its failure told, when it is opened."""
