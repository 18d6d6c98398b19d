"""What the panel of agreement shows, computed on a worker. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.agreement_report import (
    AgreementReport,
    Category,
    Cell,
    Group,
    Grouping,
    PairAgreement,
    Place,
    Together,
)
from annotator.core.labels import Label, LabelId, LabelSet
from annotator.gui.figures.scale import Scale
from annotator.gui.figures.series import Series
from annotator.services.agreement_course import Course, share
from annotator.services.agreement_words import category_name

SHARES = ("Blocks on which all agree, in %", "%")
"""What the chart is called, and what it counts in."""
_PER_CENT = Scale(100, 25)


@dataclass(frozen=True, slots=True)
class AgreementWish:
    """What is to be compared, and how it is to be shown.

    `against` is the one set that all others are compared with, empty for everybody with everybody;
    `by` is what the pages are told apart by as well; `is_corrected` takes sets as they are now and
    not as they were before a review or a reference.
    """

    against: str = ""
    is_blind: bool = False
    by: Grouping | None = None
    is_nameless: bool = False
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """A place on which two differ, as it reads."""

    place: Place
    title: str
    quote: str


@dataclass(frozen=True, slots=True)
class FoundPlaces:
    """Places of a cell as they read; `kept_back` others are on pages yet to be labelled blind."""

    places: tuple[QuotedPlace, ...]
    kept_back: int = 0


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The figures of a group of pages: of all of its annotators together, or of one pair."""

    group: Group
    pair: PairAgreement | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the row stands for all annotators of the group."""
        return self.pair is None or len(self.group.pairs) == 1


@dataclass(frozen=True, slots=True)
class TogetherRow:
    """All annotators together, by one kind of unit."""

    unit: str
    together: Together


@dataclass(frozen=True, slots=True)
class AgreementFigures:
    """A report, and what else is needed to draw it; `labels` are those of the project."""

    report: AgreementReport
    labels: LabelSet
    shares: Series
    course: Course

    @classmethod
    def of(cls, report: AgreementReport, labels: LabelSet) -> AgreementFigures:
        """The figures of a report, with all that is to be computed for its charts."""
        course = Course.of(report)
        values = (share(one) * 100 for one in course.pages)
        names = (f"Page {one.page}: {' '.join(one.title.split())}" for one in course.pages)
        shares = Series.of(*SHARES, values, names, scale=_PER_CENT)
        return cls(report, labels, shares, course)

    def name(self, category: Category) -> str:
        """What the reader knows a category as."""
        return category_name(self.report, category)

    def label(self, label_id: LabelId | None) -> Label | None:
        """The label as it looks; None for what is undecided and for labels of other times."""
        return next((one for one in self.labels.labels if one.id == label_id), None)

    def told(self, pair: PairAgreement, cell: Cell) -> str:
        """A cell of the matrix in words."""
        first, second = pair.annotators
        count = "1 block" if cell.count == 1 else f"{cell.count:,} blocks"
        return f"{first}: {self.name(cell.first)}, {second}: {self.name(cell.second)}. {count}"

    @property
    def together(self) -> tuple[TogetherRow, ...]:
        """All annotators together, by block and by character."""
        overall = self.report.all
        return (
            TogetherRow("by block", overall.block),
            TogetherRow("by character", overall.character),
        )

    @property
    def groups(self) -> tuple[GroupRow, ...]:
        """Each group as a whole, and then pair by pair where there are several."""
        rows = []
        for group in self.report.groups:
            rows.append(GroupRow(group, group.pairs[0] if len(group.pairs) == 1 else None))
            if len(group.pairs) > 1:
                rows += [GroupRow(group, pair) for pair in group.pairs]
        return tuple(rows)
