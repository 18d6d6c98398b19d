"""The outline: what is labelled, in the order of the page, to jump to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.core.labels import Label, LabelId
from annotator.core.spans import Span
from annotator.gui.appearance import colours
from annotator.gui.label_paint import paint_swatch
from annotator.gui.notices import plain_tool_tip
from annotator.gui.page_model import Index
from annotator.gui.row_card import paint_card
from annotator.gui.shortening import shortened
from annotator.gui.tasks import Lane, TaskRunner
from annotator.services.sitting import Sitting

RUN_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()
_QUOTE_LENGTH = 120
_PAUSE_MS = 150
# The runs of so many annotations are found in a few milliseconds; of more, on a worker.
_MOST_AT_ONCE = 1_000
_KEY = "outline"
_PAD = 6
_SWATCH = 18


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring regions of one label: the blocks they lie in, and the text of the first.

    A long text ends early.
    """

    label: Label
    first: int
    last: int
    quote: str

    @property
    def block_count(self) -> int:
        """How many blocks the run reaches over."""
        return self.last - self.first + 1


def runs_of(sitting: Sitting) -> tuple[Run, ...]:
    """The runs of equal labels in document order; an undecided visible block ends a run."""
    document, blocks = sitting.document, sitting.document.blocks
    standings = sitting.tally.standings
    labels = {label.id: label for label in sitting.label_set.labels}
    found: list[Run] = []
    given, first, last, opening = "", 0, 0, Span(0, 0)
    block = 0

    def close() -> None:
        if given in labels:
            end = min(opening.end, opening.start + _QUOTE_LENGTH)
            quote = document.quote(Span(opening.start, end))
            found.append(Run(labels[LabelId(given)], first, last, " ".join(quote.split())))

    for annotation in sitting.annotations:
        span = annotation.span
        while blocks[block].span.end <= span.start:
            block += 1
        if annotation.label != given or (
            block > last + 1 and any(one.is_undecided for one in standings[last + 1 : block])
        ):
            close()
            given, first, opening = annotation.label, block, span
        last = block
    close()
    return tuple(found)


class OutlineModel(QAbstractListModel):
    """The runs of the open page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.runs: tuple[Run, ...] = ()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.runs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.runs):
            return None
        run = self.runs[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return run.quote
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(f"{run.label.name}\n{run.quote}")
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{run.label.name}, {run.block_count} blocks: {run.quote}"
        return run if role == RUN_ROLE else None

    def show_runs(self, runs: tuple[Run, ...]) -> None:
        """Replace the runs."""
        if runs == self.runs:
            return
        self.beginResetModel()
        self.runs = runs
        self.endResetModel()

    def row_of(self, block: int) -> int | None:
        """The row of the run that holds a block, or of the last one ahead of it."""
        rows = [row for row, run in enumerate(self.runs) if run.first <= block]
        return rows[-1] if rows else None


class RunDelegate(QStyledItemDelegate):
    """One line: the label's sign, the beginning of the text, the number of blocks."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_dark = False

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        height = QFontMetrics(option.font).height()
        return QSize(160, max(height, _SWATCH) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        run = index.data(RUN_ROLE)
        if not isinstance(run, Run):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        table = colours(self.is_dark)
        painter.save()
        paint_card(painter, rect, state, table)
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.85)
        swatch = QRectF(rect.left() + 8, rect.center().y() - _SWATCH / 2 + 0.5, _SWATCH, _SWATCH)
        paint_swatch(painter, swatch, run.label, self.is_dark, small)
        metrics = QFontMetrics(font)
        count = f"{run.block_count}" if run.block_count > 1 else ""
        text = rect.adjusted(_SWATCH + 16, 0, -10, 0)
        painter.setPen(QColor(table.muted))
        painter.drawText(text, int(_RIGHT), count)
        room = text.width() - metrics.horizontalAdvance(count) - _PAD
        painter.setPen(QColor(table.muted if run.label.fills else table.text))
        painter.drawText(text, int(_LEFT), shortened(run.quote, metrics, room))
        painter.restore()


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Outline(QWidget):
    """What is labelled. `chosen(block)` asks to go to a block."""

    chosen = Signal(int)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.model = OutlineModel(self)
        self._delegate = RunDelegate(self)
        self._sitting: Sitting | None = None
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setObjectName("side")
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Outline of what is labelled")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 10, 6)
        layout.setSpacing(4)
        layout.addWidget(self.list, 1)
        # The runs of a long page take longer to find than a key press may take.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._show)

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._delegate.is_dark = is_dark
        self.list.viewport().update()

    def show_sitting(self, sitting: Sitting | None) -> None:
        """Show the outline of a page."""
        self._sitting = sitting
        self._show()

    def refresh(self) -> None:
        """Show what has changed, as soon as the editor pauses."""
        self._pause.start()

    def _show(self) -> None:
        self._pause.stop()
        self._runner.supersede(_KEY)
        sitting = self._sitting
        if sitting is None or len(sitting.annotations) <= _MOST_AT_ONCE:
            self._show_runs(runs_of(sitting) if sitting else ())
            return
        fork = sitting.fork()
        self._runner.submit(lambda _: runs_of(fork), self._show_runs, lane=Lane.HAND, key=_KEY)

    def _show_runs(self, runs: tuple[Run, ...]) -> None:
        place = self.list.verticalScrollBar().value()
        self.model.show_runs(runs)
        self.list.verticalScrollBar().setValue(place)

    def _choose(self, index: QModelIndex) -> None:
        run = index.data(RUN_ROLE)
        if isinstance(run, Run):
            self.chosen.emit(run.first)
