"""The comments on the open page: threads in the order of the text, answers, what is resolved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.core.documents import Document
from annotator.core.remarks import Remark, Thread
from annotator.gui.discussing.composer import Composer
from annotator.gui.discussing.drafts import Draft
from annotator.gui.discussing.remark_delegate import RemarkDelegate
from annotator.gui.discussing.remark_model import ROW_ROLE, RemarkModel
from annotator.gui.discussing.remark_rows import RemarkRow, RowKind, rows_of

_LEAST_HEIGHT = 230
_NOTHING = "Nobody has said anything about this page."


class CommentsPanel(QWidget):
    """`gone_to(remark)` asks to show the place of a remark.

    `answered(thread)`, `settled(thread)` and `begun()` follow the buttons: to answer, to resolve
    what is open or open again what is resolved, and to write the first comment of a thread.
    """

    gone_to = Signal(object)
    answered = Signal(object)
    settled = Signal(object)
    begun = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._threads: tuple[Thread, ...] = ()
        self._verdicts: tuple[Remark, ...] = ()
        self._is_unfolded = False
        self._is_writable = False
        self.model = RemarkModel(self)
        self.nothing = QLabel(_NOTHING, self)
        self.nothing.setObjectName("note")
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(6, 4, 0, 0)
        self.list = _RemarkList(self.model, self)
        self._delegate = RemarkDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        self.composer = Composer(self)
        self.write = QPushButton("Comment…", self)
        self.answer = QPushButton("Answer…", self)
        self.settle = QPushButton("Resolve", self)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(4, 0, 0, 0)
        buttons.setSpacing(4)
        for button in (self.answer, self.settle, self.write):
            button.setProperty("compact", True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 10, 6)
        layout.setSpacing(4)
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        layout.addStretch()
        layout.addWidget(self.composer)
        layout.addLayout(buttons)
        self._connect()
        self._show()

    def _connect(self) -> None:
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(lambda *_rows: self._show_buttons())
        self.write.clicked.connect(self.begun)
        self.answer.clicked.connect(lambda: self._tell(self.answered.emit))
        self.settle.clicked.connect(lambda: self._tell(self.settled.emit))
        self.composer.left.connect(self._show_buttons)

    @property
    def chosen(self) -> Thread | None:
        """The thread of the current row; where there is but one that is open, that one."""
        row = self.list.currentIndex().data(ROW_ROLE)
        if isinstance(row, RemarkRow) and row.thread is not None:
            return row.thread
        open_ones = [one for one in self._threads if not one.is_resolved]
        return open_ones[0] if len(open_ones) == 1 else None

    def show_remarks(
        self, threads: Sequence[Thread], verdicts: Sequence[Remark], *, is_writable: bool
    ) -> None:
        """Show what was said about a page; the current thread stays the current one."""
        before = self.chosen
        self._threads, self._verdicts = tuple(threads), tuple(verdicts)
        self._is_writable = is_writable
        self._show()
        if before is not None:
            self.select_thread(before.first.thread)

    def compose(self, draft: Draft) -> None:
        """Write a comment; what was being written goes on in it."""
        before = self.composer.close_draft()
        if before is not None and not draft.text:
            draft = replace(draft, text=before.text)
        self.composer.open(draft)
        self._show_buttons()
        self.composer.focus()

    def take_focus(self) -> None:
        """Give the keys to the list or, where it is empty, to the button."""
        if self.model.rows:
            if not self.list.currentIndex().isValid():
                self._select(0)
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.write.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def select_thread(self, thread: str) -> None:
        """Make a thread the current one; one that is folded away is unfolded."""
        is_folded = any(one.is_resolved and one.first.thread == thread for one in self._threads)
        if is_folded and not self._is_unfolded:
            return
        self._select(self.model.row_of_thread(thread))

    def follow(self, document: Document, block: int) -> None:
        """Make the first open thread at a block current, unless one at that block is."""
        row = self.list.currentIndex().data(ROW_ROLE)
        if isinstance(row, RemarkRow) and row.thread is not None and row.thread.first.span:
            span = document.blocks[block].span
            if span.start <= row.thread.first.span.start < span.end:
                return
        self._select(self.model.row_of_block(document, block))

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._delegate.is_dark = is_dark
        self.list.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_buttons()
        self.list.scheduleDelayedItemsLayout()

    def _show(self) -> None:
        rows = rows_of(self._threads, self._verdicts, is_unfolded=self._is_unfolded)
        place = self.list.verticalScrollBar().value()
        self.model.show_rows(rows)
        self.list.verticalScrollBar().setValue(place)
        self._show_buttons()

    def _show_buttons(self) -> None:
        thread, is_writing = self.chosen, self.composer.draft is not None
        # Where there is little room, what is being written has all of it.
        has_room = not is_writing or self.height() >= _LEAST_HEIGHT
        self.nothing.setVisible(has_room and not self.model.rows)
        self.list.setVisible(has_room and bool(self.model.rows))
        may = self._is_writable and not is_writing
        self.write.setVisible(may and thread is None)
        for button in (self.answer, self.settle):
            button.setVisible(may and thread is not None)
        is_resolved = thread is not None and thread.is_resolved
        self.settle.setText("Reopen" if is_resolved else "Resolve")

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, RemarkRow):
            return
        if row.kind is RowKind.FOLD:
            self._is_unfolded = not self._is_unfolded
            self._show()
            self._select(next(n for n, one in enumerate(self.model.rows) if one.count))
        elif row.thread is not None:
            self.gone_to.emit(row.thread.first)

    def _tell(self, emit: Callable[[Thread], None]) -> None:
        if self.chosen is not None:
            emit(self.chosen)

    def _select(self, row: int | None) -> None:
        if row is not None:
            index = self.model.index(row)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)


class _RemarkList(QListView):
    """Rows of different heights, laid out some at a time."""

    def __init__(self, model: RemarkModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setObjectName("side")
        self.setMinimumHeight(40)
        self.setMouseTracking(True)
        self.setAccessibleName("Comments on the page")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(50)
