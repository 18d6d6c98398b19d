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
    filling = _Filling(project, propose, report, total)
    try:
        for site, some in wanted.items():
            others = {page: known[page].template for page in pages[site] if page in known}
            filling.start(site)
            try:
                templates = _templates(site, some, others, signatures, likeness)
            except Cancelled:
                raise
            except UserError as error:
                filling.refuse(some, error)
            else:
                filling.look_at(templates)
    finally:
        filling.keep()
    return filling.answer


@dataclass(slots=True)
class _Filling:
    """The work under way: what was found is kept a few pages at a time."""

    project: Project
    propose: Propose
    report: Reporter
    total: int
    done: int = 0
    site: str = ""
    found: list[Prospect] = field(default_factory=list)
    answer: ProspectReport = field(default_factory=ProspectReport)

    def start(self, site: str) -> None:
        """Tell that a site is begun; here and at each page the reporter may stop the work."""
        self.site = site
        self.report(Progress(self.done, self.total, site))

    def look_at(self, templates: Mapping[PageId, int]) -> None:
        """Look at pages of the site, whose templates are known by now."""
        for page, template in sorted(templates.items()):
            self.report(Progress(self.done, self.total, self.site))
            try:
                self.found.append(_look_at(self.project, page, template, self.propose))
            except Cancelled:
                raise
            except UserError as error:
                self.refuse([page], error)
            else:
                self.done += 1
            if len(self.found) == _KEPT_AT_ONCE:
                self.keep()

    def refuse(self, pages: Collection[PageId], error: UserError) -> None:
        """Go on without these pages."""
        self.answer.refused += [(page, error.sentence) for page in pages]
        self.done += len(pages)

    def keep(self) -> None:
        """Store what was found."""
        if self.found:
            with self.project.store.begin() as transaction:
                transaction.prospects.keep(self.found)
            self.answer.looked_at += len(self.found)
            self.found.clear()


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
