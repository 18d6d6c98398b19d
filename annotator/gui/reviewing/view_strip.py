"""Which picture of the page is shown, chosen with the mouse; the keys are in the menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from annotator.gui.reviewing.showing import Shown

_TEXTS = {
    Shown.TEXT: "Text",
    Shown.DECIDED: "Page: ✓ decision",
    Shown.FIRST: "Page: A",
    Shown.SECOND: "Page: B",
}


class ViewStrip(QWidget):
    """`asked(action id)` follows a button; `show_choice` says which is down."""

    asked = Signal(str)

    def __init__(self, key: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._buttons: dict[Shown, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(2)
        for shown, text in _TEXTS.items():
            button = QToolButton(self)
            button.setText(text)
            button.setObjectName("view")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(
                lambda _checked=False, id_=f"look.{shown.value}": self.asked.emit(id_)
            )
            self._buttons[shown] = button
            row.addWidget(button)
        row.addStretch(1)
        self.show_choice(Shown.TEXT, 0)

    def show_choice(self, choice: Shown, side_count: int) -> None:
        """Say which picture is shown, and offer those of the sets that there are."""
        for shown, button in self._buttons.items():
            button.setChecked(shown is choice)
            button.setToolTip(f"{_TEXTS[shown]} ({self._key(f'look.{shown.value}')})")
        self._buttons[Shown.FIRST].setVisible(side_count > 0)
        self._buttons[Shown.SECOND].setVisible(side_count > 1)
