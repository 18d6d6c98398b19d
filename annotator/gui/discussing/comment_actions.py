"""Comments in the window: shown beside the page and at its blocks, written and answered by keys.

The panel is made when it is first wanted: the window shows the sooner.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotator.core.pages import PageId
from annotator.core.remarks import Remark, Thread
from annotator.core.spans import Span
from annotator.gui.current import Current
from annotator.gui.discussing.drafts import Draft, on_page, on_text
from annotator.gui.discussing.open_conversation import TOPIC, OpenConversation, jobs
from annotator.gui.notices import Notice
from annotator.gui.panels import Panels

if TYPE_CHECKING:
    from annotator.gui.discussing.comments_panel import CommentsPanel

_TITLE = "Comments"


class CommentActions(QObject):
    """The actions `comments.…`."""

    def __init__(
        self, current: Current, panels: Panels, said: OpenConversation, window: QWidget
    ) -> None:
        super().__init__(window)
        self._current = current
        self._panels = panels
        self._said = said
        self._panel: CommentsPanel | None = None
        # What was being written when its page was left.
        self._drafts: dict[PageId, Draft] = {}
        current.opened.connect(lambda _desk: self._drafts.clear())
        said.turned.connect(self._on_page)
        said.changed.connect(self._show)
        panels.middle.page_cursor.moved.connect(self._follow)

    def show(self) -> None:
        """Show the comments, with the keys; hide them where they have the keys."""
        panel = self._made()
        focused = self._panels.window().focusWidget()
        if focused is not None and panel.isAncestorOf(focused):
            self._panels.side.show_first()
            self._panels.middle.focus_text()
            return
        self._panels.side.show_panel(panel)
        panel.take_focus()

    def write(self) -> None:
        """Write a comment on what is selected, or on the block with the cursor."""
        sitting = self._current.sitting
        spans = self._panels.middle.page_cursor.selected_spans()
        if sitting is not None and spans:
            span = Span(spans[0].start, spans[-1].end)
            self._compose(on_text(sitting.page, sitting.document, span))
        else:
            self.write_on_page()

    def write_on_page(self) -> None:
        """Write a comment on the page as a whole."""
        if self._current.sitting is not None:
            self._compose(on_page(self._current.sitting.page))

    def answer(self) -> None:
        """Answer in the thread that is chosen."""
        thread = self._chosen()
        if thread is not None:
            self._answer(thread)

    def answer_verdict(self, verdict: Remark) -> None:
        """Answer whoever returned the page: in a new thread, as verdicts belong to none."""
        told = f"To {verdict.author}, on the whole page"
        self._compose(Draft(verdict.page, told, about=verdict.about))

    def settle(self) -> None:
        """Resolve the thread that is chosen; open it again where it is resolved."""
        thread = self._chosen()
        if thread is not None:
            self._settle(thread)

    def step(self, forward: bool) -> None:
        """Go to the next block with an open comment, or the previous one, and round the ends."""
        desk, cursor = self._current.desk, self._panels.middle.page_cursor
        blocks = sorted(self._panels.middle.view.commented, reverse=not forward)
        here = cursor.block
        ahead = [one for one in blocks if (one > here if forward else one < here)]
        if blocks:
            if self._panel is not None:
                self._panels.side.show_panel(self._panel)
            cursor.go_to((ahead or blocks)[0])
            self._panels.middle.focus_text()
        elif desk is not None:
            desk.told.emit(Notice("No open comment stands in the text of this page.", topic=TOPIC))

    # The panel

    def _made(self) -> CommentsPanel:
        """The panel, made now if nobody wanted it before."""
        if self._panel is None:
            from annotator.gui.discussing.comments_panel import CommentsPanel  # noqa: PLC0415 - asked for later, if at all

            self._panel = panel = CommentsPanel()
            self._panels.side.add(_TITLE, panel)
            panel.gone_to.connect(self._go_to)
            panel.answered.connect(self._answer)
            panel.settled.connect(self._settle)
            panel.begun.connect(self.write)
            panel.composer.written.connect(self._send)
            panel.composer.left.connect(self._panels.middle.focus_text)
            self._show()
        return self._panel

    def _show(self) -> None:
        """Show what is said, in the panel and at the blocks."""
        sitting, threads = self._current.sitting, self._said.threads
        view = self._panels.middle.view
        if self._panel is None and not threads:
            view.show_comments({})
            return
        panel = self._made()
        is_writable = sitting is not None and self._current.is_writable
        panel.show_remarks(threads, self._said.verdicts, is_writable=is_writable)
        count = sum(not one.is_resolved for one in threads)
        self._panels.side.rename(panel, f"{_TITLE} {count}" if count else _TITLE)
        blocks_of = import_module("annotator.gui.discussing.remark_model").blocks_of
        view.show_comments(blocks_of(sitting.document, threads) if sitting else {})

    def _on_page(self) -> None:
        """Put away what was being written, for the page's return; take up what waits for this."""
        if self._panel is None:
            return
        draft = self._panel.composer.close_draft()
        if draft is not None:
            self._drafts[draft.page] = draft
        page = self._said.page
        if page in self._drafts:
            self._panel.composer.open(self._drafts.pop(page))

    def _follow(self, block: int) -> None:
        sitting = self._current.sitting
        is_marked = block in self._panels.middle.view.commented
        if self._panel is not None and sitting is not None and is_marked:
            self._panel.follow(sitting.document, block)

    def _go_to(self, remark: Remark) -> None:
        sitting, desk = self._current.sitting, self._current.desk
        if sitting is None or desk is None or remark.span is None:
            return
        is_in = import_module("annotator.gui.discussing.remark_model").is_in
        if is_in(sitting.document, remark):
            # There first: what was folded away there is unfolded by that.
            cursor = self._panels.middle.page_cursor
            cursor.go_to(sitting.document.block_at(remark.span.start))
            cursor.select(remark.span)
            self._panels.middle.focus_text()
        else:
            told = "The text that this comment is about is not in the page as it was read here."
            desk.told.emit(Notice(told, topic=TOPIC))

    # Writing

    def _compose(self, draft: Draft) -> None:
        panel = self._made()
        self._panels.side.show_panel(panel)
        panel.compose(draft)

    def _answer(self, thread: Thread) -> None:
        first = thread.first
        told = f"Answer to {thread.remarks[-1].author}"
        self._compose(Draft(first.page, told, thread=first.thread, about=first.about))

    def _send(self, draft: Draft) -> None:
        desk = self._current.desk
        if desk is None:
            return
        author = desk.annotator

        def keep() -> None:
            # What was written is not lost: it stands in the field again, here or on its page.
            self._drafts[draft.page] = draft
            if self._said.page == draft.page:
                self._on_page()

        self._said.change(lambda project: jobs().write(project, author, draft), keep)

    def _settle(self, thread: Thread) -> None:
        desk = self._current.desk
        if desk is not None:
            author = desk.annotator
            self._said.change(lambda project: jobs().settle(project, author, thread))

    def _chosen(self) -> Thread | None:
        desk = self._current.desk
        thread = self._panel.chosen if self._panel is not None else None
        if thread is None and desk is not None:
            notice = Notice("No comment is chosen.", "Choose one in the list.", topic=TOPIC)
            desk.told.emit(notice)
        return thread
