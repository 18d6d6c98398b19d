"""The strip below the page that tells what the editor should know, without stopping them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from annotator.gui.appearance import colours
from annotator.gui.notices import Notice, Weight

_NOTE_MS = 7_000


class Banner(QFrame):
    """Shows the latest notice; notices stay until they are closed, notes for some seconds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._notices: list[Notice] = []
        self._is_dark = False
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._offer = QPushButton(self)
        self._offer.clicked.connect(self._accept)
        self._close = QToolButton(self)
        self._close.setText("✕")
        self._close.setAccessibleName("Close the message")
        self._close.clicked.connect(self.close_latest)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 10, 8)
        layout.setSpacing(12)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._offer)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._drop_notes)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is shown."""
        return self._notices[-1] if self._notices else None

    def tell(self, notice: Notice) -> None:
        """Show a notice in place of those of its topic."""
        self._notices = [
            one
            for one in self._notices
            if not one.is_passing
            and (not notice.topic or one.topic != notice.topic)
            and one.text != notice.text
        ]
        self._notices.append(notice)
        self._show()

    def withdraw(self, topic: str) -> None:
        """Take back what was told of a topic."""
        self._notices = [one for one in self._notices if one.topic != topic]
        self._show()

    def close_latest(self) -> bool:
        """Close what is shown; whether there was anything."""
        if not self._notices:
            return False
        notice = self._notices.pop()
        self._show()
        if notice.closed is not None:
            notice.closed()
        return True

    def clear(self) -> None:
        """Close everything, as when another project is opened."""
        self._notices.clear()
        self._show()

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._is_dark = is_dark
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_latest()
        else:
            super().keyPressEvent(event)

    def _drop_notes(self) -> None:
        self._notices = [one for one in self._notices if not one.is_passing]
        self._show()

    def _show(self) -> None:
        notice = self.notice
        self._timer.stop()
        self.setVisible(notice is not None)
        if notice is None:
            return
        self._text.setText(notice.text)
        self._text.setAccessibleName(notice.text)
        self._offer.setText(notice.offer)
        self._offer.setVisible(bool(notice.offer))
        self._dress()
        if notice.is_passing:
            self._timer.start(_NOTE_MS)

    def _accept(self) -> None:
        if not self._notices:
            return
        notice = self._notices.pop()
        self._show()
        if notice.accept is not None:
            notice.accept()

    def _dress(self) -> None:
        table = colours(self._is_dark)
        weight = self.notice.weight if self.notice else Weight.NOTE
        ground, line = {
            Weight.NOTE: (table.note_ground, table.accent),
            Weight.WARNING: (table.warning_ground, table.warning),
            Weight.ERROR: (table.error_ground, table.error),
        }[weight]
        self.setStyleSheet(
            f"#banner {{ background: {ground}; border: none; border-left: 4px solid {line}; }}"
        )
