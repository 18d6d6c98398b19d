"""What labelling costs and what proposals bring: actions, seconds and outcomes page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from statistics import fmean, median

from annotator.core.effort import Figure, PageEffort, effort_of, finishing_line
from annotator.core.pages import PageId
from annotator.core.progress import Progress, Reporter, silent
from annotator.services.projects import Project
from annotator.storage.damage import damage_told
from annotator.storage.finished_sets import FinishedSet
from annotator.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """The effort of one annotator on one page, which they finished first at `finished_at`."""

    page: PageId
    title: str
    site: str
    is_blind: bool
    annotator: str
    revision: int
    finished_at: datetime
    effort: PageEffort


@dataclass(frozen=True, slots=True)
class Effort:
    """The finished pages in the order in which they were finished first.

    A page comes once for each annotator who finished it. `begun_count` counts those that somebody
    began and nobody's effort is told of yet.
    """

    pages: tuple[MeasuredPage, ...] = ()
    begun_count: int = 0

    @property
    def whole(self) -> PageEffort:
        """All pages together."""
        return reduce(PageEffort.plus, (one.effort for one in self.pages), PageEffort())

    @property
    def actions(self) -> Spread:
        """How the actions spread over the pages."""
        return Spread.of([float(one.effort.actions) for one in self.pages], "no page is finished")

    @property
    def seconds(self) -> Spread:
        """How the seconds spread over those pages whose time is known."""
        known = [one.effort.seconds.value for one in self.pages]
        reason = "nobody took the time of any page" if known else "no page is finished"
        return Spread.of([value for value in known if value is not None], reason)


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and median over `count` pages."""

    count: int
    mean: Figure
    median: Figure

    @classmethod
    def of(cls, values: list[float], reason: str) -> Spread:
        """That of these values; `reason` says why there may be none."""
        if not values:
            return cls(0, Figure(None, reason), Figure(None, reason))
        return cls(len(values), Figure(fmean(values)), Figure(median(values)))


def measure_effort(
    project: Project,
    annotator: str | None = None,
    *,
    blind_only: bool = False,
    before: Effort | None = None,
    report: Reporter = silent,
) -> Effort:
    """Measure the work on the finished pages: of one annotator or of all people.

    Deciding is no labelling: the gold set counts as nobody's work, and so do forks.
    `blind_only` leaves out what was labelled with proposals. `before` is an earlier answer of the
    same project: what did not change since is not counted anew. Somebody who has labelled nothing
    has no effort. Units of progress are pages. Raises `DamagedFile` where a journal cannot be
    followed.
    """
    known = {(one.page, one.annotator, one.revision): one for one in before.pages} if before else {}
    with project.store.read() as transaction:
        author = None if annotator is None else transaction.annotators.find(annotator)
        if annotator is not None and author is None:
            return Effort()
        sets = transaction.work.finished(author)
        begun_count = transaction.work.begun_count(author, blind_only=blind_only)
        wanted = [one for one in sets if one.is_blind or not blind_only]
        pages: list[MeasuredPage] = []
        for one in wanted:
            report(Progress(len(pages), len(wanted), one.title))
            found = known.get((one.page, one.annotator, one.revision))
            pages.append(found or _measured(transaction, one))
    pages.sort(key=lambda one: (one.finished_at, one.page, one.annotator))
    return Effort(tuple(pages), begun_count)


def _measured(transaction: Transaction, one: FinishedSet) -> MeasuredPage:
    lines = transaction.sets.journal(one.page, one.annotator_id)
    with damage_told(f"The journal of a set of page {one.page}"):
        finished_at = finishing_line(lines).made_at
        effort = effort_of(lines)
    return MeasuredPage(
        page=one.page,
        title=one.title,
        site=one.site,
        is_blind=one.is_blind,
        annotator=one.annotator,
        revision=one.revision,
        finished_at=finished_at,
        effort=effort,
    )
