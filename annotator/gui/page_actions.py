"""Which page comes next: stepping through the list, reading it, keeping it true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.core.pages import PageId, PageRow
from annotator.gui.current import Current
from annotator.gui.notices import Notice, Weight
from annotator.gui.page_list import PageList
from annotator.gui.page_order import PageOrder
from annotator.services.sitting import Sitting

if TYPE_CHECKING:
    from annotator.gui.desk import Desk

# The first rows come fast, the rest in pieces that the window does not notice.
_FIRST_ROWS = 100
_MORE_ROWS = 1_500


class PageActions(QObject):
    """The actions `pages.…`, and the reading of the list on the store worker.

    `all_read(is_all)` follows when the list has every page again; `is_all` says that they were read
    from the first on, and not only those that are new. While it `awaits_order`, no page is opened
    that nobody asked for: which is the first to do is told by `arrange`.
    """

    all_read = Signal()

    def __init__(self, current: Current, pages: PageList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._current = current
        self._list = pages
        self._wanted: PageId | None = None
        self.awaits_order = False
        pages.chosen.connect(self.open)
        current.opened.connect(self._on_project)

    def open(self, page: int) -> None:
        """Open the page of that number."""
        if self._current.desk is not None:
            self._current.desk.open(PageId(page))

    def go_to(self, number: int) -> None:
        """Open the page of a number that was typed; say so where there is none."""
        table, desk = self._current.pages.table, self._current.desk
        if table.row(PageId(number)) is not None:
            self.open(number)
        elif desk is not None:
            sentence = f"There is no page {number} in this project."
            hint = f"Choose a number from 1 to {table.last}."
            desk.told.emit(Notice(sentence, hint, Weight.WARNING, topic="page"))

    def begin_at(self, page: int | None) -> None:
        """Open this page of a project just opened or, without one, the first that is to do."""
        self._wanted = None if page is None else PageId(page)
        if page is not None:
            self.open(page)

    def step(self, by: int) -> None:
        """Open the next page of the list, or the previous one."""
        sitting = self._current.sitting
        page = self._current.pages.table.step(sitting.page if sitting else None, by)
        if page is not None and (sitting is None or page != sitting.page):
            self.open(page)

    def next_unfinished(self) -> None:
        """Open the next page of the list that is not finished."""
        sitting, desk = self._current.sitting, self._current.desk
        page = self._current.pages.table.next_unfinished(sitting.page if sitting else None)
        if page is not None:
            self.open(page)
        elif desk is not None:
            desk.told.emit(Notice("All pages of the list are finished.", topic="finish"))

    def filter(self) -> None:
        """Type into the filter of the list."""
        self._list.focus_filter()

    def refresh(self) -> None:
        """Read the list, and the open page, as they are stored now."""
        desk = self._current.desk
        if desk is not None:
            self._read(desk, PageId(0), _MORE_ROWS)
            desk.read_again()

    def read_new(self) -> None:
        """Read the pages behind those that the list has, as after an import."""
        desk = self._current.desk
        if desk is not None:
            self._read(desk, self._current.pages.table.last, _MORE_ROWS)

    def arrange(self, order: PageOrder) -> None:
        """Have the pages in this order; open the first to do where none is open."""
        model, sitting = self._current.pages, self._current.sitting
        self.awaits_order = False
        model.arrange(order)
        self._current.facts_changed.emit()
        if sitting is not None:
            self.show_opened(sitting)
        elif model.table.shown:
            self._open_first([], is_all=True)

    def note(self, sitting: Sitting) -> None:
        """Show in the list how far a page is, and read ahead what comes after it."""
        undecided = sitting.tally.undecided_count
        self._current.pages.progress(sitting.page, sitting.status, undecided)

    def show_opened(self, sitting: Sitting) -> None:
        """Mark the open page in the list, and read ahead what Enter would open."""
        self._list.show_page(sitting.page)
        self.note(sitting)
        desk = self._current.desk
        following = self._current.pages.table.next_unfinished(sitting.page)
        if desk is not None and following is not None:
            desk.read_ahead(following)

    def _on_project(self, desk: Desk | None) -> None:
        self._wanted = None
        if desk is not None:
            self._list.clear_filter()
            self._read(desk, PageId(0), _FIRST_ROWS)

    def _read(self, desk: Desk, after: PageId, limit: int) -> None:
        jobs, annotator = desk.jobs, desk.annotator

        def on_rows(rows: list[PageRow]) -> None:
            self._current.pages.put(rows)
            self._current.facts_changed.emit()
            is_all = len(rows) < limit
            if not is_all:
                self._read(desk, rows[-1].page, _MORE_ROWS)
            self._open_first(rows, is_all=is_all)
            if is_all:
                self.all_read.emit()

        self._current.runner.submit(
            lambda _: jobs.rows(annotator, after, limit), on_rows, key="rows"
        )

    def _open_first(self, rows: list[PageRow], *, is_all: bool) -> None:
        """Open a page where none was asked for, or none of that number exists.

        Where one is open, the rows that hold it show which; the last ones, what comes after it.
        """
        sitting, table = self._current.sitting, self._current.pages.table
        if sitting is not None:
            if is_all or rows[0].page <= sitting.page <= rows[-1].page:
                self.show_opened(sitting)
            return
        is_missing = self._wanted is None or (is_all and table.row(self._wanted) is None)
        if is_missing and table.shown and not self.awaits_order:
            self._wanted = table.next_unfinished(None) or table.shown[0]
            self.open(self._wanted)
