"""A strip below the page with one text field: to find in the page, or to go to a page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget


class EntryBar(QFrame):
    """`entered(text, forward)` follows Enter and the arrow buttons, `dismissed` Esc and the cross.

    With `steps` there are buttons for the next and the previous find, and Shift+Enter goes back.
    """

    entered = Signal(str, bool)
    edited = Signal(str)
    dismissed = Signal()

    def __init__(self, label: str, parent: QWidget | None = None, *, steps: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("entry_bar")
        self.field = QLineEdit(self)
        self.field.setAccessibleName(label)
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(420)
        self.field.textEdited.connect(self.edited)
        self._answer = QLabel(self)
        self._answer.setTextFormat(Qt.TextFormat.PlainText)
        caption = QLabel(label, self)
        caption.setBuddy(self.field)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 10, 8)
        layout.setSpacing(8)
        layout.addWidget(caption)
        layout.addWidget(self.field, 2)
        if steps:
            layout.addWidget(self._button("↑", "Previous", forward=False))
            layout.addWidget(self._button("↓", "Next", forward=True))
        layout.addWidget(self._answer)
        layout.addStretch(1)
        close = QToolButton(self)
        close.setText("✕")
        close.setAccessibleName(f"Close “{label}”")
        close.clicked.connect(self.dismissed)
        layout.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """What is in the field."""
        return self.field.text()

    @property
    def answer(self) -> str:
        """What is said beside the field."""
        return self._answer.text()

    def accept_numbers(self, largest: int) -> None:
        """Take whole numbers from 1 alone."""
        self.field.clear()
        self.field.setPlaceholderText(f"Number, 1–{largest}")
        self.field.setValidator(QIntValidator(1, max(largest, 1), self.field))

    def open(self) -> None:
        """Show the strip, ready to type."""
        self.say("")
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def say(self, answer: str) -> None:
        """Say what came of it, beside the field."""
        self._answer.setText(answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            forward = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.entered.emit(self.text, forward)
        elif event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def _button(self, sign: str, name: str, *, forward: bool) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(lambda: self.entered.emit(self.text, forward))
        return button
