"""Looking at pages before they are put in an order of work."""

from __future__ import annotations

from collections.abc import Collection

from annotator.cli.arguments import annotator_or_login
from annotator.cli.output import counted, tell, watched
from annotator.services import looking_ahead
from annotator.services.assistant import Assistant
from annotator.services.projects import Project


def look_ahead(project: Project, annotator: str | None, sites: Collection[str]) -> None:
    """Look at the pages that nobody looked at, and at those of the sites; tell what fails.

    A project that is open for reading alone is ordered by what is known of it.
    """
    if project.is_read_only:
        tell("annotator: The project takes no changes: pages are ordered by what is known.")
        return
    with watched("Looking ahead") as report:
        answer = looking_ahead.look_ahead(
            project,
            Assistant(project),
            annotator_or_login(annotator),
            sites=sites,
            report=report,
        )
    for page, sentence in answer.refused[:10]:
        tell(f"annotator: Page {page} could not be looked at: {sentence}")
    if len(answer.refused) > 10:
        tell(f"annotator: {counted(len(answer.refused), 'page')} could not be looked at in all.")
