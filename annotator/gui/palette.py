"""The label palette: what can be given, by which key, and how much of the page has it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.core.labels import Label, LabelSet
from annotator.core.tally import Tally
from annotator.gui.appearance import colours
from annotator.gui.label_paint import paint_swatch
from annotator.gui.label_words import explained
from annotator.gui.notices import plain_tool_tip
from annotator.gui.page_model import Index
from annotator.gui.row_card import paint_card

LABEL_ROLE = Qt.ItemDataRole.UserRole + 1
COUNTS_ROLE = Qt.ItemDataRole.UserRole + 2
KEYS_ROLE = Qt.ItemDataRole.UserRole + 3
_NO_PARENT = QModelIndex()
_PAD = 8
_SWATCH = 26
_MOST_ROWS = 9


class LabelModel(QAbstractListModel):
    """The labels of the project with their counts on the open page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._labels: tuple[Label, ...] = ()
        self._keys: dict[str, str] = {}
        self._counts: dict[str, tuple[int, int]] = {}

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._labels)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._labels):
            return None
        label = self._labels[index.row()]
        blocks, characters = self._counts.get(label.id, (0, 0))
        keys = self._keys.get(label.id, "")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return label.name
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tool_tip(explained(label))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{label.name}, key {keys}, {counted(blocks, characters)}"
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return label.definition
        return {LABEL_ROLE: label, COUNTS_ROLE: (blocks, characters), KEYS_ROLE: keys}.get(role)

    def set_labels(self, label_set: LabelSet | None) -> None:
        """Show the labels of a project, or none."""
        self.beginResetModel()
        self._labels = label_set.labels if label_set else ()
        self._counts = {}
        self.endResetModel()

    def set_keys(self, keys: dict[str, str]) -> None:
        """Show these keys, as the platform writes them, by label id."""
        self._keys = keys
        self._tell()

    def count(self, tally: Tally | None) -> None:
        """Show the counts of a page, or none."""
        counts: dict[str, tuple[int, int]] = {}
        if tally is not None:
            counts = {
                label.id: (tally.blocks[label.id], tally.characters[label.id])
                for label in self._labels
            }
        before, self._counts = self._counts, counts
        for row, label in enumerate(self._labels):
            if counts.get(label.id) != before.get(label.id):
                self.dataChanged.emit(self.index(row), self.index(row))

    def _tell(self) -> None:
        if self._labels:
            self.dataChanged.emit(self.index(0), self.index(len(self._labels) - 1))


def counted(blocks: int, characters: int) -> str:
    """Counts in words."""
    if not blocks:
        return "none"
    return f"{blocks:,} {'block' if blocks == 1 else 'blocks'}, {characters:,} characters"


class LabelDelegate(QStyledItemDelegate):
    """A label as its sign in the gutter, its name, its keys and its counts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_dark = False

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        metrics = QFontMetrics(option.font)
        return QSize(160, 2 * metrics.height() + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        label = index.data(LABEL_ROLE)
        if not isinstance(label, Label):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        table = colours(self.is_dark)
        painter.save()
        paint_card(painter, rect, state & ~QStyle.StateFlag.State_Selected, table)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        swatch = QRectF(rect.left() + _PAD, rect.center().y() - _SWATCH / 2 + 0.5, _SWATCH, _SWATCH)
        paint_swatch(painter, swatch, label, self.is_dark, bold)
        text = rect.adjusted(2 * _PAD + _SWATCH + 2, _PAD - 1, -_PAD, -_PAD + 1)
        top = QRect(text.left(), text.top(), text.width(), text.height() // 2)
        bottom = QRect(text.left(), top.bottom() + 1, text.width(), text.height() // 2)
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.88)
        keys = str(index.data(KEYS_ROLE) or "")
        painter.setFont(small)
        painter.setPen(QColor(table.muted))
        painter.drawText(top, int(_RIGHT), keys)
        elide = Qt.TextElideMode.ElideRight
        metrics = QFontMetrics(small)
        numbers = metrics.elidedText(counted(*index.data(COUNTS_ROLE)), elide, bottom.width())
        painter.drawText(bottom, int(_LEFT), numbers)
        room = top.width() - metrics.horizontalAdvance(keys) - _PAD
        painter.setFont(bold)
        painter.setPen(QColor(table.text))
        painter.drawText(top, int(_LEFT), QFontMetrics(bold).elidedText(label.name, elide, room))
        painter.restore()


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Palette(QWidget):
    """The labels of the project. `chosen(label_id)` asks to give one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LabelModel(self)
        self._delegate = LabelDelegate(self)
        heading = QLabel("Labels", self)
        heading.setObjectName("heading")
        self.undecided = QLabel(self)
        self.undecided.setTextFormat(Qt.TextFormat.PlainText)
        self.undecided.setAccessibleName("Undecided blocks")
        self.undecided.setContentsMargins(8, 2, 0, 2)
        self.undecided.setWordWrap(True)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setObjectName("side")
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Labels")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 10, 10, 4)
        layout.setSpacing(4)
        for widget in (heading, self.list, self.undecided):
            layout.addWidget(widget)

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._delegate.is_dark = is_dark
        self.list.viewport().update()

    def show_labels(self, label_set: LabelSet | None) -> None:
        """Show the labels of a project; the list is as high as it needs."""
        self.model.set_labels(label_set)
        rows = min(self.model.rowCount(), _MOST_ROWS)
        height = self.list.sizeHintForRow(0) if rows else 0
        self.list.setFixedHeight(rows * height + 2 * self.list.frameWidth() + 4)
        self.show_tally(None)

    def show_tally(self, tally: Tally | None) -> None:
        """Show what a page holds of each label, and what is left."""
        self.model.count(tally)
        if tally is None:
            self.undecided.clear()
            return
        count = tally.undecided_count
        left = "1 block undecided" if count == 1 else f"{count:,} blocks undecided"
        self.undecided.setText(left if count else "Everything is decided")

    def _choose(self, index: QModelIndex) -> None:
        label = index.data(LABEL_ROLE)
        if isinstance(label, Label):
            self.chosen.emit(label.id)
