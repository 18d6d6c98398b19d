"""The desk of a reviewer: the gold set of a page instead of a set of their own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from annotator.core.decisions import GOLD
from annotator.core.pages import PageId
from annotator.core.progress import Reporter
from annotator.gui.desk import Desk
from annotator.gui.opened_project import OpenedProject
from annotator.gui.reviewing.review_jobs import ReviewJobs
from annotator.gui.tasks import TaskRunner
from annotator.services.gold_sitting import GoldSitting
from annotator.services.sitting import Sitting


class ReviewDesk(Desk):
    """Beside the annotator's desk in the main window: what both do is saved in one order."""

    def __init__(
        self,
        project: OpenedProject,
        reviewer: str,
        runner: TaskRunner,
        beside: Desk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(project, GOLD, runner, parent, beside)
        self.review = ReviewJobs(project.jobs, reviewer)

    @property
    def gold(self) -> GoldSitting | None:
        """The review that is open."""
        return self.sitting if isinstance(self.sitting, GoldSitting) else None

    @property
    def is_leaving(self) -> bool:
        """Whether another page is on its way; what the desk beside does is not asked."""
        return self._is_other_awaited

    @property
    def has_unsaved(self) -> bool:
        """Whether decisions on the open page are still to be saved."""
        return self.sitting is not None and self._has_unsaved(self.sitting)

    def leave(self) -> None:
        """Hear no more of the pages that are on their way."""
        for key in ("page", "ahead"):
            self._runner.supersede(f"{self._key}{key}")

    def _reading(self, page: PageId) -> Callable[[Reporter], Sitting]:
        review = self.review
        return lambda _: review.open(page)

    def _is_own(self, sitting: Sitting) -> bool:
        return sitting.annotator == GOLD
