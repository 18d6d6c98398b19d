"""The line above the page under review that says what was said of it and is not resolved yet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from annotator.gui.appearance import colours
from annotator.gui.notices import plain_tool_tip
from annotator.gui.shortening import shortened


class TalkStrip(QFrame):
    """`asked(action id)` follows its button. It is hidden where nothing is open."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("talk")
        self._text = ""
        self.line = QLabel(self)
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.read = QPushButton("Read all…", self)
        self.read.setProperty("compact", True)
        self.read.clicked.connect(lambda: self.asked.emit("talking.read"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.read)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_dark(False)
        self.hide()

    @property
    def text(self) -> str:
        """All that the line says."""
        return self._text

    def show_text(self, text: str) -> None:
        """Say something else, or hide where there is nothing to say."""
        self._text = text
        self.line.setToolTip(plain_tool_tip(text))
        self.line.setAccessibleName(text)
        self._fit()
        self.setVisible(bool(text))

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        table = colours(is_dark)
        self.setStyleSheet(
            f"#talk {{ background: {table.warning_ground}; border: none; "
            f"border-left: 4px solid {table.warning}; }}"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.line.setText(shortened(self._text, self.line.fontMetrics(), self.line.width()))
