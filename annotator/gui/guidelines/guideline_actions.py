"""The guidelines: shown beside the page, and replaced from a file.

The panel is made when it is first wanted: the window shows the sooner.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.core.errors import AnnotatorError
from annotator.gui.current import Current
from annotator.gui.notices import Notice, notice_of
from annotator.gui.panels import Panels

if TYPE_CHECKING:
    from annotator.gui.guidelines.jobs import ReadGuidelines
    from annotator.gui.guidelines.panel import GuidelinesPanel

_KEY = "guidelines"
_TITLE = "Guidelines"
_FILES = "Markdown (*.md *.markdown *.txt);;All files (*)"
_WIDTH = 340


class GuidelineActions(QObject):
    """The actions `guidelines.…`."""

    def __init__(self, current: Current, panels: Panels, window: QWidget) -> None:
        super().__init__(window)
        self._current = current
        self._panels = panels
        self._window = window
        self._panel: GuidelinesPanel | None = None
        current.opened.connect(lambda _desk: self._read() if self._panel is not None else None)

    def show(self) -> None:
        """Show the guidelines beside the page; hide them where they are shown."""
        panel, side = self._made(), self._panels.side
        if side.current is panel:
            side.show_first()
            self._panels.middle.focus_text()
            return
        side.show_panel(panel)
        self._panels.make_room(_WIDTH)
        self._read()

    def choose(self) -> None:
        """Ask for a file, and have its text as the guidelines from now on."""
        dialog = QFileDialog(self._window, "Set guidelines", "", _FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.set_from(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def set_from(self, path: Path) -> None:
        """Have the text of a file as the guidelines from now on."""
        project = self._current.project
        if project is None:
            return
        jobs = project.jobs

        def done(read: ReadGuidelines) -> None:
            if self._current.project is not project:
                return
            panel = self._made()
            self._panels.side.show_panel(panel)
            self._panels.make_room(_WIDTH)
            self._show(read)
            if read.version is not None:
                number = read.version.version
                self._tell(Notice(f"The guidelines are now version {number}.", topic=_KEY))

        self._current.runner.submit(
            lambda _: jobs.use(lambda one: _jobs().replaced(one, path)), done, self._on_failed
        )

    def _read(self) -> None:
        project = self._current.project
        if project is None:
            self._current.runner.supersede(_KEY)
            return
        jobs = project.jobs
        self._current.runner.submit(
            lambda _: jobs.use(lambda one: _jobs().read(one)),
            self._show,
            self._on_failed,
            key=_KEY,
        )

    def _show(self, read: ReadGuidelines) -> None:
        panel = self._made()
        panel.show_guidelines(read.version, read.shown, is_writable=self._current.is_writable)

    def _made(self) -> GuidelinesPanel:
        if self._panel is None:
            from annotator.gui.guidelines.panel import GuidelinesPanel  # noqa: PLC0415 - asked for later, if at all

            self._panel = GuidelinesPanel()
            self._panel.asked_for_file.connect(self.choose)
            self._panels.side.add(_TITLE, self._panel)
        return self._panel

    def _on_failed(self, error: AnnotatorError) -> None:
        self._tell(notice_of(error, _KEY))

    def _tell(self, notice: Notice) -> None:
        if self._current.desk is not None:
            self._current.desk.told.emit(notice)


def _jobs() -> Any:
    """Loaded on the worker that first needs them."""
    return import_module("annotator.gui.guidelines.jobs")
