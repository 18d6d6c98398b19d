"""The styles of one page, filtered, for its copy for display."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from annotator.pages.display_styles import MOST_STYLES, safe_declarations, safe_sheet
from annotator.pages.xhtml import quoted

_MOST_DECLARATIONS = 1024 * 1024
"""Characters of attributes `style` that are read of one page."""
_DESIGN = 32 * 1024
"""Characters of harmless styles from which on a page has a design of its own, not just touches."""


class PageStyles:
    """Collects the style sheets of a page in their order.

    `sheets` are those that came along with it, by number; they are used where the page links them.
    Where styles are not wanted everything answers empty.
    """

    def __init__(self, sheets: Sequence[str], *, is_wanted: bool) -> None:
        self._sheets = sheets
        self._is_wanted = is_wanted
        self._room = MOST_STYLES
        self._declarations_room = _MOST_DECLARATIONS
        self._filtered: dict[str, str] = {}
        self._markup: list[str] = []
        self._kept_count = 0
        self.are_there = False

    @property
    def are_a_design(self) -> bool:
        """Whether the page says itself how all of it looks; ours then steps back."""
        return self._kept_count >= _DESIGN

    def add(self, sheet: str, media: str) -> None:
        """A `style` element of the page; `media` is what it says it is for."""
        self.are_there = self.are_there or bool(sheet.strip())
        if not self._is_wanted:
            return
        sheet = sheet[: self._room]
        self._room -= len(sheet)
        safe = safe_sheet(sheet)
        if safe:
            self._kept_count += len(safe)
            condition = f" media={quoted(media)}" if media.isprintable() and media else ""
            self._markup.append(f"<style{condition}>{escape(safe)}</style>")

    def add_linked(self, number: int, media: str) -> None:
        """A link of the page to the sheet of that number."""
        self.add(self._sheets[number], media)

    def declarations(self, style: str) -> str:
        """What is harmless of an attribute `style`."""
        self.are_there = True
        if not self._is_wanted:
            return ""
        found = self._filtered.get(style)
        if found is None:
            if len(style) > self._declarations_room:
                return ""
            self._declarations_room -= len(style)
            found = self._filtered[style] = safe_declarations(style)
        return found

    def markup(self) -> str:
        """All sheets as elements for the head of the copy."""
        return "".join(self._markup)
