"""What the window asks of the services about the work as a whole; all of it on workers.

Loaded when the first of these jobs is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from annotator.core.effort import LONGEST_GAP_MS, Counts, PageEffort
from annotator.core.errors import Cancelled
from annotator.core.labels import LabelSet
from annotator.core.pages import PageId
from annotator.core.progress import Reporter
from annotator.core.work_order import Order
from annotator.gui.effort.figures import EffortFigures, FinishedPage, Shares
from annotator.gui.planning.site_model import SiteFinding, SitePage
from annotator.services import (
    annotating,
    effort,
    listing,
    looking_ahead,
    ordering,
    projects,
    site_applying,
)
from annotator.services.effort import Effort
from annotator.services.site_applying import Batch, PassedOver, SitePreview
from annotator.services.sitting import Sitting

if TYPE_CHECKING:
    from annotator.services.assistant import Assistant

_REASONS = {
    PassedOver.BLIND: "blind",
    PassedOver.FINISHED: "finished already",
    PassedOver.OTHERS: "labelled by somebody else",
    PassedOver.UNLIKE: "unlike this page",
}


@dataclass(frozen=True, slots=True)
class SiteBatch:
    """Pages of a site that took labels, or gave them back; `remark` says what was left out."""

    page_count: int
    taken: Batch
    remark: str = ""


class PlanningJobs:
    """The jobs of one open project."""

    def __init__(self, project: projects.Project, assistant: Callable[[], Assistant]) -> None:
        self._project = project
        self._assistant = assistant
        self._guard = Lock()
        self._measured: dict[tuple[str | None, bool], Effort] = {}
        self._previews: dict[tuple[PageId, str], SitePreview] = {}

    def annotators(self) -> tuple[str, ...]:
        """Everybody who labels here."""
        return listing.people_names(self._project)

    def order(self, order: Order, annotator: str) -> list[PageId]:
        """All pages in an order of work, with what is known of them now."""
        return ordering.ordered(self._project, order, annotator)

    def look_ahead(self, annotator: str, sites: Collection[str], report: Reporter) -> int:
        """Look at the pages that nobody looked at, and anew at those of these sites; how many."""
        assistant = self._assistant()
        answer = looking_ahead.look_ahead(
            self._project, assistant, annotator, sites=sites, report=report
        )
        return answer.looked_at

    def effort(self, annotator: str | None, *, is_blind: bool) -> EffortFigures:
        """What labelling cost, of one annotator or of all, on blind pages alone or on all."""
        which = (annotator, is_blind)
        with self._guard:
            before = self._measured.get(which)
        measured = effort.measure_effort(
            self._project, annotator, blind_only=is_blind, before=before
        )
        with self._guard:
            self._measured[which] = measured
        return figures_of(measured, self._project.label_set)

    def site_pages(self, page: PageId, annotator: str, report: Reporter) -> SiteFinding:
        """What the labels of a page say of the other pages of its site; nothing changes."""
        like = self._assistant().like(page, annotator)
        preview = site_applying.preview_site(self._project, like, page, annotator, report)
        with self._guard:
            # One at a time: it holds the proposals for all pages of the site.
            self._previews = {(page, annotator): preview}
        pages = tuple(
            SitePage(one.page, _line(one.title, one.page), len(one.proposals), one.left_count)
            for one in preview.pages
        )
        return SiteFinding(pages, _passed_over(preview))

    def site_sitting(self, page: PageId, other: PageId, annotator: str) -> Sitting:
        """Another page of the site with what the labels of `page` say of it, to be looked at."""
        shown = {one.page: one for one in self._preview(page, annotator).pages}
        sitting = annotating.open_sitting(self._project, other, annotator)
        sitting.offer(shown[other].offered)
        return sitting

    def site_take(
        self, page: PageId, others: Sequence[PageId], annotator: str, report: Reporter
    ) -> SiteBatch:
        """Take over what was shown for these pages; being stopped, it answers what is done."""
        try:
            batch = site_applying.take(
                self._project, self._preview(page, annotator), others, report
            )
        except Cancelled:
            batch = site_applying.latest_batch(self._project, page, annotator)
            return SiteBatch(len(batch.edits), batch, "You stopped it before the others.")
        missing = len(others) - len(batch.edits)
        remark = f"On {missing:,} nothing was left to label." if missing else ""
        return SiteBatch(len(batch.edits), batch, remark)

    def site_undo(self, batch: SiteBatch, report: Reporter) -> SiteBatch:
        """Take a batch back wherever nobody went on since."""
        back = site_applying.take_back(self._project, batch.taken, report)
        kept = len(back.kept)
        remark = f"On {kept:,} the work went on since: they are left alone." if kept else ""
        return SiteBatch(len(back.pages), batch.taken, remark)

    def _preview(self, page: PageId, annotator: str) -> SitePreview:
        with self._guard:
            return self._previews[page, annotator]


def figures_of(measured: Effort, label_set: LabelSet) -> EffortFigures:
    """What was measured, as the panel shows it."""
    pages = tuple(
        FinishedPage(
            one.page,
            _line(one.title, one.page),
            one.effort.actions,
            one.effort.seconds.value,
            one.is_blind,
        )
        for one in measured.pages
    )
    whole = measured.whole
    by_label = (Shares(label, whole.labels.get(label.id, Counts())) for label in label_set.labels)
    shares = (Shares(None, whole.counts), *by_label)
    return EffortFigures.of(pages, shares, tuple(_notes(measured, whole)))


def _line(title: str, page: PageId) -> str:
    """A title on one line, or what stands for one."""
    return " ".join(title.split()) or f"Page {page}"


def _notes(measured: Effort, whole: PageEffort) -> list[str]:
    notes = []
    untimed = sum(one.effort.seconds.value is None for one in measured.pages)
    if untimed:
        pages = "1 page has" if untimed == 1 else f"{untimed:,} pages have"
        notes.append(f"{pages} no times: nobody looked on, as when a script labels.")
    if whole.capped_count:
        count = whole.capped_count
        seconds = LONGEST_GAP_MS // 1000
        pauses = "1 longer pause counts" if count == 1 else f"{count:,} longer pauses count"
        notes.append(f"{pauses} as {seconds} seconds.")
    return notes


def _passed_over(preview: SitePreview) -> str:
    """Which pages are left alone, in words."""
    told = [
        f"{count:,} {_REASONS[reason]}" for reason, count in preview.passed_over.items() if count
    ]
    return f"Left alone: {', '.join(told)}." if told else ""
