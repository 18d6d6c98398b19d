"""The comments on a page as a Qt model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from annotator.core.documents import Document
from annotator.core.remarks import Remark, Thread
from annotator.gui.discussing.remark_rows import RemarkRow, RowKind
from annotator.gui.notices import plain_tool_tip
from annotator.gui.page_model import Index

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


class RemarkModel(QAbstractListModel):
    """The rows as they were made; it changes none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[RemarkRow, ...] = ()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text or row.heading
            case Qt.ItemDataRole.ToolTipRole if row.quote and row.remark and row.remark.span:
                return plain_tool_tip(row.quote)
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.heard
        return row if role == ROW_ROLE else None

    def show_rows(self, rows: Sequence[RemarkRow]) -> None:
        """Replace the rows."""
        if tuple(rows) == self.rows:
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def row_of_thread(self, thread: str) -> int | None:
        """The row that opens a thread, if it is shown."""
        return self._first(
            row.kind is RowKind.OPENING and row.remark is not None and row.remark.thread == thread
            for row in self.rows
        )

    def row_of_block(self, document: Document, block: int) -> int | None:
        """The row of the first open thread at a block, if there is one."""
        span = document.blocks[block].span
        return self._first(
            row.kind is RowKind.OPENING
            and not row.is_resolved
            and row.remark is not None
            and row.remark.span is not None
            and span.start <= row.remark.span.start < span.end
            for row in self.rows
        )

    def _first(self, found: Any) -> int | None:
        return next((number for number, is_it in enumerate(found) if is_it), None)


def is_in(document: Document, remark: Remark) -> bool:
    """Whether a remark stands where the document has the text that it quotes.

    What came with a bundle may be about a text that was read otherwise there.
    """
    if remark.span is None or not document.blocks or remark.span.end > len(document.text):
        return False
    return document.quote(remark.span).startswith(remark.quote.removesuffix("…"))


def blocks_of(document: Document, threads: Sequence[Thread]) -> dict[int, str]:
    """The blocks at which open threads stand, and what the first of each says."""
    marks: dict[int, str] = {}
    counts: dict[int, int] = {}
    for thread in threads:
        span = thread.first.span
        if thread.is_resolved or span is None or not is_in(document, thread.first):
            continue
        block = document.block_at(span.start)
        row = RemarkRow(RowKind.OPENING, thread.first, thread)
        counts[block] = counts.get(block, 0) + 1
        marks.setdefault(block, f"{row.heading}\n{row.text}")
    return {
        block: told if counts[block] == 1 else f"{told}\n({counts[block] - 1} more)"
        for block, told in marks.items()
    }
