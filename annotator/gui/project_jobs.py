"""What the window asks of an open project. All of it runs on workers, never on the main thread.

The window imports this module on the store worker: the database behind it takes as long to load as
the window takes to show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from annotator.core.journal import JournalLine
from annotator.core.pages import PageId, PageRow
from annotator.core.proposals import Switches
from annotator.services import annotating, listing, projects
from annotator.services.annotating import Saved
from annotator.services.sitting import Sitting

if TYPE_CHECKING:
    from annotator.gui.exchange_jobs import ExchangeJobs
    from annotator.gui.planning.jobs import PlanningJobs
    from annotator.services.assistant import Assistant
    from annotator.services.displaying import Displaying

T = TypeVar("T")


class ProjectJobs:
    """One open project. `path`, `name`, `label_set` and `is_read_only` may be read anywhere."""

    def __init__(self, project: projects.Project) -> None:
        self._project = project
        self.path = project.path
        self.name = project.name
        self.label_set = project.label_set
        self.is_read_only = project.is_read_only
        self._guard = Lock()
        self._copies: Displaying | None = None
        self._assistant: Assistant | None = None
        self._switches = Switches()
        self._switching = Lock()
        self._planning: PlanningJobs | None = None

    @classmethod
    def open(cls, path: Path) -> ProjectJobs:
        """Open the project in a file."""
        return cls(projects.open_project(path))

    @classmethod
    def open_samples(cls, folder: Path) -> ProjectJobs:
        """Open the project of the sample pages in the folder; make it first if need be."""
        demo = import_module("annotator.services.demo")
        return cls(projects.open_project(demo.demo_project(folder)))

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

    def use(self, service: Callable[[projects.Project], T]) -> T:
        """The answer of a service that has no job of its own here, as those of a review."""
        return service(self._project)

    @cached_property
    def exchange(self) -> ExchangeJobs:
        """The jobs of bringing in and giving out; loaded when the first of them is wanted."""
        module = import_module("annotator.gui.exchange_jobs")
        made: ExchangeJobs = module.ExchangeJobs(self._project)
        return made

    @property
    def copies(self) -> Displaying:
        """The copies for display; the parsers are loaded when the first of them is wanted."""
        with self._guard:
            if self._copies is None:
                module = import_module("annotator.services.displaying")
                made: Displaying = module.Displaying(self._project)
                self._copies = made
            return self._copies

    @property
    def assistant(self) -> Assistant:
        """What proposes; the model is loaded when the first proposals are wanted."""
        with self._guard:
            if self._assistant is None:
                module = import_module("annotator.services.assistant")
                made: Assistant = module.Assistant(self._project)
                with self._switching:
                    made.switches = self._switches
                    self._assistant = made
            return self._assistant

    def switch(self, switches: Switches) -> None:
        """Let these sources propose from now on; it waits for nothing, not even for the model."""
        with self._switching:
            self._switches = switches
            if self._assistant is not None:
                self._assistant.switches = switches

    @property
    def planning(self) -> PlanningJobs:
        """The jobs about the work as a whole; loaded when the first of them is wanted."""
        with self._guard:
            if self._planning is None:
                module = import_module("annotator.gui.planning.jobs")
                made: PlanningJobs = module.PlanningJobs(self._project, lambda: self.assistant)
                self._planning = made
            return self._planning

    def stop_copies(self) -> None:
        """Make no more copies; one that is being made is `Cancelled`."""
        with self._guard:
            copies = self._copies
        if copies is not None:
            copies.close()

    def close(self) -> None:
        """Give the file back."""
        self.stop_copies()
        self._project.close()
