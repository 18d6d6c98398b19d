"""Work for a panel that stays open beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from annotator.core.errors import AnnotatorError, Cancelled
from annotator.core.progress import Progress, Reporter
from annotator.gui.current import Current
from annotator.gui.opened_project import OpenedProject
from annotator.gui.tasks import Lane, Task
from annotator.services.projects import Project

T = TypeVar("T")


def work_for_panel(
    current: Current,
    project: OpenedProject,
    is_there: Callable[[], bool],
    work: Callable[[Project, Reporter], T],
    then: Callable[[T], None],
    failed: Callable[[AnnotatorError], None],
    *,
    key: str = "",
    progress: Callable[[Progress], None] | None = None,
) -> Task:
    """Do it on a free worker; what comes after the panel was closed, or was stopped, is lost.

    `is_there` says whether the panel that wanted it is still open.
    """

    def on_failed(error: AnnotatorError) -> None:
        if is_there() and not isinstance(error, Cancelled):
            failed(error)

    return current.runner.submit(
        project.using(lambda report: project.jobs.use(lambda one: work(one, report))),
        lambda answer: then(answer) if is_there() else None,
        on_failed,
        lane=Lane.FREE,
        key=key,
        progress=None if progress is None else lambda now: progress(now) if is_there() else None,
    )
