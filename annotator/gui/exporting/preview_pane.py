"""How a data set would begin, as plain text."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.core.errors import AnnotatorError
from annotator.gui.bundles.job_bar import plain
from annotator.services.export_preview import ExportPreview, PreviewedFile

_MOST_NAMES = 50


class PreviewPane(QWidget):
    """What pages hold is never read as markup here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        caption = QLabel("&How it begins", self)
        self.about = plain(self, is_note=True)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("How the data set begins")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setMinimumHeight(72)
        caption.setBuddy(self.text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(caption)
        layout.addWidget(self.about)
        layout.addWidget(self.text, 1)

    def show_looking(self) -> None:
        """Say that a look is under way; what an earlier one showed stays until it is done."""
        self._tell("Looking…")

    def show_nothing(self, why: str) -> None:
        """Say why there is nothing to see."""
        self.text.clear()
        self._tell(why)

    def show_preview(self, preview: ExportPreview) -> None:
        """Show what the first page comes to."""
        if not preview.files:
            self.show_nothing("No page has a set that is wanted, as far as was looked.")
            return
        count = f"{preview.page_count:,}"
        pages = (
            "the only page" if preview.page_count == 1 else f"the first of at most {count} pages"
        )
        self.text.setPlainText(_words(preview.files))
        self._tell(f"What is written of {pages}.")

    def show_failure(self, error: AnnotatorError) -> None:
        """Say why there is nothing to see."""
        self.show_nothing(str(error))

    def _tell(self, text: str) -> None:
        self.about.setText(text)
        self.text.setAccessibleDescription(text)


def _words(files: tuple[PreviewedFile, ...]) -> str:
    if len(files) == 1 and files[0].text is not None:
        return f"{files[0].text}{'' if files[0].is_whole else '…'}"
    told = [_file(one) for one in files[:_MOST_NAMES]]
    if len(files) > _MOST_NAMES:
        told.append(f"… and {len(files) - _MOST_NAMES:,} more files")
    return "\n\n".join(told)


def _file(one: PreviewedFile) -> str:
    size = "1 byte" if one.size == 1 else f"{one.size:,} bytes"
    if one.text is None:
        return f"── {one.name} ── {size}, not text"
    return f"── {one.name} ── {size}\n{one.text}{'' if one.is_whole else '…'}"
