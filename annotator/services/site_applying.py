"""The labels of one page, proposed for the other pages of its site and taken page by page.

Each page gets one edit of its own, so that it can be taken back like any other; and all that came
from one page can be taken back together, wherever nobody went on since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.core.annotations import Origin
from annotator.core.edits import Edit
from annotator.core.errors import UserError
from annotator.core.journal import History, Status
from annotator.core.labels import LabelId
from annotator.core.pages import AnnotatorId, PageId
from annotator.core.progress import Progress, Reporter, silent
from annotator.core.proposals import Proposal, Proposals
from annotator.services.annotating import change, open_sitting
from annotator.services.changes import NO_CHANGES, Changes
from annotator.services.projects import Project
from annotator.services.sitting import Sitting
from annotator.storage.work import SiteRow

ProposeLike = Callable[[PageId], Proposals]
"""What the labels of the one page, and nothing else, say of another page of its site."""

_DONE = frozenset({Status.FINISHED, Status.ACCEPTED})


class PassedOver(StrEnum):
    """Why nothing is taken over to a page."""

    BLIND = "blind"
    FINISHED = "finished"
    OTHERS = "others"
    """Somebody else labels it."""
    UNLIKE = "unlike"
    """Nothing that is undecided on it stands on the one page as well."""


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page that something can be taken over to.

    `proposals` are those for its undecided text, in order, of all that was `offered`; `left_count`
    counts the visible blocks that stay undecided.
    """

    page: PageId
    title: str
    offered: Proposals
    proposals: tuple[Proposal, ...]
    left_count: int

    @property
    def labels(self) -> Mapping[LabelId, int]:
        """How many of the proposals there are of each label."""
        return Counter(one.label for one in self.proposals)


@dataclass(frozen=True, slots=True)
class SitePreview:
    """What could be taken over from a page, and how many pages are passed over, for each reason."""

    page: PageId
    annotator: str
    pages: tuple[SitePage, ...]
    passed_over: Mapping[PassedOver, int]


