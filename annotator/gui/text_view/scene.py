"""What one painting of the view is made from."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from annotator.core.documents import Document
from annotator.core.labels import Label, LabelId
from annotator.gui.cursor.selection import Selection
from annotator.gui.text_view.page_layout import PageLayout
from annotator.gui.text_view.theme import Theme
from annotator.gui.text_view.typography import Typography
from annotator.services.sitting import Sitting

# All for zoom 1, in pixels.
_MARGIN = 10
_TAG = 62
_BAR = 20
_GAP = 8
_PADDING = 14


@dataclass(frozen=True, slots=True)
class Columns:
    """Where gutter and text stand, from left to right, in pixels of the viewport."""

    left: int
    bar_left: int
    bar_width: int
    text_left: int
    text_width: int
    padding: int

    @classmethod
    def fitting(cls, width: int, typography: Typography) -> Columns:
        """A readable column in the middle of a viewport of this width."""
        gutter = typography.gutter(_TAG) + typography.gutter(_BAR) + 2 * typography.gutter(_GAP)
        padding = typography.gutter(_PADDING)
        room = width - 2 * _MARGIN - gutter - 2 * padding
        text_width = max(min(room, typography.column_width), 80)
        left = max((width - gutter - 2 * padding - text_width) // 2, _MARGIN)
        bar_left = left + typography.gutter(_TAG) + typography.gutter(_GAP)
        return cls(
            left=left,
            bar_left=bar_left,
            bar_width=typography.gutter(_BAR),
            text_left=left + gutter + padding,
            text_width=text_width,
            padding=padding,
        )

    @property
    def panel_left(self) -> int:
        """Where the ground of a block's text begins."""
        return self.text_left - self.padding

    @property
    def right(self) -> int:
        """Where the ground of a block's text ends."""
        return self.text_left + self.text_width + self.padding

    def panel(self, top: float, bottom: float) -> QRectF:
        """The ground of a block's text between two heights."""
        return QRectF(self.panel_left, top, self.right - self.panel_left, bottom - top)


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that decides what the view looks like at one moment.

    `top` is where in the page the upper edge of the viewport is.
    """

    sitting: Sitting
    layout: PageLayout
    top: int
    columns: Columns
    theme: Theme
    selection: Selection
    is_focused: bool
    labels: dict[LabelId, Label]

    @property
    def document(self) -> Document:
        """The document that is shown."""
        return self.sitting.document

    @property
    def typography(self) -> Typography:
        """The fonts and measures."""
        return self.layout.typography
