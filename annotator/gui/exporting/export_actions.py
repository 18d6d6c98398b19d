"""Data sets out of the window: asked for in a dialog that shows how they begin, then written.

No dialog is loaded before it is asked for: the window shows the sooner.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.core.errors import AnnotatorError, Cancelled
from annotator.core.progress import Progress
from annotator.gui.banner import Banner
from annotator.gui.current import Current
from annotator.gui.notices import Notice, notice_of
from annotator.gui.opened_project import OpenedProject
from annotator.gui.settings import SettingsFile
from annotator.gui.tasks import Lane, Task

if TYPE_CHECKING:
    from annotator.gui.export_dialog import ExportDialog
    from annotator.gui.exporting.choices import ExportChoices
    from annotator.services.export_preview import ExportPreview
    from annotator.services.export_wish import DataSetWish
    from annotator.services.exporting import ExportReport

_LOOK = "export preview"
_TOPIC = "export"


class ExportActions(QObject):
    """Asks, looks ahead, exports. The store worker is left free, so that labels are saved."""

    def __init__(
        self, current: Current, banner: Banner, settings: SettingsFile, window: QWidget
    ) -> None:
        super().__init__(window)
        self._current = current
        self._banner = banner
        self._settings = settings
        self._window = window
        self._dialog: ExportDialog | None = None
        self._task: Task | None = None
        self._looking: Task | None = None
        current.opened.connect(lambda _desk: self._leave())

    def ask(self) -> None:
        """Ask what to export and where to, and do it."""
        project = self._current.project
        if project is None or self._dialog is not None:
            return
        jobs = project.jobs

        def ask(choices: ExportChoices) -> None:
            if self._current.project is project and self._dialog is None:
                self._open(project, choices)

        self._current.runner.submit(
            project.using(lambda _: jobs.use(lambda one: _jobs().choices(one))),
            ask,
            lane=Lane.FREE,
        )

    def _open(self, project: OpenedProject, choices: ExportChoices) -> None:
        from annotator.gui.export_dialog import ExportDialog  # noqa: PLC0415 - asked for later, if at all

        self._banner.withdraw(_TOPIC)
        dialog = ExportDialog(
            choices, project.jobs.path, self._settings.now.export_format, self._window
        )
        self._dialog = dialog
        dialog.looked_at.connect(lambda wish: self._look(project, dialog, wish))
        dialog.wished.connect(lambda wish: self._export(project, dialog, wish))
        dialog.finished.connect(lambda _result: self._forget(dialog))
        dialog.open()

    def _look(self, project: OpenedProject, dialog: ExportDialog, wish: DataSetWish | None) -> None:
        """Make a preview; the one that is under way is for nobody any more."""
        self._stop_looking()
        if wish is None or dialog is not self._dialog:
            return
        jobs = project.jobs

        def done(preview: ExportPreview) -> None:
            if dialog is self._dialog:
                dialog.preview.show_preview(preview)

        def failed(error: AnnotatorError) -> None:
            if dialog is self._dialog and not isinstance(error, Cancelled):
                dialog.preview.show_failure(error)

        self._looking = self._current.runner.submit(
            project.using(lambda report: jobs.use(lambda one: _jobs().preview(one, wish, report))),
            done,
            failed,
            lane=Lane.FREE,
            key=_LOOK,
        )

    def _stop_looking(self) -> None:
        self._current.runner.supersede(_LOOK)
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _export(self, project: OpenedProject, dialog: ExportDialog, wish: DataSetWish) -> None:
        self._settings.keep(replace(self._settings.now, export_format=wish.format_name))
        jobs = project.jobs

        def done(report: ExportReport) -> None:
            self._task = None
            if dialog is self._dialog:
                dialog.accept()
            from annotator.gui.exporting.words import exported  # noqa: PLC0415 - as above

            # Whoever split the pages has more to read than fits the time of a note.
            stays = report.split is not None
            self._banner.tell(Notice(exported(report), topic=_TOPIC, stays=stays))

        def failed(error: AnnotatorError) -> None:
            self._task = None
            if isinstance(error, Cancelled):
                return
            if dialog is self._dialog:
                dialog.show_failure(error)
            else:
                self._banner.tell(notice_of(error, _TOPIC))

        def progressed(progress: Progress) -> None:
            if dialog is self._dialog:
                dialog.show_progress(progress)

        self._task = self._current.runner.submit(
            project.using(lambda report: jobs.use(lambda one: _jobs().export(one, wish, report))),
            done,
            failed,
            lane=Lane.FREE,
            progress=progressed,
        )

    def _forget(self, dialog: ExportDialog) -> None:
        """Closing the dialog stops what it asked for."""
        if dialog is self._dialog:
            self._dialog = None
            self._stop_looking()
            if self._task is not None:
                self._task.cancel()

    def _leave(self) -> None:
        if self._dialog is not None:
            self._dialog.reject()


def _jobs() -> Any:
    return import_module("annotator.gui.exporting.jobs")
