"""A list of things each of which can be checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from annotator.gui.notices import plain_tool_tip

_MOST_ROWS = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to check; `reason` says why it cannot be."""

    key: str
    name: str
    is_on: bool = False
    reason: str = ""


class CheckList(QListWidget):
    """`changed()` follows a box that was checked or is not any more. Space does it."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setObjectName("keys")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_MOST_ROWS * self._row() + 2 * self.frameWidth() + 4)
        self.itemChanged.connect(self.changed)

    @property
    def checked(self) -> tuple[str, ...]:
        """The keys of what is checked."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(
            one.data(Qt.ItemDataRole.UserRole)
            for one in items
            if one.checkState() is Qt.CheckState.Checked
        )

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these; what cannot be checked stands there with its reason."""
        self.blockSignals(True)
        self.clear()
        for one in choices:
            told = f"{one.name} – {one.reason}" if one.reason else one.name
            item = QListWidgetItem(told, self)
            item.setData(Qt.ItemDataRole.UserRole, one.key)
            item.setToolTip(plain_tool_tip(told))
            item.setSizeHint(QSize(0, self._row()))
            is_on = one.is_on and not one.reason
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            if one.reason:
                # It can still be reached by the keys, and read.
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
                item.setForeground(self.palette().placeholderText())
        self.setCurrentRow(0)
        self.blockSignals(False)

    def _row(self) -> int:
        return self.fontMetrics().height() + 8
