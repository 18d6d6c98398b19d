"""What a bundle brings: pages, annotation sets and remarks on their way from one project to another.

Sets, pages and people have no numbers here: a page goes by the digest of its bytes, a set by page
and annotator, and everything else by names and ids that are the same in every project.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.core.journal import Status
from annotator.core.pages import PageId

SUFFIX = ".annobundle"


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
    was found elsewhere, and `lost_count` have no place.
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
