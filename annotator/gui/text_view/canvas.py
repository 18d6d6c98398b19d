"""The scrolled, zoomed picture of one page; it shows a selection and changes nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.gui.cursor.page_cursor import PageCursor
from annotator.gui.cursor.selection import Target, Zone
from annotator.gui.text_view.hit_test import (
    ReadingPlace,
    character_rectangle,
    height_of,
    hit,
    reading_place,
)
from annotator.gui.text_view.page_layout import PageLayout
from annotator.gui.text_view.painting import paint, paint_empty
from annotator.gui.text_view.picture import Picture
from annotator.gui.text_view.rows import RowKind
from annotator.gui.text_view.scene import OWN_BAR, Bars, Columns, Scene
from annotator.gui.text_view.theme import theme
from annotator.gui.text_view.typography import Typography
from annotator.services.sitting import Sitting

LEAST_ZOOM, MOST_ZOOM = 0.5, 3.0


class PageCanvas(QAbstractScrollArea):
    """Lays out and paints what is in sight of the page that `page_cursor` is on.

    `scrolled()` follows when another part of the page comes into sight, whatever the reason but
    `set_scroll_position`.
    """

    zoom_changed = Signal(float)
    scrolled = Signal()

    def __init__(self, page_cursor: PageCursor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page_cursor = page_cursor
        self._shown: Picture | None = None
        self._layout: PageLayout | None = None
        self._is_following = False
        self._shows_controls = False
        self._bars: Bars = OWN_BAR
        self._zoom = 1.0
        self._theme = theme(is_dark=False)
        self._typography = Typography(self.font(), self._zoom)
        self._columns = self._fitting()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the column never jumps aside; its signals are blocked at times.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def zoom(self) -> float:
        """How large the text is against the desktop's own: 1 is the same."""
        return self._zoom

    def refresh(self, blocks: range) -> None:
        """Draw these blocks anew after their labels or the selection changed."""
        layout = self._layout
        if layout is None or not blocks:
            return
        rows = layout.rows
        first, last = rows.rows_of(blocks.start), rows.rows_of(blocks.stop - 1)
        top, bottom = layout.span_of_rows(range(first.start, last.stop))
        # Four pixels more, for the edge of the cursor's frame and those of proposals beside them.
        width = self.viewport().width()
        self.viewport().update(QRect(0, top - self._top - 4, width, bottom - top + 8))

    def set_dark(self, is_dark: bool) -> None:
        """Use the colours for a dark window, or those for a light one."""
        self._theme = theme(is_dark)
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """Set the text larger or smaller, from 0.5 to 3; the reader keeps the place."""
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        if zoom == self._zoom:
            return
        place = self._reading_place()
        self._zoom = zoom
        self._typography = Typography(self.font(), zoom)
        self._lay_out(place)
        self.zoom_changed.emit(zoom)

    def set_bars(self, bars: Bars) -> None:
        """Show these sets in the gutter, from left to right; None is that of the sitting."""
        self._bars = bars
        self._lay_out(self._reading_place())

    def show_controls(self, is_on: bool) -> None:
        """Make bidirectional controls and characters without width visible, or not."""
        place = self._reading_place()
        self._shows_controls = is_on
        self._lay_out(place)

    def scroll_position(self) -> tuple[int, float]:
        """The block at the upper edge, and the share of its height that is scrolled away."""
        layout = self._layout
        if layout is None or not len(layout.rows):
            return 0, 0.0
        top = self._top
        row = layout.rows.row(layout.row_at(top))
        if not row.blocks:
            return len(layout.document.blocks) - 1, 1.0
        block = row.blocks.start
        first, last = layout.span_of_rows(layout.rows.rows_of(block))
        return block, min(max((top - first) / max(last - first, 1), 0.0), 1.0)

    def set_scroll_position(self, block: int, share: float) -> None:
        """Scroll to what `scroll_position` told; a block that is not there is the nearest one."""
        layout = self._layout
        if layout is None or not layout.document.blocks:
            return
        block = min(max(block, 0), len(layout.document.blocks) - 1)
        rows = layout.rows.rows_of(block)
        if len(rows) == 1:
            layout.measure(rows)
        first, last = layout.span_of_rows(rows)
        self._is_following = True
        self._scroll_to(first + round((last - first) * share))
        self._is_following = False

    def blocks_in_sight(self) -> list[int]:
        """The numbers of the blocks of which more than a sliver is in the viewport."""
        layout, sliver = self._layout, self._typography.line_height // 3
        if layout is None:
            return []
        height = self.viewport().height()
        rows = (
            layout.rows.row(number)
            for number, _top in layout.in_sight(self._top + sliver, height - 2 * sliver)
        )
        return list(dict.fromkeys(row.blocks.start for row in rows if row.kind is RowKind.TEXT))

    def hit(self, point: QPoint) -> Target:
        """What lies at a point of the viewport, or nearest to it."""
        if self._layout is None:
            return Target(Zone.NOTHING)
        return hit(self._layout, self._columns, point.x(), point.y() + self._top)

    def block_rectangle(self, block: int) -> QRect:
        """Where a block is in the viewport, as far as its height is known."""
        layout = self._layout
        if layout is None:
            return QRect()
        top, bottom = layout.span_of_rows(layout.rows.rows_of(block))
        columns = self._columns
        return QRect(columns.left, top - self._top, columns.right - columns.left, bottom - top)

    def character_rectangle(self, block: int, offset: int) -> QRect:
        """Where a character of a block is in the viewport; nothing for one that is folded."""
        layout = self._layout
        found = layout and character_rectangle(layout, self._columns, block, offset)
        return found.translated(0, -self._top).toRect() if found else QRect()

    @property
    def _top(self) -> int:
        return self.verticalScrollBar().value()

    def _fitting(self) -> Columns:
        return Columns.fitting(self.viewport().width(), self._typography, len(self._bars))

    def _lay_out(self, place: ReadingPlace | None = None) -> None:
        self._columns = self._fitting()
        sitting = self.page_cursor.sitting
        if sitting is None:
            self._layout = None
        else:
            self._layout = PageLayout(
                sitting.document,
                self._typography,
                self._columns.text_width,
                self.page_cursor.folds,
                shows_controls=self._shows_controls,
            )
        if place is None or self._layout is None:
            self._scroll_to(self._top)
        else:
            self._scroll_to(height_of(self._layout, place))

    def _scroll_to(self, top: int) -> None:
        """Scroll so that `top` is at the upper edge, with all that is then in sight laid out."""
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        layout = self._layout
        bar.blockSignals(True)
        if layout is None:
            bar.setRange(0, 0)
        else:
            wanted = -1
            while wanted != top:
                wanted = top
                top = layout.settle(top, height)
                top = min(top, max(layout.height - height, 0))
            bar.setRange(0, max(layout.height - height, 0))
            bar.setPageStep(height)
            bar.setSingleStep(self._typography.line_height * 2)
            bar.setValue(top)
        bar.blockSignals(False)
        self._shift_picture()
        if not self._is_following:
            self.scrolled.emit()

    def _shift_picture(self) -> None:
        """Move what is painted to where it belongs now, and have the rest painted."""
        layout, before = self._layout, self._shown
        self._shown = after = Picture.at(layout, self._top) if layout is not None else None
        viewport = self.viewport()
        shift = before.shift_to(after) if before is not None and after is not None else None
        if shift is None or layout is None or after is None or abs(shift) >= viewport.height():
            viewport.update()
        elif shift:
            viewport.scroll(0, shift)
            # The letters of a block that reaches over the upper edge stay in sight.
            bottom = after.y + layout.row_height(after.row) + abs(shift) + 2
            viewport.update(self._columns.bars(0, bottom).toRect())

    def _reveal(self, top: int, bottom: int) -> None:
        """Scroll as little as needed to bring what lies between two heights into sight."""
        # While it is not seen nothing lays it out, and the viewport has any size.
        height = self.viewport().height() if self.isVisible() else self.height()
        # With what is around it: who labels block after block reads ahead.
        around = min(height - bottom + top, height // 2) // 2
        margin = max(around, min(self._typography.line_height * 2, height // 4))
        if top - margin < self._top or bottom - top > height - 2 * margin:
            if top - margin < self._top or top > self._top + height // 2:
                self._scroll_to(max(top - margin, 0))
        elif bottom + margin > self._top + height:
            self._scroll_to(bottom + margin - height)

    def _reading_place(self) -> ReadingPlace | None:
        return reading_place(self._layout, self._top) if self._layout is not None else None

    def _scene(self, sitting: Sitting, layout: PageLayout) -> Scene:
        return Scene(
            sitting=sitting,
            layout=layout,
            top=self._top,
            columns=self._columns,
            theme=self._theme,
            selection=self.page_cursor.selection,
            is_focused=self.hasFocus(),
            labels={label.id: label for label in sitting.label_set.labels},
            bars=self._bars,
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        sitting = self.page_cursor.sitting
        if sitting is None or self._layout is None or not len(self._layout.rows):
            note = "" if sitting is None else "This page has no text."
            paint_empty(
                painter, QRectF(self.viewport().rect()), self._theme, self._typography, note
            )
        else:
            painter.translate(0, -self._top)
            scene = self._scene(sitting, self._layout)
            areas = event.region()
            for area in areas:  # type: ignore[attr-defined]  # the stubs do not know it
                clip = QRectF(area.translated(0, self._top))
                painter.setClipRect(clip)
                paint(painter, scene, clip)
        painter.end()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._scroll_to(self._top)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        place = self._reading_place()
        columns = self._fitting()
        if columns.text_width != self._columns.text_width:
            self._lay_out(place)
        else:
            self._columns = columns
            self._shown = None
            self._scroll_to(self._top)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The font of the parent arrives before __init__ has come to its end.
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_columns"):
            place = self._reading_place()
            self._typography = Typography(self.font(), self._zoom)
            self._lay_out(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(round(self._zoom * 1.1 ** (event.angleDelta().y() / 120), 2))
            event.accept()
        else:
            super().wheelEvent(event)
