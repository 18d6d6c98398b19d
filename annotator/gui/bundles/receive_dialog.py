"""What a bundle would bring, to be agreed to before anything of it is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.core.errors import AnnotatorError
from annotator.core.labels import LabelSet
from annotator.core.progress import Progress
from annotator.gui.bundles import words
from annotator.gui.bundles.coming_model import ComingModel
from annotator.gui.bundles.job_bar import JobBar, plain
from annotator.gui.bundles.label_mapping import LabelMapping
from annotator.services.receiving import Preview

_WIDTH, _HEIGHT = 720, 560
_LEAST_TABLE = 150
# Those without a width of their own share what is left.
_CHARACTERS = (0, 16, 14, 0)


class ReceiveDialog(QDialog):
    """`wanted(labels)` follows the Receive button; the dialog then shows how far it is.

    Closing it is the wish to stop.
    """

    wanted = Signal(object)

    def __init__(self, name: str, label_set: LabelSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Receive a bundle")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._preview: Preview | None = None
        self.origin = plain(self)
        self.origin.setText(f"Looking into “{name}”…")
        self.counts = plain(self)
        self.differences = plain(self)
        self.moved = plain(self, is_note=True)
        self.mapping = LabelMapping(label_set, self)
        self.model = ComingModel(self)
        self.table = self._make_table()
        self.job = JobBar("Looking into the bundle", self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.receive = self._buttons.addButton("Receive", QDialogButtonBox.ButtonRole.AcceptRole)
        self.receive.setDefault(True)
        self.receive.setEnabled(False)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        self.mapping.changed.connect(self._show_ready)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(self._scrolled(), 1)
        layout.addWidget(self.job)
        layout.addWidget(self._buttons)
        for widget in (self.counts, self.differences, self.moved, self.table):
            widget.hide()
        self.setMinimumWidth(320)
        self.resize(_WIDTH, _HEIGHT)
        self.job.show_progress(Progress(0, None))

    def show_progress(self, progress: Progress) -> None:
        """Show how far the looking, or the receiving, is."""
        self.job.show_progress(progress)

    def show_preview(self, preview: Preview) -> None:
        """Show what would come, and ask for what has to be known of it."""
        self._preview = preview
        self.job.show_text("")
        self.origin.setText(words.origin(preview))
        counts = [words.pages_told(preview.pages), words.sets_told(preview.sets)]
        others = words.others_told(preview)
        if others:
            counts.append(f"Also: {others}")
        self.counts.setText("\n".join(counts))
        self.counts.show()
        _show(self.differences, "\n".join(f"⚠ {one}" for one in preview.differences))
        _show(self.moved, words.moved_told(preview.sets))
        self.mapping.show_labels(preview.labels_lacking)
        self.model.show(preview.pages, preview.sets)
        self.table.setVisible(bool(self.model.rowCount()))
        self._show_ready()
        boxes = tuple(self.mapping.boxes.values())
        first = boxes[0] if boxes else self.receive if self.receive.isEnabled() else self.table
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_failure(self, error: AnnotatorError) -> None:
        """Say why nothing came; the project is as it was."""
        self.job.show_text(str(error))
        self._inner.setEnabled(True)
        if self._preview is None:
            self.origin.setText("Nothing of this file can be received.")
        self._show_ready()

    def _scrolled(self) -> QScrollArea:
        """Everything but the buttons: a small window scrolls it."""
        self._inner = inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for widget in (self.origin, self.counts, self.differences, self.mapping):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self.moved)
        column.addStretch()
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        return area

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName("What the bundle brings")
        table.setObjectName("keys")
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setMinimumHeight(_LEAST_TABLE)
        rows = table.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(table.fontMetrics().height() + 10)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, characters in enumerate(_CHARACTERS):
            if characters:
                # Not by what is in it: thousands of rows would be asked for all of it.
                header.resizeSection(column, characters * table.fontMetrics().averageCharWidth())
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        return table

    def _show_ready(self) -> None:
        preview = self._preview
        is_new = preview is not None and words.is_anything_new(preview)
        if preview is not None and not is_new:
            _show(self.differences, "Everything in this bundle is in the project already.")
        self.receive.setEnabled(is_new and self.mapping.is_complete)
        self.receive.setDefault(self.receive.isEnabled())

    def _accept(self) -> None:
        self._inner.setEnabled(False)
        self.receive.setEnabled(False)
        self.job.begin("Receiving the bundle")
        self.wanted.emit(self.mapping.labels)


def _show(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
