"""What is painted already, and how far it has to be moved instead of painted anew."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.gui.text_view.page_layout import PageLayout


@dataclass(frozen=True, slots=True)
class Picture:
    """One row of the picture on the screen, and how far below the upper edge it began."""

    layout: PageLayout
    row: int
    y: int

    @classmethod
    def at(cls, layout: PageLayout, top: int) -> Picture | None:
        """The picture of a page from the height `top` on; None of a page without rows."""
        row = layout.row_at(top)
        return cls(layout, row, layout.top(row) - top) if row >= 0 else None

    def shift_to(self, after: Picture) -> int | None:
        """How far down the picture has moved; None where nothing of it can be kept.

        The two values of the scroll bar would not tell it: heights above may have been corrected.
        """
        if self.layout is not after.layout:
            return None
        top = after.layout.top(after.row) - after.y
        return after.layout.top(self.row) - top - self.y
