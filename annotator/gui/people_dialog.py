"""Who labels: one of those who have labelled here, or somebody new."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)


class PeopleDialog(QDialog):
    """A field for a name, and below it the names that are known. `chosen(name)` follows Enter."""

    chosen = Signal(str)

    def __init__(self, annotator: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Annotator")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._now = annotator
        told = QLabel("Labels are kept under this name:", self)
        self.field = _Name(annotator, self)
        self.field.setAccessibleName("Name")
        told.setBuddy(self.field)
        self.people = QStringListModel(self)
        self.list = QListView(self)
        self.list.setModel(self.people)
        self.list.setObjectName("recent")
        self.list.setAccessibleName("People who have labelled here")
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(10)
        for widget in (told, self.field, self.list, buttons):
            layout.addWidget(widget)
        self.field.went_down.connect(self._to_list)
        self.list.clicked.connect(self._show)
        self.list.doubleClicked.connect(lambda _index: self._take())
        self.list.selectionModel().currentChanged.connect(lambda index, _before: self._show(index))
        self.field.selectAll()
        self.resize(340, 0)

    def show_people(self, names: Sequence[str]) -> None:
        """Offer these people."""
        self.people.setStringList(list(names))
        self.list.setVisible(bool(names))
        rows = min(max(len(names), 2), 8)
        self.list.setMinimumHeight(rows * max(self.list.sizeHintForRow(0), 24) + 6)
        self.adjustSize()

    def _to_list(self) -> None:
        names = self.people.stringList()
        if not names:
            return
        # From the name that is in the field, if it is one of them, to the one below it.
        here = names.index(self.field.text()) if self.field.text() in names else -1
        self.list.setCurrentIndex(self.people.index((here + 1) % len(names)))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, index: QModelIndex) -> None:
        if index.isValid():
            self.field.setText(str(index.data()))

    def _take(self) -> None:
        self.chosen.emit(self.field.text())
        self.accept()


class _Name(QLineEdit):
    """`went_down()` follows the arrow to the list below."""

    went_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        else:
            super().keyPressEvent(event)
