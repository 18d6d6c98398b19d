"""What the review window reads beside the page: the list of pages, and what was said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.core.pages import PageId
from annotator.core.spans import Span
from annotator.gui.notices import notice_of
from annotator.gui.reviewing.review_desk import ReviewDesk
from annotator.gui.reviewing.said import said_of
from annotator.gui.reviewing.veil import Veil
from annotator.gui.tasks import TaskRunner
from annotator.services.discussing import Conversation
from annotator.services.reviewing import ReviewRow
from annotator.services.sitting import Sitting

# Verdicts come one after the other; the lists are read when there is a pause.
_SETTLING_MS = 300
_ROWS, _TALK, _FIRST = "review rows", "review talk", "review first"


class ReviewReading(QObject):
    """`rows_read(rows)` and `said()` follow when they are there. Failures are told by the desk.

    `began(page)` follows when it is known with which page to begin, None where none waits.
    `settled()` follows a pause after verdicts, which have made lists of pages out of date.
    """

    rows_read = Signal(object)
    began = Signal(object)
    said = Signal()
    settled = Signal()

    def __init__(self, desk: ReviewDesk, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._runner = runner
        self._page: PageId | None = None
        self._conversation: Conversation | None = None
        self._pause = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._pause.timeout.connect(self._on_settled)

    def read_rows(self) -> None:
        """Read which pages there are to review."""
        review = self._desk.review
        self._runner.submit(
            lambda _: review.rows(),
            self._on_rows,
            lambda error: self._desk.told.emit(notice_of(error)),
            key=_ROWS,
        )

    def find_first(self, wanted: PageId | None, waiting: Sequence[PageId]) -> None:
        """Find out with which page to begin: `wanted`, if something is to be decided there."""
        review = self._desk.review
        self._runner.submit(
            lambda _: review.first(wanted, waiting),
            self.began.emit,
            lambda error: self._desk.told.emit(notice_of(error)),
            key=_FIRST,
        )

    def read_talk(self, page: PageId) -> None:
        """Read what was said about the page that is open."""
        review = self._desk.review
        if page != self._page:
            self._page, self._conversation = page, None
        self._runner.submit(
            lambda _: review.conversation(page),
            self._on_talk,
            lambda error: self._desk.told.emit(notice_of(error)),
            key=_TALK,
        )

    def said_of(self, span: Span | None, veil: Veil) -> tuple[str, ...]:
        """What was said about a place, or about the page."""
        return said_of(self._conversation, span, veil) if self._conversation else ()

    def said_on(self, sitting: Sitting | None) -> Conversation | None:
        """All that was said about the page of a sitting, once it is read."""
        is_its = sitting is not None and sitting.page == self._page
        return self._conversation if is_its else None

    def settle(self) -> None:
        """A verdict is stored: read everything again, once no other follows."""
        self._pause.start()

    @property
    def is_settling(self) -> bool:
        """Whether the lists are about to be read again."""
        return self._pause.isActive()

    def leave(self) -> None:
        """Hear no more of what is on its way."""
        self._pause.stop()
        for key in (_ROWS, _TALK, _FIRST):
            self._runner.supersede(key)

    def _on_rows(self, rows: list[ReviewRow]) -> None:
        self.rows_read.emit(rows)

    def _on_talk(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self.said.emit()

    def _on_settled(self) -> None:
        self.read_rows()
        if self._desk.sitting is not None:
            self.read_talk(self._desk.sitting.page)
        self.settled.emit()
