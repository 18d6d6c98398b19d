"""A few words to be written: a comment, a question, the reason why a page is returned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.choice_box import ChoiceBox

_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written: the window's title, what to say, the button, and to whom it goes.

    `receivers` are what is shown of each and what stands for them; one alone needs no choice.
    """

    title: str
    prompt: str
    button: str
    receivers: Sequence[tuple[str, str]] = ()


class WriteDialog(QDialog):
    """`written(receiver, text)` follows the button and Ctrl+Enter."""

    written = Signal(str, str)

    def __init__(self, wanted: Wanted, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(wanted.title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        prompt = QLabel(wanted.prompt, self)
        prompt.setTextFormat(Qt.TextFormat.PlainText)
        prompt.setWordWrap(True)
        self.whom = ChoiceBox(self)
        self.whom.setAccessibleName("To whom")
        for text, value in wanted.receivers:
            self.whom.addItem(text, value)
        self.whom.setVisible(len(wanted.receivers) > 1)
        self.field = QPlainTextEdit(self)
        self.field.setAccessibleName(wanted.prompt)
        self.field.setTabChangesFocus(True)
        self.field.installEventFilter(self)
        self.field.setPlaceholderText("Ctrl+Enter sends it")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.send = QPushButton(wanted.button, self)
        self.send.setDefault(True)
        buttons.addButton(self.send, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._send)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        for widget in (prompt, self.whom, self.field, buttons):
            layout.addWidget(widget)
        self.field.textChanged.connect(self._on_text)
        self._on_text()
        self.resize(460, 260)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            is_sent = is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if is_sent and event.type() == QEvent.Type.KeyPress:
                self._send()
                return True
        return super().eventFilter(watched, event)

    def _on_text(self) -> None:
        self.send.setEnabled(bool(self.field.toPlainText().strip()))

    def _send(self) -> None:
        text = self.field.toPlainText().strip()[:_MOST]
        if text:
            self.written.emit(str(self.whom.currentData() or ""), text)
            self.accept()
