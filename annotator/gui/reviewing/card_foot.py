"""What stays below the card while it is scrolled: the reason, and asking instead of deciding."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.gui.reviewing.choice_button import Choice, ChoiceButton
from annotator.gui.reviewing.reason_field import ReasonField

_ACTIONS = (("talk.comment", "Comment…"), ("talk.ask", "Ask and return…"))


class CardFoot(QWidget):
    """`asked(action id)` follows the buttons; `key` answers the key of an action."""

    asked = Signal(str)

    def __init__(self, key: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.reason = ReasonField(self)
        self._buttons: dict[str, ChoiceButton] = {}
        row = QHBoxLayout()
        row.setSpacing(5)
        for action, _text in _ACTIONS:
            button = ChoiceButton(Choice(None, "", has_swatch=False), self)
            button.clicked.connect(lambda _checked=False, id_=action: self.asked.emit(id_))
            self._buttons[action] = button
            row.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        layout.addWidget(self.reason)
        layout.addLayout(row)

    def show_keys(self) -> None:
        """Write the keys on the buttons, and in the field that by which it is reached."""
        self.reason.show_key(self._key("decide.reason"))
        for action, text in _ACTIONS:
            choice = Choice(None, text, key=self._key(action), has_swatch=False)
            self._buttons[action].show_choice(choice)

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        for button in self._buttons.values():
            button.set_dark(is_dark)
