"""What is said about the page that is open, as the store has it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from annotator.core.errors import AnnotatorError
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.core.remarks import Remark, Thread
from annotator.gui.current import Current
from annotator.gui.desk import Desk
from annotator.gui.notices import notice_of
from annotator.gui.page_actions import PageActions
from annotator.services.sitting import Sitting

if TYPE_CHECKING:
    from annotator.gui.discussing.jobs import Said
    from annotator.services.projects import Project

TOPIC = "comments"
_BEFORE = frozenset({Status.NEW, Status.IN_PROGRESS})
_SAID, _COUNTS = "said", "open threads"


class OpenConversation(QObject):
    """`threads` and `verdicts` are those that the annotator may see.

    `turned()` follows another page, or none; `changed()` whenever there is something else to see.
    """

    turned = Signal()
    changed = Signal()

    def __init__(self, current: Current, pages: PageActions, parent: QObject) -> None:
        super().__init__(parent)
        self._current = current
        self.page: PageId | None = None
        self.threads: tuple[Thread, ...] = ()
        self.verdicts: tuple[Remark, ...] = ()
        current.opened.connect(self._on_project)
        pages.all_read.connect(self.count)

    def catch_up(self) -> None:
        """Read what is said where a page is open already."""
        desk, sitting = self._current.desk, self._current.sitting
        if desk is not None:
            self._on_project(desk)
            self.count()
        if sitting is not None:
            self._on_page(sitting)

    def read(self) -> None:
        """Read what is said of the page that is open."""
        sitting = self._current.sitting
        if sitting is not None:
            page = sitting.page
            self._submit(lambda project: jobs().said(project, page), self._take, key=_SAID)

    def count(self) -> None:
        """Read how many threads are open, for the list of pages."""
        self._submit(lambda one: jobs().counts(one), self._current.pages.show_threads, key=_COUNTS)

    def change(
        self,
        work: Callable[[Project], Said],
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Do what adds a remark, and show what is said then; `failed` hears that nothing was."""

        def on_failed(error: AnnotatorError) -> None:
            self._tell(error)
            if failed is not None:
                failed()

        self._submit(work, self._on_change, on_failed)

    def _submit(
        self,
        work: Callable[[Project], Any],
        then: Callable[[Any], None],
        failed: Callable[[AnnotatorError], None] | None = None,
        key: str = "",
    ) -> None:
        project = self._current.project
        if project is None:
            return
        project_jobs = project.jobs

        def on_answer(answer: Any) -> None:
            if self._current.project is project:
                then(answer)

        self._current.runner.submit(
            lambda _: project_jobs.use(work), on_answer, failed or self._tell, key=key
        )

    def _on_project(self, desk: Desk | None) -> None:
        for key in (_SAID, _COUNTS):
            self._current.runner.supersede(key)
        self._current.pages.show_threads({})
        self._turn(None)
        if desk is not None:
            desk.opened.connect(self._on_page)

    def _on_page(self, sitting: Sitting) -> None:
        if sitting.page != self.page:
            self._turn(sitting.page)
        self.read()

    def _turn(self, page: PageId | None) -> None:
        self.page, self.threads, self.verdicts = page, (), ()
        self.turned.emit()
        self.changed.emit()

    def _take(self, said: Said) -> None:
        sitting = self._current.sitting
        if sitting is None or sitting.page != said.page:
            return
        row = self._current.pages.table.row(sitting.page)
        # Once it was finished, nothing that others say has a bearing on how it was labelled blind.
        is_blind = row is not None and row.is_blind and sitting.status in _BEFORE
        seen_by = import_module("annotator.gui.discussing.remark_rows").seen_by
        self.threads, self.verdicts = seen_by(
            sitting.annotator, said.threads, said.verdicts, is_blind=is_blind
        )
        self.changed.emit()

    def _on_change(self, said: Said) -> None:
        # What is being read may be from before.
        self._current.runner.supersede(_SAID)
        self._take(said)
        open_count = sum(not one.is_resolved for one in said.threads)
        self._current.pages.note_threads(said.page, open_count)

    def _tell(self, error: AnnotatorError) -> None:
        if self._current.desk is not None:
            self._current.desk.told.emit(notice_of(error, TOPIC))


def jobs() -> Any:
    """The jobs of a conversation, loaded on the worker that first needs them."""
    return import_module("annotator.gui.discussing.jobs")
