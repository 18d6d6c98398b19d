"""Pages shared out among people, and the list of those that were given to the annotator.

No dialog is loaded before it is asked for: the window shows the sooner.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.pages import PageId
from annotator.gui.current import Current
from annotator.gui.notices import Notice, notice_of
from annotator.gui.page_actions import PageActions
from annotator.gui.page_list import PageList
from annotator.gui.page_table import Group

if TYPE_CHECKING:
    from annotator.gui.opened_project import OpenedProject
    from annotator.gui.sharing.share_dialog import ShareDialog
    from annotator.gui.sharing.share_wish import ShareWish, WouldGive

_TOPIC, _GIVEN, _PREVIEW = "sharing", "given", "share preview"


class SharingActions(QObject):
    """The actions `sharing.…`."""

    def __init__(
        self, current: Current, pages: PageList, reading: PageActions, window: QWidget
    ) -> None:
        super().__init__(window)
        self._current = current
        self._pages = pages
        self._window = window
        self._dialog: ShareDialog | None = None
        pages.given_wanted.connect(self._read_given)
        reading.all_read.connect(self._read_given_again)
        current.opened.connect(self._on_project)

    def given(self) -> None:
        """Show the pages that were given to the annotator alone, or all pages again."""
        is_on = self._pages.group is Group.GIVEN
        self._pages.choose_group(Group.ALL if is_on else Group.GIVEN)

    def share_out(self) -> None:
        """Ask among whom the pages are shared out, and how."""
        project = self._current.project
        if project is None or self._dialog is not None:
            return
        from annotator.gui.sharing.share_dialog import ShareDialog  # noqa: PLC0415 - asked for later, if at all

        jobs = project.jobs
        self._dialog = dialog = ShareDialog(self._window)
        dialog.asked.connect(lambda wish: self._preview(project, dialog, wish))
        dialog.decided.connect(lambda wish: self._give(project, wish))
        dialog.finished.connect(self._forget)
        dialog.open()
        self._current.runner.submit(
            lambda _: jobs.use(import_module("annotator.services.listing").people_names),
            lambda names: dialog.show_people(names) if dialog is self._dialog else None,
            self._on_failed,
        )

    def _preview(self, project: OpenedProject, dialog: ShareDialog, wish: ShareWish) -> None:
        jobs = project.jobs
        self._current.runner.submit(
            lambda _: jobs.use(lambda one: _jobs().previewed(one, wish)),
            lambda found: dialog.show_preview(wish, found) if dialog is self._dialog else None,
            lambda error: dialog.show_failure(error) if dialog is self._dialog else None,
            key=_PREVIEW,
        )

    def _give(self, project: OpenedProject, wish: ShareWish) -> None:
        jobs = project.jobs

        def done(found: WouldGive) -> None:
            if self._current.project is project:
                count = sum(one.new_count for one in found.shares.values())
                pages = "1 page was" if count == 1 else f"{count:,} pages were"
                people = len(found.shares)
                among = "1 annotator" if people == 1 else f"{people:,} annotators"
                self._tell(Notice(f"{pages} given to {among}.", found.told, topic=_TOPIC))
                self._read_given_again()

        self._current.runner.submit(
            lambda _: jobs.use(lambda one: _jobs().shared(one, wish)), done, self._on_failed
        )

    def _read_given(self) -> None:
        project, desk = self._current.project, self._current.desk
        if project is None or desk is None:
            return
        jobs, annotator = project.jobs, desk.annotator

        def show(pages: frozenset[PageId]) -> None:
            if self._current.project is project:
                self._pages.show_given(pages)
                if not pages and self._pages.group is Group.GIVEN:
                    self._tell(
                        Notice(
                            f"No page was given to “{annotator}”.",
                            "“Share out pages…” gives them.",
                            topic=_TOPIC,
                        )
                    )

        self._current.runner.submit(
            lambda _: jobs.use(lambda one: _jobs().given(one, annotator)),
            show,
            self._on_failed,
            key=_GIVEN,
        )

    def _read_given_again(self) -> None:
        if self._pages.group is Group.GIVEN:
            self._read_given()

    def _on_project(self, _desk: object) -> None:
        self._current.runner.supersede(_GIVEN)
        self._pages.show_given(frozenset())
        if self._dialog is not None:
            self._dialog.reject()

    def _forget(self, _result: int) -> None:
        self._dialog = None
        self._current.runner.supersede(_PREVIEW)

    def _on_failed(self, error: AnnotatorError) -> None:
        self._tell(notice_of(error, _TOPIC))

    def _tell(self, notice: Notice) -> None:
        if self._current.desk is not None:
            self._current.desk.told.emit(notice)


def _jobs() -> Any:
    """Loaded on the worker that first needs them."""
    return import_module("annotator.gui.sharing.share_jobs")
