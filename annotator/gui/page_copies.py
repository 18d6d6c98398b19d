"""Copies of pages for the page view, made on workers."""

from __future__ import annotations

from PySide6.QtCore import QObject

from annotator.core.errors import AnnotatorError
from annotator.core.progress import Reporter
from annotator.gui.current import Current
from annotator.gui.page_view.prepared import PreparedCopy, prepare
from annotator.gui.page_view.view import PageView
from annotator.gui.tasks import Lane, Task
from annotator.services.sitting import Sitting

LONG = 300_000
"""Bytes from which on the copy of a page takes longer than its editor should look at nothing."""


class PageCopies(QObject):
    """Brings the view the copies that it asks for; only the latest one asked for arrives.

    `name` tells views apart that ask at the same time.
    """

    def __init__(self, current: Current, view: PageView, name: str = "") -> None:
        super().__init__(view)
        self._name = name
        self._current = current
        self._view = view
        self._tasks: list[Task] = []
        view.copy_wanted.connect(self._make)

    def _make(self, sitting: Sitting, with_styles: bool) -> None:
        project = self._current.project
        if project is None:
            return
        jobs = project.jobs
        # Whoever turns pages quickly waits for the last of them, not for all.
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        if sitting.facts.byte_count > LONG:
            # So that its top is there at once, as in a browser.
            task = self._current.runner.submit(
                project.using(
                    lambda _: jobs.copies.copy(
                        sitting.page, with_styles=with_styles, is_beginning=True
                    )
                ),
                lambda copy: self._view.show_beginning(sitting, copy),
                lambda _error: None,
                lane=Lane.FREE,
                key=f"{self._name}beginning",
            )
            self._tasks.append(task)

        def work(_report: Reporter) -> PreparedCopy:
            copy = jobs.copies.copy(sitting.page, with_styles=with_styles)
            return prepare(sitting.document, copy, with_styles=with_styles)

        def done(prepared: PreparedCopy) -> None:
            self._view.show_copy(sitting, prepared)

        def failed(error: AnnotatorError) -> None:
            self._view.show_failure(sitting, error)

        runner = self._current.runner
        task = runner.submit(
            project.using(work), done, failed, lane=Lane.FREE, key=f"{self._name}copy"
        )
        self._tasks.append(task)
