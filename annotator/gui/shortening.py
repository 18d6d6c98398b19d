"""Text of pages on a line that may be too short for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

# Unicode's marks around a stretch of text whose direction is its own.
_ISOLATE, _END = "\u2068", "\u2069"


def shortened(text: str, metrics: QFontMetrics, width: int) -> str:
    """The text on a line `width` pixels wide, its ellipsis at its end.

    The end of Arabic or Hebrew text is at the left, also in a line that runs to the right.
    """
    room = width
    while True:
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        shown = f"{_ISOLATE}{elided}{_END}"
        # Joined letters change their shape, and so their width, where the text is cut.
        excess = metrics.horizontalAdvance(shown) - width
        if excess <= 0 or room <= 0:
            return shown
        room -= excess
