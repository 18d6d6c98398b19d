"""Bringing pages in and giving copies out, for the window; all of it on workers.

Loaded when the first of these jobs is wanted: it takes the parsers along, which the
first page on the screen should not wait for.
"""

from __future__ import annotations

from pathlib import Path

from annotator.core.pages import PageId
from annotator.core.progress import Reporter
from annotator.gui.import_wish import ImportWish
from annotator.services import (
    backups,
    checking,
    importing,
    previewing,
    projects,
)
from annotator.services.importing import ImportReport
from annotator.services.previewing import Preview


class ExchangeJobs:
    """The jobs of one open project."""

    def __init__(self, project: projects.Project) -> None:
        self._project = project

    def preview(
        self, wish: ImportWish, report: Reporter, *, title_count: int = 5, seconds: float = 2.0
    ) -> Preview:
        """Look at what an import would bring, for so many seconds."""
        return previewing.preview_import(
            self._project,
            wish.paths,
            columns=wish.columns,
            title_count=title_count,
            seconds=seconds,
            report=report,
        )

    def import_(self, wish: ImportWish, report: Reporter) -> ImportReport:
        """Import files and folders."""
        return importing.import_paths(
            self._project,
            wish.paths,
            columns=wish.columns or previewing.Columns(),
            most_unpacked=wish.most_unpacked,
            report=report,
        )

    def re_decode(self, page: PageId, encoding: str) -> None:
        """Read a page without labels again with another encoding."""
        importing.re_decode(self._project, page, encoding)

    def back_up(self) -> Path:
        """Make a copy now."""
        return backups.back_up(self._project)

    def back_up_daily(self) -> None:
        """Make today's copy unless it is there."""
        backups.daily_backup(self._project)

    def check(self, report: Reporter) -> tuple[str, ...]:
        """Everything that is wrong with the project, as sentences."""
        return checking.check_project(self._project, report=report)
