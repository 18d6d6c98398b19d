"""The numbers of the plots as tables, for the keys and for assistive technology."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.core.agreement_report import (
    Category,
    Cell,
    ComparedPage,
    Estimate,
    LabelAgreement,
    PairAgreement,
)
from annotator.gui.agreement.figures import (
    AgreementFigures,
    GroupRow,
    QuotedPlace,
    TogetherRow,
)
from annotator.gui.figures.tables import FigureModel
from annotator.services.agreement_course import share
from annotator.services.agreement_words import (
    NOTHING,
    group_name,
    in_figures,
    in_per_cent,
    in_words,
    interval_in_words,
    pair_name,
    share_in_words,
)

MEASURE = "0.00 (0.00 to 0.00)"
"""As wide as most figures are."""


class PairFigures(FigureModel[PairAgreement]):
    """A pair a row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                ("Between", pair_name),
                ("Pages", lambda one: f"{one.page_count:,}"),
                ("Blocks", lambda one: f"{one.block.n:,}"),
                ("Alike", lambda one: in_per_cent(one.block.percent.value)),
                ("Cohen’s κ", lambda one: in_words(one.block.kappa)),
                ("κ by character", lambda one: in_words(one.character.kappa)),
                ("Spans, F1 of type", lambda one: in_words(one.span.type_f1)),
            ),
            0,
            parent,
        )


class TogetherFigures(FigureModel[TogetherRow]):
    """All annotators together."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                ("All together", lambda one: one.unit),
                ("Counted", lambda one: f"{one.together.n:,}"),
                ("Krippendorff’s α", lambda one: in_words(one.together.alpha)),
                ("Counted", lambda one: f"{one.together.fleiss_n:,}"),
                ("Fleiss’ κ", lambda one: in_words(one.together.fleiss)),
            ),
            0,
            parent,
        )


class LabelFigures(FigureModel[LabelAgreement]):
    """A label a row; the columns of the two annotators are named after them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(self._named("the first", "the second"), 0, parent)
        self._figures: AgreementFigures | None = None

    def show_pair(self, figures: AgreementFigures, pair: PairAgreement) -> None:
        """Show the labels of a pair."""
        self._figures = figures
        self._columns = self._named(*pair.annotators)
        self.show_rows(pair.labels)

    def _named(
        self, first: str, second: str
    ) -> tuple[tuple[str, Callable[[LabelAgreement], str]], ...]:
        return (
            ("Label", self._name),
            (f"Of {first}", lambda one: f"{one.block.first_count:,}"),
            (f"Of {second}", lambda one: f"{one.block.second_count:,}"),
            ("Of both", lambda one: f"{one.block.both_count:,}"),
            ("Precision", lambda one: in_figures(one.block.precision.value)),
            ("Recall", lambda one: in_figures(one.block.recall.value)),
            ("F1", lambda one: short(one.block.f1)),
            ("F1 by character", lambda one: short(one.character.f1)),
            ("α_U", lambda one: short(one.alpha_u)),
        )

    def _name(self, one: LabelAgreement) -> str:
        return self._figures.name(one.label) if self._figures else one.label


class ConfusedFigures(FigureModel[Cell]):
    """The cells in which two differ, the fullest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(self._named("The first", "the second"), {0, 1}, parent)
        self._figures: AgreementFigures | None = None

    def show_pair(self, figures: AgreementFigures, pair: PairAgreement) -> None:
        """Show what a pair confuses."""
        self._figures = figures
        self._columns = self._named(*pair.annotators)
        self.show_rows(pair.confusion.confused)

    def row_of(self, cell: Cell) -> int | None:
        """In which row a cell stands, if the two differ in it."""
        return next((row for row, one in enumerate(self._rows) if one == cell), None)

    def _named(self, first: str, second: str) -> tuple[tuple[str, Callable[[Cell], str]], ...]:
        return (
            (f"{first} says", lambda one: self._name(one.first)),
            (f"{second} says", lambda one: self._name(one.second)),
            ("Blocks", lambda one: f"{one.count:,}"),
        )

    def _name(self, category: Category) -> str:
        return self._figures.name(category) if self._figures else ""


class PlaceRows(FigureModel[QuotedPlace]):
    """Where two differ, as it reads there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                ("Page", lambda one: str(one.place.page)),
                ("Text", lambda one: one.quote),
                ("Title", lambda one: one.title),
            ),
            {1, 2},
            parent,
        )


class GroupFigures(FigureModel[GroupRow]):
    """The pages of a site, of a version of the guidelines or of a month."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                ("Pages of", lambda one: group_name(one.group)),
                ("Between", _whose),
                ("Pages", lambda one: f"{(one.pair or one.group.all).page_count:,}"),
                ("Blocks", lambda one: f"{(one.pair or one.group.all).block.n:,}"),
                (
                    "Alike",
                    lambda one: share_in_words(one.pair.block.percent) if one.pair else NOTHING,
                ),
                ("Cohen’s κ", lambda one: short(one.pair.block.kappa) if one.pair else NOTHING),
                ("α", lambda one: short(one.group.all.block.alpha) if one.is_whole else NOTHING),
            ),
            {0, 1},
            parent,
        )


class ComparedPages(FigureModel[ComparedPage]):
    """A page a row, in the order of finishing."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                ("Page", lambda one: str(one.page)),
                (
                    "Title",
                    lambda one: " ".join(one.title.split()) + (" (blind)" if one.is_blind else ""),
                ),
                ("Finished", lambda one: f"{one.finished_at:%Y-%m-%d}" if one.finished_at else ""),
                ("Alike", lambda one: f"{one.agreed_count:,} of {one.n:,}"),
                ("Share", lambda one: in_per_cent(share(one))),
            ),
            1,
            parent,
        )


def short(figure: Estimate) -> str:
    """A figure with its interval; a dash where it is undefined, whose reason the bars tell."""
    if figure.value is None:
        return NOTHING
    told = in_figures(figure.value)
    return f"{told} ({interval_in_words(figure.interval)})" if figure.interval else told


def _whose(row: GroupRow) -> str:
    return "all together" if row.pair is None else pair_name(row.pair)
