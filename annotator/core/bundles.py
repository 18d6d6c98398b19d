"""What a bundle brings: pages, annotation sets and remarks on their way between two projects.

Sets, pages and people have no numbers here: a page goes by the digest of its bytes, a set by page
and annotator, and everything else by names and ids that are the same in every project.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from annotator.core.document_json import blocks_to_json
from annotator.core.documents import Document
from annotator.core.guidelines import Guidelines
from annotator.core.journal import JournalLine, Status
from annotator.core.pages import PageId, PageKind
from annotator.core.remarks import Remark
from annotator.core.spans import Span

SUFFIX = ".annobundle"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a span stands without counting the text before it: block, offset in it, and quote.

    The block is named by `xpath` and `run`, or by `paragraph` in a text dump, as in `Block`.
    """

    xpath: str
    run: int
    paragraph: int | None
    offset: int
    quote: str

    @classmethod
    def of(cls, document: Document, span: Span) -> Anchor:
        """The anchor of a span of the document, by the block in which it begins."""
        quote = document.quote(span)
        if not document.blocks:
            return cls("", 0, None, span.start, quote)
        block = document.blocks[document.block_at(span.start)]
        offset = max(span.start - block.span.start, 0)
        return cls(block.xpath, block.run, block.paragraph, offset, quote)


@dataclass(frozen=True, slots=True)
class BundlePerson:
    """An annotator by name; `fork_of` is the person of whose sets this name has the second ones."""

    name: str
    fork_of: str = ""

    @property
    def person(self) -> str:
        """Who made the sets of this name."""
        return self.fork_of or self.name


@dataclass(frozen=True, slots=True)
class BundleResource:
    """An image or a style sheet of a page, by the SHA-256 of its bytes."""

    url: str
    media_type: str
    digest: str


@dataclass(frozen=True, slots=True)
class BundlePage:
    """A page, by the SHA-256 of its bytes, as it was imported.

    `encoding` is the one that a person chose, empty where none did, and `licence` what was said of
    the right to pass the page on, empty where nothing was. `segmenter` and `document` name
    the text that annotations in the bundle count in; `has_content` says that the bytes are there.
    """

    digest: str
    kind: PageKind
    name: str
    title: str
    url: str | None
    charset: str | None
    fetched_at: datetime | None
    given_title: str
    encoding: str
    is_blind: bool
    is_calibration: bool
    licence: str
    segmenter: str
    document: str
    has_content: bool
    resources: tuple[BundleResource, ...] = ()


@dataclass(frozen=True, slots=True)
class BundleSet:
    """An annotation set as its whole journal, with an anchor for every span that it mentions.

    `id` is the same for all that began with one and the same step: versions of it share it.
    """

    id: str
    page: str
    annotator: str
    status: Status
    guideline_version: int | None
    document: str
    lines: tuple[JournalLine, ...]
    anchors: Mapping[Span, Anchor]


@dataclass(frozen=True, slots=True)
class BundleRemark:
    """A remark, whose own number of the page means nothing here, and where it stands."""

    page: str
    remark: Remark
    anchor: Anchor | None


@dataclass(frozen=True, slots=True)
class BundleAssignment:
    """A page that was given to an annotator."""

    page: str
    annotator: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class BundleCounts:
    """How much of each is in a bundle."""

    pages: int = 0
    sets: int = 0
    remarks: int = 0
    assignments: int = 0


@dataclass(frozen=True, slots=True)
class BundleHead:
    """What a bundle says of the project that it comes from."""

    program: str
    project_id: str
    project_name: str
    label_set_version: int
    label_set_source: str
    guidelines: tuple[Guidelines, ...]
    people: tuple[BundlePerson, ...]


class PageFate(StrEnum):
    """What becomes of a page of a bundle: *lacking* ones are neither here nor in the bundle."""

    NEW = "new"
    KNOWN = "known"
    LACKING = "lacking"
    REFUSED = "refused"


class SetFate(StrEnum):
    """What becomes of an annotation set of a bundle.

    *extends* adds the steps that the project lacks to those that it has; *side by side* keeps both,
    as both were changed; *left out* goes with a page that is lacking or refused.
    """

    NEW = "new"
    EXTENDS = "extends"
    SAME = "same"
    OLDER = "older"
    FORKED = "side by side"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class ComingPage:
    """A page of a bundle: its digest and title there, and `reason` where it is refused.

    `page` is its number in this project, None as long as it has none.
    """

    digest: str
    title: str
    fate: PageFate
    page: PageId | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ComingSet:
    """A set of a bundle, under the name that its annotator has there.

    `kept_as` is the name under which this project keeps it, empty where it is left out. The text of
    the page may be another here: `moved_count` annotations are then marked uncertain, as their text
    was found elsewhere, and `lost_count` have no place. `renamed` are the sets that were here and
    give way to it: their names until then, and from now on.
    """

    digest: str
    title: str
    annotator: str
    status: Status
    revision: int
    fate: SetFate
    page: PageId | None = None
    kept_as: str = ""
    moved_count: int = 0
    lost_count: int = 0
    renamed: tuple[tuple[str, str], ...] = ()


def document_digest(document: Document) -> str:
    """What tells in every project whether two texts of a page are one, with the same blocks."""
    return hashlib.sha256(f"{document.text}\n{blocks_to_json(document)}".encode()).hexdigest()


def spans_of(lines: Iterable[JournalLine]) -> set[Span]:
    """Every span that the lines mention: of annotations, of proposals, and of rulings."""
    found: set[Span] = set()
    for line in lines:
        found.update(one.span for one in line.edit.before)
        found.update(one.span for one in line.edit.after)
        found.update(one.span for one in line.proposed)
        if line.decision is not None:
            found.update(one.span for one in line.decision.rulings)
    return found
