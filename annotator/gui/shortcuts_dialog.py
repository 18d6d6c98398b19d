"""Changing keys: pick an action, press the new key."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QKeySequenceEdit, QLabel, QPushButton, QWidget

from annotator.core.errors import UserError
from annotator.gui.actions import ActionRow
from annotator.gui.keys import KeyTable, default_keys
from annotator.gui.keys_help import KeysDialog


class ShortcutsDialog(KeysDialog):
    """`changed(keys)` carries a whole new table after every change."""

    changed = Signal(object)

    def __init__(self, keys: KeyTable, parent: QWidget | None = None) -> None:
        super().__init__("Keys", keys, parent)
        self.keys = keys
        self._name = QLabel("Choose an action above.", self)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self.edit = QKeySequenceEdit(self)
        self.edit.setMaximumSequenceLength(1)
        self.edit.setAccessibleName("New key: press it")
        self.add = QPushButton("Add key", self)
        self.only = QPushButton("Use this key alone", self)
        self.remove = QPushButton("No key", self)
        self.reset = QPushButton("As it was made", self)
        self.answer = QLabel(self)
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        self.answer.setWordWrap(True)
        strip = QFrame(self)
        row = QHBoxLayout(strip)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        for button in (self.add, self.only, self.remove, self.reset):
            button.setAutoDefault(False)
            row.addWidget(button)
        for position, widget in enumerate(
            (self._name, strip, self.answer), self.column.count() - 1
        ):
            self.column.insertWidget(position, widget)
        self.add.clicked.connect(lambda: self._change((*self._own(), self._pressed())))
        self.only.clicked.connect(lambda: self._change((self._pressed(),)))
        self.remove.clicked.connect(lambda: self._change(()))
        self.reset.clicked.connect(self._as_made)
        self.table.selectionModel().currentRowChanged.connect(self._show_row)
        self.edit.keySequenceChanged.connect(lambda _keys: self._enable())
        self._enable()

    def choose(self, action_id: str) -> None:
        """Pick an action."""
        for number in range(self.proxy.rowCount()):
            index = self.proxy.index(number, 1)
            if self.model.row_at(self.proxy.mapToSource(index)).id == action_id:
                self.table.setCurrentIndex(index)

    @property
    def row(self) -> ActionRow | None:
        """The action that is picked."""
        index = self.table.currentIndex()
        return self.model.row_at(self.proxy.mapToSource(index)) if index.isValid() else None

    def _own(self) -> tuple[str, ...]:
        row = self.row
        return self.keys.keys()[row.id] if row else ()

    def _pressed(self) -> str:
        return self.edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _as_made(self) -> None:
        if self.row is not None:
            self._change(default_keys(self.row))

    def _change(self, names: tuple[str, ...]) -> None:
        row = self.row
        if row is None:
            return
        try:
            self.keys = self.keys.changed(row, names)
        except UserError as error:
            self.answer.setText(str(error))
            return
        self.answer.clear()
        self.edit.clear()
        self.model.show_keys(self.keys)
        self.choose(row.id)
        self.changed.emit(self.keys)

    def _show_row(self, _now: QModelIndex, _before: QModelIndex) -> None:
        row = self.row
        self._name.setText(
            f"Press a new key for “{row.text}”:" if row else "Choose an action above."
        )
        self.answer.clear()
        self._enable()

    def _enable(self) -> None:
        has_row, has_key = self.row is not None, bool(self._pressed())
        for button in (self.add, self.only):
            button.setEnabled(has_row and has_key)
        for button in (self.remove, self.reset):
            button.setEnabled(has_row)
