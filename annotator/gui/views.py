"""The two views of a page, side by side or one alone; each follows where the other is scrolled."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QWidget

from annotator.gui.cursor import PageCursor
from annotator.gui.page_view.view import PageView
from annotator.gui.settings import ViewChoice
from annotator.gui.text_view import TextView

# Two of them have room in the middle pane of the smallest window.
_LEAST_WIDTH = 150


class Views(QSplitter):
    """The text view and the page view of one cursor. `parted()` follows a move of the line."""

    parted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.page_cursor = PageCursor(self)
        self.text = TextView(self, page_cursor=self.page_cursor)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.page = PageView(self.page_cursor, self)
        self.page.hide()
        self.choice = ViewChoice.TEXT
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for view in (self.text, self.page):
            view.setMinimumWidth(_LEAST_WIDTH)
            self.addWidget(view)
            self.setStretchFactor(self.count() - 1, 1)
        self.text.scrolled.connect(self._follow_text)
        self.page.scrolled.connect(self._follow_page)
        self.page.shown.connect(self._on_shown)
        self.text.zoom_changed.connect(self.page.set_zoom)
        self.splitterMoved.connect(lambda *_where: self.parted.emit())

    def choose(self, choice: ViewChoice) -> None:
        """Show these views; the keys stay with the page."""
        had_focus = self.has_focus
        self.choice = choice
        self.text.setVisible(choice is not ViewChoice.PAGE)
        self.page.setVisible(choice is not ViewChoice.TEXT)
        self._fit_unseen()
        if had_focus and not self.has_focus:
            self.take_focus()
        # Behind the laying out of what has just got another size.
        QTimer.singleShot(0, self, self.page_cursor.sought.emit)

    @property
    def active(self) -> TextView | PageView:
        """The view that the keys move: the one that has them, else the one that is seen."""
        if self.choice is ViewChoice.PAGE or (
            self.choice is ViewChoice.BOTH and self.page.hasFocus()
        ):
            return self.page
        return self.text

    @property
    def has_focus(self) -> bool:
        """Whether one of the views has the keys."""
        return any(view.isVisible() and view.hasFocus() for view in (self.text, self.page))

    def take_focus(self) -> None:
        """Give the keys to the page; where one of its views has them, it keeps them."""
        if not self.has_focus:
            self.active.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_from_cursor(self) -> None:
        """Scroll so that the cursor is near the upper edge, and all behind it that has room."""
        self.text.show_from_cursor()
        if not self.text.isVisible():
            # What is ahead of it in the text may stand elsewhere on the page.
            self.page.follow(max(self.page_cursor.block, 0), 0.0)

    def redraw(self, blocks: range) -> None:
        """Draw these blocks anew after their labels changed."""
        self.text.refresh(blocks)
        self.page.refresh(blocks)

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self.text.set_dark(is_dark)
        self.page.set_dark(is_dark)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_unseen()

    def _fit_unseen(self) -> None:
        # The page is opened where the text is: this must have room for a screen, not for a line.
        if self.text.isHidden():
            # Not its width: a splitter gives a view that comes to sight what it has.
            self.text.resize(self.text.width(), self.height())

    def _follow_text(self) -> None:
        place = self.text.scroll_position()
        if self.text.isVisible() or not self.page.is_ready:
            self.page.follow(*place)
        else:
            self.page.place = place  # where it comes back to if it is loaded anew

    def _on_shown(self) -> None:
        self._follow_text()
        self.page_cursor.sought.emit()

    def _follow_page(self) -> None:
        # Also while it is not seen: it is what remembers where the editor is.
        self.text.set_scroll_position(*self.page.place)
