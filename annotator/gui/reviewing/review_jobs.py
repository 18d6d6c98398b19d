"""What the review window asks of the services; all of it runs on the store worker."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.core.pages import PageId
from annotator.core.remarks import Remark
from annotator.core.spans import Span
from annotator.gui.project_jobs import ProjectJobs
from annotator.services import discussing, reviewing
from annotator.services.discussing import Conversation
from annotator.services.gold_sitting import GoldSitting
from annotator.services.reviewing import ReviewRow

_MOST_LOOKED_AT = 20


class ReviewJobs:
    """The jobs of one reviewer at one open project."""

    def __init__(self, jobs: ProjectJobs, reviewer: str) -> None:
        self.use = jobs.use
        self.reviewer = reviewer

    def rows(self) -> list[ReviewRow]:
        """The pages that somebody has labelled, and how far they and their reviews are."""
        return list(self.use(reviewing.reviewable))

    def first(self, wanted: PageId | None, waiting: Sequence[PageId]) -> PageId | None:
        """The page to begin with: `wanted` if something differs there, else the first that does.

        Where nothing is to be decided, the first that waits; only so many are looked at.
        """
        candidates = [] if wanted is None else [wanted]
        for page in (*candidates, *waiting[:_MOST_LOOKED_AT]):
            if any(one.number for one in self.open(page).unsettled):
                return page
        return next(iter(waiting), None)

    def open(self, page: PageId) -> GoldSitting:
        """One page, ready to be decided."""
        return self.use(lambda project: reviewing.open_review(project, page, self.reviewer))

    def accept(self, page: PageId, between: tuple[str, ...]) -> None:
        """Settle a page: its gold set, and the sets that were compared for it."""
        self.use(lambda project: reviewing.accept(project, page, self.reviewer, between))

    def send_back(self, page: PageId, annotator: str, reason: str) -> Remark:
        """Return a set to its annotator, with the reason."""
        return self.use(
            lambda project: reviewing.return_set(project, page, annotator, self.reviewer, reason)
        )

    def comment(self, page: PageId, text: str, span: Span | None, about: str) -> Remark:
        """Say something about a place, or a page as a whole."""
        return self.use(
            lambda project: discussing.comment(
                project, page, self.reviewer, text, span=span, about=about
            )
        )

    def conversation(self, page: PageId) -> Conversation:
        """What was said about a page."""
        return self.use(lambda project: discussing.conversation(project, page))
