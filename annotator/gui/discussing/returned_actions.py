"""Pages that were returned: told above their text, and what was decided shown beside it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.core.errors import AnnotatorError
from annotator.core.journal import Status
from annotator.core.remarks import Remark, RemarkKind
from annotator.gui.current import Current
from annotator.gui.desk import Desk
from annotator.gui.discussing.comment_actions import CommentActions
from annotator.gui.discussing.open_conversation import OpenConversation
from annotator.gui.notices import notice_of
from annotator.gui.panels import Panels
from annotator.services.sitting import Sitting

if TYPE_CHECKING:
    from annotator.gui.discussing.beside import Beside
    from annotator.gui.discussing.returned_strip import ReturnedStrip

_REVIEWED = frozenset({Status.RETURNED, Status.ACCEPTED})
_TOPIC, _DECIDED, _BESIDE = "returned", "has decisions", "beside"


class ReturnedActions(QObject):
    """The actions `returned.…`; they answer the strip as well."""

    def __init__(
        self,
        current: Current,
        panels: Panels,
        said: OpenConversation,
        comments: CommentActions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._current = current
        self._panels = panels
        self._said = said
        self._comments = comments
        self._window = window
        self._strip: ReturnedStrip | None = None
        current.opened.connect(self._on_project)
        said.changed.connect(self._show)
        self._on_project(current.desk)
        if current.sitting is not None:
            self._on_page(current.sitting)

    def show_decided(self) -> None:
        """Show what was decided on the open page beside what the annotator has."""
        sitting, project = self._current.sitting, self._current.project
        if sitting is None or project is None:
            return
        jobs, page, annotator = project.jobs, sitting.page, sitting.annotator

        def show(beside: Beside) -> None:
            if self._current.sitting is sitting:
                self.show_beside("What was decided", beside)

        self._current.runner.submit(
            lambda _: jobs.use(lambda one: beside_jobs().decided(one, page, annotator)),
            show,
            self._on_failed,
            key=_BESIDE,
        )

    def show_beside(self, title: str, beside: Beside) -> None:
        """Show two sets of a page in a window of their own."""
        dialog = import_module("annotator.gui.discussing.compared_dialog").ComparedDialog
        dialog(title, beside, self._panels.middle.view.zoom, self._window).open()

    def answer(self) -> None:
        """Answer whoever returned the page."""
        verdict = self._verdict()
        if verdict is not None:
            self._comments.answer_verdict(verdict)

    def _on_project(self, desk: Desk | None) -> None:
        if desk is not None:
            desk.opened.connect(self._on_page)
            desk.changed.connect(lambda *_what: self._show())

    def _on_page(self, sitting: Sitting) -> None:
        self._current.decided = None
        self._show()
        project = self._current.project
        if sitting.status not in _REVIEWED or project is None:
            return
        jobs, page, annotator = project.jobs, sitting.page, sitting.annotator

        def note(has_decisions: bool) -> None:
            if self._current.sitting is sitting and has_decisions:
                self._current.decided = sitting
                self._current.facts_changed.emit()
                self._show()

        self._current.runner.submit(
            lambda _: jobs.use(lambda one: beside_jobs().has_decisions(one, page, annotator)),
            note,
            self._on_failed,
            key=_DECIDED,
        )

    def _show(self) -> None:
        sitting = self._current.sitting
        is_returned = sitting is not None and sitting.status is Status.RETURNED
        if not is_returned:
            if self._strip is not None:
                self._strip.hide()
            return
        strip = self._made()
        strip.show_verdict(
            self._verdict(),
            has_decisions=self._current.decided is sitting,
            is_writable=self._current.is_writable,
        )
        strip.show()

    def _verdict(self) -> Remark | None:
        """Why the page was returned, once that is read."""
        last = self._said.verdicts[-1:]
        return next((one for one in last if one.kind is RemarkKind.RETURNED), None)

    def _made(self) -> ReturnedStrip:
        if self._strip is None:
            from annotator.gui.discussing.returned_strip import ReturnedStrip  # noqa: PLC0415 - asked for later, if at all

            self._strip = ReturnedStrip()
            self._strip.asked_what.connect(self.show_decided)
            self._strip.answered.connect(self.answer)
            self._panels.middle.add_strip(self._strip)
        return self._strip

    def _on_failed(self, error: AnnotatorError) -> None:
        if self._current.desk is not None:
            self._current.desk.told.emit(notice_of(error, _TOPIC))


def beside_jobs() -> Any:
    """The jobs that lay sets beside each other, loaded on the worker that first needs them."""
    return import_module("annotator.gui.discussing.beside")
