"""How far a long job is, under the list of pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.core.progress import Progress

_STEPS = 1000
_MEGABYTE = 1024**2


@dataclass(frozen=True, slots=True)
class Job:
    """What a job is called while it runs, and in which words it tells how far it is."""

    name: str
    stop: str
    counted: Callable[[int, int], str]


class ProgressStrip(QFrame):
    """Shown while a job runs. `stopped()` follows the Stop button."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None, job: Job | None = None) -> None:
        super().__init__(parent)
        self._job = job or IMPORTING
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(self._job.name)
        stop = QToolButton(self)
        stop.setText("Stop")
        stop.setAccessibleName(self._job.stop)
        stop.clicked.connect(self.stopped)
        row = QHBoxLayout()
        row.addWidget(self._text, 1)
        row.addWidget(stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 6, 10, 10)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._bar)
        self.hide()

    def show_progress(self, progress: Progress | None) -> None:
        """Show how far it is; hide where it is over."""
        self.setVisible(progress is not None)
        if progress is None:
            return
        total = progress.total
        # In thousandths: Qt counts to 2,147,483,647, and an archive has more bytes than that.
        self._bar.setRange(0, _STEPS if total else 0)
        self._bar.setValue(progress.done * _STEPS // total if total else 0)
        name = self._job.name
        told = f"{name}, {self._job.counted(progress.done, total)}" if total else name
        self._text.setText(told)


def _megabytes(done: int, total: int) -> str:
    # A crawl of a few pages is less than one of them.
    digits = 1 if total < 10 * _MEGABYTE else 0
    return f"{done / _MEGABYTE:,.{digits}f} of {total / _MEGABYTE:,.{digits}f} MB"


def _pages(done: int, total: int) -> str:
    return f"{done:,} of {total:,} pages"


IMPORTING = Job("Importing", "Stop importing", _megabytes)
LOOKING_AHEAD = Job("Looking ahead", "Stop looking ahead", _pages)
"""Filling the prospects of pages, which order the work."""
APPLYING = Job("Applying to the site", "Stop applying to the site", _pages)
COMPARING = Job("Comparing", "Stop comparing", _pages)
MEASURING = Job("Measuring", "Stop measuring", _pages)
