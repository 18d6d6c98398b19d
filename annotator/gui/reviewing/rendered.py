"""The page as a browser shows it, with one set at a time: what is decided, or what a side says."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from annotator.core.annotations import AnnotationSet
from annotator.core.journal import Status
from annotator.core.spans import Span
from annotator.gui.comparing import Compared
from annotator.gui.cursor.page_cursor import PageCursor
from annotator.gui.page_view.view import PageView
from annotator.services.gold_sitting import GoldSitting
from annotator.services.sitting import Sitting


class RenderedPage(PageView):
    """Has a cursor of its own, that of the text shows another set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(PageCursor(), parent)
        self.page_cursor.setParent(self)

    def show_set(self, gold: GoldSitting | None, compared: Compared | None, side: int) -> None:
        """Show what is decided, with -1, or what the side at that place says; or nothing."""
        if gold is None or compared is None:
            self.page_cursor.show_sitting(None)
            return
        if not 0 <= side < len(compared.sides):
            self.page_cursor.show_sitting(gold)
            return
        self.page_cursor.show_sitting(_of(gold, compared.sides[side].annotations))

    def show_place(self, span: Span) -> None:
        """Bring text into sight."""
        if self.page_cursor.sitting is not None:
            self.page_cursor.select(span)


def _of(gold: GoldSitting, annotations: AnnotationSet) -> Sitting:
    """A sitting that shows a side and is never labelled."""
    return Sitting(
        gold.page,
        gold.facts,
        "",
        gold.document,
        gold.label_set,
        annotations,
        (),
        Status.NEW,
        0,
    )
