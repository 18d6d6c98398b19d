"""What is to be expected of the pages, found in the background: it puts the work in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from annotator.core.documents import Document
from annotator.core.errors import Cancelled, UserError
from annotator.core.pages import PageId
from annotator.core.progress import Progress, Reporter, silent
from annotator.core.proposals import Proposals, proposed_runs
from annotator.core.prospects import Prospect
from annotator.core.templates import Likeness, templates_of
from annotator.services.projects import Project

Propose = Callable[[PageId], Proposals]
"""What is proposed for a page."""
Signatures = Callable[[str], Mapping[PageId, bytes]]
"""The signatures of the pages of a site, as far as they have any."""

_KEPT_AT_ONCE = 16


@dataclass(slots=True)
class ProspectReport:
    """How many pages were looked at, and which could not be, each with the sentence that says why.

    Those keep their place in the order, behind the others.
    """

    looked_at: int = 0
    refused: list[tuple[PageId, str]] = field(default_factory=list)


def fill_prospects(
    project: Project,
    propose: Propose,
    signatures: Signatures,
    likeness: Likeness,
    *,
    sites: Collection[str] = (),
    report: Reporter = silent,
) -> ProspectReport:
    """Look at every page that was not looked at yet, and anew at the pages of these sites.

    Name the sites on which something was learned since. What is found is kept a few pages at a
    time: where `report` raises `Cancelled` little is lost, and the next call goes on from there.
    At once or in pieces the same is found. Units of progress are pages. Raises `UserError` where
    the project cannot be written.
    """
    with project.store.read() as transaction:
        known = transaction.prospects.all()
        rows = transaction.pages.rows()
    pages: dict[str, list[PageId]] = defaultdict(list)
    for row in rows:
        pages[row.site].append(row.page)
    wanted = {
        site: some
        for site, all_pages in sorted(pages.items())
        if (some := [page for page in all_pages if page not in known or site in sites])
    }
    total = sum(map(len, wanted.values()))
    answer = ProspectReport()
    found: list[Prospect] = []
    done = 0
    try:
        for site, some in wanted.items():
            report(Progress(done, total, site))
            others = {page: known[page].template for page in pages[site] if page in known}
            templates = _templates(site, some, others, signatures, likeness)
            for page in some:
                report(Progress(done, total, site))
                done += 1
                try:
                    found.append(_look_at(project, page, templates[page], propose))
                except Cancelled:
                    raise
                except UserError as error:
                    answer.refused.append((page, error.sentence))
                if len(found) == _KEPT_AT_ONCE:
                    answer.looked_at += _keep(project, found)
    finally:
        answer.looked_at += _keep(project, found)
    return answer


def doubt_of(document: Document, proposals: Proposals) -> tuple[float, int]:
    """How many corrections to expect in the doubtful runs, and how many such runs there are."""
    runs = [run for run in proposed_runs(document, proposals) if run.is_doubtful]
    doubt = sum(
        1 - sum(one.confidence for one in run.proposals) / len(run.proposals) for run in runs
    )
    return round(doubt, 4), len(runs)


def _templates(
    site: str,
    pages: Collection[PageId],
    others: Mapping[PageId, int],
    signatures: Signatures,
    likeness: Likeness,
) -> dict[PageId, int]:
    """The templates of these pages of a site; a page keeps the one that it has.

    Pages of unknown address are of nobody knows how many sites, and share none.
    """
    new = [page for page in pages if page not in others]
    templates = {page: others[page] for page in pages if page in others}
    if site and new:
        return templates | templates_of(new, others, signatures(site), likeness)
    return templates | {page: int(page) for page in new}


def _look_at(project: Project, page: PageId, template: int, propose: Propose) -> Prospect:
    proposals = propose(page)
    with project.store.read() as transaction:
        document = transaction.pages.document(page)
    doubt, count = doubt_of(document, proposals)
    return Prospect(page, template, doubt, count, proposals.model)


def _keep(project: Project, found: list[Prospect]) -> int:
    """Store what was found, forget it, and answer how many pages that is."""
    if not found:
        return 0
    with project.store.begin() as transaction:
        transaction.prospects.keep(found)
    count = len(found)
    found.clear()
    return count
