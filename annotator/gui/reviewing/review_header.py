"""What stands above the page in the review: its title, its sets, how much of it is decided."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.core.adjudication import PieceState
from annotator.core.journal import Status
from annotator.gui.notices import plain_tool_tip
from annotator.gui.reviewing.veil import Veil
from annotator.gui.shortening import shortened
from annotator.services.gold_sitting import GoldSitting

_ROOM_FOR_KEYS = 620


class ReviewHeader(QWidget):
    """Two lines, a bar that fills as disagreements are decided, and what becomes of the page.

    `asked(action id)` follows the buttons.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._below = ""
        self._keys = ("", "")
        self.title = self._line("Title of the page")
        font = self.title.font()
        font.setPointSizeF(font.pointSizeF() * 1.15)
        font.setBold(True)
        self.title.setFont(font)
        self.title.setMinimumWidth(40)
        self.below = self._line("How far the page is")
        self.below.setObjectName("note")
        self.below.setMinimumWidth(40)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.bar.setAccessibleName("Share of the disagreements that is decided")
        self.send_back = self._button("verdict.send_back", "Return…")
        self.accept = self._button("verdict.accept", "Accept page")
        self.accept.setProperty("primary", "true")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.below)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 12, 6)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self.send_back)
        row.addWidget(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.bar)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Page")

    def show_keys(self, send_back: str, accept: str) -> None:
        """Write the keys on the buttons."""
        self._keys = (send_back, accept)
        self._fit()

    def show_review(self, sitting: GoldSitting | None, veil: Veil) -> None:
        """Show how far the review of a page is now, or that none is open."""
        for button in (self.send_back, self.accept):
            button.setVisible(sitting is not None)
        self._title, below = ("", "") if sitting is None else _lines(sitting, veil)
        disagreements = [] if sitting is None else [o for o in sitting.considered if o.number]
        done = sum(one.state is PieceState.DECIDED for one in disagreements)
        self.bar.setMaximum(max(len(disagreements), 1))
        self.bar.setValue(done if disagreements else int(sitting is not None))
        self.title.setToolTip(plain_tool_tip(self._title))
        self.title.setAccessibleDescription(self._title)
        self._below = below
        self.below.setAccessibleDescription(below)
        self.below.setToolTip(plain_tool_tip(below))
        self._fit()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # an event of Qt
        self._fit()

    def _fit(self) -> None:
        """Shorten what has no room: the keys on the buttons go first, tool tips have them."""
        buttons = ((self.send_back, "Return…"), (self.accept, "Accept page"))
        for (button, text), key in zip(buttons, self._keys, strict=True):
            has_room = self.width() >= _ROOM_FOR_KEYS and key
            button.setText(f"{text}   {key}" if has_room else text)
            button.setToolTip(plain_tool_tip(f"{text} ({key})" if key else ""))
        for line, text in ((self.title, self._title), (self.below, self._below)):
            line.setText(shortened(text, line.fontMetrics(), line.width()))

    def _line(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAccessibleName(name)
        return label

    def _button(self, action: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.asked.emit(action))
        return button


def progress_of(sitting: GoldSitting) -> str:
    """How many disagreements are decided, in words."""
    disagreements = [one for one in sitting.considered if one.number]
    if not disagreements:
        return "No disagreements" if len(sitting.names) > 1 else "One set"
    done = sum(one.state is PieceState.DECIDED for one in disagreements)
    noun = "disagreement" if len(disagreements) == 1 else "disagreements"
    return f"{done:,} of {len(disagreements):,} {noun} decided"


def _lines(sitting: GoldSitting, veil: Veil) -> tuple[str, str]:
    facts = sitting.facts
    title = " ".join(facts.title.split()) or f"Page {sitting.page}"
    statuses = {one.annotator: one.status for one in sitting.candidates}
    alike = {
        status: ", ".join(veil.side(name) for name in veil.names if statuses[name] is status)
        for status in dict.fromkeys(statuses[name] for name in veil.names)
    }
    sets = ", ".join(f"{names} {status.value}" for status, names in alike.items())
    state = "Accepted" if sitting.status is Status.ACCEPTED else progress_of(sitting)
    return title, "   ·   ".join(one for one in (state, sets, facts.site) if one)
