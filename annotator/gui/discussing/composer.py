"""Where a comment is written: what it is about, a field, and the buttons."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.discussing.drafts import Draft, on_page

_LEAST_LINES, _LINES = 1, 3
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Composer(QFrame):
    """`written(draft)` follows Enter, `left()` Esc and a comment that was sent."""

    written = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self.draft: Draft | None = None
        self._dropped = ""
        self.target = QLabel(self)
        self.target.setTextFormat(Qt.TextFormat.PlainText)
        self.target.setObjectName("note")
        self.target.setWordWrap(True)
        self.field = _Field(self)
        self.field.setAccessibleName("Comment")
        self.field.setTabChangesFocus(True)
        self.field.setPlaceholderText("Enter sends, Shift+Enter begins a line")
        height = self.field.fontMetrics().lineSpacing()
        self.field.setMinimumHeight(_LEAST_LINES * height + 12)
        self.field.setMaximumHeight(_LINES * height + 14)
        self.send = QPushButton("Comment", self)
        self.send.setProperty("primary", True)
        self.send.setProperty("compact", True)
        self.whole = QToolButton(self)
        self.whole.setText("Whole page")
        self.whole.setToolTip("Say it of the page as a whole")
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.whole)
        row.addStretch(1)
        row.addWidget(self.send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 6, 0, 4)
        layout.setSpacing(4)
        layout.addWidget(self.target)
        layout.addWidget(self.field)
        layout.addLayout(row)
        self.send.clicked.connect(self._send)
        self.whole.clicked.connect(self._widen)
        self.field.sent.connect(self._send)
        self.field.dismissed.connect(self.dismiss)
        self.field.textChanged.connect(self._on_text)
        self.hide()

    def open(self, draft: Draft) -> None:
        """Write this one; what was being written is kept by whoever opens another."""
        self.draft = draft
        self.target.setText(draft.told)
        self.whole.setVisible(draft.span is not None and draft.thread is None)
        self.send.setText("Comment" if draft.thread is None else "Answer")
        self.field.setAccessibleDescription(draft.told)
        self.field.setPlainText(draft.text or self._dropped)
        if draft.text:
            self.field.moveCursor(QTextCursor.MoveOperation.End)
        else:
            # What was dropped by mistake is there again; what is typed now takes its place.
            self.field.selectAll()
        self._dropped = ""
        self._on_text()
        self.show()

    def focus(self) -> None:
        """Give the keys to the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_draft(self) -> Draft | None:
        """Put away what is being written; it is the answer where there is any text."""
        draft = self.draft
        text = self.field.toPlainText()
        self.draft = None
        self.hide()
        self.field.clear()
        return replace(draft, text=text) if draft is not None and text.strip() else None

    def dismiss(self) -> None:
        """Put it away; should that have been a mistake, the next one begins with its text."""
        draft = self.close_draft()
        self._dropped = draft.text if draft is not None else ""
        self.left.emit()

    def _send(self) -> None:
        draft = self.close_draft() if self.field.toPlainText().strip() else None
        if draft is not None:
            self.written.emit(draft)
            self.left.emit()

    def _widen(self) -> None:
        if self.draft is not None:
            self.open(replace(on_page(self.draft.page), text=self.field.toPlainText()))
            self.focus()

    def _on_text(self) -> None:
        self.send.setEnabled(bool(self.field.toPlainText().strip()))


class _Field(QPlainTextEdit):
    """A field that hears Enter and Esc itself: the window has other uses for both."""

    sent = Signal()
    dismissed = Signal()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Escape, *_ENTER}
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
        else:
            super().keyPressEvent(event)
