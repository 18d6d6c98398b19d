"""The pages of the panel about cleaners."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.core.evaluation_report import CleanerReport, Grouping
from annotator.gui.evaluating.difference_text import LEGEND, DifferenceText
from annotator.gui.evaluating.figures import EvaluationFigures
from annotator.gui.evaluating.tables import (
    MEASURE,
    CleanerFigures,
    GroupRows,
    LabelRows,
    WeakRows,
)
from annotator.gui.figures.bars import Bars
from annotator.gui.figures.panes import column_of, least_lines, plain_label, width_of
from annotator.gui.figures.tables import figure_table, height_for
from annotator.services.agreement_words import in_words
from annotator.services.evaluation_words import TITLES


class OverviewPane(QWidget):
    """All cleaners: F1 as bars, and every score in a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = Bars("F1 of each cleaner", self)
        self.cleaners = CleanerFigures(self)
        self.table = figure_table(self.cleaners, "Cleaner by cleaner", 0, "0.00")
        header = self.table.horizontalHeader()
        # Many columns: where there is little room they are scrolled, and the name keeps its own.
        header.setSectionResizeMode(0, header.ResizeMode.Interactive)
        header.resizeSection(0, width_of(self, "readability-lxml 0.8.4.1"))
        header.resizeSection(1, width_of(self, MEASURE))
        header.setStretchLastSection(True)
        self.notes = plain_label(self)
        self.notes.setObjectName("note")
        column = column_of(self)
        column.addWidget(self.table)
        column.addWidget(self.notes)
        column.addWidget(self.bars)
        column.addStretch(1)

    def show_figures(self, figures: EvaluationFigures, notes: str) -> None:
        """Show the cleaners, the best first, and then those that could not be measured."""
        bars = figures.f1_bars
        told = "; ".join(f"{one.name} {in_words(one.figure)}" for one in bars)
        self.bars.show_bars(bars, f"F1: {told}.")
        rows = (*figures.report.measured, *figures.report.unmeasured)
        self.cleaners.show_rows(rows)
        # A row more has room for the bar below many columns.
        self.table.setFixedHeight(height_for(self.table, len(rows) + 1))
        self.notes.setText(notes)


class LabelPane(QWidget):
    """What one cleaner kept of each label."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = Bars("Share of the characters of each label that was kept", self)
        self.labels = LabelRows(self)
        self.table = figure_table(self.labels, "Label by label", 0, "0,000 of 0,000")
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, header.ResizeMode.Interactive)
        header.resizeSection(0, width_of(self, "A label of some length"))
        for at in (2, 3, 4, 5):
            header.resizeSection(at, width_of(self, MEASURE))
        header.setStretchLastSection(True)
        least_lines(self.table, 4)
        column = column_of(self)
        column.addWidget(self.bars)
        column.addWidget(self.table, 1)

    def show_cleaner(self, figures: EvaluationFigures, one: CleanerReport) -> None:
        """Show what a cleaner kept."""
        bars = figures.label_bars(one)
        told = "; ".join(f"{bar.name} {in_words(bar.figure)}" for bar in bars)
        self.bars.show_bars(bars, f"Kept by {one.name}, of the characters: {told}.")
        self.labels.show_cleaner(figures, one)


class GroupPane(QWidget):
    """F1 of each cleaner by site or by language."""

    def __init__(self, by: Grouping, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups = GroupRows(by, self)
        self.table = figure_table(self.groups, f"F1 {TITLES[by].lower()}", 0, MEASURE)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, header.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        column_of(self).addWidget(self.table)

    def show_figures(self, figures: EvaluationFigures) -> None:
        """Show the groups, and a column for each cleaner."""
        self.groups.show_figures(figures)
        header = self.table.horizontalHeader()
        header.resizeSection(0, width_of(self, "a-site-of-usual-length.example"))
        header.resizeSection(1, width_of(self, "Pages 0"))
        for at in range(2, self.groups.columnCount()):
            header.resizeSection(at, width_of(self, MEASURE))


class WeakPane(QWidget):
    """Where a cleaner fails most, and how; `page_chosen(page)` asks to open a page."""

    page_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures: EvaluationFigures | None = None
        self.pages = WeakRows(self)
        self.table = figure_table(self.pages, "Where it fails most", 1, "0.00")
        self.difference = DifferenceText(self)
        self.legend = plain_label(self)
        self.legend.setObjectName("note")
        self.legend.setText(LEGEND)
        least_lines(self.table, 4)
        self.difference.setMinimumHeight(6 * self.fontMetrics().height())
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.table)
        halves.addWidget(self.difference)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 1)
        column = column_of(self)
        column.addWidget(halves, 1)
        column.addWidget(self.legend)
        self.table.selectionModel().currentRowChanged.connect(self._show)
        self.table.activated.connect(self._open)
        self.table.clicked.connect(self._open)

    def show_cleaner(self, figures: EvaluationFigures, one: CleanerReport) -> None:
        """Show where a cleaner fails most, and the worst page of it."""
        self._figures = figures
        self.pages.show_rows(one.weak)
        self.difference.show_page(None)
        if one.weak:
            self.table.setCurrentIndex(self.pages.index(0, 0))

    def _show(self, index: QModelIndex) -> None:
        if index.isValid() and self._figures is not None:
            page = self.pages.row_at(index)
            self.difference.show_page(page, is_hidden=self._figures.is_hidden(page))

    def _open(self, index: QModelIndex) -> None:
        self.page_chosen.emit(self.pages.row_at(index).page)
