"""What the window asks of the services about the work as a whole; all of it on workers.

Loaded when the first of these jobs is wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from annotator.core.effort import LONGEST_GAP_MS, Counts, PageEffort
from annotator.core.labels import LabelSet
from annotator.core.pages import PageId
from annotator.core.work_order import Order
from annotator.gui.effort.figures import EffortFigures, FinishedPage, Shares
from annotator.services import effort, listing, ordering, projects
from annotator.services.effort import Effort

if TYPE_CHECKING:
    from annotator.services.assistant import Assistant


@dataclass(frozen=True, slots=True)
class SiteBatch:
    """Pages of a site that took labels, or gave them back; `remark` says what was left out."""

    page_count: int = 0
    remark: str = ""
    taken: object = None


class PlanningJobs:
    """The jobs of one open project."""

    def __init__(self, project: projects.Project, assistant: Callable[[], Assistant]) -> None:
        self._project = project
        self._assistant = assistant
        self._guard = Lock()
        self._measured: dict[tuple[str | None, bool], Effort] = {}

    def annotators(self) -> tuple[str, ...]:
        """Everybody who has labelled here."""
        return listing.annotator_names(self._project)

    def order(self, order: Order, annotator: str) -> list[PageId]:
        """All pages in an order of work, with what is known of them now."""
        return ordering.ordered(self._project, order, annotator)

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


def figures_of(measured: Effort, label_set: LabelSet) -> EffortFigures:
    """What was measured, as the panel shows it."""
    pages = tuple(
        FinishedPage(
            one.page,
            " ".join(one.title.split()),
            one.effort.actions,
            one.effort.seconds.value,
            one.is_blind,
        )
        for one in measured.pages
    )
    whole = measured.whole
    by_label = (Shares(label, whole.labels.get(label.id, Counts())) for label in label_set.labels)
    shares = (Shares(None, whole.counts), *by_label)
    return EffortFigures(pages, shares, tuple(_notes(measured, whole)))


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
