"""The card of one disagreement: what each set says, in which context, and what can be decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.core.adjudication import (
    Considered,
    NoMajority,
    PieceState,
    alike,
    majority,
)
from annotator.core.alignment import Alignment
from annotator.core.decisions import Choice as Took
from annotator.core.labels import Label, LabelId
from annotator.gui.appearance import colours
from annotator.gui.reviewing import words
from annotator.gui.reviewing.choice_button import Choice, ChoiceButton
from annotator.gui.reviewing.reason_field import ReasonField
from annotator.gui.reviewing.veil import Veil
from annotator.services.gold_sitting import GoldSitting


@dataclass(frozen=True, slots=True)
class OnCard:
    """What the card shows: a review, who may be named, a piece, what was said of its place.

    Without a piece it is about the text that is selected.
    """

    sitting: GoldSitting
    veil: Veil
    one: Considered | None
    remarks: tuple[str, ...] = ()


class DecisionCard(QScrollArea):
    """`asked(action id)` follows every button; the window runs that action.

    `key` answers the key of an action as the platform writes it.
    """

    asked = Signal(str)

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
        self.explanation = _words(inner, "note")
        self.context = _words(inner, "context")
        self.context.setTextFormat(Qt.TextFormat.RichText)
        self.context.setAccessibleName("In its context")
        self.earlier = _words(inner, "")
        self.remarks = _words(inner, "note")
        self.reason = ReasonField(inner)
        for widget in (self.heading, self.explanation, self.context, self.earlier, self.remarks):
            self._column.addWidget(widget)
        self._choices = QGridLayout()
        self._choices.setSpacing(5)
        self._choices.setContentsMargins(0, 6, 0, 0)
        for column in (0, 1):
            self._choices.setColumnStretch(column, 1)
        self._column.addLayout(self._choices)
        self._column.addWidget(self.reason)
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
        self.reason.hide()

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
            words.headline(one, count),
            told,
            words.context(shown.sitting.document, one.piece, table),
        )
        self._tell_earlier(words.decided(one, labels, shown.veil), one.state)
        self._tell_remarks(shown.remarks)
        self._show_choices({**self._sides(shown, one), **self._others(shown, one)})
        self.reason.setVisible(True)

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
        self._tell_earlier("", PieceState.OPEN)
        self._tell_remarks(shown.remarks)
        self._show_choices(self._labels(sitting, set()) | self._for_page(shown))
        self.reason.setVisible(False)

    def _sides(self, shown: OnCard, one: Considered) -> dict[str, Choice]:
        """A button for each set with what it says, and what its label means."""
        sitting, veil = shown.sitting, shown.veil
        found: dict[str, Choice] = {}
        for name in veil.names if one.number else ():
            said = one.piece.labels[sitting.names.index(name)]
            label = _label(sitting, said)
            action = f"decide.side_{veil.letter(name).lower()}"
            found[action] = Choice(
                label,
                f"{veil.side(name)}: {words.label_name(sitting.label_set, said)}",
                label.definition if label else "Leaves it undecided.",
                self._key(action),
                one.choice is Took.SIDE and one.side == name and one.state is PieceState.DECIDED,
                is_wide=True,
            )
        return found

    def _others(self, shown: OnCard, one: Considered) -> dict[str, Choice]:
        sitting, piece = shown.sitting, one.piece
        found: dict[str, Choice] = {}
        if piece.kind is Alignment.BOUNDARY:
            found["decide.longer"] = self._plain("The longer", "decide.longer")
            found["decide.shorter"] = self._plain("The shorter", "decide.shorter")
        most = majority(piece.labels) if len(piece.labels) > 2 else NoMajority.NO_MAJORITY
        if not isinstance(most, NoMajority) and one.number:
            name = words.label_name(sitting.label_set, most)
            found["decide.majority"] = Choice(
                _label(sitting, most),
                f"Majority: {name}",
                key=self._key("decide.majority"),
                is_wide=True,
            )
        decided = (
            {one.label}
            if one.state is PieceState.DECIDED and one.choice is not Took.SIDE
            else set[LabelId | None]()
        )
        found |= self._labels(sitting, decided)
        if one.number:
            count = len(alike((other.piece for other in sitting.considered), piece))
            if count > 1:
                found["decide.alike"] = self._plain(
                    f"Same for all {count:,} like this…", "decide.alike", is_wide=True
                )
        return found | self._for_page(shown)

    def _labels(self, sitting: GoldSitting, decided: set[LabelId | None]) -> dict[str, Choice]:
        """Every label of the project, and nothing."""
        found = {
            f"give.{label.id}": Choice(
                label, label.name, key=self._key(f"give.{label.id}"), is_taken=label.id in decided
            )
            for label in sitting.label_set.labels
        }
        found["decide.nothing"] = Choice(
            None, "Nothing here", key=self._key("decide.nothing"), is_taken=None in decided
        )
        return found

    def _for_page(self, shown: OnCard) -> dict[str, Choice]:
        left = sum(not one.number for one in shown.sitting.unsettled)
        if not left:
            return {}
        who = "is agreed on" if len(shown.sitting.names) > 1 else "is labelled"
        told = f"Accept all that {who} ({left:,})"
        return {"decide.agree": self._plain(told, "decide.agree", is_wide=True)}

    def _plain(self, title: str, action: str, *, is_wide: bool = False) -> Choice:
        return Choice(None, title, key=self._key(action), has_swatch=False, is_wide=is_wide)

    def _show_choices(self, choices: Mapping[str, Choice]) -> None:
        """Have a button for each; those that stay keep the keys if they have them."""
        for action in [one for one in self._buttons if one not in choices]:
            button = self._buttons.pop(action)
            self._choices.removeWidget(button)
            button.hide()
            button.deleteLater()
        place = 0
        for action, choice in choices.items():
            if action not in self._buttons:
                self._buttons[action] = self._made(action, choice)
            button = self._buttons[action]
            if button.choice != choice:
                button.show_choice(choice)
            self._choices.removeWidget(button)
            place += place % 2 if choice.is_wide else 0
            self._choices.addWidget(button, place // 2, place % 2, 1, 2 if choice.is_wide else 1)
            place += 2 if choice.is_wide else 1
            button.show()

    def _made(self, action: str, choice: Choice) -> ChoiceButton:
        button = ChoiceButton(choice, self.widget())
        button.set_dark(self._is_dark)
        button.clicked.connect(lambda: self.asked.emit(action))
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


def _label(sitting: GoldSitting, label_id: LabelId | None) -> Label | None:
    return next((one for one in sitting.label_set.labels if one.id == label_id), None)


def _words(parent: QWidget, name: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return label
