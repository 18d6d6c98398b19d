"""Which sets go into a data set, and under which names their labels go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QSpinBox, QWidget

from annotator.core.decisions import GOLD
from annotator.core.journal import Status
from annotator.core.set_filter import SetFilter
from annotator.gui.choice_box import ChoiceBox

EVERYBODY, BEST, DECIDED = "Everybody", "The best set of each page", "Gold that is finished"
_PAGES = (
    ("Finished", Status.FINISHED),
    ("Accepted", Status.ACCEPTED),
    ("Returned", Status.RETURNED),
    ("In progress", Status.IN_PROGRESS),
    ("All that are labelled", None),
)
_BLIND = (("With the others", None), ("Only blind pages", True), ("No blind pages", False))
_DAY = "2026-01-31"


class FilterForm(QWidget):
    """`changed()` follows every change."""

    changed = Signal()

    def __init__(
        self,
        annotators: Sequence[str],
        policies: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.status = ChoiceBox(self)
        for name, status in _PAGES:
            self.status.addItem(name, status)
        self.whose = ChoiceBox(self)
        for name in (EVERYBODY, BEST, DECIDED):
            self.whose.addItem(name)
        for name in annotators:
            self.whose.addItem("Gold, finished or not" if name == GOLD else name, name)
        self.policy = ChoiceBox(self)
        self.policy.addItem("As the format has it", "")
        for name, title in policies:
            self.policy.addItem(title or name, name)
        self.sites = _line(self, "All, or: news.example, other.example")
        self.languages = _line(self, "All, or: de, pt-BR")
        self.since = _line(self, f"Any day, or: {_DAY}")
        self.until = _line(self, f"Any day, or: {_DAY}")
        self.blind = ChoiceBox(self)
        for name, is_blind in _BLIND:
            self.blind.addItem(name, is_blind)
        self.agreement = QSpinBox(self)
        self.agreement.setRange(0, 100)
        self.agreement.setSuffix(" % of the text or more")
        self.agreement.setSpecialValueText("Any")
        for box in (self.status, self.whose, self.policy, self.blind):
            # Long names are cut off where there is no room; the list of the box has them whole.
            box.setMinimumContentsLength(12)
            box.setSizeAdjustPolicy(
                ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self._lay_out()
        self._connect()

    @property
    def wanted(self) -> SetFilter:
        """What is asked for; days that cannot be read are left out, `problem` tells them."""
        whose, status = self.whose.currentText(), self.status.currentData()
        agreement = self.agreement.value()
        return SetFilter(
            annotator=self.whose.currentData(),
            # Qt hands an enumeration of strings back as a bare string. Gold is finished as it is.
            status=Status(status) if status and whose != DECIDED else None,
            is_best=whose == BEST,
            gold_only=whose == DECIDED,
            sites=_parts(self.sites.text()),
            languages=_parts(self.languages.text()),
            since=_day(self.since.text()),
            until=_day(self.until.text()),
            is_blind=self.blind.currentData(),
            least_agreement=agreement / 100 if agreement else None,
        )

    @property
    def problem(self) -> str:
        """What is to be mended first; empty where nothing is."""
        for field in (self.since, self.until):
            if field.text().strip() and _day(field.text()) is None:
                return f"“{field.text().strip()[:40]}” is no day; write it as {_DAY}."
        return ""

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for caption, field in (
            ("&Pages", self.status),
            ("&Whose sets", self.whose),
            ("Main &content", self.policy),
            ("&Sites", self.sites),
            ("&Languages", self.languages),
            ("Fetched f&rom", self.since),
            ("Fetched &until", self.until),
            ("Blin&d pages", self.blind),
            ("A&greement", self.agreement),
        ):
            form.addRow(caption, field)
            field.setAccessibleName(caption.replace("&", ""))

    def _connect(self) -> None:
        for box in (self.status, self.whose, self.policy, self.blind):
            box.currentIndexChanged.connect(self._change)
        for line in (self.sites, self.languages, self.since, self.until):
            line.textChanged.connect(self._change)
        self.agreement.valueChanged.connect(self._change)

    def _change(self) -> None:
        self.status.setEnabled(self.whose.currentText() != DECIDED)
        self.changed.emit()


def _line(parent: QWidget, placeholder: str) -> QLineEdit:
    line = QLineEdit(parent)
    line.setPlaceholderText(placeholder)
    return line


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in (one.strip() for one in text.split(",")) if part)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
