"""Bundles out and in, from the window: asked for in a dialog that shows how far the job is.

No dialog is loaded before it is asked for: the window shows the sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from annotator.core.bundles import SUFFIX
from annotator.core.errors import AnnotatorError, Cancelled
from annotator.core.progress import Progress, Reporter
from annotator.gui.banner import Banner
from annotator.gui.bundles.wishes import BundleWish, Choices
from annotator.gui.current import Current
from annotator.gui.notices import Notice, notice_of
from annotator.gui.opened_project import OpenedProject
from annotator.gui.page_actions import PageActions
from annotator.gui.saving import once_saved
from annotator.gui.tasks import Lane, Task

if TYPE_CHECKING:
    from annotator.gui.bundles.receive_dialog import ReceiveDialog
    from annotator.gui.bundles.send_dialog import SendDialog
    from annotator.services.bundling import BundleReport
    from annotator.services.projects import Project
    from annotator.services.receiving import Preview, ReceiveReport

T = TypeVar("T")

_TOPIC = "bundle"


class BundleActions(QObject):
    """The actions `bundles.…`."""

    def __init__(
        self, current: Current, pages: PageActions, banner: Banner, window: QWidget
    ) -> None:
        super().__init__(window)
        self._current = current
        self._pages = pages
        self._banner = banner
        self._window = window
        self._dialog: SendDialog | ReceiveDialog | None = None
        self._task: Task | None = None
        current.opened.connect(lambda _desk: self._leave())

    def send(self) -> None:
        """Ask what to send, and write it to a file."""
        project = self._current.project
        if project is None or self._is_busy():
            return

        def ask(choices: Choices) -> None:
            desk = self._current.desk
            if self._current.project is not project or desk is None or self._is_busy():
                return
            from annotator.gui.bundles.send_dialog import SendDialog  # noqa: PLC0415 - asked for later, if at all

            target = project.jobs.path.with_suffix(SUFFIX)
            dialog = SendDialog(choices, desk.annotator, target, self._window)
            dialog.wished.connect(lambda wish: self._send(project, dialog, wish))
            self._open(dialog)

        self._run(project, lambda one, _: _jobs().choices(one), ask, self._fail)

    def receive(self) -> None:
        """Ask for a bundle, and show what it would bring."""
        if self._current.project is None or self._is_busy():
            return
        dialog = QFileDialog(self._window, "Receive a bundle")
        dialog.setNameFilters((f"Bundles (*{SUFFIX})", "All files (*)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.receive_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def receive_file(self, path: Path) -> None:
        """Show what a bundle would bring; where it cannot be received now, say why."""
        project, desk = self._current.project, self._current.desk
        if project is None or desk is None:
            self._tell("Open a project first; a bundle can then be dropped on it.")
        elif not self._current.is_writable:
            self._tell("This project is read-only: it takes no bundle.")
        elif self._current.is_importing:
            self._tell("An import is under way. Wait for its end, or stop it, and try again.")
        elif not self._is_busy():
            # What was labelled here has to be in the store, to be told from what comes.
            once_saved(desk.queue, lambda: self._look(project, path))

    def _look(self, project: OpenedProject, path: Path) -> None:
        if self._current.project is not project or self._is_busy():
            return
        from annotator.gui.bundles.receive_dialog import ReceiveDialog  # noqa: PLC0415 - asked for later, if at all

        dialog = ReceiveDialog(path.name, project.jobs.label_set, self._window)
        dialog.wanted.connect(lambda labels: self._receive(project, dialog, path, labels))
        self._open(dialog)

        def done(preview: Preview) -> None:
            if dialog is self._dialog:
                dialog.show_preview(preview)

        self._run(
            project,
            lambda one, report: _jobs().preview(one, path, report),
            done,
            self._show_failure,
            dialog.show_progress,
        )

    def _send(self, project: OpenedProject, dialog: SendDialog, wish: BundleWish) -> None:
        def done(report: BundleReport) -> None:
            self._close(dialog)
            from annotator.gui.bundles.words import sent  # noqa: PLC0415 - as above

            self._tell(sent(report), stays=True)

        self._run(
            project,
            lambda one, report: _jobs().send(one, wish, report),
            done,
            self._show_failure,
            dialog.show_progress,
        )

    def _receive(
        self,
        project: OpenedProject,
        dialog: ReceiveDialog,
        path: Path,
        labels: Mapping[str, str],
    ) -> None:
        def done(report: ReceiveReport) -> None:
            self._close(dialog)
            if self._read_again(project):
                from annotator.gui.bundles.words import received  # noqa: PLC0415 - as above

                self._tell(received(report), stays=True)

        def failed(error: AnnotatorError) -> None:
            if self._read_again(project) and isinstance(error, Cancelled):
                self._tell("Stopped: no labels came. New pages that were stored by then stay.")
            self._show_failure(error)

        self._run(
            project,
            lambda one, report: _jobs().receive(one, path, labels, report),
            done,
            failed,
            dialog.show_progress,
        )

    def _read_again(self, project: OpenedProject) -> bool:
        """Show what is stored now, if the project is still open; whether it is."""
        desk = self._current.desk
        if self._current.project is not project or desk is None:
            return False
        desk.forget_ahead()
        self._pages.refresh()
        self._current.received.emit()
        return True

    def _run(
        self,
        project: OpenedProject,
        service: Callable[[Project, Reporter], T],
        then: Callable[[T], None],
        failed: Callable[[AnnotatorError], None],
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        """Ask a service on a worker; there is one such job at a time."""
        jobs = project.jobs

        def done(answer: T) -> None:
            if task is self._task:
                self._task = None
            then(answer)

        def stopped(error: AnnotatorError) -> None:
            if task is self._task:
                self._task = None
            failed(error)

        task = self._current.runner.submit(
            project.using(lambda report: jobs.use(lambda one: service(one, report))),
            done,
            stopped,
            lane=Lane.FREE,
            progress=None if progress is None else self._of_dialog(progress),
        )
        self._task = task

    def _of_dialog(self, progress: Callable[[Progress], None]) -> Callable[[Progress], None]:
        """The same, as long as the dialog is there that shows it."""
        dialog = self._dialog
        return lambda now: progress(now) if dialog is self._dialog else None

    def _is_busy(self) -> bool:
        return self._dialog is not None or self._task is not None

    def _open(self, dialog: SendDialog | ReceiveDialog) -> None:
        self._banner.withdraw(_TOPIC)
        self._dialog = dialog
        dialog.finished.connect(lambda _result: self._forget(dialog))
        dialog.open()

    def _close(self, dialog: QDialog) -> None:
        if dialog is self._dialog:
            dialog.accept()

    def _forget(self, dialog: QDialog) -> None:
        if dialog is self._dialog:
            self._dialog = None
        if self._task is not None:
            self._task.cancel()

    def _show_failure(self, error: AnnotatorError) -> None:
        if self._dialog is not None and not isinstance(error, Cancelled):
            self._dialog.show_failure(error)
        else:
            self._fail(error)

    def _fail(self, error: AnnotatorError) -> None:
        if not isinstance(error, Cancelled):
            self._banner.tell(notice_of(error, _TOPIC))

    def _leave(self) -> None:
        if self._dialog is not None:
            self._dialog.reject()
        self._banner.withdraw(_TOPIC)

    def _tell(self, sentence: str, *, stays: bool = False) -> None:
        self._banner.tell(Notice(sentence, topic=_TOPIC, stays=stays))


def _jobs() -> Any:
    return import_module("annotator.gui.bundles.jobs")
