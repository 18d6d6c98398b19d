"""The panel about cleaners: how near each comes to the labels, and where it fails most."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
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
from annotator.core.evaluation_report import EvaluationReport, Grouping
from annotator.core.progress import Progress
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.evaluating.choices import Choices
from annotator.gui.evaluating.figures import EvaluationFigures, Offered
from annotator.gui.evaluating.panes import GroupPane, LabelPane, OverviewPane, WeakPane
from annotator.gui.figures.panes import plain_label, scrolled
from annotator.gui.figures.saving_dialog import ask_where_to_save
from annotator.gui.figures.waiting import Waiting
from annotator.gui.progress_strip import MEASURING
from annotator.services.agreement_words import left_out_in_words
from annotator.services.evaluation_words import (
    TITLES,
    draws_in_words,
    failures_in_words,
    report_in_words,
    scope_in_words,
)

_LOOKING = "Looking which cleaners are installed…"
_READY = (
    "Every page with a finished set is given to every cleaner that is checked. For all of them a "
    "page takes about a second; it can be stopped."
)
_STOPPED = "Stopped."
_OTHER = "These figures are of what was chosen before. Measure again for those of other choices."


class EvaluatingDialog(QDialog):
    """Stays open beside the window, which opens the pages that are chosen here.

    `asked(wish)` follows the button; whoever hears it measures, and shows what that told by
    `show_figures`. `looked()` asks for what can be chosen, `page_chosen(page)` for a page in the
    window, `save_wished(path)` for the report in a file.
    """

    asked = Signal(object)
    looked = Signal()
    stopped = Signal()
    page_chosen = Signal(int)
    save_wished = Signal(object)

    def __init__(self, project: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Measure cleaners")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._project = project
        self._is_offered = self._is_measuring = False
        self.figures: EvaluationFigures | None = None
        self.choices = Choices(self)
        self.sentence = plain_label(self)
        self.status = plain_label(self)
        self.status.setObjectName("note")
        self.cleaner = ChoiceBox(self)
        self.cleaner.setAccessibleName("Cleaner to look at")
        self.overview = OverviewPane(self)
        self.labels = LabelPane(self)
        self.groups = {by: GroupPane(by, self) for by in Grouping}
        self.weak = WeakPane(self)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self._shown = QWidget(self)
        self.waiting = Waiting(MEASURING, "Look &again", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self._shown)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.measure = self._buttons.addButton("&Measure", action)
        self.save = self._buttons.addButton("&Save report…", action)
        # Enter opens the page of a table, wherever a button was last pressed.
        self.measure.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self.show_looking()

    def show_looking(self) -> None:
        """Say that what can be chosen is being looked for."""
        self._is_offered = False
        self.choices.setEnabled(False)
        self._show_nothing(_LOOKING)

    def show_offered(self, offered: Offered) -> None:
        """Let it be chosen what is to be measured."""
        self._is_offered = True
        self.choices.show_offered(offered)
        self.choices.setEnabled(True)
        self._show_nothing(_READY)
        self.choices.cleaners.setFocus()

    def show_figures(self, figures: EvaluationFigures) -> None:
        """Show what was measured."""
        report = figures.report
        if not report.measured:
            problems = [f"{one.name}: {one.problem}" for one in report.unmeasured]
            left_out = left_out_in_words(report.left_out)
            told = (report_in_words(report), *(problems if report.page_count else ()), left_out)
            self._show_nothing("\n".join(one for one in told if one))
            return
        self.figures = figures
        self._is_measuring = False
        self.sentence.setText(report_in_words(report))
        self.overview.show_figures(figures, _notes(report))
        for pane in self.groups.values():
            pane.show_figures(figures)
        before = self.cleaner.currentText()
        self.cleaner.blockSignals(True)
        self.cleaner.clear()
        self.cleaner.addItems([one.name for one in report.measured])
        self.cleaner.setCurrentIndex(max(0, self.cleaner.findText(before)))
        self.cleaner.blockSignals(False)
        self._look_at(self.cleaner.currentIndex())
        self.status.hide()
        self._stack.setCurrentWidget(self._shown)
        self._enable()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the measuring is."""
        if self._stack.currentWidget() is self.waiting:
            self.waiting.show_progress(progress)

    def show_stopped(self) -> None:
        """Say that nothing was measured because the reader did not want it."""
        self._show_nothing(_STOPPED)

    def show_failure(self, error: AnnotatorError) -> None:
        """Say why it could not be measured, or looked for."""
        self._show_nothing(str(error), can_begin=not self._is_offered)

    def tell(self, sentence: str) -> None:
        """Say something beside the figures, as where the report is."""
        self.status.setText(sentence)
        self.status.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter opens a page of the table; a dialog would take it for its button.
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.tabs.addTab(scrolled(self.overview), "&Overview")
        self.tabs.addTab(scrolled(self.labels), "Labe&ls kept")
        for by, pane in self.groups.items():
            self.tabs.addTab(scrolled(pane), TITLES[by])
        self.tabs.addTab(scrolled(self.weak), "Weakest &pages")
        caption = QLabel("&Looked at", self)
        caption.setBuddy(self.cleaner)
        row = QHBoxLayout()
        row.addWidget(self.sentence, 1)
        row.addWidget(caption)
        row.addWidget(self.cleaner)
        shown = QVBoxLayout(self._shown)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.addLayout(row)
        shown.addWidget(self.tabs, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.choices)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.status)
        layout.addWidget(self._buttons)
        self.resize(900, 780)

    def _connect(self) -> None:
        self.choices.changed.connect(self._on_choice)
        self.measure.clicked.connect(self._ask)
        self.waiting.stopped.connect(self.stopped)
        self.waiting.again.connect(self._look_again)
        self.cleaner.currentIndexChanged.connect(self._look_at)
        self.weak.page_chosen.connect(self.page_chosen)
        self.save.clicked.connect(self._save)
        self._buttons.rejected.connect(self.reject)

    def _show_nothing(self, told: str, *, can_begin: bool = False) -> None:
        self.figures = None
        self._is_measuring = False
        self.waiting.tell(told, can_begin=can_begin)
        self._stack.setCurrentWidget(self.waiting)
        self.tell("")
        self._enable()

    def _enable(self) -> None:
        """Let be pressed what can be done now."""
        can_measure = self._is_offered and not self._is_measuring and not self.choices.lacking
        self.measure.setEnabled(can_measure)
        self.save.setEnabled(self.figures is not None)

    def _on_choice(self) -> None:
        self._enable()
        self.tell(self.choices.lacking or (_OTHER if self.figures is not None else ""))

    def _ask(self) -> None:
        self._show_nothing("Measuring…")
        self._is_measuring = True
        self._enable()
        self.show_progress(Progress(0, None))
        self.asked.emit(self.choices.wish)

    def _look_again(self) -> None:
        self.show_looking()
        self.looked.emit()

    def _look_at(self, number: int) -> None:
        if self.figures is None or number < 0:
            return
        one = self.figures.report.measured[number]
        self.labels.show_cleaner(self.figures, one)
        self.weak.show_cleaner(self.figures, one)

    def _save(self) -> None:
        usual = self._project.with_name(f"{self._project.stem}-cleaners.html")
        ask_where_to_save(self, usual, self.save_wished.emit)


def _notes(report: EvaluationReport) -> str:
    """What was measured by what, what failed, what is left out, and what the brackets mean."""
    failures = [f"{told}." for one in report.measured if (told := failures_in_words(one))]
    scope, draws = scope_in_words(report), draws_in_words(report)
    problems = [f"{one.name} could not be measured: {one.problem}" for one in report.unmeasured]
    sentences = (scope, *problems, *failures, left_out_in_words(report.left_out), draws)
    return " ".join(one for one in sentences if one)
