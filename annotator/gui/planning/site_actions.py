"""The labels of a page for all other pages of its site: looked at, taken, and taken back at once.

No dialog is loaded before it is asked for: the window shows the sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.errors import AnnotatorError, Cancelled
from annotator.core.pages import PageId
from annotator.gui.banner import Banner
from annotator.gui.current import Current
from annotator.gui.desk import Desk
from annotator.gui.notices import Notice, notice_of
from annotator.gui.page_actions import PageActions
from annotator.gui.saving import once_saved
from annotator.gui.tasks import Lane, Task

if TYPE_CHECKING:
    from annotator.gui.opened_project import OpenedProject
    from annotator.gui.planning.jobs import SiteBatch
    from annotator.gui.planning.site_dialog import SiteDialog
    from annotator.services.sitting import Sitting

_TOPIC = "site"
_PREVIEW = "site preview"


class SiteActions(QObject):
    """The action `site.apply`. `progressed(progress or None)` tells how far the taking is."""

    progressed = Signal(object)

    def __init__(
        self,
        current: Current,
        pages: PageActions,
        banner: Banner,
        zoom: Callable[[], float],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._current = current
        self._pages = pages
        self._banner = banner
        self._zoom = zoom
        self._window = window
        self._dialog: SiteDialog | None = None
        self._tasks: set[Task] = set()
        current.opened.connect(self._on_project)

    def apply(self) -> None:
        """Show what this page teaches for the others of its site."""
        desk, sitting = self._current.desk, self._current.sitting
        if desk is None or sitting is None or self._dialog is not None:
            return
        # The labels of this page are read from the store.
        once_saved(desk.queue, lambda: self._look(sitting))

    def stop(self) -> None:
        """Take no more pages; what was taken stays, and can be taken back."""
        for task in self._tasks:
            task.cancel()

    def _look(self, sitting: Sitting) -> None:
        project = self._current.project
        if project is None or sitting is not self._current.sitting or self._dialog is not None:
            return
        from annotator.gui.planning.site_dialog import SiteDialog  # noqa: PLC0415 - asked for later, if at all

        jobs, page, annotator = project.jobs, sitting.page, sitting.annotator
        self._dialog = dialog = SiteDialog(sitting.facts.site, self._zoom(), self._window)

        def failed(error: AnnotatorError) -> None:
            if dialog is self._dialog and not isinstance(error, Cancelled):
                dialog.show_failure(error)

        task = self._current.runner.submit(
            project.using(lambda report: jobs.planning.site_pages(page, annotator, report)),
            lambda found: dialog.show_pages(found) if dialog is self._dialog else None,
            failed,
            lane=Lane.FREE,
            key=_TOPIC,
            progress=lambda now: dialog.show_progress(now) if dialog is self._dialog else None,
        )
        dialog.preview_wanted.connect(lambda other: self._preview(project, dialog, page, other))
        dialog.taken.connect(lambda others: self._take(project, sitting, others))
        dialog.finished.connect(lambda _result: self._forget(task))
        dialog.open()

    def _preview(
        self, project: OpenedProject, dialog: SiteDialog, page: PageId, other: int
    ) -> None:
        desk = self._current.desk
        if desk is None:
            return
        jobs, annotator = project.jobs, desk.annotator
        self._current.runner.submit(
            project.using(lambda _: jobs.planning.site_sitting(page, PageId(other), annotator)),
            lambda shown: dialog.show_preview(shown) if dialog is self._dialog else None,
            lambda error: dialog.show_failure(error) if dialog is self._dialog else None,
            lane=Lane.FREE,
            key=_PREVIEW,
        )

    def _take(self, project: OpenedProject, sitting: Sitting, others: Sequence[PageId]) -> None:
        jobs, page, annotator = project.jobs, sitting.page, sitting.annotator

        def done(batch: SiteBatch) -> None:
            self._over(task)
            if self._current.project is project:
                self._tell_taken(project, page, batch)

        def failed(error: AnnotatorError) -> None:
            self._over(task)
            self._banner.tell(notice_of(error, _TOPIC))

        task = self._current.runner.submit(
            project.using(lambda report: jobs.planning.site_take(page, others, annotator, report)),
            done,
            failed,
            lane=Lane.FREE,
            progress=self.progressed.emit,
        )
        self._tasks.add(task)

    def _tell_taken(self, project: OpenedProject, page: PageId, batch: SiteBatch) -> None:
        self._read_again()
        if not batch.page_count:
            self._banner.tell(Notice("No page took any label.", batch.remark, topic=_TOPIC))
            return
        took = "1 page has" if batch.page_count == 1 else f"{batch.page_count:,} pages have"
        sentence = f"{took} labels as on page {page}; none is finished yet."
        self._banner.tell(
            Notice(
                sentence,
                batch.remark,
                offer="Undo",
                accept=lambda: self._undo(project, batch),
                topic=_TOPIC,
                stays=True,
            )
        )

    def _undo(self, project: OpenedProject, batch: SiteBatch) -> None:
        desk = self._current.desk
        if self._current.project is project and desk is not None:
            # What was done on these pages since has to be in the store, to be left alone.
            once_saved(desk.queue, lambda: self._take_back(project, batch))

    def _take_back(self, project: OpenedProject, batch: SiteBatch) -> None:
        jobs = project.jobs

        def done(batch: SiteBatch) -> None:
            self._over(task)
            if self._current.project is not project:
                return
            self._read_again()
            count = batch.page_count
            back = "1 page is" if count == 1 else f"{count:,} pages are"
            self._banner.tell(Notice(f"{back} as before.", batch.remark, topic=_TOPIC))

        def failed(error: AnnotatorError) -> None:
            self._over(task)
            self._banner.tell(notice_of(error, _TOPIC))

        task = self._current.runner.submit(
            project.using(lambda report: jobs.planning.site_undo(batch, report)),
            done,
            failed,
            lane=Lane.FREE,
            progress=self.progressed.emit,
        )
        self._tasks.add(task)

    def _read_again(self) -> None:
        """Show what is stored now: also of a page that was read ahead."""
        if self._current.desk is not None:
            self._current.desk.forget_ahead()
        self._pages.refresh()

    def _over(self, task: Task) -> None:
        self._tasks.discard(task)
        self.progressed.emit(None)

    def _forget(self, task: Task) -> None:
        self._dialog = None
        task.cancel()
        self._current.runner.supersede(_TOPIC)
        self._current.runner.supersede(_PREVIEW)

    def _on_project(self, _desk: Desk | None) -> None:
        self.stop()
        if self._dialog is not None:
            self._dialog.reject()
        self._banner.withdraw(_TOPIC)
