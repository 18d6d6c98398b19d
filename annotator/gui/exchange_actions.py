"""Pages in, data sets and copies out: long jobs beside the work at the window.

No dialog is loaded before it is asked for: the window shows the sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from annotator.core.errors import AnnotatorError, Cancelled
from annotator.core.progress import Reporter
from annotator.gui.banner import Banner
from annotator.gui.current import Current
from annotator.gui.exporting.export_actions import ExportActions
from annotator.gui.import_actions import ImportActions
from annotator.gui.notices import Notice, notice_of
from annotator.gui.opened_project import OpenedProject
from annotator.gui.page_actions import PageActions
from annotator.gui.settings import SettingsFile
from annotator.gui.tasks import Lane, Task

if TYPE_CHECKING:
    from annotator.gui.desk import Desk

T = TypeVar("T")


class ExchangeActions(QObject):
    """The actions `exchange.…`. They leave the store worker free, so that labels are saved.

    `progressed(progress or None)` tells how far the one long job is that can be stopped.
    """

    progressed = Signal(object)

    def __init__(
        self,
        current: Current,
        pages: PageActions,
        banner: Banner,
        settings: SettingsFile,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._current = current
        self._banner = banner
        self._window = window
        self._imports = ImportActions(current, pages, banner, window)
        self._exports = ExportActions(current, banner, settings, window)
        self._imports.progressed.connect(self.progressed)
        self._others: set[Task] = set()
        current.opened.connect(self._on_project)

    def import_files(self) -> None:
        """Ask for pages, and import them."""
        self._imports.choose_files()

    def import_folder(self) -> None:
        """Ask for a folder, and import all pages in it."""
        self._imports.choose_folder()

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders; where that cannot be now, the reason is told."""
        self._imports.begin(paths)

    def stop_import(self) -> None:
        """Stop the import; what is in stays in."""
        self._imports.stop()

    def export(self) -> None:
        """Ask what to export and where to, and do it."""
        self._exports.ask()

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


def _nothing(_answer: object) -> None:
    """The copy of the day needs no word."""
