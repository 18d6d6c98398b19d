"""What is known of how well cleaners do on the labels of a project.

Plain values, made by `services.evaluating` and drawn, printed and written by others. What each
figure means, and how it is counted, is said in docs/reference/measuring-cleaners.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.core.agreement_report import Estimate, LeftOut
from annotator.core.kept_labels import KeptLabels
from annotator.core.labels import LabelId
from annotator.core.pages import PageId
from annotator.core.text_difference import DifferencePiece
from annotator.core.text_scores import PrecisionRecall


@dataclass(frozen=True, slots=True)
class PageScores:
    """How one cleaner did on one page.

    `rouge` and `similarity` are None where the texts are too long for them. `seconds` is what the
    cleaner took, and `failure` says why it gave no text: the scores are then those of an empty one.
    """

    shingles: PrecisionRecall
    rouge: PrecisionRecall | None
    similarity: float | None
    kept: KeptLabels
    seconds: float | None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class TextFigures:
    """How near the texts are to the reference, over all pages.

    F1 is that of the mean precision and the mean recall, as article-extraction-benchmark has it.
    The three of ROUGE-LSum, and the similarity, are means over pages, as WCEB has them.
    """

    page_count: int
    precision: Estimate
    recall: Estimate
    f1: Estimate
    rouge_precision: Estimate
    rouge_recall: Estimate
    rouge_f1: Estimate
    similarity: Estimate


@dataclass(frozen=True, slots=True)
class KeptFigures:
    """Of `count` units of a label, which are blocks or characters, `kept_count` were kept.

    `recall` is their share; `precision` the share of the label in all labelled text that was kept.
    """

    count: int
    kept_count: int
    precision: Estimate
    recall: Estimate
    f1: Estimate


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """What a cleaner kept of one label; `is_wanted` says that it was to keep it."""

    label: LabelId
    is_wanted: bool
    block: KeptFigures
    character: KeptFigures


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that a page took, over the pages on which the cleaner gave an answer."""

    mean: float
    median: float
    longest: float


class Grouping(StrEnum):
    """What pages are told apart by."""

    SITE = "site"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """The figures of some of the pages; `name` is empty where a page has no site or language."""

    by: Grouping
    name: str
    figures: TextFigures


@dataclass(frozen=True, slots=True)
class WeakPage:
    """A page on which a cleaner fails most, with what differs from the reference."""

    page: PageId
    title: str
    site: str
    scores: PageScores
    difference: tuple[DifferencePiece, ...]


@dataclass(frozen=True, slots=True)
class CleanerReport:
    """How one cleaner did.

    `problem` says why it could not be measured, and is empty where it could; the rest is then
    empty. `failures` counts the pages on which it gave no text, by reason. `weak` begins with the
    page on which it did worst.
    """

    name: str
    version: str
    problem: str = ""
    figures: TextFigures | None = None
    labels: tuple[LabelFigures, ...] = ()
    times: Times | None = None
    failures: tuple[LeftOut, ...] = ()
    groups: tuple[GroupFigures, ...] = ()
    weak: tuple[WeakPage, ...] = ()


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """How all cleaners did on the same pages.

    `reference` is whose labels they were held against: a name, “gold”, or empty where the set that
    speaks for each page was; `is_blind_only` says that only blind pages count. `wanted` are the
    labels whose text is the reference, and `label_names` the names of all labels in the order of
    the project.
    """

    cleaners: tuple[CleanerReport, ...]
    page_count: int
    reference: str
    is_blind_only: bool
    wanted: tuple[LabelId, ...]
    label_names: Mapping[LabelId, str]
    left_out: tuple[LeftOut, ...]
    resamples: int
    seed: int
    seconds: float

    @property
    def measured(self) -> tuple[CleanerReport, ...]:
        """The cleaners that could be measured, the best F1 first."""
        done = [one for one in self.cleaners if one.figures is not None]
        return tuple(sorted(done, key=_order))

    @property
    def unmeasured(self) -> tuple[CleanerReport, ...]:
        """The others, by name."""
        return tuple(one for one in self.cleaners if one.figures is None)


def _order(one: CleanerReport) -> tuple[float, str]:
    value = one.figures.f1.value if one.figures else None
    return 0.0 if value is None else -1.0 - value, one.name
