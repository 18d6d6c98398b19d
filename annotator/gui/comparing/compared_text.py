"""The text of a page with what several sets say of it, side by side in the gutter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.journal import Status
from annotator.gui.comparing.column_heads import ColumnHeads
from annotator.gui.comparing.compared import Compared, Side, compared, considered, lettered
from annotator.gui.comparing.compared_view import ComparedView
from annotator.gui.cursor.page_cursor import PageCursor
from annotator.services.comparing import Comparison
from annotator.services.gold_sitting import GoldSitting
from annotator.services.sitting import Sitting


class ComparedText(QWidget):
    """Shows a comparison, or the sitting on a gold set with its candidates.

    `chosen(number)` follows a click on a disagreement, and `step`. `changed()`: what is compared
    is another, or decided otherwise.
    """

    chosen = Signal(int)
    changed = Signal()

    def __init__(
        self, parent: QWidget | None = None, *, page_cursor: PageCursor | None = None
    ) -> None:
        super().__init__(parent)
        self.page_cursor = page_cursor or PageCursor(self)
        self.view = ComparedView(self, page_cursor=self.page_cursor)
        self.heads = ColumnHeads(self.view, self)
        self._compared: Compared | None = None
        self._sitting: GoldSitting | None = None
        self.setFocusProxy(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.heads)
        layout.addWidget(self.view, 1)
        self.heads.hide()
        self.view.chosen.connect(self._on_chosen)

    @property
    def compared(self) -> Compared | None:
        """What is shown."""
        return self._compared

    @property
    def current(self) -> int:
        """The number of the current disagreement, 0 without one."""
        return self.view.current

    def show_comparison(self, comparison: Comparison, masked: Sequence[str] = ()) -> None:
        """Show sets of a page for reading; `masked` as in `lettered`."""
        sides = lettered(comparison.names, [one.annotations for one in comparison.sets], masked)
        shown = compared(comparison.document, comparison.label_set, comparison.pieces, sides)
        # The view paints a sitting: this one holds what all say alike, and nobody saves it.
        sitting = Sitting(
            comparison.page,
            comparison.facts,
            "",
            comparison.document,
            comparison.label_set,
            shown.agreed,
            (),
            Status.NEW,
            0,
        )
        self._sitting = None
        self._show(shown, sitting)

    def show_gold(self, sitting: GoldSitting, masked: Sequence[str] = ()) -> None:
        """Show the candidates of a gold set beside its decisions; `masked` as in `lettered`."""
        sides = lettered(sitting.names, [one.annotations for one in sitting.candidates], masked)
        self._sitting = sitting
        self._show(self._considered(sitting, sides, None), sitting)

    def clear(self) -> None:
        """Show nothing."""
        self._sitting = None
        self._show(None, None)

    def refresh(self, blocks: range) -> None:
        """Draw these blocks anew after the gold set changed, and all that is decided by now."""
        shown, sitting = self._compared, self._sitting
        if shown is None or sitting is None:
            return
        self._compared = self._considered(sitting, shown.sides, shown)
        self.view.renew(self._compared)
        self.view.refresh(blocks)
        self.changed.emit()

    def select(self, number: int) -> None:
        """Make a disagreement the current one and show it, with two blocks above it."""
        one = self._compared.numbered(number) if self._compared is not None else None
        if one is not None:
            self.view.show_disagreement(one)

    def step(self, delta: int) -> None:
        """Go to the next disagreement in the text, or with -1 to the one before."""
        count = len(self._compared.disagreements) if self._compared is not None else 0
        number = self.current + delta if self.current else 1
        if 0 < number <= count:
            self._on_chosen(number)

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self.heads.set_dark(is_dark)
        self.view.set_dark(is_dark)

    def set_zoom(self, zoom: float) -> None:
        """Set the text larger or smaller; 1 is the size of the desktop's own."""
        self.view.set_zoom(zoom)

    def _considered(
        self, sitting: GoldSitting, sides: Sequence[Side], before: Compared | None
    ) -> Compared:
        return considered(sitting.document, sitting.label_set, sitting.considered, sides, before)

    def _show(self, shown: Compared | None, sitting: Sitting | None) -> None:
        self._compared = shown
        self.view.current = 0
        self.view.show_compared(shown, sitting)
        self.heads.show_compared(shown)
        self.changed.emit()

    def _on_chosen(self, number: int) -> None:
        self.select(number)
        self.chosen.emit(number)
