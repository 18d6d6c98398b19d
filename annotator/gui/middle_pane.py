"""The middle pane: the page's heading, its text, and the strips to type into."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.core.pages import PageId
from annotator.core.spans import Span
from annotator.gui.banner import Banner
from annotator.gui.entry_bar import EntryBar
from annotator.gui.page_header import PageHeader
from annotator.gui.settings import Place
from annotator.gui.views import Views
from annotator.services.changes import Changes
from annotator.services.sitting import Sitting


class Strip(Protocol):
    """A widget with something to tell of the page."""

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""


class MiddlePane(QWidget):
    """Shows one sitting. `banner` is where things are told, above all panes.

    `page_requested(number)` follows the strip to go to a page.
    """

    page_requested = Signal(int)

    def __init__(self, banner: Banner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: PageId | None = None
        self._hit: Span | None = None
        self._is_dark = False
        self._strips: list[Strip] = []
        self.banner = banner
        self.header = PageHeader(self)
        self.views = Views(self)
        self.view = self.views.text
        self.page_cursor = self.views.page_cursor
        self.search = EntryBar("Find in page", self, steps=True)
        self.go_to = EntryBar("Go to page", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.header, self.views, self.search, self.go_to):
            layout.addWidget(widget)
        layout.setStretchFactor(self.views, 1)
        self.search.entered.connect(self.search_for)
        self.search.edited.connect(lambda text: self.search_for(text, forward=True))
        self.go_to.entered.connect(self._go)
        for bar in (self.search, self.go_to):
            bar.dismissed.connect(self.close_bars)

    def add_strip(self, strip: Strip) -> None:
        """Have a strip between the heading and the text."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout) and isinstance(strip, QWidget):
            layout.insertWidget(1, strip)
        strip.set_dark(self._is_dark)
        self._strips.append(strip)

    def show_sitting(self, sitting: Sitting | None, place: Place | None = None) -> None:
        """Show a page at a place; the same page read again stays where it was."""
        is_same = sitting is not None and sitting.page == self._page
        if is_same and place is None:
            place = self.place
        self._page = sitting.page if sitting else None
        self.header.show_sitting(sitting)
        self.page_cursor.show_sitting(sitting)
        if place is not None and sitting is not None and place.page == sitting.page:
            self.page_cursor.go_to(place.block)
            self.view.set_scroll_position(place.top, place.share)
        elif sitting is not None:
            first = sitting.tally.next_undecided(-1)
            if first is not None:
                self.page_cursor.go_to(first)

    @property
    def place(self) -> Place | None:
        """Where the editor is."""
        if self._page is None:
            return None
        top, share = self.view.scroll_position()
        return Place(self._page, max(self.page_cursor.block, 0), top, share)

    def refresh(self, changes: Changes) -> None:
        """Show what an edit changed."""
        self.views.redraw(changes.blocks)
        self.header.refresh()
        if not changes.undecided_count:
            self.banner.withdraw("finish")

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._is_dark = is_dark
        parts: tuple[Strip, ...] = (self.header, self.views, *self._strips)
        for part in parts:
            part.set_dark(is_dark)

    def search_for(self, text: str, forward: bool = True) -> None:
        """Go to the next or previous place that holds the text, and say which it is."""
        if not text:
            self.search.say("")
            return
        self._hit = self.page_cursor.find(text, forward)
        number, count = self.page_cursor.found
        self.search.say(f"{number:,} of {count:,}" if self._hit else "Not found")

    def ask_for_page(self, total: int) -> None:
        """Ask for a page number."""
        self.search.hide()
        self.go_to.accept_numbers(total)
        self.go_to.open()

    def close_bars(self) -> bool:
        """Close the strips; whether one was open.

        The block of the place found is then the current one, and no more its characters selected.
        """
        if self.search.isVisible() and self.page_cursor.selected_spans() == [self._hit]:
            self.page_cursor.clear_selection()
        was_open = self.search.isVisible() or self.go_to.isVisible()
        self.search.hide()
        self.go_to.hide()
        if was_open:
            self.focus_text()
        return was_open

    def focus_text(self) -> None:
        """Give the keys to the page."""
        self.views.take_focus()

    def _go(self, text: str, _forward: bool) -> None:
        if text.isdecimal():
            self.close_bars()
            self.page_requested.emit(int(text))
