"""What a project proposes for its own pages as a cleaner, without what these pages taught it."""

from __future__ import annotations

import time
from concurrent.futures import Future

from annotator.core.labels import LabelId
from annotator.services.assistant import Assistant
from annotator.services.cleaning_pool import Cleaned, CleaningPool
from annotator.services.projects import Project
from annotator.services.reference_pages import ReferencePage

NAME = "this-project"


class ProjectCleaner:
    """Gives the text that is proposed for the wanted labels; it runs in this process."""

    def __init__(self, project: Project, wanted: frozenset[LabelId]) -> None:
        self._assistant = Assistant(project)
        self._wanted = wanted

    def clean(self, pool: CleaningPool, page: ReferencePage) -> Future[Cleaned]:
        """The text of a page, a block a line, which is scored in a process of the pool."""
        before = time.perf_counter()
        proposals = self._assistant.propose_untaught(page.page)
        seconds = time.perf_counter() - before
        spans = [one.span for one in proposals if one.label in self._wanted]
        whole = page.to_clean.text
        text = "\n".join(whole[span.start : span.end] for span in spans)
        return pool.score(text, seconds, page.to_clean)
