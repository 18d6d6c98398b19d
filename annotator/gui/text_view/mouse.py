"""From mouse events to targets: clicks counted, drags told from clicks, scrolling at the edges."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QTimer
from PySide6.QtWidgets import QApplication

# A button that goes down and up within this distance clicked; farther, it dragged.
_DRAG_DISTANCE = 4
_SCROLL_INTERVAL = 25


@dataclass(frozen=True, slots=True)
class Press:
    """A button that went down: where, how many times in a row, and whether to extend."""

    point: QPoint
    clicks: int
    extends: bool


class Gesture(QObject):
    """One press, drag and release after the other.

    `pressed` gets each press, `moved` each point of a drag, `scroll` how many pixels to scroll on
    while a drag is held beyond the upper or lower edge.
    """

    def __init__(
        self,
        parent: QObject,
        pressed: Callable[[Press], None],
        moved: Callable[[QPoint], None],
        scroll: Callable[[int], None],
    ) -> None:
        super().__init__(parent)
        self._pressed = pressed
        self._moved = moved
        self._scroll = scroll
        self._start: QPoint | None = None
        self._last = QPoint()
        self._is_drag = False
        self._clicks = 0
        self._clock = QElapsedTimer()
        self._overshoot = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_SCROLL_INTERVAL)
        self._timer.timeout.connect(self._scroll_on)

    def press(self, point: QPoint, *, extends: bool) -> None:
        """The button went down, also for the second and third time."""
        is_near = (
            self._start is not None
            and (point - self._last).manhattanLength() < QApplication.startDragDistance()
        )
        is_soon = self._clock.isValid() and self._clock.elapsed() < self._interval()
        self._clicks = self._clicks % 3 + 1 if is_near and is_soon and not extends else 1
        self._clock.start()
        self._start = self._last = point
        self._is_drag = False
        self._pressed(Press(point, self._clicks, extends))

    def move(self, point: QPoint, height: int) -> None:
        """The mouse moved with the button down, over a viewport of that height."""
        if self._start is None:
            return
        self._last = point
        if not self._is_drag and (point - self._start).manhattanLength() < _DRAG_DISTANCE:
            return
        self._is_drag = True
        self._overshoot = min(point.y(), 0) + max(point.y() - height, 0)
        if self._overshoot and not self._timer.isActive():
            self._timer.start()
        elif not self._overshoot:
            self._timer.stop()
        self._moved(point)

    def release(self) -> None:
        """The button went up."""
        self._is_drag = False
        self._overshoot = 0
        self._timer.stop()

    def _scroll_on(self) -> None:
        # Farther beyond the edge is faster, as everywhere.
        step = self._overshoot // 3
        self._scroll(step + (1 if self._overshoot > 0 else -1) * 4)
        self._moved(self._last)

    @staticmethod
    def _interval() -> int:
        return QApplication.doubleClickInterval()
