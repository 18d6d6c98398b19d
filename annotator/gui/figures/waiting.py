"""What stands in the place of figures: how far the work is, or why there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from annotator.core.progress import Progress
from annotator.gui.figures.panes import plain_label
from annotator.gui.progress_strip import Job, ProgressStrip


class Waiting(QWidget):
    """`stopped()` follows the Stop button, `again()` the one that begins after all."""

    stopped = Signal()
    again = Signal()

    def __init__(self, job: Job, begin: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = plain_label(self)
        self.told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.told.setMargin(24)
        self.strip = ProgressStrip(self, job)
        self.strip.stopped.connect(self.stopped)
        self.begin = QPushButton(begin, self)
        self.begin.clicked.connect(self.again)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self.told)
        layout.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.strip)
        layout.addStretch(1)

    def show_progress(self, progress: Progress) -> None:
        """Show how far it is."""
        self.told.hide()
        self.begin.hide()
        self.strip.show_progress(progress)

    def tell(self, sentence: str, *, can_begin: bool = False) -> None:
        """Say why there is nothing to see."""
        self.strip.show_progress(None)
        self.told.setText(sentence)
        self.told.show()
        self.begin.setVisible(can_begin)
