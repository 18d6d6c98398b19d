"""What stands where the page would be, and why it does not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.gui.appearance import colours

_WIDTH = 420


class PageNote(QWidget):
    """A sentence and at most one button; `accepted()` follows the button."""

    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageNote")
        self.setAutoFillBackground(True)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setMaximumWidth(_WIDTH)
        self._text.setMinimumWidth(200)
        self._button = QPushButton(self)
        self._button.clicked.connect(self.accepted)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addSpacing(48)
        layout.addWidget(self._text, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def say(self, text: str, offer: str = "") -> None:
        """Say this, and offer a button of that name where there is one."""
        self._text.setText(text)
        self._button.setText(offer)
        self._button.setVisible(bool(offer))

    def set_dark(self, is_dark: bool) -> None:
        """Wear the colours of a light or a dark window."""
        table = colours(is_dark)
        self.setStyleSheet(
            f"#pageNote {{ background: {table.page}; }} QLabel {{ color: {table.muted}; }}"
        )
