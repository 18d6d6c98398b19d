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
from annotator.services.export_formats import ExportFormat

_PAGES = (
    ("Finished", Status.FINISHED),
    ("In progress", Status.IN_PROGRESS),
    ("All that are labelled", None),
)


class ExportDialog(QDialog):
    """`wished(wish)` follows the Export button.

    `target` is proposed, with the ending of the format in place of its own.
    """

    wished = Signal(object)

    def __init__(
        self,
        formats: Sequence[ExportFormat],
        annotators: Sequence[str],
        target: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._formats = tuple(formats)
        self._proposed = target
        self.format = ChoiceBox(self)
        self.format.addItems([one.name for one in formats])
        self.annotator = ChoiceBox(self)
        self.annotator.addItem("Everybody", None)
        for name in annotators:
            self.annotator.addItem(name, name)
        self.status = ChoiceBox(self)
        for name, status in _PAGES:
            self.status.addItem(name, status)
        self.target = QLineEdit(str(target), self)
        self.target.setAccessibleName("File to write")
        self.about = _note(self)
        self.warning = _note(self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.export = buttons.addButton("Export", QDialogButtonBox.ButtonRole.AcceptRole)
        self.export.setDefault(True)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(18)
        layout.addLayout(self._form())
        layout.addWidget(buttons)
        self.setMinimumWidth(520)
        self.format.currentIndexChanged.connect(self._show_format)
        self.target.textChanged.connect(self._show_target)
        self._show_format()

    def _form(self) -> QFormLayout:
        browse = QPushButton("Browse…", self)
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.addWidget(self.target, 1)
        row.addWidget(browse)
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow("For&mat", self.format)
        form.addRow("", self.about)
        form.addRow("&Pages", self.status)
        form.addRow("&Annotator", self.annotator)
        caption = QLabel("F&ile", self)
        caption.setBuddy(self.target)
        form.addRow(caption, row)
        form.addRow("", self.warning)
        return form

    def _chosen(self) -> ExportFormat | None:
        index = self.format.currentIndex()
        return self._formats[index] if 0 <= index < len(self._formats) else None

    def _show_format(self) -> None:
        chosen = self._chosen()
        self.about.setText(chosen.title if chosen else "No format is installed.")
        self.format.setAccessibleDescription(self.about.text())
        if chosen is not None and self.target.text() == str(self._proposed):
            self._proposed = self._proposed.with_suffix(chosen.suffix)
            self.target.setText(str(self._proposed))
        self._show_target()

    def _show_target(self) -> None:
        chosen, text = self._chosen(), self.target.text().strip()
        self.warning.setText(_warning(Path(text)) if text else "Name a file to write.")
        self.target.setAccessibleDescription(self.warning.text())
        self.export.setEnabled(chosen is not None and chosen.is_usable and bool(text))

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Export to")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self.target.text())
        dialog.fileSelected.connect(self.target.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _accept(self) -> None:
        # Qt hands an enumeration of strings back as a bare string.
        status = self.status.currentData()
        self.wished.emit(
            ExportWish(
                target=Path(self.target.text().strip()),
                format_name=self.format.currentText(),
                annotator=self.annotator.currentData(),
                status=Status(status) if status else None,
            )
        )
        self.accept()


def _warning(target: Path) -> str:
    """What the editor should know of a target before writing to it."""
    try:
        is_there = target.exists()
    except OSError as error:
        return f"That cannot be a file: {error.strerror}."
    return "This file is there already; it will be replaced." if is_there else ""


def _note(parent: QWidget) -> QLabel:
    """A line that explains the one above it."""
    note = QLabel(parent)
    note.setTextFormat(Qt.TextFormat.PlainText)
    note.setObjectName("note")
    note.setWordWrap(True)
    return note
