"""What is known of a page beside its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from annotator.core.journal import Status

PageId = NewType("PageId", int)
AnnotatorId = NewType("AnnotatorId", int)


class PageKind(StrEnum):
    """What the bytes of a page are."""

    HTML = "html"
    TEXT = "text"


class EncodingSource(StrEnum):
    """What told the encoding of a page, in the order of trust."""

    CHOSEN = "chosen by hand"
    BOM = "byte order mark"
    TRANSPORT = "transport header"
    META = "meta element"
    DETECTED = "detected"


@dataclass(frozen=True, slots=True)
class Resource:
    """An image or a style sheet that came in the same container as a page, to show the page with.

    `url` is what the page calls it, absolute or as in `cid:…`; `media_type` is as `image/png`.
    """

    url: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as a crawler saved it, on its way in.

    `content` are the bytes of the page itself, any compression of its file or record taken off.
    `name` says where it came from, as the user would; `charset` is what the transport declared,
    `fetched_at` when the page was fetched (aware, UTC), `title` what the container calls it, for a
    page that has no title of its own. `resources` are shown with the page and are no part of it.
    """

    content: bytes
    name: str
    kind: PageKind
    url: str | None = None
    charset: str | None = None
    fetched_at: datetime | None = None
    title: str = ""
    resources: tuple[Resource, ...] = ()


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What reading a page told.

    `digest` is the SHA-256 of the content as 64 hexadecimal digits; `byte_count` its length;
    `site` the registered domain of `url`, empty where that is unknown; `replaced_count` the number
    of characters that stand for undecodable or forbidden ones; `cut` says why the end is missing;
    `fetched_at` is when it was fetched, where its container tells that.
    """

    digest: str
    byte_count: int
    kind: PageKind
    name: str
    title: str
    url: str | None
    site: str
    encoding: str
    encoding_source: EncodingSource
    replaced_count: int
    cut: str | None
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """What the parsing process makes of a raw page: facts, the document's text, and its blocks.

    `blocks` is what `document_json.blocks_to_json` wrote, so that an import can store it unread;
    `block_count` counts the visible blocks. `evidence` is what `page_evidence.evidence_to_json`
    wrote, empty where none was collected.
    """

    facts: PageFacts
    text: str
    blocks: str
    block_count: int
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class PageRow:
    """One line of the list of pages, as one annotator sees it.

    Without an annotator the gold set speaks for the page once it is finished, and before that the
    set that is furthest on; `annotator` names its author. `block_count` counts the visible blocks,
    `undecided_count` those of them that are not decided. `is_blind` says that it is to be labelled
    without any proposal, `is_calibration` that newcomers compare their labels with its gold set.
    """

    page: PageId
    title: str
    url: str | None
    site: str
    status: Status
    block_count: int
    undecided_count: int
    is_cut: bool
    encoding: str
    annotator: str | None
    is_blind: bool = False
    is_calibration: bool = False

    @property
    def decided_share(self) -> float:
        """The share of visible blocks that are decided; 1 for a page without any."""
        if not self.block_count:
            return 1.0
        return 1 - self.undecided_count / self.block_count
