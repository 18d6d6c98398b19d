"""A labelled page on its way out of the program, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.decisions import Decision
from annotator.core.documents import Document
from annotator.core.dom import DomRange
from annotator.core.journal import Status
from annotator.core.labels import LabelSet
from annotator.core.page_markup import PageMarkup
from annotator.core.pages import PageFacts, PageId
from annotator.core.policies import KEEP, Policy


@dataclass(frozen=True, slots=True)
class NamedAnnotation:
    """An annotation under the name that its policy gives it, and where it stands in the tree."""

    name: str
    annotation: Annotation
    dom_range: DomRange | None


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """One annotator's set on one page, with all that a data set says of both.

    `ranges` holds one range for each annotation, in their order; it is empty where the page has no
    tree of its own (a text dump), or where its tree could not be built, and `ranges_missing` then
    says why in words. `is_blind` says that the page was to be labelled without any proposal.
    `decisions` are those that made a gold set and still stand, in the order in which they were
    taken, each with who took it; None for the set of an annotator.

    `policy` says what the labels are called. `content` holds the page's own bytes and `markup` its
    elements and texts where the writer needs them; `licence` what was said of the right to pass the
    page on, `split` the part of the data set that it is in, and `language` what the page says of
    itself (as “de” or “zh-Hant”): each of them is empty where nothing is known.
    """

    page: PageId
    facts: PageFacts
    document: Document
    label_set: LabelSet
    annotator: str
    status: Status
    annotations: AnnotationSet
    ranges: tuple[DomRange, ...] = ()
    ranges_missing: str | None = None
    is_blind: bool = False
    decisions: tuple[tuple[str, Decision], ...] | None = None
    policy: Policy = KEEP
    content: bytes | None = None
    markup: PageMarkup | None = None
    licence: str = ""
    split: str = ""
    language: str = ""

    def named_annotations(self) -> Iterator[NamedAnnotation]:
        """The annotations in their order, under their names, without those that are dropped.

        Two neighbours may have the same name now: they stay two.
        """
        for index, annotation in enumerate(self.annotations):
            name = self.policy.name_of(annotation.label)
            if name is not None:
                dom_range = self.ranges[index] if self.ranges else None
                yield NamedAnnotation(name, annotation, dom_range)
