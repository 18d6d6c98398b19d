"""What the review window asks of the services; all of it runs on the store worker."""

from __future__ import annotations

from annotator.core.pages import PageId
from annotator.core.remarks import Remark
from annotator.core.spans import Span
from annotator.gui.project_jobs import ProjectJobs
from annotator.services import discussing, reviewing
from annotator.services.discussing import Conversation
from annotator.services.gold_sitting import GoldSitting
from annotator.services.reviewing import ReviewRow


class ReviewJobs:
    """The jobs of one reviewer at one open project."""

    def __init__(self, jobs: ProjectJobs, reviewer: str) -> None:
        self._use = jobs.use
        self.reviewer = reviewer

    def rows(self) -> list[ReviewRow]:
        """The pages that somebody has labelled, and how far they and their reviews are."""
        return list(self._use(reviewing.reviewable))

    def open(self, page: PageId) -> GoldSitting:
        """One page, ready to be decided."""
        return self._use(lambda project: reviewing.open_review(project, page, self.reviewer))

    def accept(self, page: PageId, between: tuple[str, ...]) -> None:
        """Settle a page: its gold set, and the sets that were compared for it."""
        self._use(lambda project: reviewing.accept(project, page, self.reviewer, between))

    def send_back(self, page: PageId, annotator: str, reason: str) -> Remark:
        """Return a set to its annotator, with the reason."""
        return self._use(
            lambda project: reviewing.return_set(project, page, annotator, self.reviewer, reason)
        )

    def comment(self, page: PageId, text: str, span: Span | None, about: str) -> Remark:
        """Say something about a place, or a page as a whole."""
        return self._use(
            lambda project: discussing.comment(
                project, page, self.reviewer, text, span=span, about=about
            )
        )

    def conversation(self, page: PageId) -> Conversation:
        """What was said about a page."""
        return self._use(lambda project: discussing.conversation(project, page))
