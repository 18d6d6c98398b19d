"""The field in which a reviewer says why; what is in it goes with the next decision."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_MOST = 2_000
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class OwnKeys(QObject):
    """Lets the widgets that it watches have their keys ahead of the actions of the window.

    Keys with Ctrl, Alt or Meta and the function keys stay with the window.
    """

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        is_function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
        if is_function or event.modifiers() & _COMMANDS:
            return False
        event.accept()
        return True


class ReasonField(QLineEdit):
    """`left()` follows Enter and Esc: the reviewer goes on, and what was typed stays."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Reason for the next decision")
        self.setMaxLength(_MOST)
        self.setClearButtonEnabled(True)
        self.installEventFilter(OwnKeys(self))
        self.show_key("")

    def show_key(self, key: str) -> None:
        """Say by which key the field is reached."""
        self.setPlaceholderText(f"Reason, if you have one  ({key})" if key else "Reason")

    def take(self) -> str:
        """The reason, which is then gone from the field."""
        reason = " ".join(self.text().split())
        self.clear()
        return reason

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
            return
        super().keyPressEvent(event)
