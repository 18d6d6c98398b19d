"""The line at the foot of the review window: saved or not, blind or not."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from annotator.gui.notices import Notice, Weight, notice_of
from annotator.gui.saving import SaveQueue, SaveState

_BLIND = "Blind: nobody is named, and A and B change from page to page"
_NAMED = "Not blind: you see whose sets they are"
_WORDS = {
    SaveState.SAVED: "✓ Saved",
    SaveState.SAVING: "Saving…",
    SaveState.FAILED: "⚠ Not saved yet",
}


class ReviewFoot(QStatusBar):
    """Says how saving stands, and whether the reviewer knows whose sets they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.saved = QLabel(self)
        self.saved.setAccessibleName("Saved state")
        self.blind = QLabel(self)
        self.blind.setObjectName("note")
        # What it tells never makes the window wider.
        self.blind.setMinimumWidth(1)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(6, 0, 6, 0)
        self.addWidget(self.saved)
        self.addPermanentWidget(self.blind)

    def show_blind(self, is_blind: bool) -> None:
        """Say whether names are hidden."""
        self.blind.setText(_BLIND if is_blind else _NAMED)

    def show_saved(self, queue: SaveQueue) -> None:
        """Say whether every decision is stored."""
        self.saved.setText(_WORDS[queue.state])
        self.saved.setAccessibleDescription(_WORDS[queue.state])


def failure_of(queue: SaveQueue) -> Notice | None:
    """What is told while decisions cannot be stored; it stays until they are."""
    if queue.failure is None:
        return None
    told = notice_of(queue.failure)
    sentence = "Your latest decisions are not saved yet; they are kept and tried again."
    return Notice(
        f"{sentence} {told.sentence}",
        told.hint,
        Weight.ERROR,
        "Try now",
        queue.save_now,
        topic="save",
    )
