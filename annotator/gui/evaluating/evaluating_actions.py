"""The panel about cleaners, measured on a worker.

The panel is not loaded before it is asked for: the window shows the sooner.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.gui.current import Current
from annotator.gui.figures.panel_work import work_for_panel
from annotator.gui.opened_project import OpenedProject
from annotator.gui.page_actions import PageActions
from annotator.gui.tasks import Task

if TYPE_CHECKING:
    from annotator.gui.evaluating.dialog import EvaluatingDialog
    from annotator.gui.evaluating.figures import EvaluationWish

_KEY = "evaluating"


class EvaluatingActions(QObject):
    """The action `evaluating.show`. The panel stays open while the window opens its pages."""

    def __init__(self, current: Current, pages: PageActions, window: QWidget) -> None:
        super().__init__(window)
        self._current = current
        self._pages = pages
        self._window = window
        self._dialog: EvaluatingDialog | None = None
        self._task: Task | None = None
        current.opened.connect(self._close)

    def show(self) -> None:
        """Let cleaners be measured, or bring the panel that does to the front."""
        project = self._current.project
        if project is None:
            return
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        from annotator.gui.evaluating.dialog import EvaluatingDialog  # noqa: PLC0415 - asked for later, if at all

        self._dialog = dialog = EvaluatingDialog(project.jobs.path, self._window)
        dialog.looked.connect(lambda: self._look(project, dialog))
        dialog.asked.connect(lambda wish: self._measure(project, dialog, wish))
        dialog.stopped.connect(self._stop)
        dialog.page_chosen.connect(self._pages.open)
        dialog.save_wished.connect(lambda path: self._save(project, dialog, path))
        dialog.finished.connect(self._forget)
        dialog.show()
        self._look(project, dialog)

    def _look(self, project: OpenedProject, dialog: EvaluatingDialog) -> None:
        """Find out what can be chosen."""
        from annotator.gui.evaluating.jobs import offered  # noqa: PLC0415 - asked for later, if at all

        self._cancel()
        self._task = work_for_panel(
            self._current,
            project,
            lambda: self._dialog is dialog,
            offered,
            dialog.show_offered,
            dialog.show_failure,
            key=_KEY,
        )

    def _measure(
        self, project: OpenedProject, dialog: EvaluatingDialog, wish: EvaluationWish
    ) -> None:
        from annotator.gui.evaluating.jobs import measure  # noqa: PLC0415 - asked for later, if at all

        desk = self._current.desk
        annotator = desk.annotator if desk is not None else ""
        self._cancel()
        self._task = work_for_panel(
            self._current,
            project,
            lambda: self._dialog is dialog,
            lambda one, report: measure(one, wish, annotator, report),
            dialog.show_figures,
            dialog.show_failure,
            key=_KEY,
            progress=dialog.show_progress,
        )

    def _save(self, project: OpenedProject, dialog: EvaluatingDialog, target: Path) -> None:
        from annotator.gui.evaluating.jobs import save  # noqa: PLC0415 - asked for later, if at all

        figures = dialog.figures
        if figures is None:
            return
        dialog.tell("Writing the report…")
        work_for_panel(
            self._current,
            project,
            lambda: self._dialog is dialog,
            lambda one, report: save(one, figures, target, report),
            lambda path: dialog.tell(f"The report is “{path}”."),
            lambda error: dialog.tell(str(error)),
        )

    def _stop(self) -> None:
        self._cancel()
        self._current.runner.supersede(_KEY)
        if self._dialog is not None:
            self._dialog.show_stopped()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _close(self, _desk: object = None) -> None:
        if self._dialog is not None:
            self._dialog.reject()

    def _forget(self, _result: int) -> None:
        self._cancel()
        self._dialog = None
