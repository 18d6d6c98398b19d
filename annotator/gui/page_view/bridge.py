"""What the script in the page view tells the program."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot


@dataclass(frozen=True, slots=True)
class Pointed:
    """What the mouse did: a press, the `clicks`th in a row, or a drag, and where.

    `place` and `character` count UTF-16 units of the displayed text; `is_behind` says that the
    place belongs to the character before it.
    """

    is_press: bool
    place: int
    is_behind: bool
    character: int
    clicks: int
    extends: bool


class Program(QObject):
    """The object `program` of the script. Only what the load of that number says is passed on."""

    begun = Signal()
    pointed_at = Signal(object)
    hovered_at = Signal(int)
    scrolled_to = Signal(int, float)
    zoom_asked = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.load = 0

    @Slot(int)
    def began(self, load: int) -> None:
        """The script of that load is ready."""
        if load == self.load:
            self.begun.emit()

    @Slot(int, str, int, bool, int, int, bool)
    def pointed(
        self,
        load: int,
        kind: str,
        place: int,
        is_behind: bool,
        character: int,
        clicks: int,
        extends: bool,
    ) -> None:
        """The mouse did something."""
        if load == self.load:
            self.pointed_at.emit(
                Pointed(kind == "press", place, is_behind, character, clicks, extends)
            )

    @Slot(int, int)
    def hovered(self, load: int, character: int) -> None:
        """The mouse came to another block, over this character."""
        if load == self.load:
            self.hovered_at.emit(character)

    @Slot(int, int, float)
    def scrolled(self, load: int, block: int, share: float) -> None:
        """The editor scrolled: which block is at the upper edge, and how much of it is gone."""
        if load == self.load:
            self.scrolled_to.emit(block, share)

    @Slot(int, int)
    def zoomed(self, load: int, by: int) -> None:
        """The editor wants it larger (1) or smaller (-1)."""
        if load == self.load:
            self.zoom_asked.emit(by)
