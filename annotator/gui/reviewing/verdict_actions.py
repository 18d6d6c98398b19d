"""What becomes of a page: accepted, returned to whoever labelled it, or asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotator.core.decisions import GOLD
from annotator.core.errors import AnnotatorError
from annotator.core.journal import Status
from annotator.core.pages import PageId
from annotator.core.spans import Span
from annotator.gui.notices import Notice, Weight, notice_of
from annotator.gui.reviewing.going import Going, left_of
from annotator.gui.reviewing.review_desk import ReviewDesk
from annotator.gui.reviewing.review_pages import ReviewPages
from annotator.gui.reviewing.review_panels import ReviewPanels
from annotator.gui.reviewing.write_dialog import Wanted, WriteDialog
from annotator.gui.tasks import TaskRunner
from annotator.services.gold_sitting import GoldSitting

_READY = frozenset({Status.FINISHED, Status.RETURNED, Status.ACCEPTED})


class VerdictActions(QObject):
    """The actions `verdict.…` and `talk.…`.

    A verdict waits until all decisions before it are saved; the next page does not wait for it.
    `settled()` follows when the store has one, `idle()` when none is under way any more.
    """

    settled = Signal()
    idle = Signal()

    def __init__(
        self,
        desk: ReviewDesk,
        pages: ReviewPages,
        panels: ReviewPanels,
        going: Going,
        runner: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pages = pages
        self._panels = panels
        self._going = going
        self._runner = runner
        self._waiting: list[tuple[GoldSitting, Callable[[], None]]] = []
        self._running = 0
        self._is_over = False
        desk.queue.state_changed.connect(self._go_on)
        desk.queue.refused.connect(self._forget)
        desk.queue.given_up.connect(self._waiting.clear)

    @property
    def is_waiting(self) -> bool:
        """Whether a verdict, or a remark, is still to be stored."""
        return bool(self._waiting or self._running)

    def leave(self) -> None:
        """Tell nobody of what is still under way; it is stored all the same."""
        self._is_over = True

    def accept(self) -> None:
        """Accept the page, and open the next that is to do; not while something is undecided."""
        sitting = self._open
        if sitting is None:
            return
        left = left_of(sitting)
        if left:
            count = len(left)
            noun = "place is" if count == 1 else f"{count:,} places are"
            sentence = f"The page is not accepted: {'1 ' if count == 1 else ''}{noun} to decide."
            self._desk.told.emit(Notice(sentence, "This is the first.", topic="page"))
            self._going.to_unsettled(left[0])
            return
        if any(one.status not in _READY for one in sitting.candidates):
            self._desk.told.emit(
                Notice(
                    "The page is not accepted: a set of it is not finished yet.",
                    "Comment on it, or go on with the next page.",
                    topic="page",
                )
            )
            return
        page, names, review = sitting.page, sitting.names, self._desk.review
        self._give(sitting, lambda: review.accept(page, names))
        self._pages.mark(page, gold=Status.ACCEPTED)
        self._open_next(page)

    def send_back(self) -> None:
        """Ask why the page is returned, and to whom; then return it and open the next."""
        self._ask(
            "Return page",
            "What is to be changed? Whoever labelled the page reads this.",
            "Return",
            self._return,
            with_gold=True,
        )

    def ask(self) -> None:
        """Write a question about the place, and return the page with it."""
        span = self._place()

        def asked(sitting: GoldSitting, name: str, text: str) -> None:
            page, review = sitting.page, self._desk.review
            self._give(sitting, lambda: review.comment(page, text, span, name))
            self._return(sitting, name, text)

        self._ask("Ask and return", "What do you want to know of this place?", "Ask", asked)

    def comment(self) -> None:
        """Say something about the place; nothing else becomes of the page."""
        span = self._place()

        def said(sitting: GoldSitting, _name: str, text: str) -> None:
            page, review = sitting.page, self._desk.review
            self._give(sitting, lambda: review.comment(page, text, span, ""))

        sitting = self._open
        if sitting is not None:
            wanted = Wanted("Comment", "Your comment on this place:", "Comment")
            self._write(sitting, wanted, said)

    # Inside

    @property
    def _open(self) -> GoldSitting | None:
        """The page that is judged; none while another is on its way, which may be the one meant."""
        return None if self._desk.is_leaving else self._desk.gold

    def _ask(
        self,
        title: str,
        prompt: str,
        button: str,
        then: Callable[[GoldSitting, str, str], None],
        *,
        with_gold: bool = False,
    ) -> None:
        sitting, veil = self._open, self._panels.veil
        if sitting is None:
            return
        ready = {one.annotator for one in sitting.candidates if one.status in _READY}
        receivers = [(f"To {veil.side(name)}", name) for name in veil.names if name in ready]
        if with_gold and sitting.status is Status.ACCEPTED:
            receivers.append(("To the reviewers: open the decisions again", GOLD))
        if receivers:
            self._write(sitting, Wanted(title, prompt, button, receivers), then)
        else:
            self._desk.told.emit(
                Notice(
                    "Nobody has finished this page yet, so it cannot be returned.",
                    "Write a comment instead.",
                    topic="page",
                )
            )

    def _write(
        self,
        sitting: GoldSitting,
        wanted: Wanted,
        then: Callable[[GoldSitting, str, str], None],
    ) -> None:
        """Ask for words about the page that is open now, whichever is when they are written."""
        dialog = WriteDialog(wanted, self._panels.window())
        dialog.written.connect(lambda name, text: then(sitting, name, text))
        dialog.finished.connect(lambda _result: self._panels.come_back())
        dialog.open()

    def _return(self, sitting: GoldSitting, name: str, reason: str) -> None:
        page, review = sitting.page, self._desk.review
        self._give(sitting, lambda: review.send_back(page, name, reason))
        if name == GOLD:
            self._give(sitting, lambda: None, then=self._desk.read_again)
            return
        self._pages.mark(page, returned=name)
        if self._desk.sitting is not None and self._desk.sitting.page == page:
            self._open_next(page)

    def _place(self) -> Span | None:
        """What a remark is about: the disagreement, or the selected text."""
        one = self._panels.considered
        if one is not None:
            return one.piece.span
        spans = self._panels.text.page_cursor.selected_spans()
        return Span(spans[0].start, spans[-1].end) if spans else None

    def _open_next(self, page: PageId) -> None:
        following = self._pages.next_to_do()
        if following is not None and following != page:
            self._going.open(following)
            return
        self._desk.told.emit(
            Notice("No other page waits for a review.", "You see this one as it is now.")
        )
        sitting = self._desk.gold
        if sitting is not None:
            self._give(sitting, lambda: None, then=self._desk.read_again)

    def _give(
        self,
        sitting: GoldSitting,
        work: Callable[[], object],
        then: Callable[[], None] | None = None,
    ) -> None:
        """Do this on the store worker, behind all decisions on that page."""

        def begin() -> None:
            self._running += 1
            self._runner.submit(lambda _: work(), lambda _answer: done(), failed)

        def done() -> None:
            self._running -= 1
            if self._is_over:
                return
            if then is not None:
                then()
            self._tell_settled()

        def failed(error: AnnotatorError) -> None:
            self._running -= 1
            if self._is_over:
                return
            notice = notice_of(error, "verdict")
            self._desk.told.emit(replace(notice, weight=Weight.WARNING, stays=True))
            self._tell_settled()

        self._waiting.append((sitting, begin))
        self._go_on()

    def _go_on(self) -> None:
        """Begin what waits for nothing more, in order."""
        while self._waiting:
            sitting, begin = self._waiting[0]
            if self._desk.queue.sitting_with_unsaved(sitting.page, GOLD) is sitting:
                return
            del self._waiting[0]
            begin()

    def _forget(self, sitting: GoldSitting, _error: object) -> None:
        """The decisions of a page were refused: what was to follow them is off."""
        left = [one for one in self._waiting if one[0] is not sitting]
        if len(left) < len(self._waiting):
            self._waiting[:] = left
            # The list shows the page as if it had been judged.
            self._tell_settled()

    def _tell_settled(self) -> None:
        self.settled.emit()
        if not self.is_waiting:
            self.idle.emit()
