"""What an import would bring, to be agreed to before it begins."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.core.errors import AnnotatorError
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.column_form import ColumnForm
from annotator.gui.import_wish import ImportWish
from annotator.gui.refusals import refusals_text
from annotator.gui.shortening import shortened
from annotator.gui.text_dialog import TextDialog
from annotator.services.previewing import Columns, FoundKind, Preview

_GB = 1024**3
_UNPACKED = (("1 GB, or 20 times the files", None), ("10 GB", 10 * _GB), ("100 GB", 100 * _GB))
_MANY_PACKED = _GB // 20
"""Compressed bytes from which on the usual measure may be too little."""


_MOST_TITLES = 5
_WIDTH = 560
_AROUND = 56
"""Pixels above, below and between what scrolls and the buttons."""


class ImportDialog(QDialog):
    """`wished(wish)` follows the Import button, `columns_changed(columns)` another choice of them.

    Whoever hears the latter looks again, and shows what that told by `show_preview`.
    """

    wished = Signal(object)
    columns_changed = Signal(object)

    def __init__(
        self, paths: tuple[Path, ...], preview: Preview, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._paths = paths
        self._preview = preview
        self.found = _plain(self)
        self.known = _note(self)
        self.columns = ColumnForm(self)
        self.unread = _note(self)
        self.titles = _Titles(self)
        self.refused = _note(self)
        self.why = QPushButton("Why?", self)
        self.why.clicked.connect(self._show_refused)
        self.unpacked = ChoiceBox(self)
        for name, size in _UNPACKED:
            self.unpacked.addItem(name, size)
        self._buttons = buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.import_ = buttons.addButton("Import", QDialogButtonBox.ButtonRole.AcceptRole)
        self.import_.setDefault(True)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self.columns.changed.connect(self._look_again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addWidget(self._scrolled(), 1)
        layout.addWidget(buttons)
        self.setMinimumWidth(320)
        self.resize(_WIDTH, 0)
        self.show_preview(preview, is_looking=True)
        self.import_.setFocus()

    def show_preview(self, preview: Preview, *, is_looking: bool = False) -> None:
        """Show what a look told; `is_looking` says that more is to come."""
        self._preview = preview
        self.found.setText("\n".join(_lines(preview)))
        _show_note(self.known, _known(preview))
        self.columns.setVisible(bool(preview.tables))
        if preview.tables:
            self.columns.show_tables(preview.tables)
        _show_note(self.unread, _unread(preview))
        self.titles.show_titles(preview.titles, is_looking=is_looking)
        _show_note(self.refused, _refused(preview))
        self.why.setVisible(bool(preview.refused_count))
        is_large = preview.packed_bytes > _MANY_PACKED
        self._form.setRowVisible(self.unpacked, is_large)
        self.import_.setEnabled(is_looking or bool(preview.page_count) or not preview.is_exact)
        self.import_.setDefault(self.import_.isEnabled())
        self._grow()

    def show_failure(self, error: AnnotatorError) -> None:
        """Say why a look came to nothing; what an earlier one told stays."""
        self.titles.show_titles((), is_looking=False)
        _show_note(self.unread, str(error))

    def _scrolled(self) -> QScrollArea:
        """Everything but the buttons: a small window scrolls it."""
        self._inner = inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        self._form = QFormLayout()
        self._form.addRow("&Unpack at most", self.unpacked)
        for widget in (self.found, self.known, self.columns, self.unread, self.titles):
            column.addWidget(widget)
        column.addWidget(self.refused)
        column.addWidget(self.why, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._form)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def _grow(self) -> None:
        """Make room for what there is to see, as far as the screen has it; never shrink."""
        self._inner.adjustSize()
        rest = self._buttons.sizeHint().height() + _AROUND
        wanted = self._inner.sizeHint().height() + rest
        most = int(0.85 * self.screen().availableGeometry().height())
        self.resize(self.width(), max(self.height(), min(wanted, most)))

    def _look_again(self, columns: Columns) -> None:
        self.titles.show_titles((), is_looking=True)
        self.columns_changed.emit(columns)

    def _show_refused(self) -> None:
        preview = self._preview
        text = refusals_text(preview.refused, preview.refused_count)
        TextDialog("Import", _refused(preview), text, self).open()

    def _accept(self) -> None:
        self.wished.emit(ImportWish(self._paths, self.columns.wanted, self.unpacked.currentData()))
        self.accept()


class _Titles(QWidget):
    """The titles of the first pages, each on a line of its own direction."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.heading = _note(self)
        self._lines: list[QLabel] = []
        self._titles: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.heading)

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles that are shown."""
        return self._titles

    def show_titles(self, titles: tuple[str, ...], *, is_looking: bool) -> None:
        """Show them; where more is being looked for, leave the room as it is."""
        self._titles = titles
        self.heading.setText("Looking…" if is_looking and not titles else "The first pages")
        self.heading.setVisible(is_looking or bool(titles))
        while len(self._lines) < (_MOST_TITLES if is_looking else len(titles)):
            line = _plain(self)
            line.setWordWrap(False)
            line.setMinimumWidth(1)
            self._lines.append(line)
            self._column.addWidget(line)
        for line, title in zip(self._lines, (*titles, *[""] * len(self._lines)), strict=False):
            # While more is looked for, the room is kept: nothing jumps when it comes.
            line.setVisible(bool(title) or is_looking)
            line.setAccessibleName(title)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for line, title in zip(self._lines, self._titles, strict=False):
            line.setText(shortened(title, line.fontMetrics(), max(self.width() - 12, 1)))
        for line in self._lines[len(self._titles) :]:
            line.clear()


def _lines(preview: Preview) -> list[str]:
    lines = [_line(one) for one in preview.kinds if one.file_count]
    if not preview.is_complete:
        lines.append("… and more: there was no time to look at all.")
    return lines or ["Nothing that can be imported."]


def _line(kind: FoundKind) -> str:
    least = "" if kind.is_exact else "at least "
    pages = "1 page" if kind.page_count == 1 else f"{kind.page_count:,} pages"
    files = "" if kind.file_count == 1 else f" in {kind.file_count:,} files"
    return f"{kind.title}: {least}{pages}{files}"


def _known(preview: Preview) -> str:
    if not preview.known_count:
        return ""
    looked_at = len(preview.digests)
    those = "All" if preview.known_count == looked_at else f"{preview.known_count:,}"
    return f"{those} of the first {looked_at:,} pages are in the project already."


def _unread(preview: Preview) -> str:
    reasons = [one.reason for one in preview.tables if one.reason]
    if reasons:
        return reasons[0]
    names = list(dict.fromkeys(name for one in preview.tables for name in one.unread))
    if not names:
        return ""
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return f"Not read: {', '.join(name[:40] for name in names[:12])}{more}."


def _refused(preview: Preview) -> str:
    count = preview.refused_count
    if not count:
        return ""
    so_far = "" if preview.is_exact else " so far"
    return f"{count:,} will be refused{so_far}."


def _plain(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _note(parent: QWidget) -> QLabel:
    note = _plain(parent)
    note.setObjectName("note")
    return note


def _show_note(note: QLabel, text: str) -> None:
    note.setText(text)
    note.setVisible(bool(text))
