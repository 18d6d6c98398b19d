"""One page on the screen of the browser, and what its script is told of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from annotator.gui.cursor.boundaries import snapped
from annotator.gui.cursor.page_cursor import PageCursor
from annotator.gui.cursor.selection import Target, Zone
from annotator.gui.page_view import messages
from annotator.gui.page_view.prepared import PreparedCopy
from annotator.gui.proposing.words import question_under
from annotator.services.sitting import Sitting

if TYPE_CHECKING:
    from annotator.gui.page_view.bridge import Pointed
    from annotator.gui.page_view.browser import Browser


# Blocks whose labels take about ten milliseconds to tell.
_PIECE = 1_500


class ShownPage:
    """A sitting whose copy the browser shows. All of it may be told again at any time."""

    def __init__(
        self, browser: Browser, cursor: PageCursor, sitting: Sitting, prepared: PreparedCopy
    ) -> None:
        self._browser = browser
        self._cursor = cursor
        self._prepared = prepared
        self._load = browser.program.load
        self.sitting = sitting

    def show(self, *, is_dark: bool, is_focused: bool) -> None:
        """Tell everything: the page has just been loaded, or its labels come from elsewhere."""
        looks = self._looks(is_dark, is_focused)
        self._browser.tell("show", {"blocks": self._prepared.blocks, **looks})
        self.paint(messages.painted_blocks(self.sitting))
        self.unfold()
        self.select()

    def dress(self, *, is_dark: bool, is_focused: bool) -> None:
        """Tell the colours."""
        self._browser.tell("dress", self._looks(is_dark, is_focused))

    def paint(self, blocks: Iterable[int]) -> None:
        """Tell the labels of these blocks; very many in pieces, while the window goes on."""
        self._paint_from(tuple(blocks), 0)

    def _paint_from(self, blocks: Sequence[int], start: int) -> None:
        if self._browser.program.load != self._load:
            return  # another page came meanwhile
        stop = start + _PIECE
        piece = messages.marks(self.sitting, self._prepared.text, blocks[start:stop])
        self._browser.tell("paint", piece)
        if stop < len(blocks):
            QTimer.singleShot(0, self._browser, lambda: self._paint_from(blocks, stop))

    def select(self) -> None:
        """Tell what is selected."""
        document, text = self.sitting.document, self._prepared.text
        self._browser.tell("select", messages.selected(document, self._cursor.selection, text))

    def unfold(self) -> None:
        """Tell which hidden blocks are to be seen."""
        folds = self._cursor.folds
        is_all = bool(folds.runs) and folds.are_open
        shown = [block for run in folds.runs if run.start in folds.unfolded for block in run]
        self._browser.tell("unfold", {"all": is_all, "shown": [] if is_all else shown})

    def reveal(self) -> None:
        """Bring the cursor into sight."""
        cursor = self._cursor
        if cursor.block < 0:
            return
        document, text = self.sitting.document, self._prepared.text
        ranges = messages.cursor_ranges(document, cursor.selection, text)
        if ranges:
            self._browser.tell("reveal", {"ranges": ranges, "block": cursor.block})

    def follow(self, block: int, share: float) -> None:
        """Scroll so that a share of the block's height lies above the upper edge."""
        self._browser.tell("follow", {"block": block, "share": share})

    def turn(self, delta: int, reached: Callable[[int | None], None]) -> None:
        """Scroll by whole screens; `reached` hears the block that is then where the cursor was.

        None says that there is nothing further that way.
        """

        def hear(found: object) -> None:
            is_block = isinstance(found, int | float) and found >= 0
            reached(round(found) if is_block and isinstance(found, int | float) else None)

        self._browser.ask("turn", {"delta": delta, "block": self._cursor.block}, hear)

    def tell_proposal(self, character: int) -> None:
        """Say what is proposed for the character under the mouse."""
        document, text = self.sitting.document, self._prepared.text
        if not document.blocks or not self.sitting.proposals:
            return
        place = text.position(character, is_behind=False)
        target = Target(Zone.TEXT, document.block_at(place), place, place)
        words = question_under(self.sitting, target)
        self._browser.tell("tip", {"character": character, "text": words})

    def look_for(self, blocks: Sequence[int], seen: Callable[[list[int]], None]) -> None:
        """`seen` hears which of the blocks are in sight."""

        def hear(found: object) -> None:
            if isinstance(found, str):
                seen(json.loads(found))

        # As JSON, since Qt hands lists over as nothing at times.
        self._browser.ask("inSight", list(blocks), hear)

    def target(self, pointed: Pointed) -> Target:
        """What the mouse is at."""
        document, text = self.sitting.document, self._prepared.text
        if not document.blocks:
            return Target(Zone.NOTHING)
        place = text.position(pointed.place, is_behind=pointed.is_behind)
        block = document.block_at(place)
        return Target(
            zone=Zone.TEXT,
            block=block,
            place=snapped(document.text, place, document.blocks[block].span),
            character=text.position(pointed.character, is_behind=False),
        )

    def _looks(self, is_dark: bool, is_focused: bool) -> dict[str, object]:
        # Dark ink on grounds of the page's own could not be read.
        copy = self._prepared.copy
        is_dark = is_dark and not (self._prepared.with_styles and copy.displayed.has_styles)
        return {
            "style": messages.highlight_style(self.sitting.label_set, is_dark),
            "frame": messages.frame_style(is_dark, is_focused=is_focused),
            "classes": {"an-dark": is_dark},
        }
