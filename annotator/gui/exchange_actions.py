"""Pages in, data sets and copies out: long jobs beside the work at the window.

No dialog is loaded before it is asked for: the window shows the sooner.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.core.errors import AnnotatorError, Cancelled
from annotator.core.progress import Progress, Reporter
from annotator.gui.banner import Banner
from annotator.gui.current import Current
from annotator.gui.export_wish import ExportWish
from annotator.gui.notices import Notice, Weight, notice_of
from annotator.gui.opened_project import OpenedProject
from annotator.gui.page_actions import PageActions
from annotator.gui.tasks import Lane, Task

if TYPE_CHECKING:
    from annotator.gui.desk import Desk
    from annotator.services.export_formats import ExportFormat
    from annotator.services.exporting import ExportReport
    from annotator.services.importing import ImportReport

T = TypeVar("T")

_SECONDS_BETWEEN_LOOKS = 1.0
_PAGES = "Pages (*.html *.htm *.xhtml *.txt *.gz);;All files (*)"


class ExchangeActions(QObject):
    """The actions `exchange.…`. They leave the store worker free, so that labels are saved.

    `progressed(progress or None)` tells how far the one long job is that can be stopped.
    """

    progressed = Signal(object)

    def __init__(
        self, current: Current, pages: PageActions, banner: Banner, window: QWidget
    ) -> None:
        super().__init__(window)
        self._current = current
        self._pages = pages
        self._banner = banner
        self._window = window
        self._import: Task | None = None
        self._others: set[Task] = set()
        self._last_look = 0.0
        current.opened.connect(self._on_project)

    def import_files(self) -> None:
        """Ask for pages, and import them."""
        dialog = QFileDialog(self._window, "Import files", "", _PAGES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.import_paths([Path(one) for one in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def import_folder(self) -> None:
        """Ask for a folder, and import all pages in it."""
        dialog = QFileDialog(self._window, "Import folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.import_paths([Path(name)]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders; where that cannot be now, the reason is told."""
        project = self._current.project
        if project is None:
            self._tell("Open a project first; pages can then be dropped on it.")
        elif not self._current.is_writable:
            self._tell("This project is read-only: it takes no pages.")
        elif self._import is not None:
            self._tell("An import is under way. Wait for its end, or stop it, and try again.")
        else:
            jobs = project.jobs
            self._begin_import(project, lambda report: jobs.exchange.import_paths(paths, report))

    def stop_import(self) -> None:
        """Stop the import; what is in stays in."""
        if self._import is not None:
            self._import.cancel()

    def export(self) -> None:
        """Ask what to export and where to, and do it."""
        project = self._current.project
        if project is None:
            return
        jobs = project.jobs

        def ask(answer: tuple[tuple[ExportFormat, ...], tuple[str, ...]]) -> None:
            if self._current.project is not project:
                return
            from annotator.gui.export_dialog import ExportDialog  # noqa: PLC0415 - asked for later, if at all

            dialog = ExportDialog(*answer, jobs.path, self._window)
            dialog.wished.connect(self._export)
            dialog.open()

        self._current.runner.submit(
            lambda _: (jobs.exchange.formats(), jobs.exchange.annotators()), ask
        )

    def back_up(self) -> None:
        """Copy the project now."""
        project = self._current.project
        if project is not None:
            jobs = project.jobs
            self._run(
                project,
                lambda _: jobs.exchange.back_up(),
                lambda path: self._tell(f"The backup is “{path}”."),
            )

    def check(self) -> None:
        """See whether everything in the project is as it should be."""
        project = self._current.project
        if project is not None:
            self._tell("Checking the project…")
            jobs = project.jobs

            def problems(report: Reporter) -> tuple[str, ...]:
                return jobs.exchange.check(report)

            self._run(project, problems, self._show_problems)

    def _on_project(self, desk: Desk | None) -> None:
        """Make the copy of the day; stop what is under way for a project that is left."""
        self.stop_import()
        for task in self._others:
            task.cancel()
        if desk is not None and self._current.is_writable:
            # The copy can wait for the first page, the editor should not wait for the copy.
            desk.opened.connect(self._back_up_daily, Qt.ConnectionType.SingleShotConnection)

    def _back_up_daily(self, _sitting: object) -> None:
        project = self._current.project
        if project is not None:
            jobs = project.jobs
            self._run(project, lambda _: jobs.exchange.back_up_daily(), _nothing)

    def _begin_import(
        self, project: OpenedProject, work: Callable[[Reporter], ImportReport]
    ) -> None:

        def done(answer: ImportReport) -> None:
            self._end_import()
            if self._current.project is project:
                self._pages.read_new()
                self._tell_import(answer)

        def failed(error: AnnotatorError) -> None:
            self._end_import()
            self._pages.read_new()
            if not isinstance(error, Cancelled):
                self._banner.tell(notice_of(error, "import"))

        self._banner.withdraw("import")
        self._import = self._current.runner.submit(
            project.using(work), done, failed, lane=Lane.FREE, progress=self._on_progress
        )
        self._current.is_importing = True
        self.progressed.emit(Progress(0, None))

    def _on_progress(self, progress: Progress) -> None:
        if self._import is not None:
            self.progressed.emit(progress)
            if progress.done and time.monotonic() - self._last_look > _SECONDS_BETWEEN_LOOKS:
                self._last_look = time.monotonic()
                self._pages.read_new()

    def _end_import(self) -> None:
        self._import = None
        self._current.is_importing = False
        self.progressed.emit(None)

    def _tell_import(self, answer: ImportReport) -> None:
        counts = [f"{_pages(len(answer.new))} imported"]
        if answer.same:
            counts.append(f"{len(answer.same):,} already there")
        if answer.refused:
            counts.append(f"{len(answer.refused):,} refused")
        start = "Stopped: " if answer.is_stopped else ""
        sentence = f"{start}{', '.join(counts)}."
        if not answer.refused:
            self._banner.tell(Notice(sentence, topic="import"))
            return
        reasons = "\n\n".join(f"{one.path}\n    {one.reason}" for one in answer.refused)

        def show() -> None:
            self._show_list("Import", sentence, reasons)

        self._banner.tell(
            Notice(sentence, weight=Weight.WARNING, offer="Why?", accept=show, topic="import")
        )

    def _export(self, wish: ExportWish) -> None:
        project = self._current.project
        if project is None:
            return
        jobs = project.jobs

        def done(answer: ExportReport) -> None:
            self._tell(f"{_pages(answer.page_count)} exported to “{answer.path}”.")

        self._run(project, lambda report: jobs.exchange.export(wish, report), done)

    def _show_problems(self, problems: tuple[str, ...]) -> None:
        if not problems:
            self._tell("Everything in this project is as it should be.")
            return
        count = "1 thing is" if len(problems) == 1 else f"{len(problems)} things are"
        self._show_list("Check", f"{count} not as they should be.", "\n\n".join(problems))

    def _show_list(self, title: str, sentence: str, text: str) -> None:
        from annotator.gui.text_dialog import TextDialog  # noqa: PLC0415 - asked for later, if at all

        TextDialog(title, sentence, text, self._window).open()

    def _run(
        self, project: OpenedProject, work: Callable[[Reporter], T], then: Callable[[T], None]
    ) -> None:
        def done(answer: T) -> None:
            self._others.discard(task)
            then(answer)

        def failed(error: AnnotatorError) -> None:
            self._others.discard(task)
            if not isinstance(error, Cancelled):
                self._banner.tell(notice_of(error))

        task = self._current.runner.submit(project.using(work), done, failed, lane=Lane.FREE)
        self._others.add(task)

    def _tell(self, sentence: str) -> None:
        self._banner.tell(Notice(sentence, topic="job"))


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count:,} pages"


def _nothing(_answer: object) -> None:
    """The copy of the day needs no word."""
