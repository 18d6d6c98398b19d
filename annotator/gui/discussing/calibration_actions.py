"""Calibration: after a page of the calibration set is finished it is shown beside its reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.core.errors import AnnotatorError, UserError
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.gui.current import Current
from annotator.gui.desk import Desk
from annotator.gui.notices import Notice, notice_of
from annotator.gui.page_actions import PageActions
from annotator.gui.panels import Panels
from annotator.services.changes import Changes
from annotator.services.sitting import Sitting

if TYPE_CHECKING:
    from annotator.gui.discussing.beside import Beside

_TOPIC = "calibration"


class CalibrationActions(QObject):
    """The actions `calibration.…`."""

    def __init__(
        self, current: Current, panels: Panels, pages: PageActions, window: QWidget
    ) -> None:
        super().__init__(window)
        self._current = current
        self._panels = panels
        self._pages = pages
        self._window = window
        # What was finished and is not saved yet.
        self._finished: set[tuple[PageId, str]] = set()
        current.opened.connect(self._on_project)
        self._on_project(current.desk)

    def mark(self) -> None:
        """Take the open page into the calibration set, or out of it again."""
        project, sitting = self._current.project, self._current.sitting
        row = self._current.pages.table.row(sitting.page) if sitting is not None else None
        if project is None or sitting is None or row is None:
            return
        jobs, page, is_on = project.jobs, sitting.page, not row.is_calibration

        def done(_count: int) -> None:
            now = self._current.pages.table.row(page)
            if self._current.project is project and now is not None:
                self._current.pages.put([replace(now, is_calibration=is_on)])
                self._current.facts_changed.emit()
                self._tell(_marked(page, is_on=is_on))

        self._current.runner.submit(
            lambda _: jobs.use(
                lambda one: _services().set_calibration(one, [page], is_calibration=is_on)
            ),
            done,
            self._on_failed,
        )

    def show(self) -> None:
        """Show the open page beside its reference, if it was finished once."""
        sitting = self._current.sitting
        if sitting is not None:
            self._compare(sitting.page, sitting.annotator, self._on_failed)

    def _on_project(self, desk: Desk | None) -> None:
        self._finished.clear()
        if desk is not None:
            desk.changed.connect(self._on_changed)
            desk.queue.saved.connect(self._on_saved)

    def _on_changed(self, sitting: Sitting, changes: Changes) -> None:
        row, line = self._current.pages.table.row(sitting.page), changes.line
        if row is not None and row.is_calibration and line is not None:
            note = self._finished.add if line.status is Status.FINISHED else self._finished.discard
            note((sitting.page, sitting.annotator))

    def _on_saved(self, sitting: Sitting, _answer: object) -> None:
        """Compare a page that was finished just now: not before the store has it as that."""
        which, desk = (sitting.page, sitting.annotator), self._current.desk
        if desk is None or desk.queue.sitting_with_unsaved(*which) is not None:
            return
        if which in self._finished:
            self._finished.remove(which)
            self._compare(*which, self._on_unready)

    def _on_unready(self, error: AnnotatorError) -> None:
        """A page without a reference yet is finished as any other."""
        if not isinstance(error, UserError):
            self._on_failed(error)

    def _compare(
        self, page: PageId, annotator: str, failed: Callable[[AnnotatorError], None]
    ) -> None:
        project = self._current.project
        if project is None:
            return
        jobs = project.jobs

        def show(beside: Beside) -> None:
            if self._current.project is project:
                self._show(page, beside)

        self._current.runner.submit(
            lambda _: jobs.use(lambda one: _beside().calibrated(one, page, annotator)),
            show,
            failed,
            key=_TOPIC,
        )

    def _show(self, page: PageId, beside: Beside) -> None:
        made = import_module("annotator.gui.discussing.compared_dialog").ComparedDialog
        zoom = self._panels.middle.view.zoom
        title = f"Page {page} beside its reference"
        dialog = made(title, beside, zoom, self._window, leads_to_page=True)
        dialog.page_wanted.connect(lambda: self._pages.open(page))
        dialog.open()

    def _on_failed(self, error: AnnotatorError) -> None:
        self._tell(notice_of(error, _TOPIC))

    def _tell(self, notice: Notice) -> None:
        if self._current.desk is not None:
            self._current.desk.told.emit(notice)


def _marked(page: PageId, *, is_on: bool) -> Notice:
    if not is_on:
        return Notice(f"Page {page} is no page for calibration any more.", topic=_TOPIC)
    return Notice(
        f"Page {page} is for calibration: whoever finishes it sees its reference then.",
        "Its reference is its gold set, once a review has finished that.",
        topic=_TOPIC,
    )


def _services() -> Any:
    return import_module("annotator.services.calibrating")


def _beside() -> Any:
    return import_module("annotator.gui.discussing.beside")
