"""The list of disagreements: filtered by kind, label and state, by weight or as in the text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.core.adjudication import PieceState
from annotator.core.alignment import Alignment
from annotator.core.labels import LabelSet
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.comparing import words
from annotator.gui.comparing.compared import Compared
from annotator.gui.comparing.disagreement_delegate import DisagreementDelegate
from annotator.gui.comparing.disagreement_model import (
    DisagreementModel,
    Listed,
    Order,
    Progress,
)

_KINDS: tuple[Alignment | None, ...] = (None, *words.KINDS)


class DisagreementList(QWidget):
    """`chosen(number)` follows a row that was made the current one by the reader.

    `entered(number)` follows Enter or a double click: the reader wants to go to the text.
    """

    chosen = Signal(int)
    entered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = DisagreementModel(self)
        self._label_set: LabelSet | None = None
        self._is_quiet = False
        self._delegate = DisagreementDelegate(self.model, self)
        self.kinds = self._box("Filter disagreements by kind")
        self.kinds.addItems(["All kinds", *(name.capitalize() for name in words.KINDS.values())])
        self.labels = self._box("Filter disagreements by label")
        self.labels.addItem("All labels")
        self.progress = self._box("Filter disagreements by how far they are")
        self.progress.addItems([one.value for one in Progress])
        self.order = self._box("Order of the disagreements")
        self.order.addItems([one.value for one in Order])
        self.list = self._make_list()
        self.count = QLabel(self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setWordWrap(True)
        self.count.setAccessibleName("How many disagreements are shown")
        boxes = QGridLayout()
        boxes.setSpacing(4)
        for place, box in enumerate((self.kinds, self.labels, self.order, self.progress)):
            boxes.addWidget(box, place // 2, place % 2)
            boxes.setColumnStretch(place % 2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 6)
        layout.setSpacing(6)
        layout.addLayout(boxes)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.count)
        self.setFocusProxy(self.list)
        for box in (self.kinds, self.labels, self.progress, self.order):
            box.currentIndexChanged.connect(self._on_filter)
        self.show_compared(None)

    def show_compared(self, compared: Compared | None) -> None:
        """Show the disagreements of a page; filters, order and current number stay."""
        label_set = compared.label_set if compared is not None else None
        if label_set != self._label_set:
            self._label_set = label_set
            self._offer_labels()
        has_gold = compared is not None and compared.has_gold
        self.progress.setVisible(has_gold)
        if not has_gold:
            self.progress.setCurrentIndex(0)
        self._list(compared)

    def select(self, number: int) -> None:
        """Make a disagreement the current row, without the signal."""
        self._delegate.current = number
        self._show_current()

    @property
    def current(self) -> int:
        """The number of the current disagreement, listed or not; 0 without one."""
        return self._delegate.current

    def beside(self, number: int, step: int, *, to_decide: bool = False) -> int:
        """The number a step on (1) or back (-1) in the list as it is shown; 0 at its end.

        With `to_decide` the next one that is not decided, from the other end if need be.
        """
        return self.model.beside(number, step, to_decide=to_decide)

    def numbers(self) -> list[int]:
        """The numbers of all rows that are shown, in their order."""
        return self.model.numbers()

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._delegate.is_dark = is_dark
        self.list.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The font of the parent arrives before __init__ has come to its end.
        if event.type() == QEvent.Type.FontChange and hasattr(self, "list"):
            height = self._delegate.row_height(self.font())
            self.list.verticalHeader().setDefaultSectionSize(height)

    def _box(self, name: str) -> ChoiceBox:
        box = ChoiceBox(self)
        box.setAccessibleName(name)
        # The names of labels may be long; the box is as wide as its column.
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        return box

    def _make_list(self) -> QTableView:
        # A list view would ask for every row before it showed one.
        made = QTableView(self)
        made.setModel(self.model)
        made.setItemDelegate(self._delegate)
        made.setObjectName("side")
        made.setAccessibleName("Disagreements")
        made.setMouseTracking(True)
        made.setShowGrid(False)
        made.setWordWrap(False)
        made.setTabKeyNavigation(False)
        made.horizontalHeader().hide()
        made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = made.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._delegate.row_height(made.font()))
        made.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.selectionModel().currentChanged.connect(self._on_row)
        made.activated.connect(self._on_entered)
        return made

    def _offer_labels(self) -> None:
        self.labels.blockSignals(True)
        self.labels.clear()
        self.labels.addItem("All labels")
        if self._label_set is not None:
            for label in self._label_set.labels:
                self.labels.addItem(label.name, label.id)
        self.labels.blockSignals(False)

    def _on_filter(self) -> None:
        self._list(self.model.compared)

    def _list(self, compared: Compared | None) -> None:
        listed = Listed(
            _KINDS[max(self.kinds.currentIndex(), 0)],
            self.labels.currentData(),
            list(Progress)[max(self.progress.currentIndex(), 0)],
            list(Order)[max(self.order.currentIndex(), 0)],
        )
        self._is_quiet = True
        self.model.show(compared, listed)
        self._is_quiet = False
        self._show_current()
        self.count.setText(_counted(compared, self.model.rowCount()))

    def _show_current(self) -> None:
        index = self.model.index(self.model.row_of(self.current), 0)
        self._is_quiet = True
        self.list.setCurrentIndex(index)
        self._is_quiet = False
        if index.isValid():
            self.list.scrollTo(index)
        self.list.viewport().update()

    def _on_row(self, index: QModelIndex) -> None:
        one = self.model.at(index.row()) if index.isValid() else None
        if one is not None and not self._is_quiet:
            self._delegate.current = one.number
            self.list.viewport().update()
            self.chosen.emit(one.number)

    def _on_entered(self, index: QModelIndex) -> None:
        one = self.model.at(index.row())
        if one is not None:
            self.entered.emit(one.number)


def _counted(compared: Compared | None, shown: int) -> str:
    """How many there are, how many of them are listed, and how many are to be decided."""
    if compared is None:
        return ""
    total = len(compared.disagreements)
    if not total:
        return "No disagreements"
    noun = "disagreement" if total == 1 else "disagreements"
    parts = [f"{total:,} {noun}" if shown == total else f"{shown:,} of {total:,} {noun}"]
    if compared.has_gold:
        left = sum(one.state is not PieceState.DECIDED for one in compared.disagreements)
        stale = sum(one.state is PieceState.STALE for one in compared.disagreements)
        parts.append(f"{left:,} to decide" if left else "all decided")
        if stale:
            parts.append(f"{stale:,} changed since")
    return " · ".join(parts)
