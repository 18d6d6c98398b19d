"""The panel of effort, measured on a worker.

No dialog is loaded before it is asked for: the window shows the sooner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.core.errors import AnnotatorError, Cancelled
from annotator.gui.current import Current
from annotator.gui.page_actions import PageActions
from annotator.gui.tasks import Lane

if TYPE_CHECKING:
    from annotator.gui.effort.dialog import EffortDialog
    from annotator.gui.opened_project import OpenedProject

_KEY = "effort"


class EffortActions(QObject):
    """The action `effort.show`."""

    def __init__(self, current: Current, pages: PageActions, window: QWidget) -> None:
        super().__init__(window)
        self._current = current
        self._pages = pages
        self._window = window
        self._dialog: EffortDialog | None = None
        current.opened.connect(self._close)

    def show(self) -> None:
        """Show what labelling costs and what proposals bring."""
        project, desk = self._current.project, self._current.desk
        if project is None or desk is None or self._dialog is not None:
            return
        from annotator.gui.effort.dialog import EffortDialog  # noqa: PLC0415 - asked for later, if at all

        self._dialog = dialog = EffortDialog(desk.annotator, self._window)
        dialog.asked.connect(lambda name, blind: self._measure(project, name, is_blind=blind))
        dialog.page_chosen.connect(self._open)
        dialog.finished.connect(self._forget)
        dialog.open()
        jobs = project.jobs
        self._current.runner.submit(
            project.using(lambda _: jobs.planning.annotators()),
            lambda names: dialog.show_annotators(names) if dialog is self._dialog else None,
            self._on_failed,
            lane=Lane.FREE,
            key=f"{_KEY} annotators",
        )
        self._measure(project, *dialog.wanted)

    def _measure(self, project: OpenedProject, annotator: str | None, is_blind: bool) -> None:
        jobs = project.jobs
        self._current.runner.submit(
            project.using(lambda _: jobs.planning.effort(annotator, is_blind=is_blind)),
            lambda figures: self._dialog.show_figures(figures) if self._dialog else None,
            self._on_failed,
            lane=Lane.FREE,
            key=_KEY,
        )

    def _on_failed(self, error: AnnotatorError) -> None:
        if self._dialog is not None and not isinstance(error, Cancelled):
            self._dialog.show_failure(error)

    def _open(self, page: int) -> None:
        self._close()
        self._pages.open(page)

    def _close(self, _desk: object = None) -> None:
        if self._dialog is not None:
            self._dialog.reject()

    def _forget(self, _result: int) -> None:
        self._dialog = None
