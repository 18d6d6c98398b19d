"""Leaving a project whose latest edits are not saved yet: waiting, or going by explicit choice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from annotator.gui.saving import SaveQueue, SaveState


class LeavingDialog(QDialog):
    """Stays until everything is saved, or the editor gives the rest up, or stays as well."""

    def __init__(
        self, queue: SaveQueue, then: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Saving")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._queue = queue
        self._then = then
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        buttons = QDialogButtonBox(self)
        self.stay = buttons.addButton("Stay", QDialogButtonBox.ButtonRole.RejectRole)
        self.retry = buttons.addButton("Try again now", QDialogButtonBox.ButtonRole.ActionRole)
        self.leave = buttons.addButton(
            "Leave without saving", QDialogButtonBox.ButtonRole.DestructiveRole
        )
        self.stay.setDefault(True)
        buttons.rejected.connect(self.reject)
        self.retry.clicked.connect(queue.save_now)
        self.leave.clicked.connect(queue.give_up)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addWidget(self._text)
        layout.addWidget(buttons)
        self.setMinimumWidth(460)
        queue.state_changed.connect(self._show_state)
        self._show_state()

    def _show_state(self) -> None:
        if self._queue.state is SaveState.SAVED:
            self._queue.state_changed.disconnect(self._show_state)
            self.accept()
            self._then()
            return
        count = self._queue.count
        edits = "1 edit is" if count == 1 else f"{count} edits are"
        failure = self._queue.failure
        reason = f"\n\n{failure}" if failure else ""
        self._text.setText(f"{edits} not saved yet. Annotator leaves as soon as it is.{reason}")
        self.retry.setVisible(failure is not None)
        self.leave.setVisible(failure is not None)


def when_saved(
    queue: SaveQueue | None,
    then: Callable[[], object],
    window: QWidget,
    otherwise: Callable[[], object] | None = None,
) -> None:
    """Call `then` at once where everything is saved; else ask, and call it once it is.

    `otherwise` is called where the editor stays.
    """
    if queue is None or queue.state is SaveState.SAVED:
        then()
        return
    for dialog in window.findChildren(LeavingDialog):
        dialog.close()
    dialog = LeavingDialog(queue, then, window)
    if otherwise is not None:
        dialog.rejected.connect(otherwise)
    dialog.open()
