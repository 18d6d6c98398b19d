"""Where the reviewer goes: through the disagreements, the text and the pages, and after a step."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from annotator.core.adjudication import Considered, PieceState
from annotator.core.pages import PageId
from annotator.gui.notices import Notice
from annotator.gui.reviewing.review_desk import ReviewDesk
from annotator.gui.reviewing.review_pages import ReviewPages
from annotator.gui.reviewing.review_panels import ReviewPanels
from annotator.gui.reviewing.showing import Shown
from annotator.services.changes import Changes
from annotator.services.gold_sitting import GoldSitting


class Going(QObject):
    """The actions `go.…`."""

    def __init__(
        self,
        desk: ReviewDesk,
        pages: ReviewPages,
        panels: ReviewPanels,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pages = pages
        self._panels = panels

    def open(self, page: int) -> None:
        """Open the page of that number."""
        self._desk.open(PageId(page))

    def step(self, by: int) -> None:
        """Go to the next disagreement of the list, or the previous one; without any, by blocks."""
        panels = self._panels
        if not panels.list.numbers():
            self.block(by)
            return
        number = self._nearest(by) if not panels.number else panels.list.beside(panels.number, by)
        if number:
            panels.go_to(number)

    def to_decide(self, by: int) -> None:
        """Go to the next disagreement that is not decided, from the other end if need be."""
        number = self._panels.list.beside(self._panels.number, by, to_decide=True)
        if number:
            self._panels.go_to(number)
        else:
            self._go_to_left()

    def block(self, by: int) -> None:
        """Go to the next block of the text, or the previous one."""
        self._panels.text.page_cursor.step(by)

    def extend(self, by: int) -> None:
        """Select one block more, or one less."""
        self._panels.text.page_cursor.step(by, extend=True)

    def text(self, how: str) -> None:
        """Move the end of the selected text; `how` is as “forward word”."""
        way, unit = how.split()
        self._panels.text.page_cursor.extend_text(forward=way == "forward", by_word=unit == "word")

    def screen(self, by: int) -> None:
        """Scroll by a screen."""
        if self._panels.shown is Shown.TEXT:
            self._panels.text.view.move_page(by)
        else:
            self._panels.rendered.move_page(by)

    def page(self, by: int) -> None:
        """Open the next page of the list, or the previous one."""
        page = self._pages.step(by)
        if page is not None:
            self.open(page)

    def filter(self) -> None:
        """Type into the filter of the pages."""
        self._panels.pages.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._panels.pages.field.selectAll()

    # After a step

    def after_deciding(self, from_number: int | None = None) -> None:
        """Go to what is to be decided next; say so where nothing is."""
        panels = self._panels
        number = panels.number if from_number is None else from_number
        following = panels.list.beside(number, 1, to_decide=True)
        if following:
            panels.go_to(following)
        else:
            self._go_to_left(number)

    def to_changed(self, changes: Changes) -> None:
        """Show what an undo or redo changed: the disagreement there, or else the block."""
        sitting, compared = self._desk.gold, self._panels.text.compared
        if sitting is None or compared is None or not len(changes.blocks):
            return
        self._panels.banner.withdraw("page")
        block = sitting.document.blocks[changes.blocks.start].span
        last = sitting.document.blocks[changes.blocks.stop - 1].span
        near = [
            one
            for one in compared.disagreements
            if block.start <= one.span.start < last.end and one.state is not PieceState.DECIDED
        ] or compared.touching(block)
        if near:
            self._panels.go_to(near[0].number)
        else:
            self._panels.text.page_cursor.go_to(changes.blocks.start)

    def behind(self, block: int) -> None:
        """Go to the block behind one that was labelled by hand."""
        cursor = self._panels.text.page_cursor
        following = cursor.folds.unfolded_from(block + 1, 1)
        cursor.go_to(block if following is None else following)

    def to_unsettled(self, one: Considered) -> None:
        """Go to a piece that keeps the page from being accepted."""
        if one.number:
            self._panels.go_to(one.number)
        else:
            self._panels.show_span(one.piece.span)

    def _nearest(self, by: int) -> int:
        """The disagreement next to the selected text, in the text and not in the list."""
        spans = self._panels.text.page_cursor.selected_spans()
        compared = self._panels.text.compared
        if compared is None:
            return 0
        at = spans[0].start if spans else 0
        behind = [one.number for one in compared.disagreements if one.span.end > at]
        before = [one.number for one in compared.disagreements if one.span.end <= at]
        return (behind or before)[0] if by > 0 else (before or behind)[-1]

    def _go_to_left(self, number: int = 0) -> None:
        """Nothing is left in the list: go to what its filter hides, or say that all is done."""
        sitting = self._desk.gold
        if sitting is None:
            return
        left = left_of(sitting)
        if left:
            self.to_unsettled(left[0])
            return
        if number:
            self._panels.go_to(number)
        if sitting.unsettled:
            sentence, action = "Every disagreement is decided.", "decide.agree"
            hint = "accepts what all agree on."
        else:
            sentence, action = "Everything on this page is decided.", "verdict.accept"
            hint = "accepts the page."
        key = self._panels.key(action)
        self._desk.told.emit(Notice(sentence, f"{key} {hint}" if key else "", topic="page"))


def left_of(sitting: GoldSitting) -> list[Considered]:
    """What the reviewer has to decide; what all agree on needs nothing but to be accepted."""
    return [
        one
        for one in sitting.unsettled
        if one.number or (one.state is PieceState.STALE and one.label != one.piece.labels[0])
    ]
