"""What the panel about cleaners shows, computed on a worker. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.core.agreement_report import Estimate
from annotator.core.evaluation_report import (
    CleanerReport,
    EvaluationReport,
    GroupFigures,
    Grouping,
    LabelFigures,
    WeakPage,
)
from annotator.core.labels import Label, LabelId, LabelSet
from annotator.core.pages import PageId
from annotator.gui.figures.bars import Bar
from annotator.services.evaluation_words import group_name


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen: cleaners, with the reason of each that does not load, and references."""

    cleaners: tuple[CleanerReport, ...]
    references: tuple[str, ...]
    labels: LabelSet


@dataclass(frozen=True, slots=True)
class EvaluationWish:
    """What is to be measured; `reference` is empty for the set that speaks for each page."""

    cleaners: tuple[str, ...]
    labels: tuple[str, ...]
    reference: str = ""
    is_blind: bool = False


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The pages of a site or of a language, with F1 of each cleaner that was measured there."""

    name: str
    page_count: int
    f1: tuple[Estimate | None, ...]


@dataclass(frozen=True, slots=True)
class EvaluationFigures:
    """A report, and what else is needed to draw it.

    `labels` are those of the project. What differs on the pages `hidden` is not to be shown: the
    annotator has yet to label them blind.
    """

    report: EvaluationReport
    labels: LabelSet
    groups: Mapping[Grouping, tuple[GroupRow, ...]]
    hidden: frozenset[PageId] = frozenset()

    @classmethod
    def of(
        cls, report: EvaluationReport, labels: LabelSet, hidden: frozenset[PageId] = frozenset()
    ) -> EvaluationFigures:
        """The figures of a report, with all that is to be put together for its tables."""
        groups = {by: _groups(report.measured, by) for by in Grouping}
        return cls(report, labels, groups, hidden)

    def name(self, one: LabelFigures) -> str:
        """What the reader knows a label as, and whether it was to be kept."""
        name = self.report.label_names.get(one.label, one.label)
        return f"{name} (wanted)" if one.is_wanted else name

    def label(self, label_id: LabelId) -> Label | None:
        """The label as it looks."""
        return next((one for one in self.labels.labels if one.id == label_id), None)

    @property
    def f1_bars(self) -> tuple[Bar, ...]:
        """F1 of each cleaner."""
        return tuple(
            Bar(one.name, one.figures.f1) for one in self.report.measured if one.figures is not None
        )

    def label_bars(self, one: CleanerReport) -> tuple[Bar, ...]:
        """What a cleaner kept of the characters of each label."""
        return tuple(
            Bar(self.name(kept), kept.character.recall, self.label(kept.label))
            for kept in one.labels
        )

    def is_hidden(self, page: WeakPage) -> bool:
        """Whether it would give away how others labelled a page that is to be labelled blind."""
        return page.page in self.hidden


def _groups(measured: tuple[CleanerReport, ...], by: Grouping) -> tuple[GroupRow, ...]:
    """The groups with the most pages first, as the report has them."""
    found: dict[str, tuple[GroupFigures, list[Estimate | None]]] = {}
    for place, one in enumerate(measured):
        for group in one.groups:
            if group.by is by:
                empty: list[Estimate | None] = [None] * len(measured)
                found.setdefault(group.name, (group, empty))[1][place] = group.figures.f1
    return tuple(
        GroupRow(group_name(group), group.figures.page_count, tuple(f1))
        for group, f1 in found.values()
    )
