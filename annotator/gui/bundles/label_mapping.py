"""Labels of a bundle that the project lacks, each with the label that is to stand for it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from annotator.core.labels import LabelSet
from annotator.gui.bundles.job_bar import plain
from annotator.gui.choice_box import ChoiceBox

_CHOOSE = "– choose –"


class LabelMapping(QWidget):
    """`changed()` follows every choice."""

    changed = Signal()

    def __init__(self, label_set: LabelSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label_set = label_set
        self.boxes: dict[str, ChoiceBox] = {}
        heading = plain(self)
        heading.setText("This project lacks some labels of the bundle. Which of its own are they?")
        self._form = QFormLayout()
        self._form.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(heading)
        layout.addLayout(self._form)
        self.hide()

    def show_labels(self, lacking: Sequence[str]) -> None:
        """Ask for these; nothing is chosen for the editor."""
        while self._form.rowCount():
            self._form.removeRow(0)
        self.boxes = {}
        for label_id in lacking:
            box = ChoiceBox(self)
            box.addItem(_CHOOSE, "")
            for label in self._label_set.labels:
                box.addItem(label.name, label.id)
            box.setAccessibleName(f"Label for {label_id}")
            box.currentIndexChanged.connect(lambda _row: self.changed.emit())
            caption = plain(self)
            caption.setText(label_id)
            self._form.addRow(caption, box)
            self.boxes[label_id] = box
        self.setVisible(bool(lacking))

    @property
    def labels(self) -> dict[str, str]:
        """What is chosen so far."""
        return {
            lacking: str(box.currentData())
            for lacking, box in self.boxes.items()
            if box.currentData()
        }

    @property
    def is_complete(self) -> bool:
        """Whether every label has one of the project's."""
        return len(self.labels) == len(self.boxes)
