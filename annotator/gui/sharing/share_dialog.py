"""Asks among whom the pages are shared out, and how; shows first what each would get."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.core.errors import AnnotatorError
from annotator.core.sharing_out import Overlap, Terms, Unit
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.sharing.people_model import COLUMNS, PeopleModel
from annotator.gui.sharing.share_wish import ShareWish, WouldGive

_PAUSE_MS = 200
_UNITS = ((Unit.PAGE, "Page by page"), (Unit.SITE, "Whole sites"))
_OVERLAPS = ((Overlap.EVERYBODY, "to all of them"), (Overlap.PAIRS, "to two of them in turn"))
_PERCENTS = (0, 5, 10, 20, 30, 50, 100)
_USUAL_OVERLAP = 10


class ShareDialog(QDialog):
    """`asked(wish)` wants `show_preview`; `decided(wish)` follows the button."""

    asked = Signal(object)
    decided = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Share out pages")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = _plain(
            "Every page that nobody has goes to one of these people. Some go to several, blind "
            "ones first, so that their agreement can be measured. Nobody loses a page.",
            self,
        )
        self.model = PeopleModel(self)
        self.table = _PeopleTable(self.model)
        self.name = _NewName(self)
        self.unit = ChoiceBox(self)
        self.unit.addItems([name for _, name in _UNITS])
        self.share = ChoiceBox(self)
        self.share.addItems([_share_in_words(percent) for percent in _PERCENTS])
        self.share.setCurrentIndex(_PERCENTS.index(_USUAL_OVERLAP))
        self.overlap = ChoiceBox(self)
        self.overlap.addItems([name for _, name in _OVERLAPS])
        self.outcome = _plain("", self)
        self.outcome.setObjectName("note")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.give = buttons.addButton("Share out", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(told)
        layout.addLayout(self._terms())
        layout.addWidget(self.table, 1)
        layout.addLayout(self._adding())
        layout.addWidget(self.outcome)
        layout.addWidget(buttons)
        self.resize(560, 520)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.model.checked_changed.connect(self._changed)
        for box in (self.unit, self.share, self.overlap):
            box.currentIndexChanged.connect(self._changed)
        self._changed()

    @property
    def wish(self) -> ShareWish:
        """What is wished for now."""
        terms = Terms(
            _UNITS[self.unit.currentIndex()][0],
            _PERCENTS[self.share.currentIndex()] / 100,
            _OVERLAPS[self.overlap.currentIndex()][0],
        )
        return ShareWish(self.model.checked, terms)

    def show_people(self, names: Sequence[str]) -> None:
        """Offer these people."""
        self.model.show_people(names)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self, wish: ShareWish, found: WouldGive) -> None:
        """Show what everybody would get, unless something else is wished for by now."""
        if wish != self.wish:
            return
        self.model.show_shares(dict(found.shares))
        self.outcome.setText(found.told)
        self.give.setEnabled(found.is_something)

    def show_failure(self, error: AnnotatorError) -> None:
        """Say why it cannot be so."""
        self.outcome.setText(str(error))
        self.give.setEnabled(False)

    def _terms(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        together, twice = QLabel("&Give", self), QLabel("To &several", self)
        together.setBuddy(self.unit)
        twice.setBuddy(self.share)
        self.overlap.setAccessibleName("Who gets the pages that several get")
        grid.addWidget(together, 0, 0)
        grid.addWidget(self.unit, 0, 1, 1, 2)
        grid.addWidget(twice, 1, 0)
        grid.addWidget(self.share, 1, 1)
        grid.addWidget(self.overlap, 1, 2)
        grid.setColumnStretch(2, 1)
        return grid

    def _adding(self) -> QHBoxLayout:
        add = QPushButton("&Add", self)
        add.setAutoDefault(False)
        add.clicked.connect(self._add)
        self.name.entered.connect(self._add)
        self.name.setPlaceholderText("Somebody who has not labelled here yet")
        self.name.setAccessibleName("Name of somebody else")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.name, 1)
        row.addWidget(add)
        return row

    def _add(self) -> None:
        name = " ".join(self.name.text().split())
        if name:
            self.model.show_people([name])
            self.name.clear()

    def _changed(self) -> None:
        self.give.setEnabled(False)
        people = bool(self.model.checked)
        self.outcome.setText("Counting…" if people else "Check at least one of them.")
        self.model.show_shares({})
        if people:
            self._pause.start()

    def _ask(self) -> None:
        self.asked.emit(self.wish)

    def _accept(self) -> None:
        self.decided.emit(self.wish)
        self.accept()


def _share_in_words(percent: int) -> str:
    return {0: "No page", 100: "Every page"}.get(percent, f"{percent} % of the pages")


def _plain(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


class _NewName(QLineEdit):
    """`entered()` follows Enter, which is not meant for the button of the dialog."""

    entered = Signal()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and self.text().strip()
        ):
            self.entered.emit()
            return True
        return super().event(event)


class _PeopleTable(QTableView):
    """Who gets how much; Space checks the current one."""

    def __init__(self, model: PeopleModel) -> None:
        super().__init__()
        self._people = model
        self.setModel(model)
        self.setObjectName("keys")
        self.setAccessibleName("Among whom")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 12)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, name in enumerate(COLUMNS[1:], 1):
            header.resizeSection(column, header.fontMetrics().horizontalAdvance(name) + 28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._people.toggle(self.currentIndex().row())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)
