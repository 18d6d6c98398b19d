"""How far the job of a dialog is, and what it came to if it failed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from annotator.core.progress import Progress

_STEPS = 1_000


class JobBar(QWidget):
    """Takes no room while there is nothing to tell."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.text = plain(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.text)
        layout.addWidget(self.bar)
        self.hide()

    def begin(self, name: str) -> None:
        """A job of that name begins."""
        self._name = name
        self.bar.setAccessibleName(name)
        self.show_progress(Progress(0, None))

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        total = progress.total
        self.bar.setRange(0, _STEPS if total else 0)
        self.bar.setValue(progress.done * _STEPS // total if total else 0)
        # The signs of white space: a title of a page may hold any.
        what = " ".join(progress.what.split())
        counted = f"{self._name}, {progress.done:,} of {total:,}" if total else f"{self._name}…"
        self.text.setText(f"{counted}: {what}" if what else counted)
        self.bar.show()
        self.show()

    def show_text(self, text: str) -> None:
        """Say something in its place; nothing hides it."""
        self.text.setText(text)
        self.bar.hide()
        self.setVisible(bool(text))


def plain(parent: QWidget, *, is_note: bool = False) -> QLabel:
    """A label whose text is never read as markup; `is_note` is fainter."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if is_note:
        label.setObjectName("note")
    return label
