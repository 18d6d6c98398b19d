"""What stands above the text: the page's title, where it is from, how far it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.core.journal import Status
from annotator.gui.appearance import colours
from annotator.gui.notices import plain_tool_tip
from annotator.gui.shortening import shortened
from annotator.services.sitting import Sitting

BLIND = "Labelled blind: no proposals on this page"
_SIDE = 24
_PAD = 12
_BAR = 3


class PageHeader(QWidget):
    """Two lines and a thin bar that fills as blocks are decided."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sitting: Sitting | None = None
        self._is_dark = False
        self._is_blind = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Page")

    def show_sitting(self, sitting: Sitting | None) -> None:
        """Show the heading of a page."""
        self._sitting = sitting
        self.setToolTip(plain_tool_tip(sitting.facts.url or sitting.facts.name) if sitting else "")
        self.refresh()

    @property
    def is_blind(self) -> bool:
        """Whether the page is one of those that are labelled without proposals, which is told."""
        return self._is_blind

    @is_blind.setter
    def is_blind(self, is_blind: bool) -> None:
        if is_blind != self._is_blind:
            self._is_blind = is_blind
            self.refresh()

    def refresh(self) -> None:
        """Show how far the page is now."""
        title, below = self.lines()
        self.setAccessibleDescription(f"{title}. {below}")
        self.update()

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._is_dark = is_dark
        self.update()

    def lines(self) -> tuple[str, str]:
        """The title, and the line below it."""
        sitting = self._sitting
        if sitting is None:
            return "", ""
        facts, tally = sitting.facts, sitting.tally
        name = Path(facts.name).name
        title = " ".join(facts.title.split()) or name
        undecided = tally.undecided_count
        if sitting.status is Status.ACCEPTED:
            state = "Accepted: the labels stay as they are"
        elif sitting.status is Status.FINISHED:
            state = "Finished"
        elif not tally.visible_count:
            state = "No visible text"
        elif undecided:
            state = f"{tally.visible_count - undecided:,} of {tally.visible_count:,} blocks decided"
        else:
            anew = " anew" if sitting.status is Status.RETURNED else ""
            state = f"Everything is decided; Enter finishes the page{anew}"
        amiss = "⚠ The end of the page is missing" if facts.cut else ""
        parts = [facts.site or name, state, amiss]
        if self._is_blind:
            # Ahead of all, so that a narrow window does not cut it off.
            parts = [BLIND, state, facts.site or name, amiss]
        return title, "   ·   ".join(one for one in parts if one)

    def sizeHint(self) -> QSize:
        small = QFontMetrics(self.font()).height()
        return QSize(300, QFontMetrics(self._title_font()).height() + small + 2 * _PAD + _BAR + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        table = colours(self._is_dark)
        painter.fillRect(self.rect(), QColor(table.page))
        bottom = self.height() - _BAR
        painter.fillRect(0, bottom + _BAR - 1, self.width(), 1, QColor(table.border))
        sitting = self._sitting
        if sitting is None:
            return
        room = self.width() - 2 * _SIDE
        title, below = self.lines()
        font = self._title_font()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(table.text))
        line = QRectF(_SIDE, _PAD, room, metrics.height())
        painter.drawText(line, _FLAGS, shortened(title, metrics, room))
        metrics = QFontMetrics(self.font())
        painter.setFont(self.font())
        painter.setPen(QColor(table.muted))
        line = QRectF(_SIDE, line.bottom() + 2, room, metrics.height())
        painter.drawText(line, _FLAGS, shortened(below, metrics, room))
        share = 1 - sitting.tally.undecided_count / max(sitting.tally.visible_count, 1)
        colour = QColor(table.good if share >= 1 else table.accent)
        painter.fillRect(QRectF(0, bottom, self.width() * share, _BAR), colour)

    def _title_font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setWeight(QFont.Weight.DemiBold)
        return font


_FLAGS = int(
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
)
