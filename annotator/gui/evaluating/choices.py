"""What is to be measured, and by what: the boxes above the panel about cleaners."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from annotator.core.decisions import GOLD
from annotator.core.roles import Role
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.evaluating.check_list import CheckList, Choice
from annotator.gui.evaluating.figures import EvaluationWish, Offered
from annotator.services.evaluation_words import cleaner_name

_SPEAKS = "gold, else the set furthest on"
_LEAST_WIDTH = 10


class Choices(QWidget):
    """`changed()` follows every other choice."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cleaners = CheckList("Cleaners to measure", self)
        self.labels = CheckList("Labels whose text is wanted", self)
        self.reference = ChoiceBox(self)
        self.reference.setAccessibleName("Whose labels count")
        self.reference.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.reference.setMinimumContentsLength(_LEAST_WIDTH)
        self.blind = QCheckBox("&Blind pages alone", self)
        self.blind.setToolTip(
            "Pages that were labelled without proposals. Labels that were proposed and accepted "
            "lean towards this program."
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for column, (name, box) in enumerate(
            (("C&leaners", self.cleaners), ("&Wanted text", self.labels))
        ):
            grid.addWidget(self._caption(name, box), 0, column)
            grid.addWidget(box, 1, column, 3, 1)
        grid.addWidget(self._caption("&Held against", self.reference), 0, 2)
        grid.addWidget(self.reference, 1, 2)
        grid.addWidget(self.blind, 2, 2)
        for column, share in enumerate((4, 3, 3)):
            grid.setColumnStretch(column, share)
        grid.setRowStretch(3, 1)
        self.cleaners.changed.connect(self.changed)
        self.labels.changed.connect(self.changed)
        self.reference.currentIndexChanged.connect(self.changed)
        self.blind.toggled.connect(self.changed)

    @property
    def wish(self) -> EvaluationWish:
        """What is chosen."""
        return EvaluationWish(
            cleaners=self.cleaners.checked,
            labels=self.labels.checked,
            reference=self.reference.currentData() or "",
            is_blind=self.blind.isChecked(),
        )

    @property
    def lacking(self) -> str:
        """What has to be chosen yet, in a sentence; empty where it can be measured."""
        wish = self.wish
        if not wish.cleaners:
            return "Check a cleaner to measure."
        if not wish.labels:
            return "Check a label whose text is wanted."
        return ""

    def show_offered(self, offered: Offered) -> None:
        """Offer what there is: all cleaners that load are checked, and the label of the body."""
        self.cleaners.show_choices(
            [Choice(one.name, cleaner_name(one), True, one.problem) for one in offered.cleaners]
        )
        self.labels.show_choices(
            [Choice(one.id, one.name, one.role is Role.BODY) for one in offered.labels.labels]
        )
        self.reference.blockSignals(True)
        self.reference.clear()
        self.reference.addItem(_SPEAKS, "")
        for name in offered.references:
            self.reference.addItem("the gold sets" if name == GOLD else name, name)
        self.reference.blockSignals(False)

    def _caption(self, name: str, box: QWidget) -> QLabel:
        caption = QLabel(name, self)
        caption.setBuddy(box)
        return caption
