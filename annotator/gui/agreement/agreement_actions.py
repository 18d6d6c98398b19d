"""The panel of agreement, compared on a worker.

The panel is not loaded before it is asked for: the window shows the sooner.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.core.agreement_report import Cell
from annotator.core.errors import AnnotatorError
from annotator.core.progress import Progress, Reporter
from annotator.gui.agreement.going import GoingTo
from annotator.gui.current import Current
from annotator.gui.figures.panel_work import work_for_panel
from annotator.gui.opened_project import OpenedProject
from annotator.gui.page_actions import PageActions
from annotator.gui.panels import Panels
from annotator.gui.tasks import Task

if TYPE_CHECKING:
    from annotator.gui.agreement.dialog import AgreementDialog
    from annotator.gui.agreement.figures import AgreementWish
    from annotator.gui.agreement.jobs import AgreementJobs
    from annotator.services.projects import Project

T = TypeVar("T")
_KEY = "agreement"


class AgreementActions(QObject):
    """The action `agreement.show`. The panel stays open while the window goes to its places."""

    def __init__(
        self, current: Current, panels: Panels, pages: PageActions, window: QWidget
    ) -> None:
        super().__init__(window)
        self._current = current
        self._pages = pages
        self._window = window
        self._going = GoingTo(current, panels, pages, self)
        self._dialog: AgreementDialog | None = None
        self._task: Task | None = None
        current.opened.connect(self._close)

    def show(self) -> None:
        """Show how far annotators agree, or bring the panel that does to the front."""
        project = self._current.project
        if project is None:
            return
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        from annotator.gui.agreement.dialog import AgreementDialog  # noqa: PLC0415 - asked for later, if at all
        from annotator.gui.agreement.jobs import AgreementJobs  # noqa: PLC0415 - asked for later, if at all

        jobs = AgreementJobs()
        self._dialog = dialog = AgreementDialog(project.jobs.path, self._window)
        dialog.asked.connect(lambda wish: self._compare(project, jobs, wish))
        dialog.stopped.connect(self._stop)
        dialog.cell_chosen.connect(lambda cell: self._quote(project, jobs, cell))
        dialog.place_chosen.connect(self._going.go)
        dialog.page_chosen.connect(self._pages.open)
        dialog.save_wished.connect(lambda path: self._save(project, jobs, path))
        dialog.finished.connect(self._forget)
        dialog.show()
        self._compare(project, jobs, dialog.choices.wish)

    def _compare(self, project: OpenedProject, jobs: AgreementJobs, wish: AgreementWish) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        self._cancel()
        self._task = self._run(
            project,
            lambda one, report: jobs.compare(one, wish, report),
            dialog.show_figures,
            key=_KEY,
            progress=dialog.show_progress,
        )

    def _quote(self, project: OpenedProject, jobs: AgreementJobs, cell: Cell) -> None:
        dialog, desk = self._dialog, self._current.desk
        if dialog is None or dialog.figures is None or desk is None:
            return
        figures, annotator = dialog.figures, desk.annotator
        self._run(
            project,
            lambda one, report: jobs.quoted(one, figures, cell, annotator, report),
            lambda places: dialog.show_places(cell, places),
            key=f"{_KEY} places",
        )

    def _save(self, project: OpenedProject, jobs: AgreementJobs, target: Path) -> None:
        dialog = self._dialog
        if dialog is None or dialog.figures is None:
            return
        figures = dialog.figures
        dialog.tell("Writing the report…")
        self._run(
            project,
            lambda one, report: jobs.save(one, figures, target, report),
            lambda path: dialog.tell(f"The report is “{path}”."),
            lambda error: dialog.tell(str(error)),
        )

    def _run(
        self,
        project: OpenedProject,
        work: Callable[[Project, Reporter], T],
        then: Callable[[T], None],
        failed: Callable[[AnnotatorError], None] | None = None,
        *,
        key: str = "",
        progress: Callable[[Progress], None] | None = None,
    ) -> Task:
        """Do it on a worker, for the panel that is open: what comes after it was closed is lost."""
        dialog = self._dialog
        return work_for_panel(
            self._current,
            project,
            lambda: dialog is not None and self._dialog is dialog,
            work,
            then,
            failed or self._show_failure,
            key=key,
            progress=progress,
        )

    def _show_failure(self, error: AnnotatorError) -> None:
        if self._dialog is not None:
            self._dialog.show_failure(error)

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
