"""Making, opening and leaving projects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import Shiboken

from annotator.core.errors import AnnotatorError
from annotator.core.progress import Reporter
from annotator.gui.banner import Banner
from annotator.gui.current import Current
from annotator.gui.leaving import when_saved
from annotator.gui.notices import Notice, Weight, notice_of
from annotator.gui.opened_project import OpenedProject
from annotator.gui.opening import create_project, open_project, open_samples
from annotator.gui.page_actions import PageActions
from annotator.gui.settings import Settings, SettingsFile
from annotator.services.places import SUFFIX, data_folder, default_folder, new_project_path

# A page that is being read when its import is stopped may take some seconds.
_LONGEST_WAIT_S = 15.0
_FILES = f"Projects (*{SUFFIX});;All files (*)"


class ProjectActions(QObject):
    """The actions `project.…`."""

    def __init__(
        self,
        current: Current,
        settings: SettingsFile,
        pages: PageActions,
        banner: Banner,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._current = current
        self._settings = settings
        self._pages = pages
        self._banner = banner
        self._window = window
        self._is_busy = False
        self.annotator = settings.now.annotator_name

    def new(self) -> None:
        """Ask for a file, and make a project in it."""
        dialog = QFileDialog(self._window, "New project", str(_folder()), _FILES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"New project{SUFFIX}")
        self._ask(dialog, lambda path: self.create_at(new_project_path(path)))

    def open(self) -> None:
        """Ask for a project, and open it."""
        dialog = QFileDialog(self._window, "Open project", str(_folder()), _FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._ask(dialog, self.open_at)

    def samples(self) -> None:
        """Open the project of the sample pages, which is made the first time."""
        path = data_folder() / "demo" / f"demo{SUFFIX}"
        self._banner.tell(Notice("Preparing the sample pages…", topic="project"))
        self._replace(lambda: open_samples(path.parent), path, lambda: self._pages.begin_at(None))

    def open_at(self, path: Path, page: int | None = None) -> None:
        """Open the project in a file, at a page or where it was left."""
        place = self._settings.now.places.get(str(path.resolve()))
        wanted = page if page is not None else (place.page if place else None)
        self._replace(lambda: open_project(path), path, lambda: self._pages.begin_at(wanted))

    def create_at(self, path: Path) -> None:
        """Make a project in a new file."""
        self._replace(lambda: create_project(path), path, lambda: self._pages.begin_at(None))

    def close(self) -> None:
        """Leave the project once everything is saved."""
        queue = self._current.desk.queue if self._current.desk else None
        when_saved(queue, self._leave, self._window)

    def choose_annotator(self) -> None:
        """Ask who labels, and go on as them; everybody who has labelled here is offered."""
        from annotator.gui.people_dialog import PeopleDialog  # noqa: PLC0415 - asked for later, if at all

        dialog = PeopleDialog(self.annotator, self._window)
        dialog.chosen.connect(self._be)
        dialog.open()
        project = self._current.project
        if project is None:
            return
        jobs = project.jobs
        self._current.runner.submit(
            lambda _: jobs.use(import_module("annotator.services.listing").people_names),
            lambda names: dialog.show_people(names) if Shiboken.isValid(dialog) else None,
            key="people",
        )

    def quit(self) -> None:
        """Close the window."""
        self._window.close()

    def keep(self, change: Callable[[Settings], Settings]) -> None:
        """Keep changed settings."""
        self._settings.keep(change(self._settings.now))

    def _be(self, name: str) -> None:
        name = " ".join(name.split())
        if not name or name == self.annotator:
            return
        self.annotator = name
        self.keep(lambda settings: replace(settings, annotator=name))
        desk = self._current.desk
        if desk is not None:
            desk.be(name)
            self._pages.refresh()
        self._current.facts_changed.emit()

    def _ask(self, dialog: QFileDialog, then: Callable[[Path], None]) -> None:
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _replace(
        self, work: Callable[[], OpenedProject], path: Path, then: Callable[[], None]
    ) -> None:
        """Open another project and only then, once all is saved, leave the one that is open."""
        now = self._current.project
        if now is not None and now.jobs.path.resolve() == path.resolve():
            then()
            return
        if self._is_busy:
            return
        self._is_busy = True

        def taken(project: OpenedProject) -> None:
            self._is_busy = False

            def take() -> None:
                self._take(project)
                then()

            queue = self._current.desk.queue if self._current.desk else None
            when_saved(queue, take, self._window, lambda: self._give_back(project))

        def failed(error: AnnotatorError) -> None:
            self._is_busy = False
            if not path.exists():
                self.keep(lambda settings: settings.without_project(str(path.resolve())))
            self._banner.tell(notice_of(error, "project"))
            if self._current.project is None:
                self._current.opened.emit(None)

        left = self._current.left

        def open_it(_report: Reporter) -> OpenedProject:
            if left is not None:
                # It may be the same file, and an import into it not quite stopped yet.
                left.wait_until_closed(_LONGEST_WAIT_S)
            return work()

        self._current.runner.submit(open_it, taken, failed)

    def _give_back(self, project: OpenedProject) -> None:
        self._current.runner.submit(lambda _: project.close())

    def _take(self, project: OpenedProject) -> None:
        self._banner.clear()
        path = project.jobs.path.resolve()
        self.keep(lambda settings: settings.with_project(path))
        self._current.take(project, self.annotator)
        if project.is_read_only:
            self._banner.tell(
                Notice(
                    f"“{project.jobs.name}” is read-only: you can look at it, but not label.",
                    "Make the file and its folder writable, or work on a copy.",
                    Weight.WARNING,
                    topic="read-only",
                )
            )

    def _leave(self) -> None:
        self._banner.clear()
        self._current.leave()


def _folder() -> Path:
    """Where to look for projects: the usual folder, or the nearest one above it that exists."""
    folder = default_folder()
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder
