"""What one painting of the view is made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Document
from annotator.core.labels import Label, LabelId
from annotator.gui.cursor.selection import Selection
from annotator.gui.text_view.block_layout import BlockLayout
from annotator.gui.text_view.page_layout import PageLayout
from annotator.gui.text_view.rows import Row
from annotator.gui.text_view.theme import Theme
from annotator.gui.text_view.typography import Typography
from annotator.services.sitting import Sitting

# All for zoom 1, in pixels.
_MARGIN = 10
_TAG = 62
_BAR = 20
_GAP = 8
_BETWEEN_BARS = 4
_PADDING = 14
# With less room for the text than this, beside several bars, their tags give way to it.
_LEAST_TEXT = 260

Bars: TypeAlias = "tuple[AnnotationSet | None, ...]"
"""What the bars of the gutter show, from left to right: None is the set of the sitting."""

OWN_BAR: Bars = (None,)
Under: TypeAlias = "Callable[[QPainter, Scene, Row, BlockLayout, QPointF, QRectF], None]"
"""Paints on the ground of a row of text, a rectangle; the text begins at the point."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where gutter and text stand, from left to right, in pixels of the viewport.

    The gutter has `bar_count` bars, each `bar_step` right of the one before.
    """

    left: int
    bar_left: int
    bar_width: int
    text_left: int
    text_width: int
    padding: int
    bar_step: int = 0
    bar_count: int = 1

    @classmethod
    def fitting(cls, width: int, typography: Typography, bar_count: int = 1) -> Columns:
        """A readable column in the middle of a viewport of this width."""
        bar_step = typography.gutter(_BAR) + typography.gutter(_BETWEEN_BARS)
        bars = typography.gutter(_BAR) + (bar_count - 1) * bar_step
        tag = typography.gutter(_TAG) + typography.gutter(_GAP)
        padding = typography.gutter(_PADDING)
        beside = bars + typography.gutter(_GAP) + 2 * padding
        room = width - 2 * _MARGIN - beside
        if bar_count > 1 and room - tag < typography.gutter(_LEAST_TEXT):
            tag = 0
        text_width = max(min(room - tag, typography.column_width), 80)
        left = max((width - tag - beside - text_width) // 2, _MARGIN)
        return cls(
            left=left,
            bar_left=left + tag,
            bar_width=typography.gutter(_BAR),
            text_left=left + tag + bars + typography.gutter(_GAP) + padding,
            text_width=text_width,
            padding=padding,
            bar_step=bar_step,
            bar_count=bar_count,
        )

    def bar(self, number: int, top: float, bottom: float) -> QRectF:
        """A bar of the gutter, counted from 0, between two heights."""
        left = self.bar_left + number * self.bar_step
        return QRectF(left, top, self.bar_width, bottom - top)

    def bars(self, top: float, bottom: float) -> QRectF:
        """All bars of the gutter between two heights."""
        width = (self.bar_count - 1) * self.bar_step + self.bar_width
        return QRectF(self.bar_left, top, width, bottom - top)

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

    `top` is where in the page the upper edge of the viewport is. `bars` is what the gutter shows;
    `under` paints on the ground of each row; at blocks in `commented` somebody said something.
    """

    sitting: Sitting
    layout: PageLayout
    top: int
    columns: Columns
    theme: Theme
    selection: Selection
    is_focused: bool
    labels: dict[LabelId, Label]
    bars: Bars = OWN_BAR
    under: Under | None = None
    commented: Mapping[int, str] = field(default_factory=dict)

    @property
    def document(self) -> Document:
        """The document that is shown."""
        return self.sitting.document

    @property
    def typography(self) -> Typography:
        """The fonts and measures."""
        return self.layout.typography
