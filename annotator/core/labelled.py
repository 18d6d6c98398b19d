"""A labelled page on its way out of the program, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.annotations import AnnotationSet
from annotator.core.decisions import Decision
from annotator.core.documents import Document
from annotator.core.dom import DomRange
from annotator.core.journal import Status
from annotator.core.labels import LabelSet
from annotator.core.pages import PageFacts, PageId


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """One annotator's set on one page, with all that a data set says of both.

    `ranges` holds one range for each annotation, in their order; it is empty where the page has no
    tree of its own (a text dump), or where its tree could not be built, and `ranges_missing` then
    says why in words. `is_blind` says that the page was to be labelled without any proposal.
    `decisions` are those that made a gold set and still stand, in the order in which they were
    taken, each with who took it; None for the set of an annotator.
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
