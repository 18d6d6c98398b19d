"""What the window asks of the services about what people say to each other; all of it on workers.

Loaded when the first of these jobs is wanted.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.pages import PageId
from annotator.core.remarks import Remark, Thread
from annotator.gui.discussing.drafts import Draft
from annotator.services import discussing
from annotator.services.projects import Project


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about a page."""

    page: PageId
    threads: tuple[Thread, ...]
    verdicts: tuple[Remark, ...]


def said(project: Project, page: PageId) -> Said:
    """All comments and verdicts on a page."""
    found = discussing.conversation(project, page)
    return Said(page, tuple(found.threads), tuple(found.verdicts))


def counts(project: Project) -> dict[PageId, int]:
    """How many threads are open, of the pages that have any."""
    found: dict[PageId, int] = discussing.open_thread_counts(project)
    return found


def write(project: Project, author: str, draft: Draft) -> Said:
    """Keep a comment; what was said about its page by then."""
    discussing.comment(
        project,
        draft.page,
        author,
        draft.text,
        span=draft.span,
        thread=draft.thread,
        about=draft.about,
    )
    return said(project, draft.page)


def settle(project: Project, author: str, thread: Thread) -> Said:
    """Resolve a thread that is open, or reopen one that is resolved."""
    change = discussing.reopen if thread.is_resolved else discussing.resolve
    change(project, thread.first.page, author, thread.first.thread)
    return said(project, thread.first.page)
