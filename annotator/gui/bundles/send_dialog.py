"""What to send to a colleague, and into which file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.core.bundles import SUFFIX
from annotator.core.errors import AnnotatorError
from annotator.core.journal import Status
from annotator.core.progress import Progress
from annotator.gui.bundles.job_bar import JobBar, plain
from annotator.gui.bundles.wishes import BundleWish, Choices
from annotator.gui.bundles.words import counted, name_of
from annotator.gui.choice_box import ChoiceBox

EVERYTHING, WORK, GIVEN = "Everything", "What was labelled", "Pages given to somebody"
_STATES = (Status.IN_PROGRESS, Status.FINISHED, Status.RETURNED, Status.ACCEPTED)
_MOST_NAMES = 5
_WIDTH = 540
_AROUND = 60
_WITHOUT_PAGES = (
    "Without the pages the bundle is small, and only of use to somebody who has the same pages."
)


class SendDialog(QDialog):
    """`wished(wish)` follows the Send button; the dialog then shows how far it is.

    Closing it is the wish to stop.
    """

    wished = Signal(object)

    def __init__(
        self, choices: Choices, annotator: str, target: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Send a bundle")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._given = choices.given
        self.what = ChoiceBox(self)
        self.what.addItems([EVERYTHING, WORK])
        if choices.given:
            self.what.addItem(GIVEN)
        self.names = _names(choices.annotators, annotator, self)
        self.states = {status: QCheckBox(status.value.capitalize(), self) for status in _STATES}
        self.given_to = ChoiceBox(self)
        for name, count in choices.given.items():
            self.given_to.addItem(f"{name} ({counted(count, 'page')})", name)
        self.with_pages = QCheckBox("With the pages &themselves", self)
        self.with_pages.setChecked(True)
        self.about_pages = plain(self, is_note=True)
        self.target = QLineEdit(str(target), self)
        self.target.setAccessibleName("File to write")
        self.warning = plain(self, is_note=True)
        self.job = JobBar("Writing the bundle", self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.send = self._buttons.addButton("Send", QDialogButtonBox.ButtonRole.AcceptRole)
        self.send.setDefault(True)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(14)
        layout.addWidget(self._scrolled(), 1)
        layout.addWidget(self.job)
        layout.addWidget(self._buttons)
        self.setMinimumWidth(320)
        self.resize(_WIDTH, 0)
        self._connect()
        self._show_wish()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the writing is."""
        self.job.show_progress(progress)

    def show_failure(self, error: AnnotatorError) -> None:
        """Say why no bundle was written, and let it be tried otherwise."""
        self.job.show_text(str(error))
        self._inner.setEnabled(True)
        self._show_wish()

    def _connect(self) -> None:
        self.what.currentIndexChanged.connect(self._show_wish)
        self.names.itemChanged.connect(self._show_wish)
        for box in self.states.values():
            box.setChecked(True)
            box.toggled.connect(self._show_wish)
        self.given_to.currentIndexChanged.connect(self._show_wish)
        self.with_pages.toggled.connect(self._show_wish)
        self.target.textChanged.connect(self._show_wish)

    def _scrolled(self) -> QScrollArea:
        """Everything but the buttons: a small window scrolls it."""
        self._inner = QWidget(self)
        self._form = form = QFormLayout(self._inner)
        form.setContentsMargins(0, 0, 8, 0)
        form.setSpacing(10)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._states = QWidget(self._inner)
        states = QVBoxLayout(self._states)
        states.setContentsMargins(0, 0, 0, 0)
        states.setSpacing(4)
        for box in self.states.values():
            states.addWidget(box)
        browse = QPushButton("&Browse…", self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        file = QWidget(self._inner)
        row = QHBoxLayout(file)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.target, 1)
        row.addWidget(browse)
        form.addRow("&What", self.what)
        form.addRow("&By", self.names)
        form.addRow("In state", self._states)
        form.addRow("&Given to", self.given_to)
        form.addRow("", self.with_pages)
        form.addRow("", self.about_pages)
        caption = QLabel("F&ile", self)
        caption.setBuddy(self.target)
        form.addRow(caption, file)
        form.addRow("", self.warning)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inner)
        return area

    def _checked(self) -> tuple[str, ...]:
        items = (self.names.item(row) for row in range(self.names.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _show_wish(self) -> None:
        what, text = self.what.currentText(), self.target.text().strip()
        for widget, is_shown in (
            (self.names, what == WORK),
            (self._states, what == WORK),
            (self.given_to, what == GIVEN),
        ):
            self._form.setRowVisible(widget, is_shown)
        self.about_pages.setText("" if self.with_pages.isChecked() else _WITHOUT_PAGES)
        self._form.setRowVisible(self.about_pages, bool(self.about_pages.text()))
        is_chosen = what != WORK or (
            bool(self._checked()) and any(box.isChecked() for box in self.states.values())
        )
        warning = _warning(Path(text)) if text else "Name a file to write."
        if not is_chosen:
            warning = "Choose whose work in which states to send."
        self.warning.setText(warning)
        self._form.setRowVisible(self.warning, bool(warning))
        self.target.setAccessibleDescription(warning)
        self.send.setEnabled(is_chosen and bool(text))
        self._grow()

    def _grow(self) -> None:
        """Make room for what there is to see, as far as the screen has it; never shrink."""
        self._form.activate()
        rest = self._buttons.sizeHint().height() + self.job.sizeHint().height() + _AROUND
        wanted = self._inner.sizeHint().height() + rest
        most = int(0.85 * self.screen().availableGeometry().height())
        self.resize(self.width(), max(self.height(), min(wanted, most)))

    def _browse(self) -> None:
        dialog = QFileDialog(self, "Send to")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"Bundles (*{SUFFIX})")
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.selectFile(self.target.text())
        dialog.fileSelected.connect(self.target.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _wish(self) -> BundleWish:
        target, what = Path(self.target.text().strip()), self.what.currentText()
        with_pages = self.with_pages.isChecked()
        if what == GIVEN:
            given_to = str(self.given_to.currentData())
            return BundleWish(target, given_to=given_to, with_pages=with_pages)
        if what == EVERYTHING:
            return BundleWish(target, with_pages=with_pages)
        statuses = tuple(status for status, box in self.states.items() if box.isChecked())
        is_all = len(statuses) == len(_STATES)
        return BundleWish(
            target, self._checked(), statuses=() if is_all else statuses, with_pages=with_pages
        )

    def _accept(self) -> None:
        # A job that is under way takes no other choices.
        self._inner.setEnabled(False)
        self.send.setEnabled(False)
        self.job.show_progress(Progress(0, None))
        self._grow()
        self.wished.emit(self._wish())


def _names(annotators: tuple[str, ...], annotator: str, parent: QWidget) -> QListWidget:
    """Everybody with a box to check; who works here is checked, or all where nobody is."""
    names = QListWidget(parent)
    names.setAccessibleName("Whose work to send")
    names.setObjectName("keys")
    names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for name in annotators:
        item = QListWidgetItem(name_of(name), names)
        item.setData(Qt.ItemDataRole.UserRole, name)
        is_on = name == annotator or annotator not in annotators
        item.setSizeHint(QSize(0, names.fontMetrics().height() + 8))
        item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
    rows = min(max(len(annotators), 1), _MOST_NAMES)
    height = names.fontMetrics().height() + 8
    names.setFixedHeight(rows * height + 2 * names.frameWidth() + 4)
    names.setCurrentRow(0)
    return names


def _warning(target: Path) -> str:
    """What the editor should know of a target before writing to it."""
    try:
        is_there = target.exists()
    except OSError as error:
        return f"That cannot be a file: {error.strerror}."
    return "This file is there already; it will be replaced." if is_there else ""
