"""The text of a page with what several sets say of it, side by side in the gutter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.comparing.compared import Compared
from annotator.gui.cursor.page_cursor import PageCursor
from annotator.gui.text_view import TextView
from annotator.services.sitting import Sitting


class ComparedText(QWidget):
    """Shows a comparison, or the sitting on a gold set with its candidates.

    `chosen(number)` follows a click on a disagreement, and keys that go to one.
    """

    chosen = Signal(int)

    def __init__(
        self, parent: QWidget | None = None, *, page_cursor: PageCursor | None = None
    ) -> None:
        super().__init__(parent)
        self.page_cursor = page_cursor or PageCursor(self)
        self.view = TextView(self, page_cursor=self.page_cursor)
        self.current = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view, 1)

    def show_comparison(self, comparison: object, masked: Sequence[str] = ()) -> None:
        """Show a `Comparison` (services.comparing) for reading; `masked` as in `lettered`."""

    def show_gold(self, sitting: Sitting, masked: Sequence[str] = ()) -> None:
        """Show a `GoldSitting`: its candidates beside its decisions."""

    def clear(self) -> None:
        """Show nothing."""

    def refresh(self, blocks: range) -> None:
        """Draw these blocks anew after decisions or labels changed."""

    def select(self, number: int) -> None:
        """Make a disagreement the current one and show it, with two blocks above it."""

    @property
    def compared(self) -> Compared | None:
        """What is shown."""
        return None

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""

    def set_zoom(self, zoom: float) -> None:
        """Set the text larger or smaller; 1 is the size of the desktop's own."""
