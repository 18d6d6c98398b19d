"""The numbers of the charts as tables, for the keys and for assistive technology."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from annotator.core.effort import Outcome
from annotator.gui.effort.figures import (
    EffortFigures,
    FinishedPage,
    Shares,
    in_per_cent,
)
from annotator.gui.figures.series import in_figures
from annotator.gui.figures.tables import Column, FigureModel

_HEADINGS = {
    Outcome.ACCEPTED_SINGLY: "Singly",
    Outcome.ACCEPTED_WITH_REST: "With the rest",
    Outcome.CORRECTED: "Corrected",
    Outcome.BY_HAND: "By hand",
}


class PageFigures(FigureModel[FinishedPage]):
    """What each page took."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns: tuple[Column[FinishedPage], ...] = (
            ("Page", lambda one: str(one.page)),
            ("Title", lambda one: one.title + (" (blind)" if one.is_blind else "")),
            ("Actions", lambda one: f"{one.actions:,}"),
            ("Seconds", lambda one: in_figures(one.seconds)),
        )
        super().__init__(columns, 1, parent)

    def show_figures(self, figures: EffortFigures) -> None:
        """Show the pages in the order of finishing."""
        self.show_rows(figures.pages)


class ShareFigures(FigureModel[Shares]):
    """How labels came about, as numbers and shares."""

    def __init__(self, parent: QObject | None = None) -> None:
        outcomes = [(_HEADINGS[one], partial(_counted, one)) for one in Outcome]
        columns: tuple[Column[Shares], ...] = (
            ("Label", _name),
            *outcomes,
            ("Together", _together),
        )
        super().__init__(columns, 0, parent)

    def show_figures(self, figures: EffortFigures) -> None:
        """Show the shares, all labels together first."""
        self.show_rows(figures.shares)


def _name(one: Shares) -> str:
    return one.name


def _together(one: Shares) -> str:
    return f"{one.total:,}"


def _counted(outcome: Outcome, one: Shares) -> str:
    if not one.total:
        return "–"
    return f"{one.count(outcome):,}  ({in_per_cent(one.share(outcome))})"
