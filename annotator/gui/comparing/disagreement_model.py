"""The disagreements of a page as rows of a list: which of them, and in which order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from annotator.core.adjudication import PieceState
from annotator.core.alignment import Alignment
from annotator.core.labels import LabelId
from annotator.gui.comparing import words
from annotator.gui.comparing.compared import Compared, Disagreement
from annotator.gui.notices import plain_tool_tip
from annotator.gui.page_model import Index

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()
_TIP_LENGTH = 600
Key: TypeAlias = "tuple[int, int]"


class Progress(StrEnum):
    """Which of the disagreements are listed, by how far they are."""

    ALL = "All states"
    TO_DECIDE = "To decide"
    DECIDED = "Decided"
    CHANGED = "Changed since"


class Order(StrEnum):
    """In which order they are listed."""

    TEXT = "In text order"
    WEIGHT = "Longest first"


@dataclass(frozen=True, slots=True)
class Listed:
    """What is listed, and how. None lists every kind, and every label."""

    kind: Alignment | None = None
    label: LabelId | None = None
    progress: Progress = Progress.ALL
    order: Order = Order.TEXT

    def holds(self, one: Disagreement) -> bool:
        """Whether a disagreement is listed."""
        return (
            (self.kind is None or one.kind is self.kind)
            and (self.label is None or self.label in one.labels)
            and _IS_AT[self.progress](one.state)
        )

    def key(self, one: Disagreement) -> Key:
        """What it is sorted by."""
        return (-one.weight if self.order is Order.WEIGHT else 0, one.number)


_IS_AT: dict[Progress, Callable[[PieceState | None], bool]] = {
    Progress.ALL: lambda _: True,
    Progress.TO_DECIDE: lambda state: state is not PieceState.DECIDED,
    Progress.DECIDED: lambda state: state is PieceState.DECIDED,
    Progress.CHANGED: lambda state: state is PieceState.STALE,
}


class DisagreementModel(QAbstractListModel):
    """The listed disagreements of what is compared."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.compared: Compared | None = None
        self.listed = Listed()
        self._rows: list[Disagreement] = []
        self._keys: list[Key] = []

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        compared = self.compared
        if compared is None or not index.isValid() or index.row() >= len(self._rows):
            return None
        one = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{one.number} {words.KINDS[one.kind]}: {words.quote(compared, one)}"
            case Qt.ItemDataRole.ToolTipRole:
                told = "\n".join(
                    part
                    for part in (
                        words.said(compared, one),
                        words.standing(compared, one),
                        words.quote(compared, one, _TIP_LENGTH),
                    )
                    if part
                )
                return plain_tool_tip(told)
            case Qt.ItemDataRole.AccessibleTextRole:
                return words.told(compared, one)
        return one if role == ROW_ROLE else None

    def show(self, compared: Compared | None, listed: Listed | None = None) -> None:
        """List the disagreements of what is compared; the rows stay where they are the same."""
        self.listed = listed or self.listed
        key = self.listed.key
        every = compared.disagreements if compared is not None else ()
        is_all = replace(self.listed, order=Order.TEXT) == Listed()
        rows = list(every) if is_all else [one for one in every if self.listed.holds(one)]
        if self.listed.order is not Order.TEXT:
            rows.sort(key=key)
        keys = [key(one) for one in rows]
        is_same = keys == self._keys and (self.compared is None) == (compared is None)
        if not is_same:
            self.beginResetModel()
        self.compared, self._rows, self._keys = compared, rows, keys
        if not is_same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def numbers(self) -> list[int]:
        """The numbers of the rows."""
        return [one.number for one in self._rows]

    def at(self, row: int) -> Disagreement | None:
        """The disagreement of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, number: int) -> int:
        """The row of a disagreement, -1 where it is not listed."""
        row = self._place(number)
        found = self.at(row)
        return row if found is not None and found.number == number else -1

    def beside(self, number: int, step: int, *, to_decide: bool = False) -> int:
        """The number of the row behind (1) or ahead (-1) of a disagreement, listed itself or not.

        With `to_decide` of the next row that is not decided, from the other end if need be. 0 where
        there is none.
        """
        place, count = self._place(number), len(self._rows)
        is_listed = self.row_of(number) >= 0
        ahead = range(place - 1, -1, -1) if step < 0 else range(place + is_listed, count)
        round_it = range(count - 1, place - 1, -1) if step < 0 else range(place)
        rows = [*ahead, *round_it] if to_decide else ahead
        for row in rows:
            if not to_decide or self._rows[row].state is not PieceState.DECIDED:
                return self._rows[row].number
        return 0

    def _place(self, number: int) -> int:
        """Where a disagreement stands, or would stand if it were listed."""
        one = self.compared.numbered(number) if self.compared is not None else None
        return bisect_left(self._keys, self.listed.key(one)) if one is not None else 0
