"""The demo without a screen: the same window works off-screen, and leaves a picture and an export."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from annotator.core.errors import AnnotatorError
from annotator.gui.desk import Desk
from annotator.gui.export_wish import ExportWish
from annotator.gui.launch import make_application, make_window
from annotator.gui.saving import SaveState
from annotator.gui.settings import SettingsFile
from annotator.gui.window import MainWindow
from annotator.services.sitting import Sitting

_SIZE = (1280, 820)
_SETTLE_MS = 400
_LIMIT_MS = 120_000
_ANNOTATOR = "demo"


def run_offscreen(project: Path, folder: Path) -> int:
    """Label the first page of the project through the window, and leave the results in the folder.

    Answers the exit code of the program: 1 where it did not come to its end within two minutes.
    """
    application = make_application()
    window = make_window(SettingsFile(folder / "demo-settings.json"), _ANNOTATOR)
    window.resize(*_SIZE)
    window.show()
    run = _Run(window, application, folder)
    QTimer.singleShot(0, window, lambda: window.begin(project, 1))
    QTimer.singleShot(_LIMIT_MS, run, lambda: run.end(1))
    code = application.exec()
    window.close()
    return code


class _Run(QObject):
    """One step leads to the next as the window tells that it is ready."""

    def __init__(self, window: MainWindow, application: QApplication, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._application = application
        self._folder = folder
        self._is_labelled = False
        window.current.opened.connect(self._on_project)

    def end(self, code: int) -> None:
        """Leave with this exit code."""
        self._application.exit(code)

    def _on_project(self, desk: Desk | None) -> None:
        if desk is None:
            self.end(1)
            return
        desk.opened.connect(self._label)
        desk.queue.state_changed.connect(self._on_saving)

    def _label(self, sitting: Sitting) -> None:
        """The first label for the main heading, the second for paragraphs, one for the rest."""
        if self._is_labelled:
            return
        self._is_labelled = True
        labels = sitting.label_set.labels
        wanted = {"h1": labels[0].id, "p": labels[min(1, len(labels) - 1)].id}
        view = self._window.middle.view
        for block in sitting.document.blocks:
            if block.tag in wanted and block.hidden is None:
                view.set_current_block(block.index)
                self._window.actions_.run(f"give.{wanted[block.tag]}")
        self._window.actions_.run("label.fill")
        view.set_current_block(0)

    def _on_saving(self) -> None:
        desk = self._window.current.desk
        if desk is not None and self._is_labelled and desk.queue.state is SaveState.SAVED:
            desk.queue.state_changed.disconnect(self._on_saving)
            QTimer.singleShot(_SETTLE_MS, self, self._leave_results)

    def _leave_results(self) -> None:
        project = self._window.current.project
        if project is None:
            self.end(1)
            return
        jobs = project.jobs
        picture = self._folder / "demo.png"
        is_written = self._window.grab().save(str(picture))
        wish = ExportWish(self._folder / "demo.jsonl", jobs.formats()[0])
        self._window.runner.submit(
            lambda report: jobs.export(wish, report),
            lambda _answer: self.end(0 if is_written else 1),
            self._on_failure,
        )

    def _on_failure(self, error: AnnotatorError) -> None:
        self._window.runner.failed.emit(error)
        self.end(1)
