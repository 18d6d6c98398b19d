"""The order of work: in which order the list shows the pages and the keys go through them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.core.errors import AnnotatorError, Cancelled
from annotator.core.journal import Status
from annotator.core.work_order import Order
from annotator.gui.current import Current
from annotator.gui.desk import Desk
from annotator.gui.notices import Notice, notice_of
from annotator.gui.page_actions import PageActions
from annotator.gui.page_order import AS_IMPORTED, PageOrder
from annotator.gui.planning.words import NEEDS_LOOK
from annotator.gui.settings import SettingsFile
from annotator.gui.tasks import Lane, Task
from annotator.services.sitting import Sitting

_KEY = "order"


class OrderActions(QObject):
    """The action `order.choose`; the choice is kept for each project.

    Orders that need a look at every page are first what is known of them, and are put right once
    all pages were looked at: `progressed(progress or None)` tells how far that is. `chosen(order)`
    tells which order the open project has.
    """

    chosen = Signal(object)
    progressed = Signal(object)

    def __init__(
        self, current: Current, pages: PageActions, settings: SettingsFile, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._current = current
        self._pages = pages
        self._settings = settings
        self._task: Task | None = None
        self._learned_sites: set[str] = set()
        self.order = Order.IMPORTED
        current.opened.connect(self._on_project)
        pages.all_read.connect(self._on_all_read)

    def choose(self, order: Order) -> None:
        """Have the pages in this order from now on."""
        project = self._current.project
        if project is None:
            return
        self.order = order
        self._settings.keep(self._settings.now.with_order(project.jobs.path, order))
        self.chosen.emit(order)
        self._on_all_read()

    def stop(self) -> None:
        """Look at no more pages; what is known of the others stays."""
        if self._task is not None:
            self._task.cancel()

    def _on_project(self, desk: Desk | None) -> None:
        self.stop()
        self._task = None
        self.progressed.emit(None)
        self._current.runner.supersede(_KEY)
        self.order = Order.IMPORTED
        project = self._current.project
        if desk is not None and project is not None:
            self.order = self._settings.now.order_of(project.jobs.path)
            self._learned_sites.clear()
            desk.changed.connect(self._on_changed)
            self._pages.awaits_order = self.order is not Order.IMPORTED
        self.chosen.emit(self.order)

    def _on_changed(self, sitting: Sitting, _changes: object) -> None:
        if sitting.status is Status.FINISHED:
            self._learned_sites.add(sitting.facts.site)

    def _on_all_read(self) -> None:
        """Put all pages into their order, with what is known now and again with all."""
        if self.order is Order.IMPORTED:
            self.stop()
            self._current.runner.supersede(_KEY)
            self._pages.arrange(AS_IMPORTED)
            return
        self._arrange()
        if self.order in NEEDS_LOOK and self._task is None and self._current.is_writable:
            self._look_ahead()

    def _arrange(self) -> None:
        project, desk = self._current.project, self._current.desk
        if project is None or desk is None:
            return
        jobs, annotator, order = project.jobs, desk.annotator, self.order

        def failed(error: AnnotatorError) -> None:
            # As imported is an order too: nobody should be left without a page for it.
            self._pages.arrange(AS_IMPORTED)
            desk.told.emit(notice_of(error, _KEY))

        self._current.runner.submit(
            lambda _: PageOrder.of(jobs.planning.order(order, annotator)),
            self._pages.arrange,
            failed,
            key=_KEY,
        )

    def _look_ahead(self) -> None:
        project, desk = self._current.project, self._current.desk
        if project is None or desk is None:
            return
        jobs, annotator = project.jobs, desk.annotator
        sites, self._learned_sites = frozenset(self._learned_sites), set()

        def over() -> bool:
            """Whether the answer is still for the project that is open, and wanted."""
            if self._task is not task:
                return False
            self._task = None
            self.progressed.emit(None)
            return self.order in NEEDS_LOOK

        def done(count: int) -> None:
            if over() and count:
                self._arrange()

        def failed(error: AnnotatorError) -> None:
            if not over():
                return
            self._arrange()
            if isinstance(error, Cancelled):
                told = "Not all pages were looked at: their order is that of those that were."
                desk.told.emit(Notice(told, "F5 looks at the others.", topic=_KEY))
            else:
                desk.told.emit(notice_of(error, _KEY))

        self._task = task = self._current.runner.submit(
            project.using(lambda report: jobs.planning.look_ahead(annotator, sites, report)),
            done,
            failed,
            lane=Lane.FREE,
            progress=lambda now: self.progressed.emit(now) if self._task is task else None,
        )
