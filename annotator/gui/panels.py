"""The panels of the window, and where they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.core.labels import LabelSet
from annotator.gui.banner import Banner
from annotator.gui.middle_pane import MiddlePane
from annotator.gui.outline import Outline
from annotator.gui.page_list import PageList
from annotator.gui.page_model import PageModel
from annotator.gui.palette import Palette
from annotator.gui.progress_strip import APPLYING, LOOKING_AHEAD, ProgressStrip
from annotator.gui.settings import Place
from annotator.gui.side_tabs import SideTabs
from annotator.gui.start_page import StartPage
from annotator.gui.tasks import TaskRunner
from annotator.services.changes import Changes
from annotator.services.sitting import Sitting

_WIDTHS = (290, 720, 270)
_SIDE_WIDTH = 190
_MIDDLE_WIDTH = 320
# Where the page has less than this, the panes beside it give way.
_READING_WIDTH = 520


class Panels(QWidget):
    """Pages on the left, the page in the middle, labels on the right; or the start page."""

    def __init__(self, pages: PageModel, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner(self)
        self.pages = PageList(pages, self)
        self.strip = ProgressStrip(self)
        self.ahead = ProgressStrip(self, LOOKING_AHEAD)
        self.applying = ProgressStrip(self, APPLYING)
        self.middle = MiddlePane(self.banner, self)
        self.labels = Palette(self)
        self.outline = Outline(runner, self)
        self.start = StartPage(self)
        left = _column(self.pages, self.ahead, self.applying, self.strip)
        self.side = SideTabs(self)
        self.side.add("Outline", self.outline)
        right = _column(self.labels, self.side)
        left.setMinimumWidth(_SIDE_WIDTH)
        right.setMinimumWidth(_SIDE_WIDTH)
        self.middle.setMinimumWidth(_MIDDLE_WIDTH)
        self._panes = _Panes(self)
        for pane, stretch in ((left, 0), (self.middle, 1), (right, 0)):
            self._panes.addWidget(pane)
            self._panes.setStretchFactor(self._panes.count() - 1, stretch)
        self._panes.setSizes(list(_WIDTHS))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.start)
        self._stack.addWidget(self._panes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        # Below, so that what is told never moves the text that is read.
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.banner)

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths of the three panes; none while the start page is shown."""
        is_shown = self._stack.currentWidget() is self._panes
        return tuple(self._panes.sizes()) if is_shown else ()

    @widths.setter
    def widths(self, widths: tuple[int, ...]) -> None:
        if len(widths) == len(_WIDTHS):
            self._panes.setSizes(list(widths))

    def make_room(self, width: int) -> None:
        """Have the panes at the right this wide, where the page keeps enough to be read in."""
        left, middle, right = self._panes.sizes()
        more = min(width - right, middle - _READING_WIDTH)
        if more > 0:
            self._panes.setSizes([left, middle - more, right + more])

    @property
    def with_keys(self) -> tuple[QWidget, ...]:
        """What takes the keys in turn, from left to right."""
        views, side = self.middle.views, self.side.with_keys or self.outline.list
        return (self.pages.table, views.text, views.page, self.labels.list, side)

    def show_project(self, label_set: LabelSet | None) -> None:
        """Show the panes for a project with these labels; the start page where there is none."""
        self._stack.setCurrentWidget(self._panes if label_set else self.start)
        self.labels.show_labels(label_set)
        self.show_sitting(None)

    def show_sitting(self, sitting: Sitting | None, place: Place | None = None) -> None:
        """Show a page, at a place if that is on it."""
        self.middle.show_sitting(sitting, place)
        self.outline.show_sitting(sitting)
        self.labels.show_tally(sitting.tally if sitting else None)

    def refresh(self, sitting: Sitting, changes: Changes) -> None:
        """Show what an edit of the page changed."""
        self.middle.refresh(changes)
        self.outline.refresh()
        self.labels.show_tally(sitting.tally)

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        for part in (self.banner, self.pages, self.middle, self.labels, self.side):
            part.set_dark(is_dark)


class _Panes(QSplitter):
    """Three panes; where there is little room, those at the sides give way to the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left, middle, right = self.sizes()
        spare = left + right - 2 * _SIDE_WIDTH
        missing = min(_READING_WIDTH - middle, spare)
        if middle and missing > 0:
            narrower = round(missing * (left - _SIDE_WIDTH) / spare)
            self.setSizes([left - narrower, middle + missing, right - missing + narrower])


def _column(*widgets: QWidget) -> QWidget:
    """Widgets below each other without a gap."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for widget in widgets:
        # The tabs have what the others leave.
        layout.addWidget(widget, int(isinstance(widget, SideTabs)))
    return column