@dataclass(frozen=True, slots=True)
class Batch:
    """What was taken over from a page: the edit that was made on each of the others."""

    page: PageId
    annotator: str
    edits: Mapping[PageId, Edit]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The pages on which a batch was taken back, and those on which somebody went on since."""

    pages: tuple[PageId, ...]
    kept: tuple[PageId, ...]


def preview_site(
    project: Project,
    propose: ProposeLike,
    page: PageId,
    annotator: str,
    report: Reporter = silent,
) -> SitePreview:
    """What the annotator's labels of a page say of the other pages of its site; nothing changes.

    Pages come by number. Raises `UserError` where the page is blind, of unknown site, or has no
    label of theirs.
    """
    author, rows = _site_of(project, page, annotator)
    reasons: Counter[PassedOver] = Counter()
    found: list[SitePage] = []
    for done, row in enumerate(rows):
        report(Progress(done, len(rows), row.title))
        reason = _reason(row, author)
        if reason is None:
            one = _look_at(project, row, annotator, propose(row.page))
            if one.proposals:
                found.append(one)
                continue
            reason = PassedOver.UNLIKE
        reasons[reason] += 1
    passed_over = {reason: reasons[reason] for reason in PassedOver}
    return SitePreview(page, annotator, tuple(found), passed_over)


def take(
    project: Project,
    preview: SitePreview,
    pages: Collection[PageId] | None = None,
    report: Reporter = silent,
) -> Batch:
    """Take over what the preview shows, on these of its pages or on all, one edit a page.

    What was decided since the preview keeps its label. Where `report` raises `Cancelled`, the pages
    before it are done, and `latest_batch` knows them. Raises `UserError` for a page that the
    preview does not show.
    """
    shown = {one.page: one for one in preview.pages}
    for page in pages or ():
        if page not in shown:
            raise UserError(
                f"Nothing of page {preview.page} can be taken over to page {page}.",
                "The preview lists the pages to choose from.",
            )
    wanted = [one for one in preview.pages if pages is None or one.page in pages]
    edits: dict[PageId, Edit] = {}
    for done, one in enumerate(wanted):
        report(Progress(done, len(wanted), one.title))
        outcome = change(project, one.page, preview.annotator, _taking(one, preview.page))
        if outcome.changes.line is not None:
            edits[one.page] = outcome.changes.line.edit
    return Batch(preview.page, preview.annotator, edits)


def take_back(project: Project, batch: Batch, report: Reporter = silent) -> TakenBack:
    """Undo the edits of a batch, each where it is still the latest one of its page."""
    back: list[PageId] = []
    kept: list[PageId] = []
    for done, (page, edit) in enumerate(sorted(batch.edits.items(), key=lambda one: one[0])):
        report(Progress(done, len(batch.edits)))
        outcome = change(project, page, batch.annotator, _undoing(edit))
        (back if outcome.changes else kept).append(page)
    return TakenBack(tuple(back), tuple(kept))


def latest_batch(project: Project, page: PageId, annotator: str) -> Batch:
    """All that the annotator took over from a page and has not changed since, found anew.

    Raises `UserError` as `preview_site` does, but for a page whose labels were taken away since.
    """
    author, rows = _site_of(project, page, annotator, needs_labels=False)
    edits: dict[PageId, Edit] = {}
    with project.store.read() as transaction:
        for row in rows:
            if author in row.statuses:
                done = History.of(transaction.sets.journal(row.page, author)).done
                if done and done[-1].name == _edit_name(page):
                    edits[row.page] = done[-1]
    return Batch(page, annotator, edits)


def _site_of(
    project: Project, page: PageId, annotator: str, *, needs_labels: bool = True
) -> tuple[AnnotatorId, list[SiteRow]]:
    """The annotator, and the other pages of the site; `UserError` where the page is no model."""
    with project.store.read() as transaction:
        facts = transaction.pages.facts(page)
        author = transaction.annotators.find(annotator)
        held = transaction.sets.load(page, author).annotations if author is not None else ()
        is_blind = transaction.pages.is_blind(page)
        rows = transaction.work.of_site(facts.site) if facts.site else []
    if not facts.site:
        raise UserError(f"The site of page {page} is unknown.", "Its address was not imported.")
    if is_blind:
        raise UserError(
            f"Page {page} is blind: nothing is taken over from it.", "Choose another page."
        )
    if author is None or (needs_labels and not held):
        raise UserError(
            f"“{annotator}” has no labels on page {page} to take over.", "Label the page first."
        )
    return author, [row for row in rows if row.page != page]


def _reason(row: SiteRow, author: AnnotatorId) -> PassedOver | None:
    if row.is_blind:
        return PassedOver.BLIND
    if row.statuses.get(author) in _DONE:
        return PassedOver.FINISHED
    return PassedOver.OTHERS if set(row.statuses) - {author} else None


def _look_at(project: Project, row: SiteRow, annotator: str, offered: Proposals) -> SitePage:
    sitting = open_sitting(project, row.page, annotator)
    sitting.offer(offered)
    proposals = tuple(sitting.open_proposals())
    sitting.accept([one.span for one in proposals])
    return SitePage(row.page, row.title, offered, proposals, sitting.tally.undecided_count)


def _taking(one: SitePage, source: PageId) -> Callable[[Sitting], Changes]:
    def step(sitting: Sitting) -> Changes:
        sitting.offer(one.offered)
        spans = [proposal.span for proposal in sitting.open_proposals()]
        return sitting.accept(spans, _edit_name(source), Origin.ACCEPTED_WITH_REST)

    return step


def _undoing(edit: Edit) -> Callable[[Sitting], Changes]:
    def step(sitting: Sitting) -> Changes:
        done = sitting.history.done
        return sitting.undo() if done and done[-1] == edit else NO_CHANGES

    return step


def _edit_name(source: PageId) -> str:
    return f"Apply page {source}"
