"""What to export, and where to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.core.journal import Status
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.export_wish import ExportWish


class ExportDialog(QDialog):
    """`wished(wish)` follows the Export button."""

    wished = Signal(object)

    def __init__(
        self,
        formats: Sequence[str],
        annotators: Sequence[str],
        target: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.format = ChoiceBox(self)
        self.format.addItems(list(formats))
        self.annotator = ChoiceBox(self)
        self.annotator.addItem("Everybody", None)
        for name in annotators:
            self.annotator.addItem(name, name)
        self.status = ChoiceBox(self)
        self.status.addItem("Finished", Status.FINISHED)
        self.status.addItem("All that are labelled", None)
        self.target = QLineEdit(str(target), self)
        browse = QPushButton("Browse…", self)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self.target, 1)
        row.addWidget(browse)
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow("&Format", self.format)
        form.addRow("&Annotator", self.annotator)
        form.addRow("&Pages", self.status)
        caption = QLabel("F&ile", self)
        caption.setBuddy(self.target)
        form.addRow(caption, row)
        self.target.setAccessibleName("File to write")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        export = buttons.addButton("Export", QDialogButtonBox.ButtonRole.AcceptRole)
        export.setDefault(True)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(18)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.setMinimumWidth(520)

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Export to", self.target.text())
        if name:
            self.target.setText(name)

    def _accept(self) -> None:
        if not self.target.text().strip():
            self.target.setFocus()
            return
        # Qt hands an enumeration of strings back as a bare string.
        status = self.status.currentData()
        self.wished.emit(
            ExportWish(
                target=Path(self.target.text()),
                format_name=self.format.currentText(),
                annotator=self.annotator.currentData(),
                status=Status(status) if status else None,
            )
        )
        self.accept()
