"""The same decision for all disagreements like one: what it would be, and where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.core.adjudication import Considered, PieceState, Taking
from annotator.core.decisions import Choice
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.page_model import Index
from annotator.gui.reviewing.veil import Veil
from annotator.gui.reviewing.words import label_name
from annotator.services.gold_sitting import GoldSitting

_NO_PARENT = QModelIndex()
_QUOTED = 90


class PlaceModel(QAbstractListModel):
    """The places, each with a box that leaves it out."""

    def __init__(
        self,
        sitting: GoldSitting,
        places: Sequence[Considered],
        like: Considered | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sitting = sitting
        self.places = tuple(places)
        # What is decided already is changed only where that is asked for; what the others are to be
        # decided like is one of them.
        self.chosen = {one.number for one in places if one.state is not PieceState.DECIDED}
        self.chosen |= {like.number} if like is not None else set()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self.places[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            is_in = one.number in self.chosen
            return Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._told(one)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        number = self.places[index.row()].number
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self.chosen.add(number)
        else:
            self.chosen.discard(number)
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def _told(self, one: Considered) -> str:
        span = one.piece.span
        end = min(span.end, span.start + _QUOTED)
        text = " ".join(self._sitting.document.text[span.start : end].split())
        more = "…" if len(span) > _QUOTED else ""
        now = ""
        if one.state is PieceState.DECIDED:
            now = f"  (now {label_name(self._sitting.label_set, one.label)})"
        return f"{one.number}  {text}{more}{now}"


class AlikeDialog(QDialog):
    """`decided(numbers, taking)` asks to decide the chosen places alike."""

    decided = Signal(object, object)

    def __init__(
        self,
        sitting: GoldSitting,
        veil: Veil,
        one: Considered,
        places: Sequence[Considered],
        latest: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Same decision for all like this")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        said = ", ".join(
            f"{veil.letter(name)} says "
            + label_name(sitting.label_set, one.piece.labels[sitting.names.index(name)])
            for name in veil.names
        )
        told = QLabel(f"Wherever on this page {said}:", self)
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setWordWrap(True)
        self.takings = ChoiceBox(self)
        self.takings.setAccessibleName("What to decide")
        # What was decided a moment ago, of this place or one like it, is what is meant.
        last = next((other for other in places if other.number == latest), one)
        like = one if one.state is PieceState.DECIDED else last
        self._offer(sitting, veil, like)
        caption = QLabel("&Decide", self)
        caption.setBuddy(self.takings)
        self.model = PlaceModel(sitting, places, like, self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setObjectName("keys")
        self.list.setAccessibleName("Where it is decided")
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = QPushButton(self)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        buttons.accepted.connect(self._decide)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        for widget in (told, caption, self.takings, self.list, buttons):
            layout.addWidget(widget)
        self.model.dataChanged.connect(self._count)
        self._count()
        self.resize(560, 460)
        self.takings.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, sitting: GoldSitting, veil: Veil, one: Considered) -> None:
        """What can be decided: a side, a label, nothing; first what this one was decided as."""
        labels = sitting.label_set
        offers = [
            (
                f"{veil.side(name)}: "
                + label_name(labels, one.piece.labels[sitting.names.index(name)]),
                Taking(Choice.SIDE, name),
            )
            for name in veil.names
        ]
        offers += [(each.name, Taking(Choice.LABEL, label=each.id)) for each in labels.labels]
        offers.append(("Nothing here", Taking(Choice.NOTHING)))
        for text, taking in offers:
            self.takings.addItem(text, taking)
        if one.state is PieceState.DECIDED:
            now = [taking for _, taking in offers]
            if one.choice is Choice.SIDE:
                wanted = Taking(Choice.SIDE, one.side)
            elif one.label is None:
                wanted = Taking(Choice.NOTHING)
            else:
                wanted = Taking(Choice.LABEL, label=one.label)
            if wanted in now:
                self.takings.setCurrentIndex(now.index(wanted))

    def _count(self) -> None:
        count = len(self.model.chosen)
        self.go.setText("Decide 1 place" if count == 1 else f"Decide {count:,} places")
        self.go.setEnabled(bool(count))

    def _decide(self) -> None:
        numbers = sorted(self.model.chosen)
        if numbers:
            self.decided.emit(numbers, self.takings.currentData())
        self.accept()
