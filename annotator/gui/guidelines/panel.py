"""The guidelines of the open project beside its pages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.core.guidelines import Guidelines
from annotator.gui.guidelines.guideline_text import GuidelineText
from annotator.gui.guidelines.markdown import Shown

_NONE = "This project has no guidelines yet. Write them as a Markdown file, and choose it here."


class GuidelinesPanel(QWidget):
    """`asked_for_file()` follows the button that replaces them."""

    asked_for_file = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.version = QLabel(self)
        self.version.setTextFormat(Qt.TextFormat.PlainText)
        self.version.setObjectName("note")
        self.version.setWordWrap(True)
        self.version.setContentsMargins(6, 0, 0, 0)
        self.choose = QPushButton("Set…", self)
        self.choose.setToolTip("Have the text of a Markdown file as the guidelines from now on")
        self.choose.setProperty("compact", True)
        self.choose.clicked.connect(self.asked_for_file)
        self.list = GuidelineText(self)
        top = QHBoxLayout()
        top.addWidget(self.version, 1)
        top.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 10, 6)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        layout.addStretch()

    def show_guidelines(
        self, version: Guidelines | None, shown: Shown, *, is_writable: bool
    ) -> None:
        """Show the version in force, or that there is none."""
        self.list.setVisible(version is not None)
        self.list.show_text(shown)
        self.choose.setVisible(is_writable)
        if version is None:
            self.version.setText(_NONE)
        else:
            day = version.added_at.astimezone()
            self.version.setText(f"Version {version.version}, {day.day} {day:%b %Y}")

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self.list.set_dark(is_dark)
