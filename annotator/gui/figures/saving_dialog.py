"""Where a report is to be saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where_to_save(parent: QWidget, usual: Path, then: Callable[[Path], object]) -> None:
    """Ask for the file of a report for a browser; `usual` is proposed. Returns at once."""
    dialog = QFileDialog(parent, "Save the report")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("Web page (*.html)")
    dialog.setDefaultSuffix("html")
    dialog.selectFile(str(usual))
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
