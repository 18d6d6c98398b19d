"""The other pages of the panel: overview, labels, time, groups of pages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.core.agreement_report import PairAgreement
from annotator.gui.agreement.figures import SHARES, AgreementFigures
from annotator.gui.agreement.label_bars import LabelBars
from annotator.gui.agreement.tables import (
    MEASURE,
    ComparedPages,
    GroupFigures,
    LabelFigures,
    PairFigures,
    TogetherFigures,
)
from annotator.gui.figures.chart import PageChart
from annotator.gui.figures.panes import column_of, least_lines, plain_label, width_of
from annotator.gui.figures.series import Series
from annotator.gui.figures.tables import figure_table, height_for


class OverviewPane(QWidget):
    """All together, and each pair; `pair_chosen(number)` asks to look at a pair more closely."""

    pair_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.together = TogetherFigures(self)
        self.pairs = PairFigures(self)
        self.together_table = figure_table(self.together, "All together", 0, MEASURE)
        self.pair_table = figure_table(self.pairs, "Pair by pair", 0, MEASURE)
        for at in (1, 2, 3):
            self.pair_table.horizontalHeader().resizeSection(at, width_of(self, "Blocks 000"))
        for at in (1, 3):
            self.together_table.horizontalHeader().resizeSection(at, width_of(self, "Counted 0"))
        self.pair_table.activated.connect(lambda index: self.pair_chosen.emit(index.row()))
        least_lines(self.pair_table, 4)
        self.notes = plain_label(self)
        self.notes.setObjectName("note")
        column = column_of(self)
        column.addWidget(self.together_table)
        column.addWidget(self.pair_table, 1)
        column.addWidget(self.notes)

    def show_figures(self, figures: AgreementFigures) -> None:
        """Show all pairs; all together only where there is more than one annotator to be so."""
        rows = figures.together
        self.together.show_rows(rows)
        self.together_table.setFixedHeight(height_for(self.together_table, len(rows)))
        self.together_table.setVisible(len(figures.report.all.annotators) > 1)
        self.pairs.show_rows(figures.report.pairs)

    def tell(self, notes: str) -> None:
        """Say what is left out and what the brackets mean."""
        self.notes.setText(notes)


class LabelPane(QWidget):
    """How far each label is given alike."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = LabelBars(self)
        self.labels = LabelFigures(self)
        self.table = figure_table(self.labels, "Label by label", 0, "0,000")
        header = self.table.horizontalHeader()
        # Many columns: where there is little room they are scrolled, and the label keeps its own.
        header.setSectionResizeMode(0, header.ResizeMode.Interactive)
        header.resizeSection(0, width_of(self, "A label of some length"))
        for at in (3, 4, 5):
            header.resizeSection(at, width_of(self, "Precision"))
        for at in (6, 7, 8):
            header.resizeSection(at, width_of(self, MEASURE))
        header.setStretchLastSection(True)
        least_lines(self.table, 4)
        column = column_of(self)
        column.addWidget(self.bars)
        column.addWidget(self.table, 1)

    def show_pair(self, figures: AgreementFigures, pair: PairAgreement) -> None:
        """Show the labels of a pair."""
        self.bars.show_pair(figures, pair)
        self.labels.show_pair(figures, pair)


class TimePane(QWidget):
    """How agreement goes; `page_chosen(page)` asks to open a page of the table."""

    page_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = PageChart(Series.of(*SHARES), self)
        self.pages = ComparedPages(self)
        self.table = figure_table(self.pages, "Page by page", 1, "000 of 000")
        self.table.activated.connect(
            lambda index: self.page_chosen.emit(self.pages.row_at(index).page)
        )
        column = column_of(self)
        least_lines(self.table, 4)
        column.addWidget(self.chart, 3)
        column.addWidget(self.table, 2)

    def show_figures(self, figures: AgreementFigures) -> None:
        """Show the pages in the order of finishing."""
        self.chart.show_series(figures.shares)
        self.pages.show_rows(figures.course.pages)


def groups_pane(parent: QWidget) -> tuple[GroupFigures, QWidget]:
    """The figures of groups of pages, and the page on which they stand."""
    pane = QWidget(parent)
    groups = GroupFigures(pane)
    table = figure_table(groups, "Groups of pages", 0, MEASURE)
    for at in (2, 3):
        table.horizontalHeader().resizeSection(at, width_of(pane, "Blocks 000"))
    column_of(pane).addWidget(table)
    return groups, pane
