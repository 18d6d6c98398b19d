"""What the window asks of an open project. All of it runs on workers, never on the main thread.

The window imports this module on the store worker: the database behind it takes as long to load as
the window takes to show.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotator.core.journal import JournalLine
from annotator.core.pages import PageId, PageRow
from annotator.core.progress import Reporter
from annotator.gui.export_wish import ExportWish
from annotator.services import (
    annotating,
    backups,
    checking,
    exporting,
    importing,
    listing,
    projects,
)
from annotator.services.annotating import Saved
from annotator.services.demo import demo_project
from annotator.services.exporting import ExportReport
from annotator.services.importing import ImportReport
from annotator.services.sitting import Sitting


class ProjectJobs:
    """One open project. `path`, `name`, `label_set` and `is_read_only` may be read anywhere."""

    def __init__(self, project: projects.Project) -> None:
        self._project = project
        self.path = project.path
        self.name = project.name
        self.label_set = project.label_set
        self.is_read_only = project.is_read_only

    @classmethod
    def open(cls, path: Path) -> ProjectJobs:
        """Open the project in a file."""
        return cls(projects.open_project(path))

    @classmethod
    def open_samples(cls, folder: Path) -> ProjectJobs:
        """Open the project of the sample pages in the folder; make it first if need be."""
        return cls(projects.open_project(demo_project(folder)))

    @classmethod
    def create(cls, path: Path, label_file: Path | None = None) -> ProjectJobs:
        """Make a project in a new file, its folder too if need be, and open it."""
        source = projects.read_label_file(label_file) if label_file else None
        path.parent.mkdir(parents=True, exist_ok=True)
        return cls(projects.create_project(path, label_set_source=source))

    def rows(self, annotator: str, after: PageId, limit: int) -> list[PageRow]:
        """The next `limit` pages behind page number `after`, as this annotator sees them."""
        return listing.page_rows(self._project, annotator, after=after, limit=limit)

    def sitting(self, page: PageId, annotator: str) -> Sitting:
        """One page, ready to be labelled."""
        return annotating.open_sitting(self._project, page, annotator)

    def save(
        self,
        page: PageId,
        annotator: str,
        revision: int,
        lines: Sequence[JournalLine],
        undecided_count: int,
    ) -> Saved:
        """Commit lines, the last of which leaves that many blocks undecided."""
        return annotating.save(self._project, page, annotator, revision, lines, undecided_count)

    def import_paths(self, paths: Sequence[Path], report: Reporter) -> ImportReport:
        """Import files and folders."""
        return importing.import_paths(self._project, paths, report=report)

    def re_decode(self, page: PageId, encoding: str) -> None:
        """Read a page without labels again with another encoding."""
        importing.re_decode(self._project, page, encoding)

    def annotators(self) -> tuple[str, ...]:
        """Everybody who has labelled here."""
        return listing.annotator_names(self._project)

    def formats(self) -> tuple[str, ...]:
        """The formats that a data set can be written in."""
        return exporting.format_names()

    def export(self, wish: ExportWish, report: Reporter) -> ExportReport:
        """Write a data set."""
        return exporting.export_project(
            self._project,
            wish.target,
            format_name=wish.format_name,
            annotator=wish.annotator,
            status=wish.status,
            report=report,
        )

    def back_up(self) -> Path:
        """Make a copy now."""
        return backups.back_up(self._project)

    def back_up_daily(self) -> None:
        """Make today's copy unless it is there."""
        backups.daily_backup(self._project)

    def check(self, report: Reporter) -> tuple[str, ...]:
        """Everything that is wrong with the project, as sentences."""
        return checking.check_project(self._project, report=report)

    def close(self) -> None:
        """Give the file back."""
        self._project.close()
