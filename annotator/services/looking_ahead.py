"""Looking at all pages of a project with its assistant, so that their order of work is known."""

from __future__ import annotations

from collections.abc import Collection

from annotator.assist.templates import likeness
from annotator.core.progress import Reporter, silent
from annotator.services.assistant import Assistant
from annotator.services.projects import Project
from annotator.services.prospects import ProspectReport, fill_prospects


def look_ahead(
    project: Project,
    assistant: Assistant,
    annotator: str,
    *,
    sites: Collection[str] = (),
    report: Reporter = silent,
) -> ProspectReport:
    """Find what is to be expected of the pages, as the annotator would be proposed their labels.

    Pages that were looked at before are left out, but for those of `sites`, on which something was
    learned since. `prospects.fill_prospects` says the rest.
    """
    return fill_prospects(
        project,
        lambda page: assistant.propose(page, annotator),
        lambda site: assistant.signatures(site, report),
        likeness,
        sites=sites,
        report=report,
    )
