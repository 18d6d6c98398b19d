"""What is known of how far annotators agree: the figures, what they count, and what they leave out.

Plain values, made by `services.agreeing` and drawn, printed and written by others. What each figure
means, and how it is counted, is said in docs/reference/agreement.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from annotator.core.labels import LabelId
from annotator.core.pages import PageId
from annotator.core.spans import Span

Category = LabelId | None
"""What a set says of a unit: a label or, as None, that it is undecided."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle 95 % of what the figure is when the pages are drawn anew."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval or, where there can be none, the reason in words.

    There is no interval where nothing was drawn anew, or where most draws leave the figure
    undefined.
    """

    value: float | None
    reason: str = ""
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many units, pages or sets do not count, and why: `7` “hidden blocks without a label”."""

    count: int
    reason: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far two sets agree on `n` units, which are blocks or characters."""

    n: int
    percent: Estimate
    kappa: Estimate
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """How far the spans of two sets are alike, after SemEval-2013 task 9.1.

    *strict*: same ends and same label; *exact*: same ends; *partial*: an overlap counts half;
    *type*: an overlap with the same label. The shifts are the median distances, in characters, of
    the starts and of the ends of the spans with one label that overlap; `matched_count` counts
    those. `alpha_u` is that of all labels together.
    """

    first_count: int
    second_count: int
    matched_count: int
    strict_f1: Estimate
    exact_f1: Estimate
    partial_f1: Estimate
    type_f1: Estimate
    alpha_u: Estimate
    start_shift: Estimate
    end_shift: Estimate


@dataclass(frozen=True, slots=True)
class LabelScores:
    """How far one label is given alike: the units that each gives it to, and both.

    `precision` is the share of the second annotator's that the first gives too, `recall` the share
    of the first's that the second gives too; so the first is the reference.
    """

    first_count: int
    second_count: int
    both_count: int
    precision: Estimate
    recall: Estimate
    f1: Estimate


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """All that is known of one label: by block, by character, and where its spans lie."""

    label: LabelId
    block: LabelScores
    character: LabelScores
    alpha_u: Estimate


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a page and text in it."""

    page: PageId
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """How many units the first annotator gives one category and the second another.

    `places` are the first few of them in the order of pages; none where both say the same.
    """

    first: Category
    second: Category
    count: int
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Confusion:
    """Who says what where the other says what; only cells that are not empty.

    `categories` are in the order of the project's labels, None (undecided) last.
    """

    categories: tuple[Category, ...]
    cells: tuple[Cell, ...]

    def count(self, first: Category, second: Category) -> int:
        """The units of one cell."""
        return sum(one.count for one in self.cells if (one.first, one.second) == (first, second))

    @property
    def confused(self) -> tuple[Cell, ...]:
        """The cells in which the two differ, the fullest first."""
        differing = (one for one in self.cells if one.first != one.second)
        return tuple(sorted(differing, key=lambda one: -one.count))


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How far two annotators agree on the pages that both have finished.

    `confusion` counts blocks and leads to their places; `character_confusion` counts characters.
    `block` and `character` say what they leave out.
    """

    annotators: tuple[str, str]
    page_count: int
    blind_count: int
    block: Agreed
    character: Agreed
    span: SpanAgreement
    labels: tuple[LabelAgreement, ...]
    confusion: Confusion
    character_confusion: Confusion


@dataclass(frozen=True, slots=True)
class Together:
    """How far all annotators agree, by block or by character.

    α counts the `n` units that two or more decided, κ after Fleiss the `fleiss_n` units of the
    pages that all of them have finished.
    """

    n: int
    fleiss_n: int
    alpha: Estimate
    fleiss: Estimate
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Overall:
    """All annotators together on the pages that two or more have finished."""

    annotators: tuple[str, ...]
    page_count: int
    block: Together
    character: Together


class Grouping(StrEnum):
    """What pages can be told apart by."""

    SITE = "site"
    GUIDELINES = "guidelines"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of some of the pages: `name` is a site, `1` or `1, 2`, or a month as `2026-11`.

    The name is empty where a page has no site, or was labelled without guidelines.
    """

    by: Grouping
    name: str
    pairs: tuple[PairAgreement, ...]
    all: Overall


@dataclass(frozen=True, slots=True)
class ComparedPage:
    """One page that two or more have finished: of its `n` blocks all agree on `agreed_count`."""

    page: PageId
    title: str
    site: str
    is_blind: bool
    annotators: tuple[str, ...]
    finished_at: datetime | None
    n: int
    agreed_count: int


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Everything about the agreement in a project.

    `against` names the set that all others were compared with, and is empty where everyone was
    compared with everyone. `groups` are those that were asked for. `left_out` counts sets and
    pages. `label_names` holds the names of all labels that occur, in the order of the project.
    `before_return` counts the sets that were compared as they were before they were first returned,
    `before_reference` those as they were before their annotator could see the reference; none
    where sets were compared as they are now, which `corrected` says.
    """

    pairs: tuple[PairAgreement, ...]
    all: Overall
    groups: tuple[Group, ...]
    pages: tuple[ComparedPage, ...]
    left_out: tuple[LeftOut, ...]
    label_names: Mapping[LabelId, str]
    blind_only: bool
    sites: tuple[str, ...]
    against: str
    resamples: int
    seed: int
    corrected: bool = False
    before_return: int = 0
    before_reference: int = 0
