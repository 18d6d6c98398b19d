"""The list of disagreements: filtered by kind, label and state, by weight or as in the text."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.comparing.compared import Compared


class DisagreementList(QWidget):
    """`chosen(number)` follows a row that was made the current one by the reader.

    `entered(number)` follows Enter or a double click: the reader wants to go to the text.
    """

    chosen = Signal(int)
    entered = Signal(int)

    def show_compared(self, compared: Compared | None) -> None:
        """Show the disagreements of a page; filters, order and current number stay."""

    def select(self, number: int) -> None:
        """Make a disagreement the current row, without the signal."""

    @property
    def current(self) -> int:
        """The number of the current row, 0 where there is none."""
        return 0

    def beside(self, number: int, step: int, *, is_open: bool = False) -> int:
        """The number a step on (1) or back (-1) in the list as it is shown; 0 at its end.

        With `is_open` the next one that is not decided, from the other end if need be.
        """
        return 0

    def numbers(self) -> list[int]:
        """The numbers of all rows that are shown, in their order."""
        return []

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
