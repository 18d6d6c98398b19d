"""The panes of the review: pages on the left, the page in the middle, decisions on the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.adjudication import Considered
from annotator.core.spans import Span
from annotator.gui.banner import Banner
from annotator.gui.comparing import ComparedText, DisagreementList
from annotator.gui.reviewing.card import DecisionCard
from annotator.gui.reviewing.card_foot import CardFoot
from annotator.gui.reviewing.choices import OnCard
from annotator.gui.reviewing.current_piece import current_piece
from annotator.gui.reviewing.giving_panes import GivingPanes
from annotator.gui.reviewing.reason_field import OwnKeys
from annotator.gui.reviewing.rendered import RenderedPage
from annotator.gui.reviewing.review_header import ReviewHeader
from annotator.gui.reviewing.review_page_list import ReviewPageList
from annotator.gui.reviewing.review_pages import ReviewPages
from annotator.gui.reviewing.showing import Shown
from annotator.gui.reviewing.talk_strip import TalkStrip
from annotator.gui.reviewing.veil import Veil
from annotator.gui.reviewing.view_strip import ViewStrip
from annotator.services.changes import Changes
from annotator.services.gold_sitting import GoldSitting

_WIDTHS = (240, 660, 380)
_LEAST = (150, 300, 250)
_HEIGHTS = (240, 560)
_READING_WIDTH = 430
_EMPTY = (
    "Nothing to review yet. A page is listed here as soon as an annotator has labelled it: "
    "receive a bundle from a colleague, or label a page yourself and finish it."
)
_SIDES = {Shown.DECIDED: -1, Shown.FIRST: 0, Shown.SECOND: 1}


class ReviewPanels(QWidget):
    """Shows one review. `moved()` follows another disagreement, or another selection.

    `asked(action id)` follows the buttons; `key` answers the key of an action.
    """

    moved = Signal()
    asked = Signal(str)

    def __init__(
        self, model: ReviewPages, key: Callable[[str], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key = key
        self.banner = Banner(self)
        self.pages = ReviewPageList(model, self)
        self.header = ReviewHeader(self)
        self.talk = TalkStrip(self)
        self.views = ViewStrip(key, self)
        self.text = ComparedText(self)
        self.rendered = RenderedPage(self)
        self.list = DisagreementList(self)
        self.card = DecisionCard(key, self)
        self.foot = CardFoot(key, self)
        self.empty = QLabel(self)
        self.veil = Veil()
        self.shown = Shown.TEXT
        self.number = 0
        self._sitting: GoldSitting | None = None
        self._remarks: Callable[[Span | None], tuple[str, ...]] = lambda _span: ()
        self._is_selecting = False
        self.work = self._lay_out()
        self._connect()
        self.show_review(None, Veil())

    # What is shown

    def show_review(self, sitting: GoldSitting | None, veil: Veil) -> None:
        """Show the review of a page at its first open disagreement; the same page stays."""
        before = self._sitting
        is_same = before is not None and sitting is not None and before.page == sitting.page
        number = self.number if is_same else 0
        self._sitting, self.veil, self.number = sitting, veil, 0
        self.banner.withdraw("page")
        self._is_selecting = True
        if sitting is None:
            self.text.clear()
            self.card.show_nothing()
        else:
            self.text.show_gold(sitting, veil.masked)
        self.list.show_compared(self.text.compared)
        self._is_selecting = False
        self._stack.setCurrentWidget(self.empty if sitting is None else self._pictures)
        self._show_rendered()
        self.header.show_review(sitting, veil)
        if sitting is not None:
            self.go_to(number or self.list.beside(0, 1, to_decide=True) or self.list.beside(0, 1))

    @property
    def has_review(self) -> bool:
        """Whether a page is shown."""
        return self._sitting is not None

    def show_empty(self) -> None:
        """Say that there is nothing to review, and what to do about it."""
        self.empty.setText(_EMPTY)

    def refresh(self, changes: Changes) -> None:
        """Show what a decision changed."""
        self.text.refresh(changes.blocks)
        self.list.show_compared(self.text.compared)
        self.rendered.refresh(changes.blocks)
        self.header.show_review(self._sitting, self.veil)
        self._show_card()

    def show_remarks(self, remarks: Callable[[Span | None], tuple[str, ...]]) -> None:
        """Have what was said about a place told on its card."""
        self._remarks = remarks
        self._show_card()

    def choose(self, shown: Shown) -> None:
        """Show the text with all sets, or the page with one of them; the keys stay there."""
        had_focus = self._pictures.isAncestorOf(self.focusWidget() or self)
        self.shown = shown
        self._show_rendered()
        self._pictures.setCurrentWidget(self.text if shown is Shown.TEXT else self.rendered)
        if had_focus:
            self.take_focus()

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        for part in (
            self.banner,
            self.pages,
            self.talk,
            self.text,
            self.rendered,
            self.list,
            self.card,
            self.foot,
        ):
            part.set_dark(is_dark)

    # Where the reviewer is

    @property
    def considered(self) -> Considered | None:
        """The disagreement that is current, or what was decided of text on which all agree."""
        if self._sitting is None:
            return None
        spans = self.text.page_cursor.selected_spans()
        return current_piece(self._sitting, self.number, spans)

    def go_to(self, number: int) -> None:
        """Make a disagreement the current one; 0 leaves the cursor where it is."""
        self._is_selecting = True
        self.number = number
        if number:
            self.text.select(number)
        self.list.select(number)
        self._is_selecting = False
        self._on_moved()

    def show_span(self, span: Span) -> None:
        """Select text that is no disagreement."""
        self.text.page_cursor.select(span)

    def take_focus(self) -> None:
        """Give the keys to the page."""
        view = self.text if self.shown is Shown.TEXT else self.rendered
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def come_back(self) -> None:
        """Give the keys to the page after a dialog: not every desktop gives them back."""
        self.window().activateWindow()
        self.take_focus()

    @property
    def with_keys(self) -> tuple[QWidget, ...]:
        """What takes the keys in turn, from left to right."""
        return (self.pages.list, self.text.view, self.rendered, self.list.list, self.foot.reason)

    # Inside

    def _lay_out(self) -> QWidget:
        """Put the parts together; what is answered is where the keys of decisions are heard."""
        self._pictures = QStackedWidget(self)
        self._pictures.addWidget(self.text)
        self._pictures.addWidget(self.rendered)
        self.empty.setWordWrap(True)
        self.empty.setMargin(32)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._pictures)
        self._stack.addWidget(self.empty)
        middle = _column(self.header, self.talk, self.views, self._stack)
        self._right = QSplitter(Qt.Orientation.Vertical, self)
        for part, stretch in ((self.list, 1), (_column(self.card, self.foot), 3)):
            self._right.addWidget(part)
            self._right.setStretchFactor(self._right.count() - 1, stretch)
        self._right.setSizes(list(_HEIGHTS))
        self._right.setHandleWidth(1)
        self._right.setChildrenCollapsible(False)
        work = GivingPanes(self, _READING_WIDTH)
        work.add(middle, _LEAST[1])
        work.add(self._right, _LEAST[2], gives_way=True)
        work.setSizes(list(_WIDTHS[1:]))
        whole = GivingPanes(self, _READING_WIDTH + _WIDTHS[2])
        whole.add(self.pages, _LEAST[0], gives_way=True)
        whole.add(work, _LEAST[1] + _LEAST[2])
        whole.setSizes([_WIDTHS[0], sum(_WIDTHS[1:])])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(whole, 1)
        layout.addWidget(self.banner)
        return work

    def _connect(self) -> None:
        own = OwnKeys(self)
        for box in (self.list.kinds, self.list.labels, self.list.progress, self.list.order):
            for part in (box, box.view()):
                part.installEventFilter(own)
        self.header.asked.connect(self.asked)
        self.card.asked.connect(self.asked)
        self.foot.asked.connect(self.asked)
        self.talk.asked.connect(self.asked)
        self.views.asked.connect(self.asked)
        self.rendered.shown.connect(self._show_place)
        self.text.chosen.connect(self.go_to)
        self.list.chosen.connect(self.go_to)
        self.list.entered.connect(lambda _number: self.take_focus())
        self.pages.left.connect(self.take_focus)
        self.foot.reason.left.connect(self.take_focus)
        self.text.page_cursor.selection_changed.connect(self._on_selection)
        self.rendered.page_cursor.selection_changed.connect(self._on_rendered)

    def _on_selection(self) -> None:
        """Text was selected by hand: what is decided next is decided of that text."""
        if not self._is_selecting and self._sitting is not None:
            self.number = 0
            self.text.view.current = 0
            self._on_moved()

    def _on_rendered(self) -> None:
        spans = self.rendered.page_cursor.selected_spans()
        if self._is_selecting or not spans or not self.rendered.isVisible():
            return
        found = self.text.compared.touching(spans[0]) if self.text.compared else ()
        if found:
            self.go_to(found[0].number)
        else:
            self.show_span(Span(spans[0].start, spans[-1].end))

    def _on_moved(self) -> None:
        self._show_card()
        self._show_place()
        self.moved.emit()

    def _show_place(self) -> None:
        """Bring into sight on the rendered page what is current in the text."""
        one = self.considered
        spans = [one.piece.span] if one is not None else self.text.page_cursor.selected_spans()
        if spans and self.shown is not Shown.TEXT:
            self._is_selecting = True
            self.rendered.show_place(Span(spans[0].start, spans[-1].end))
            self._is_selecting = False

    def _show_card(self) -> None:
        if self._sitting is None:
            return
        one = self.considered
        remarks = self._remarks(one.piece.span if one is not None else None)
        self.card.show_piece(OnCard(self._sitting, self.veil, one, remarks))

    def _show_rendered(self) -> None:
        count = len(self._sitting.names) if self._sitting is not None else 0
        self.views.show_choice(self.shown, count)
        if self.shown is Shown.TEXT:
            return
        self._is_selecting = True
        self.rendered.show_set(self._sitting, self.text.compared, _SIDES[self.shown])
        self._is_selecting = False
        self._show_place()


def _column(*widgets: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        layout.addWidget(widget)
    return column
