"""The numbers of the panel about cleaners as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from annotator.core.agreement_report import Estimate
from annotator.core.evaluation_report import (
    CleanerReport,
    Grouping,
    LabelFigures,
    TextFigures,
    WeakPage,
)
from annotator.gui.evaluating.figures import EvaluationFigures, GroupRow
from annotator.gui.figures.tables import Column, FigureModel
from annotator.services.agreement_words import NOTHING, in_figures, in_words
from annotator.services.evaluation_words import cleaner_name, times_in_words

MEASURE = "0.00 (0.00 to 0.00)"
"""As wide as most figures are."""


class CleanerFigures(FigureModel[CleanerReport]):
    """A cleaner a row, the best first; those that could not be measured say why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                ("Cleaner", cleaner_name),
                ("F1", lambda one: in_words(one.figures.f1) if one.figures else one.problem),
                ("Precision", _told(lambda figures: figures.precision)),
                ("Recall", _told(lambda figures: figures.recall)),
                ("ROUGE-LSum", _told(lambda figures: figures.rouge_f1)),
                ("Similarity", _told(lambda figures: figures.similarity)),
                ("A page", lambda one: times_in_words(one.times) or NOTHING),
                ("Without text", _failed),
            ),
            {0, 1},
            parent,
        )


class LabelRows(FigureModel[LabelFigures]):
    """A label a row: what a cleaner kept of it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                ("Label", self._name),
                ("Blocks kept", lambda one: f"{one.block.kept_count:,} of {one.block.count:,}"),
                ("Share kept", lambda one: in_words(one.block.recall)),
                ("Of the characters", lambda one: in_words(one.character.recall)),
                ("Of what is kept", lambda one: in_words(one.character.precision)),
                ("F1", lambda one: in_words(one.character.f1)),
            ),
            0,
            parent,
        )
        self._figures: EvaluationFigures | None = None

    def show_cleaner(self, figures: EvaluationFigures, one: CleanerReport) -> None:
        """Show what a cleaner kept."""
        self._figures = figures
        self.show_rows(one.labels)

    def _name(self, one: LabelFigures) -> str:
        return self._figures.name(one) if self._figures else one.label


class GroupRows(FigureModel[GroupRow]):
    """A site or a language a row, and a column of F1 for each cleaner."""

    def __init__(self, by: Grouping, parent: QObject | None = None) -> None:
        super().__init__(self._named(by, ()), 0, parent)
        self._by = by

    def show_figures(self, figures: EvaluationFigures) -> None:
        """Show the groups of these figures, and columns for their cleaners."""
        self._columns = self._named(self._by, [one.name for one in figures.report.measured])
        self.show_rows(figures.groups[self._by])

    def _named(self, by: Grouping, cleaners: Sequence[str]) -> tuple[Column[GroupRow], ...]:
        return (
            ("Site" if by is Grouping.SITE else "Language", lambda one: one.name),
            ("Pages", lambda one: f"{one.page_count:,}"),
            *((name, _f1_at(place)) for place, name in enumerate(cleaners)),
        )


class WeakRows(FigureModel[WeakPage]):
    """The pages on which a cleaner fails most, the worst first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                ("Page", lambda one: str(one.page)),
                ("Title", lambda one: " ".join(one.title.split())),
                ("F1", lambda one: in_figures(one.scores.shingles.f1)),
                ("Precision", lambda one: in_figures(one.scores.shingles.precision)),
                ("Recall", lambda one: in_figures(one.scores.shingles.recall)),
            ),
            1,
            parent,
        )


def _told(figure: Callable[[TextFigures], Estimate]) -> Callable[[CleanerReport], str]:
    return lambda one: in_figures(figure(one.figures).value) if one.figures else NOTHING


def _f1_at(place: int) -> Callable[[GroupRow], str]:
    def told(one: GroupRow) -> str:
        figure = one.f1[place]
        return NOTHING if figure is None else in_words(figure)

    return told


def _failed(one: CleanerReport) -> str:
    return f"{sum(failure.count for failure in one.failures):,}" if one.figures else NOTHING
