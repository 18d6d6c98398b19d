"""The card of one disagreement: what each set says, in which context, and what can be decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.core.adjudication import PieceState
from annotator.gui.appearance import colours
from annotator.gui.reviewing import words
from annotator.gui.reviewing.choice_button import Choice, ChoiceButton
from annotator.gui.reviewing.choices import OnCard, choices_on

_STEPS = (
    ("go.previous", "↑", "Previous disagreement"),
    ("go.next", "↓", "Next disagreement"),
)


class DecisionCard(QScrollArea):
    """`asked(action id)` follows a button; the window runs that action.

    `took(place)` follows the button of a set: those beyond the first few have no action.
    `key` answers the key of an action as the platform writes it.
    """

    asked = Signal(str)
    took = Signal(int)

    def __init__(self, key: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._is_dark = False
        self._shown: OnCard | None = None
        self._buttons: dict[str, ChoiceButton] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Decision")
        inner = QWidget(self)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(12, 10, 12, 12)
        self._column.setSpacing(6)
        self.heading = _words(inner, "")
        font = self.heading.font()
        font.setBold(True)
        self.heading.setFont(font)
        self._steps = [self._step(inner, action, sign) for action, sign, _name in _STEPS]
        self.explanation = _words(inner, "note")
        self.context = _words(inner, "context")
        self.context.setTextFormat(Qt.TextFormat.RichText)
        self.context.setAccessibleName("In its context")
        self.earlier = _words(inner, "")
        self.remarks = _words(inner, "note")
        top = QHBoxLayout()
        top.setSpacing(2)
        top.addWidget(self.heading, 1)
        for button in self._steps:
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(top)
        for widget in (self.explanation, self.earlier, self.remarks):
            self._column.addWidget(widget)
        self._choices = QGridLayout()
        self._choices.setSpacing(5)
        self._choices.setContentsMargins(0, 6, 0, 0)
        for column in (0, 1):
            self._choices.setColumnStretch(column, 1)
        self._column.addLayout(self._choices)
        # Last, as the page beside has it too: what can be decided is in sight in a small window.
        self._column.addWidget(self.context)
        self._column.addStretch(1)
        self.setWidget(inner)
        self.show_nothing()

    @property
    def buttons(self) -> Mapping[str, ChoiceButton]:
        """What can be pressed, by the action that it asks for."""
        return self._buttons

    def show_nothing(self) -> None:
        """Show that no page is open."""
        self._shown = None
        self._tell("", "", "")
        self._show_choices({})

    def show_piece(self, shown: OnCard) -> None:
        """Show a disagreement, or what can be done with the text that is selected."""
        self._shown = shown
        one, labels = shown.one, shown.sitting.label_set
        if one is None:
            self._show_selection(shown)
            return
        table = colours(self._is_dark)
        count = sum(other.number > 0 for other in shown.sitting.considered)
        told = words.explanation(one.piece, labels) if one.number else ""
        self._tell(
            words.headline(one, count, labels),
            told,
            words.context(shown.sitting.document, one.piece, table),
        )
        for button, (action, _sign, name) in zip(self._steps, _STEPS, strict=True):
            button.setVisible(bool(one.number))
            step_key = self._key(action)
            button.setAccessibleName(f"{name}, key {step_key}" if step_key else name)
            button.setToolTip(button.accessibleName())
        self._tell_earlier(words.decided(one, labels, shown.veil), one.state)
        self._tell_remarks(shown.remarks)
        self._show_choices(choices_on(shown, self._key))

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._is_dark = is_dark
        for button in self._buttons.values():
            button.set_dark(is_dark)
        if self._shown is not None:
            self.show_piece(self._shown)

    # Inside

    def _show_selection(self, shown: OnCard) -> None:
        sitting = shown.sitting
        left = len(sitting.unsettled)
        disagreements = sum(one.number > 0 for one in sitting.considered)
        if len(sitting.names) == 1:
            heading = "One set"
            told = "Accept the page, return it, or give a block another label by its key."
        elif not disagreements:
            heading, told = "No disagreement", "All sets agree on this page."
        else:
            heading, told = "Selected text", "A label’s key decides it, whatever the sets say."
        if not left and sitting.considered:
            told = f"Everything is decided. {told}"
        self._tell(heading, told, "")
        for button in self._steps:
            button.hide()
        self._tell_earlier("", PieceState.OPEN)
        self._tell_remarks(shown.remarks)
        self._show_choices(choices_on(shown, self._key))

    def _show_choices(self, choices: Mapping[str, Choice]) -> None:
        """Have a button for each; those that stay keep the keys if they have them."""
        for action in [one for one in self._buttons if one not in choices]:
            button = self._buttons.pop(action)
            self._choices.removeWidget(button)
            button.hide()
            button.deleteLater()
        place, before = 0, None
        for action, choice in choices.items():
            if action not in self._buttons:
                self._buttons[action] = self._made(action, choice)
            button = self._buttons[action]
            if button.choice != choice:
                button.show_choice(choice)
            self._choices.removeWidget(button)
            if before is not None:
                QWidget.setTabOrder(before, button)
            before = button
            place += place % 2 if choice.is_wide else 0
            self._choices.addWidget(button, place // 2, place % 2, 1, 2 if choice.is_wide else 1)
            place += 2 if choice.is_wide else 1
            button.show()

    def _step(self, parent: QWidget, action: str, sign: str) -> QToolButton:
        button = QToolButton(parent)
        button.setText(sign)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.asked.emit(action))
        return button

    def _made(self, action: str, choice: Choice) -> ChoiceButton:
        button = ChoiceButton(choice, self.widget())
        button.set_dark(self._is_dark)
        if choice.place is None:
            button.clicked.connect(lambda: self.asked.emit(action))
        else:
            button.clicked.connect(lambda _checked=False, place=choice.place: self.took.emit(place))
        return button

    def _tell(self, heading: str, explanation: str, context: str) -> None:
        for label, text in (
            (self.heading, heading),
            (self.explanation, explanation),
            (self.context, context),
        ):
            label.setText(text)
            label.setVisible(bool(text))

    def _tell_earlier(self, text: str, state: PieceState) -> None:
        table = colours(self._is_dark)
        palette = QPalette(self.palette())
        colour = table.warning if state is PieceState.STALE else table.good
        palette.setColor(QPalette.ColorRole.WindowText, QColor(colour))
        self.earlier.setPalette(palette)
        self.earlier.setText(text)
        self.earlier.setVisible(bool(text))

    def _tell_remarks(self, remarks: tuple[str, ...]) -> None:
        self.remarks.setText("\n".join(remarks))
        self.remarks.setVisible(bool(remarks))


def _words(parent: QWidget, name: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return label
