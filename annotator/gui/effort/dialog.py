"""The panel of effort: what the pages took over time, and how their labels came about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.core.errors import AnnotatorError
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.effort.bars import ShareBars
from annotator.gui.effort.figures import ACTIONS, SECONDS, EffortFigures
from annotator.gui.effort.tables import PageFigures, ShareFigures
from annotator.gui.figures.chart import PageChart
from annotator.gui.figures.panes import plain_label, scrolled
from annotator.gui.figures.series import Series
from annotator.gui.figures.tables import figure_table, height_for

_EMPTY = (
    "No page is finished yet. Label a page, accept what is proposed or correct it, and finish it: "
    "then you see here how many actions and seconds it took."
)
_MEASURING = "Measuring…"


class EffortDialog(QDialog):
    """`asked(annotator or None, blind alone)` follows another choice of what is measured.

    Whoever hears it measures, and shows what that told by `show_figures`. `page_chosen(page)` asks
    to open a page of the table.
    """

    asked = Signal(object, bool)
    page_chosen = Signal(int)

    def __init__(self, annotator: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Effort")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.annotator = ChoiceBox(self)
        self.annotator.setAccessibleName("Whose work")
        self.annotator.addItem(annotator, annotator)
        self.annotator.addItem("Everybody", None)
        self.blind = QCheckBox("&Blind pages alone", self)
        self.sentence = plain_label(self)
        self.notes = plain_label(self)
        self.notes.setObjectName("note")
        self.actions_chart = PageChart(Series.of(*ACTIONS), self)
        self.seconds_chart = PageChart(Series.of(*SECONDS), self)
        self.bars = ShareBars((), self)
        self.pages = PageFigures(self)
        self.shares = ShareFigures(self)
        self.page_table = figure_table(self.pages, "What each page took", 1, "000,000")
        self.share_table = figure_table(self.shares, "How labels came about", 0, "00,000  (00 %)")
        self.page_table.activated.connect(
            lambda index: self.page_chosen.emit(self.pages.row_at(index).page)
        )
        self.empty = plain_label(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._tabs())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addLayout(self._choices())
        layout.addWidget(self.sentence)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.notes)
        layout.addWidget(buttons)
        self.resize(760, 660)
        self.annotator.currentIndexChanged.connect(self._ask)
        self.blind.toggled.connect(self._ask)
        self.show_empty(_MEASURING)

    @property
    def wanted(self) -> tuple[str | None, bool]:
        """Whose work is to be measured, and whether on blind pages alone."""
        return self.annotator.currentData(), self.blind.isChecked()

    def show_annotators(self, names: Sequence[str]) -> None:
        """Let the work of these be chosen as well, of whom nothing was known at first."""
        last = self.annotator.count() - 1
        for name in names:
            if self.annotator.findData(name) < 0:
                self.annotator.insertItem(last, name, name)
                last += 1

    def show_figures(self, figures: EffortFigures) -> None:
        """Show what was measured."""
        if not figures.pages:
            self.show_empty("No blind page is finished yet." if self.blind.isChecked() else _EMPTY)
            return
        self.actions_chart.show_series(figures.actions)
        self.seconds_chart.show_series(figures.seconds)
        self.bars.show_shares(figures.shares)
        self.pages.show_figures(figures)
        self.shares.show_figures(figures)
        self.share_table.setMaximumHeight(height_for(self.share_table, len(figures.shares)))
        self.sentence.setText(figures.sentence)
        self.notes.setText(" ".join(figures.notes))
        for line in (self.sentence, self.notes):
            line.setVisible(bool(line.text()))
        self._stack.setCurrentIndex(1)

    def show_empty(self, told: str) -> None:
        """Say why there is nothing to see."""
        self.empty.setText(told)
        self.sentence.hide()
        self.notes.hide()
        self._stack.setCurrentIndex(0)

    def show_failure(self, error: AnnotatorError) -> None:
        """Say why it could not be measured."""
        self.show_empty(str(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter opens the page of the table; a dialog would take it for its button.
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            return
        super().keyPressEvent(event)

    def _choices(self) -> QHBoxLayout:
        caption = QLabel("&Whose work", self)
        caption.setBuddy(self.annotator)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(caption)
        row.addWidget(self.annotator)
        row.addStretch(1)
        row.addWidget(self.blind)
        return row

    def _tabs(self) -> QTabWidget:
        tabs = QTabWidget(self)
        tabs.setDocumentMode(True)
        tabs.addTab(scrolled(self.actions_chart, self.seconds_chart), "&Over time")
        tabs.addTab(scrolled(self.bars, stretches=True), "&Labels")
        numbers = QWidget(self)
        column = QVBoxLayout(numbers)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.page_table, 1)
        column.addWidget(self.share_table, 1)
        tabs.addTab(numbers, "&Numbers")
        return tabs

    def _ask(self) -> None:
        self.show_empty(_MEASURING)
        self.asked.emit(*self.wanted)
