"""Opening a project to change it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.cli.output import tell
from annotator.core.errors import UserError
from annotator.services.backups import daily_backup
from annotator.services.projects import Project, open_project


@contextmanager
def opened_for_change(path: Path) -> Iterator[Project]:
    """The open project, after the automatic backup of the day; closed in the end.

    A backup that fails is told and stops nothing: the job may be what the disk has room for.
    """
    with open_project(path) as project:
        if not project.is_read_only:
            try:
                daily_backup(project)
            except UserError as error:
                tell(f"annotator: No automatic backup today: {error}")
        yield project
