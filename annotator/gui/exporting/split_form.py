"""Which share of the pages is for what, and what stays together."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QSpinBox, QVBoxLayout, QWidget

from annotator.core.splits import TEST, TRAIN, VALIDATION, GroupBy, SplitTerms
from annotator.gui.bundles.job_bar import plain
from annotator.gui.choice_box import ChoiceBox

_GROUPS = (("Pages of a site", GroupBy.SITE), ("Pages of a template", GroupBy.TEMPLATE))
_MOST = 2**31 - 1
_BALANCED = -1


class SplitForm(QWidget):
    """`changed()` follows every change. `leak_extra` is the extra that the leak check lacks."""

    changed = Signal()

    def __init__(self, leak_extra: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_on = QCheckBox("Spli&t the pages into training, validation and tests", self)
        self.validation = _percent(self, "Validation", 10)
        self.tests = _percent(self, "Tests", 10)
        self.training = plain(self, is_note=True)
        self.by = ChoiceBox(self)
        self.by.setAccessibleName("Kept together")
        for name, by in _GROUPS:
            self.by.addItem(name, by)
        self.seed = QSpinBox(self)
        self.seed.setAccessibleName("Drawn by the seed")
        self.seed.setRange(_BALANCED, _MOST)
        self.seed.setSpecialValueText("The one that suits the languages best")
        self.seed.setValue(0)
        self.leaks = QCheckBox("Look for text that is ne&arly alike in two of them", self)
        self.leaks.setEnabled(not leak_extra)
        self.lacking = plain(self, is_note=True)
        if leak_extra:
            self.lacking.setText(f"Install it first: pip install 'annotator[{leak_extra}]'")
            self.leaks.setAccessibleDescription(self.lacking.text())
        self._lay_out()
        self.is_on.toggled.connect(self._change)
        self.leaks.toggled.connect(self._change)
        for box in (self.validation, self.tests, self.seed):
            box.valueChanged.connect(self._change)
        self.by.currentIndexChanged.connect(self._change)
        self._change()

    @property
    def terms(self) -> SplitTerms | None:
        """How to split; None where nothing is to be split."""
        if not self.is_on.isChecked():
            return None
        validation, tests = self.validation.value(), self.tests.value()
        shares = {TRAIN: 100 - validation - tests, VALIDATION: validation, TEST: tests}
        seed = self.seed.value()
        return SplitTerms(
            shares={name: share / 100 for name, share in shares.items()},
            by=GroupBy(self.by.currentData()),
            seed=None if seed == _BALANCED else seed,
        )

    @property
    def is_checked(self) -> bool:
        """Whether leaks are to be looked for."""
        return self.is_on.isChecked() and self.leaks.isChecked()

    @property
    def problem(self) -> str:
        """What is to be mended first; empty where nothing is."""
        if self.is_on.isChecked() and self.validation.value() + self.tests.value() > 100:
            return "Validation and tests are more than all pages together."
        return ""

    def _lay_out(self) -> None:
        self._terms = QWidget(self)
        form = QFormLayout(self._terms)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow("&Validation", self.validation)
        form.addRow("T&ests", self.tests)
        form.addRow("", self.training)
        form.addRow("&Kept together", self.by)
        form.addRow("Draw&n by the seed", self.seed)
        form.addRow("", self.leaks)
        if self.lacking.text():
            form.addRow("", self.lacking)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.is_on)
        layout.addWidget(self._terms)

    def _change(self) -> None:
        self._terms.setVisible(self.is_on.isChecked())
        rest = 100 - self.validation.value() - self.tests.value()
        self.training.setText(f"Training has the rest, {rest} %." if rest >= 0 else self.problem)
        self.changed.emit()


def _percent(parent: QWidget, name: str, value: int) -> QSpinBox:
    box = QSpinBox(parent)
    box.setAccessibleName(f"{name} in per cent")
    box.setRange(0, 100)
    box.setSuffix(" %")
    box.setValue(value)
    return box
