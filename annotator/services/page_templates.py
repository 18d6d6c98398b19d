"""Which pages of a site share a template, told anew from the markup of all its pages."""

from __future__ import annotations

from collections.abc import Collection

from annotator.assist.templates import likeness
from annotator.core.pages import PageId
from annotator.core.progress import Reporter, silent
from annotator.core.templates import templates_of
from annotator.services.evidence import VERSION, complete_evidence
from annotator.services.projects import Project


def page_templates(
    project: Project, sites: Collection[str], report: Reporter = silent
) -> dict[PageId, PageId]:
    """The first page of the template of each page of these sites.

    Pages are looked at by number, so those that come later change nothing of those before them. A
    page whose markup is unknown is alone. Units of progress are pages.
    """
    with project.store.read() as transaction:
        of_sites = {site: transaction.pages.of_site(site) for site in sorted(sites)}
    complete_evidence(project, [page for some in of_sites.values() for page in some], report)
    heads: dict[PageId, PageId] = {}
    for site, some in of_sites.items():
        with project.store.read() as transaction:
            signatures = transaction.evidence.signatures(site, VERSION)
        templates = templates_of(some, {}, signatures, likeness)
        heads.update((page, PageId(head)) for page, head in templates.items())
    return heads
