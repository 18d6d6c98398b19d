"""What is expected of a page before anybody labels it: it orders the work."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.pages import PageId


@dataclass(frozen=True, slots=True)
class Prospect:
    """The prospect of a page.

    `template` is the number of the first page of its template, its own where it is alone;
    `doubtful_count` counts the doubtful runs of what is proposed for it, and `doubt` weighs them;
    `model` is the version of what proposed, empty where nothing did, as for a blind page.
    """

    page: PageId
    template: int
    doubt: float
    doubtful_count: int
    model: str
