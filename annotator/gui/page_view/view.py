"""The page as a browser shows it: it follows the cursor, and takes the editor's hands to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from annotator.core.errors import AnnotatorError
from annotator.gui.cursor.page_cursor import PageCursor
from annotator.gui.notices import notice_of
from annotator.gui.page_view.prepared import PreparedCopy
from annotator.gui.page_view.shown_page import ShownPage
from annotator.gui.page_view.stage import PageStage
from annotator.services.sitting import Sitting

if TYPE_CHECKING:
    from annotator.gui.page_view.bridge import Pointed
    from annotator.gui.page_view.browser import Browser
    from annotator.services.displaying import PageCopy

# How long the mouse rests on a block before it is told what is proposed there.
_HOVER_MS = 400


class PageView(PageStage):
    """Shows the page of the cursor as soon as its copy is there.

    `copy_wanted(sitting, with_styles)` asks for the copy, which `show_copy` or `show_failure`
    brings; `scrolled()` follows when the editor scrolls, and `place` is where to. `shown()` follows
    when a page is on the screen. Nothing of the browser is loaded before the view is first seen.
    """

    copy_wanted = Signal(object, bool)
    scrolled = Signal()
    zoom_asked = Signal(int)
    shown = Signal()

    def __init__(self, page_cursor: PageCursor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page_cursor = page_cursor
        self.place = (0, 0.0)
        self.has_styles = True
        self._is_dark = False
        self._sitting: Sitting | None = None
        self._prepared: PreparedCopy | None = None
        self._page: ShownPage | None = None
        self._is_wanted = False
        # Whether what the browser has, or is loading, is the top of the page alone.
        self._is_beginning = False
        self._hovered = 0
        # Timers of a page without scripts never come to an end, so the wait is here.
        self._hover_pause = QTimer(self, singleShot=True, interval=_HOVER_MS)
        self._hover_pause.timeout.connect(self._tell_proposal)
        self.note.accepted.connect(self._on_accepted)
        self.made.connect(self._listen)
        self.delayed.connect(self._give_up)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Page as a browser shows it")
        page_cursor.sitting_changed.connect(self._on_sitting)
        page_cursor.selected.connect(lambda _before: self._page and self._page.select())
        page_cursor.folds_changed.connect(lambda: self._page and self._page.unfold())
        page_cursor.sought.connect(lambda: self._page and self._page.reveal())

    # The page

    def show_beginning(self, sitting: Sitting, copy: PageCopy) -> None:
        """Show the top of a long page while its copy is being made; nothing can be done to it."""
        if sitting is self._sitting and self._prepared is None:
            self._is_beginning = True
            self.browse(copy, is_whole=False)

    def show_copy(self, sitting: Sitting, prepared: PreparedCopy) -> None:
        """Show the copy of the page, unless another page came meanwhile."""
        if sitting is not self._sitting:
            return
        self._prepared = prepared
        if prepared.is_large:
            count = prepared.copy.displayed.element_count
            self.say(
                f"This page has {count:,} elements, which a browser takes long to lay out. "
                "The text view shows it at once.",
                "Show it all the same",
            )
        else:
            self._load()

    def show_failure(self, sitting: Sitting, error: AnnotatorError) -> None:
        """Say why the page cannot be shown."""
        if sitting is self._sitting:
            self.say(notice_of(error).text, "Try again")

    def refresh(self, blocks: Iterable[int]) -> None:
        """Paint these blocks anew after their labels changed."""
        if self._page is not None:
            self._page.paint(blocks)

    @property
    def is_ready(self) -> bool:
        """Whether the page of the cursor is on the screen and follows what happens."""
        return self._page is not None

    def look_for(self, blocks: Sequence[int], seen: Callable[[list[int]], None]) -> None:
        """Have `seen` hear which of these blocks are in sight, if the page is there."""
        if self._page is not None and self.isVisible():
            self._page.look_for(blocks, seen)

    # How it looks

    def set_dark(self, is_dark: bool) -> None:
        """Wear the colours of a light or a dark window; pages with styles of their own stay."""
        super().set_dark(is_dark)
        self._is_dark = is_dark
        self._dress()

    def wear_styles(self, has_styles: bool) -> None:
        """Show pages with the harmless part of their own styles, or without."""
        if has_styles != self.has_styles:
            self.has_styles = has_styles
            self._want()

    # Where the editor is

    def follow(self, block: int, share: float) -> None:
        """Scroll so that a share of the block's height lies above the upper edge."""
        self.place = (block, share)
        if self._page is not None:
            self._page.follow(block, share)

    def move_page(self, delta: int, extend: bool = False) -> None:
        """Scroll by whole screens, and take the cursor along; at an end, to the last block."""
        cursor, page = self.page_cursor, self._page
        if page is None or cursor.block < 0:
            return

        def go(found: int | None) -> None:
            if self._page is not page:
                return  # another page came meanwhile
            if found is None:
                block = cursor.end(forward=delta > 0)
            else:
                block = cursor.folds.unfolded_from(found, 1 if delta > 0 else -1)
            if block is not None and block != cursor.block:
                cursor.go_to(block, extend)

        page.turn(delta, go)

    # Inside

    def _on_sitting(self, sitting: Sitting | None) -> None:
        before, self._sitting = self._sitting, sitting
        is_same = (
            sitting is not None
            and before is not None
            and before.page == sitting.page
            and before.document == sitting.document
        )
        if is_same and self._page is not None and sitting is not None:
            self._page.sitting = sitting
            self._show_all()
            return
        self._is_beginning = False
        self.place = (0, 0.0)
        self._want()

    def _want(self) -> None:
        """Ask for the copy, now or when the view comes to sight."""
        self._is_wanted = not self.isVisible()
        self._prepared = self._page = None
        if self._is_wanted:
            return
        if self._sitting is None:
            self.say("")
        else:
            self.expect()
            self.copy_wanted.emit(self._sitting, self.has_styles)

    def _load(self) -> None:
        if self._prepared is not None:
            self._is_beginning = False
            self._page = None
            self.browse(self._prepared.copy, is_whole=True)

    def _listen(self, browser: Browser) -> None:
        program = browser.program
        program.begun.connect(self._on_begun)
        program.pointed_at.connect(self._on_pointed)
        program.hovered_at.connect(self._on_hovered)
        program.scrolled_to.connect(self._on_scrolled)
        program.zoom_asked.connect(self.zoom_asked)
        browser.arrived.connect(self._on_arrived)
        browser.died.connect(self._on_died)

    def _on_arrived(self) -> None:
        """Show what there is of the page while the rest is on its way."""
        if self._is_beginning != (self._prepared is not None):
            self.uncover(is_whole=False)

    def _on_begun(self) -> None:
        sitting, prepared, browser = self._sitting, self._prepared, self.browser
        if sitting is None or prepared is None or browser is None or self._is_beginning:
            return
        self._page = ShownPage(browser, self.page_cursor, sitting, prepared)
        self.uncover(is_whole=True)
        self._show_all()
        self.shown.emit()

    def _show_all(self) -> None:
        if self._page is not None:
            self._page.show(is_dark=self._is_dark, is_focused=self.hasFocus())
            self._page.follow(*self.place)

    def _dress(self) -> None:
        if self._page is not None:
            self._page.dress(is_dark=self._is_dark, is_focused=self.hasFocus())

    def _on_pointed(self, pointed: Pointed) -> None:
        if self._page is None:
            return
        target = self._page.target(pointed)
        if pointed.is_press:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.page_cursor.press(target, pointed.clicks, extends=pointed.extends)
        else:
            self.page_cursor.drag(target)

    def _on_hovered(self, character: int) -> None:
        self._hovered = character
        self._hover_pause.start()

    def _tell_proposal(self) -> None:
        if self._page is not None:
            self._page.tell_proposal(self._hovered)

    def _on_scrolled(self, block: int, share: float) -> None:
        if self._page is None:
            return  # the page before is still in sight, and can be scrolled
        self.place = (block, share)
        self.scrolled.emit()

    def _on_died(self) -> None:
        self._page = None
        self.say("The part of the program that shows pages has ended.", "Show the page again")

    def _give_up(self) -> None:
        self.drop_browser()
        self.say(
            "The browser takes too long over this page. The text view has all of it.", "Try again"
        )

    def _on_accepted(self) -> None:
        if self._prepared is not None:
            self._load()
        else:
            self._want()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_wanted:
            self._want()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._dress()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._dress()
