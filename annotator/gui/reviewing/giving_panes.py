"""Two panes side by side, one of which gives way to the other where there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class GivingPanes(QSplitter):
    """One pane has `wanted` pixels as long as the other, which gives way, has room to give."""

    def __init__(self, parent: QWidget, wanted: int) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._wanted = wanted
        self._giving = 0
        self._least = 0
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def add(self, pane: QWidget, least: int, *, gives_way: bool = False) -> None:
        """Add a pane that is never narrower than its least."""
        pane.setMinimumWidth(least)
        self.addWidget(pane)
        place = self.count() - 1
        self.setStretchFactor(place, 0 if gives_way else 1)
        if gives_way:
            self._giving, self._least = place, least

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        sizes = self.sizes()
        other = 1 - self._giving
        spare = sizes[self._giving] - self._least
        missing = min(self._wanted - sizes[other], spare)
        if sizes[other] and missing > 0:
            sizes[other] += missing
            sizes[self._giving] -= missing
            self.setSizes(sizes)
