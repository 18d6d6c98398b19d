"""Where a data set goes: a file or a folder with the ending that is usual for its format."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from annotator.gui.bundles.job_bar import plain
from annotator.gui.exporting.format_list import OWN
from annotator.services.export_formats import ExportFormat


class TargetRow(QWidget):
    """`changed()` follows every change. What is proposed stays beside `project` until it is mended.

    `project` is the file of the project, from which the proposals have their names.
    """

    changed = Signal()

    def __init__(self, project: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._format: ExportFormat | None = None
        self.path = QLineEdit(self)
        self.caption = QLabel("F&ile", self)
        self.caption.setBuddy(self.path)
        self.warning = plain(self, is_note=True)
        self.replace = QCheckBox("Replace the earlier e&xport in this folder", self)
        browse = QPushButton("&Browse…", self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.caption, 0, 0)
        grid.addWidget(self.path, 0, 1)
        grid.addWidget(browse, 0, 2)
        grid.addWidget(self.warning, 1, 1, 1, 2)
        grid.addWidget(self.replace, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        self._proposed = ""
        self.path.textChanged.connect(self._show)
        self.replace.toggled.connect(lambda _on: self.changed.emit())

    @property
    def target(self) -> Path:
        """Where the data set goes."""
        return Path(self.path.text().strip())

    @property
    def is_ready(self) -> bool:
        """Whether a target is named that can be written, as far as can be seen."""
        return bool(self.path.text().strip()) and (
            self.replace.isHidden() or self.replace.isChecked()
        )

    def show_format(self, chosen: ExportFormat | None) -> None:
        """Propose a name for a data set of this format; one of the editor's own stays."""
        self._format = chosen
        is_folder = chosen is not None and chosen.is_folder
        self.caption.setText("F&older" if is_folder else "F&ile")
        self.path.setAccessibleName("Folder to write" if is_folder else "File to write")
        if chosen is not None and self.path.text() == self._proposed:
            self._proposed = str(proposed(self._project, chosen))
            self.path.setText(self._proposed)
        self._show()

    def _show(self) -> None:
        text, chosen = self.path.text().strip(), self._format
        is_folder = chosen is not None and chosen.is_folder
        needs_consent = bool(text) and is_folder and _has_files(self.target)
        self.replace.setVisible(needs_consent)
        if not needs_consent:
            self.replace.setChecked(False)
        warning = f"Name a {'folder' if is_folder else 'file'} to write."
        if text and chosen is not None:
            warning = _warning(self.target, chosen)
        self.warning.setText(warning)
        self.warning.setVisible(bool(warning))
        self.path.setAccessibleDescription(warning)
        self.changed.emit()

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Export to")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # A folder that is there is chosen like a file; what is in it the warning tells.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(self.path.text())
        dialog.fileSelected.connect(self.path.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def proposed(project: Path, chosen: ExportFormat) -> Path:
    """Beside the project, and each format under a name of its own: none replaces another."""
    if chosen.name == OWN:
        return project.with_suffix(chosen.suffix)
    kind = chosen.name.removesuffix(chosen.suffix.replace(".", "-") or "-")
    end = f"-{kind}" if kind and kind != chosen.suffix.removeprefix(".") else ""
    return project.with_name(f"{project.stem}{end}{chosen.suffix}")


def _warning(target: Path, chosen: ExportFormat) -> str:
    """What the editor should know of a target before writing to it."""
    try:
        is_there, is_folder = target.exists(), target.is_dir()
        is_filled = is_folder and _has_files(target)
    except OSError as error:
        what = "folder" if chosen.is_folder else "file"
        return f"That cannot be a {what}: {error.strerror}."
    if chosen.is_folder and is_there and not is_folder:
        return "There is a file of this name already; this format writes a folder."
    if chosen.is_folder:
        return "This folder is there already, and not empty." if is_filled else ""
    if is_folder:
        return "This is a folder; this format writes a file."
    if is_there:
        return "This file is there already; it will be replaced."
    if chosen.suffixes and not target.name.lower().endswith(chosen.suffixes):
        return f"Files of this format end in {' or '.join(chosen.suffixes)} as a rule."
    return ""


def _has_files(folder: Path) -> bool:
    try:
        return folder.is_dir() and next(folder.iterdir(), None) is not None
    except OSError:
        return False
