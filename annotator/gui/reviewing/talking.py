"""What annotators and reviewers say of the page under review: told, read, answered, resolved."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout

from annotator.core.remarks import Remark, Thread
from annotator.gui.appearance import is_dark
from annotator.gui.current import Current
from annotator.gui.discussing.drafts import Draft, on_page
from annotator.gui.notices import notice_of
from annotator.gui.reviewing.review_desk import ReviewDesk
from annotator.gui.reviewing.review_panels import ReviewPanels
from annotator.gui.reviewing.review_reading import ReviewReading
from annotator.gui.reviewing.said import open_talk, veiled
from annotator.services.discussing import Conversation
from annotator.services.projects import Project

if TYPE_CHECKING:
    from annotator.gui.discussing.comments_panel import CommentsPanel

_SIZE = (520, 480)


class Talking(QObject):
    """The actions `talking.…`, and the strip that asks for them."""

    def __init__(
        self, current: Current, desk: ReviewDesk, reading: ReviewReading, panels: ReviewPanels
    ) -> None:
        super().__init__(panels)
        self._current = current
        self._desk = desk
        self._reading = reading
        self._panels = panels
        self._panel: CommentsPanel | None = None
        self._told: tuple[Conversation | None, object] = (None, None)
        reading.said.connect(self._show)
        panels.moved.connect(self._show)

    def read(self) -> None:
        """Show all that was said of the page, to be answered and resolved."""
        sitting = self._desk.gold
        if sitting is None or self._panel is not None:
            return
        made = import_module("annotator.gui.discussing.comments_panel").CommentsPanel
        dialog = QDialog(self._panels.window())
        dialog.setWindowTitle("Comments on the page")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.resize(*_SIZE)
        self._panel = panel = made(dialog)
        panel.set_dark(is_dark(dialog.palette()))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
        buttons.rejected.connect(dialog.reject)
        column = QVBoxLayout(dialog)
        column.addWidget(panel)
        column.addWidget(buttons)
        for button in dialog.findChildren(QPushButton):
            # Enter in the list is about a comment, never about a button.
            button.setAutoDefault(False)
        panel.answered.connect(self._answer)
        panel.begun.connect(lambda: panel.compose(on_page(sitting.page)))
        panel.settled.connect(self._settle)
        panel.composer.written.connect(self._send)
        panel.gone_to.connect(self._go_to)
        dialog.finished.connect(self._on_closed)
        self._fill()
        dialog.open()
        panel.take_focus()

    # Inside

    def _show(self) -> None:
        """Tell what is open on the page, where that or who may be named is another by now."""
        said, veil = self._reading.said_on(self._desk.gold), self._panels.veil
        if said is self._told[0] and veil is self._told[1]:
            return
        self._told = (said, veil)
        self._panels.talk.show_text(open_talk(said, veil) if said is not None else "")
        self._fill()

    def _fill(self) -> None:
        said = self._reading.said_on(self._desk.gold)
        if self._panel is not None and said is not None:
            shown = veiled(said, self._panels.veil)
            is_writable = self._current.is_writable
            self._panel.show_remarks(shown.threads, shown.verdicts, is_writable=is_writable)

    def _answer(self, thread: Thread) -> None:
        if self._panel is not None:
            told = f"Answer to {thread.remarks[-1].author}"
            self._panel.compose(Draft(thread.first.page, told, thread=thread.first.thread))

    def _send(self, draft: Draft) -> None:
        self._change(lambda jobs, project, who: jobs.write(project, who, draft))

    def _settle(self, thread: Thread) -> None:
        self._change(lambda jobs, project, who: jobs.settle(project, who, thread))

    def _change(self, work: Callable[[Any, Project, str], object]) -> None:
        sitting, review = self._desk.gold, self._desk.review
        if sitting is None:
            return

        def change() -> object:
            jobs = import_module("annotator.gui.discussing.jobs")
            return review.use(lambda project: work(jobs, project, review.reviewer))

        self._current.runner.submit(
            lambda _: change(),
            lambda _said: self._reading.read_talk(sitting.page),
            lambda error: self._desk.told.emit(notice_of(error, "talk")),
        )

    def _go_to(self, remark: Remark) -> None:
        sitting, span = self._desk.gold, remark.span
        if sitting is not None and span is not None and span.end <= len(sitting.document.text):
            self._panels.show_span(span)

    def _on_closed(self) -> None:
        self._panel = None
        self._reading.settle()
        self._panels.come_back()
