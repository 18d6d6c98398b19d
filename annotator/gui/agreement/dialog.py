"""The panel of agreement: how far annotators agree, and where they do not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.core.agreement_report import Cell
from annotator.core.errors import AnnotatorError
from annotator.core.progress import Progress
from annotator.gui.agreement.choices import Choices
from annotator.gui.agreement.confusion_pane import ConfusionPane
from annotator.gui.agreement.figures import AgreementFigures, FoundPlaces
from annotator.gui.agreement.panes import LabelPane, OverviewPane, TimePane, groups_pane
from annotator.gui.figures.panes import plain_label, scrolled
from annotator.gui.figures.saving_dialog import ask_where_to_save
from annotator.gui.figures.waiting import Waiting
from annotator.gui.progress_strip import COMPARING
from annotator.services.agreement_words import (
    TITLES,
    as_of_in_words,
    draws_in_words,
    left_out_in_words,
    report_in_words,
)

_NONE = (
    "No page is finished by two annotators: there is nothing to compare yet. Split the pages with "
    "an overlap, or have a colleague label some of them too."
)
_NO_BLIND = "No blind page is finished by two annotators yet."
_NO_GOLD = "Nobody’s page has a gold set that is finished yet."
_STOPPED = "Stopped."
_CONFUSION = 1  # the place of its tab


class AgreementDialog(QDialog):
    """Stays open beside the window, which goes to the places that are chosen here.

    `asked(wish)` follows another choice; whoever hears it compares, and shows what that told by
    `show_figures`. `cell_chosen(cell)` asks for places, `place_chosen(place)` and
    `page_chosen(page)` to go there, `save_wished(path)` for the report in a file.
    """

    asked = Signal(object)
    stopped = Signal()
    cell_chosen = Signal(object)
    place_chosen = Signal(object)
    page_chosen = Signal(int)
    save_wished = Signal(object)

    def __init__(self, project: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Agreement")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._project = project
        self.figures: AgreementFigures | None = None
        self.choices = Choices(self)
        self.sentence = plain_label(self)
        self.status = plain_label(self)
        self.status.setObjectName("note")
        self.status.hide()
        self.overview = OverviewPane(self)
        self.confusion = ConfusionPane(self)
        self.labels = LabelPane(self)
        self.time = TimePane(self)
        self.groups, groups = groups_pane(self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        for pane, name in (
            (self.overview, "&Overview"),
            (self.confusion, "&Confusion"),
            (self.labels, "&Labels"),
            (self.time, "Over &time"),
            (groups, ""),
        ):
            self.tabs.addTab(scrolled(pane), name)
        self.waiting = Waiting(COMPARING, "&Compare", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.tabs)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.save = buttons.addButton("&Save report…", QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.choices)
        layout.addWidget(self.sentence)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.status)
        layout.addWidget(buttons)
        self.resize(860, 760)
        buttons.rejected.connect(self.reject)
        self.save.clicked.connect(self._save)
        self._connect()
        self.show_nothing("Comparing…")

    def show_figures(self, figures: AgreementFigures) -> None:
        """Show what was compared."""
        report = figures.report
        if not report.pairs:
            against = self.choices.wish.against
            none = _NO_GOLD if against else _NO_BLIND if self.choices.wish.is_blind else _NONE
            self.show_nothing(none)
            return
        self.figures = figures
        self.choices.show_pairs(report.pairs)
        self.sentence.setText(report_in_words(report))
        self.overview.show_figures(figures)
        self.time.show_figures(figures)
        self.groups.show_rows(figures.groups)
        by = report.groups[0].by if report.groups else None
        self.tabs.setTabVisible(self.tabs.count() - 1, by is not None)
        if by is not None:
            self.tabs.setTabText(self.tabs.count() - 1, TITLES[by])
        self._show_pair(self.choices.pair.currentIndex())
        self.save.setEnabled(True)
        self._stack.setCurrentWidget(self.tabs)
        self.sentence.show()

    def show_places(self, cell: Cell, found: FoundPlaces) -> None:
        """Show where two differ as in this cell."""
        self.confusion.show_places(cell, found)

    def show_progress(self, progress: Progress) -> None:
        """Show how far the comparing is."""
        if self._stack.currentWidget() is self.waiting:
            self.waiting.show_progress(progress)

    def show_nothing(self, told: str, *, can_compare: bool = False) -> None:
        """Say why there is nothing to see."""
        self.figures = None
        self.save.setEnabled(False)
        self.waiting.tell(told, can_begin=can_compare)
        self.sentence.hide()
        self.status.hide()
        self._stack.setCurrentWidget(self.waiting)

    def show_stopped(self) -> None:
        """Say that nothing was compared because the reader did not want it."""
        self.show_nothing(_STOPPED, can_compare=True)

    def show_failure(self, error: AnnotatorError) -> None:
        """Say why it could not be compared."""
        self.show_nothing(str(error), can_compare=True)

    def tell(self, sentence: str) -> None:
        """Say something beside the figures, as where the report is."""
        self.status.setText(sentence)
        self.status.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter goes to a place of a table; a dialog would take it for its button.
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            return
        super().keyPressEvent(event)

    def _connect(self) -> None:
        self.choices.changed.connect(self._ask)
        self.choices.pair_chosen.connect(self._show_pair)
        self.waiting.stopped.connect(self.stopped)
        self.waiting.again.connect(self._ask)
        self.overview.pair_chosen.connect(self._look_at)
        self.confusion.chosen.connect(self.cell_chosen)
        self.confusion.place_chosen.connect(self.place_chosen)
        self.time.page_chosen.connect(self.page_chosen)

    def _ask(self) -> None:
        self.show_nothing("Comparing…")
        self.asked.emit(self.choices.wish)

    def _look_at(self, number: int) -> None:
        """Show what a pair confuses."""
        self.choices.pair.setCurrentIndex(number)
        self.tabs.setCurrentIndex(_CONFUSION)
        self.confusion.heat_map.setFocus()

    def _show_pair(self, number: int) -> None:
        if self.figures is None:
            return
        report = self.figures.report
        pair = report.pairs[max(number, 0)]
        self.confusion.show_pair(self.figures, pair)
        self.labels.show_pair(self.figures, pair)
        left_out = (*report.left_out, *pair.block.left_out)
        told = (as_of_in_words(report), left_out_in_words(left_out), draws_in_words(report))
        self.overview.tell(" ".join(one for one in told if one))

    def _save(self) -> None:
        usual = self._project.with_name(f"{self._project.stem}-agreement.html")
        ask_where_to_save(self, usual, self.save_wished.emit)
