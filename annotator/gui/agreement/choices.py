"""What is to be compared, and how: the boxes above the panel of agreement."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from annotator.core.agreement_report import Grouping, PairAgreement
from annotator.core.decisions import GOLD
from annotator.gui.agreement.figures import AgreementWish
from annotator.gui.choice_box import ChoiceBox
from annotator.services.agreement_words import pair_name

_AGAINST = (("each other", ""), ("gold", GOLD))
_BY = (
    ("nothing", None),
    ("site", Grouping.SITE),
    ("version of the guidelines", Grouping.GUIDELINES),
    ("month", Grouping.MONTH),
)
_LEAST_WIDTH = 10


class Choices(QWidget):
    """`changed()` follows what has to be compared anew, `pair_chosen(number)` another pair."""

    changed = Signal()
    pair_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pair = self._box("Between whom")
        self.against = self._box("Compared with")
        self.by = self._box("Told apart by")
        for name, against in _AGAINST:
            self.against.addItem(name, against)
        for name, by in _BY:
            self.by.addItem(name, by)
        self.blind = QCheckBox("&Blind pages alone", self)
        self.nameless = QCheckBox("Without &names", self)
        self.corrected = QCheckBox("S&ets as they are now", self)
        self.corrected.setToolTip(
            "Also where a review or a reference corrected them: they then agree better than their "
            "annotators did by themselves."
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        rows = (("Bet&ween", self.pair), ("Com&pared with", self.against), ("&Apart by", self.by))
        for column, (name, box) in enumerate(rows):
            caption = QLabel(name, self)
            caption.setBuddy(box)
            grid.addWidget(caption, 0, column)
            grid.addWidget(box, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.blind, 2, 0)
        grid.addWidget(self.nameless, 2, 1)
        grid.addWidget(self.corrected, 2, 2)
        self.pair.currentIndexChanged.connect(self._choose_pair)
        for chosen in (self.against, self.by):
            chosen.currentIndexChanged.connect(self.changed)
        for checked in (self.blind, self.nameless, self.corrected):
            checked.toggled.connect(self.changed)

    @property
    def wish(self) -> AgreementWish:
        """What is chosen."""
        by = self.by.currentData()
        return AgreementWish(
            against=self.against.currentData(),
            is_blind=self.blind.isChecked(),
            # Qt hands an enumeration of strings back as a bare string.
            by=Grouping(by) if by else None,
            is_nameless=self.nameless.isChecked(),
            is_corrected=self.corrected.isChecked(),
        )

    def show_pairs(self, pairs: Sequence[PairAgreement]) -> None:
        """Let one of these pairs be looked at; the one that was looked at stays."""
        before = self.pair.currentText()
        self.pair.blockSignals(True)
        self.pair.clear()
        self.pair.addItems([pair_name(one) for one in pairs])
        self.pair.setCurrentIndex(max(0, self.pair.findText(before)))
        self.pair.setEnabled(len(pairs) > 1)
        self.pair.blockSignals(False)

    def _choose_pair(self, number: int) -> None:
        if number >= 0:
            self.pair_chosen.emit(number)

    def _box(self, name: str) -> ChoiceBox:
        box = ChoiceBox(self)
        box.setAccessibleName(name)
        # Names may be long; a small window should not grow for them.
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LEAST_WIDTH)
        return box
