"""The demo without a screen: the same window, off-screen, leaves a picture and an export."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtTest import QTest

from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.core.set_filter import SetFilter
from annotator.gui.desk import Desk
from annotator.gui.launch import make_application, make_window
from annotator.gui.notices import Notice, Weight
from annotator.gui.saving import SaveState
from annotator.gui.settings import SettingsFile
from annotator.gui.window import MainWindow
from annotator.services.exporting import export_project
from annotator.services.keystrokes import Keystrokes, sample_keystrokes
from annotator.services.sitting import Sitting

_SIZE = (1440, 900)
_LONGEST_MS = 180_000
# Pages that came from elsewhere have no keystrokes: they are filled and finished.
_FILL_ALL = Keystrokes("f", ())


def run_offscreen(project_path: Path, folder: Path, annotator: str) -> int:
    """Label as `annotator` what is not finished, then write `demo.png` and `demo.jsonl`.

    The answer is the exit code of the program. Raises `UserError` where the window cannot get
    through the pages, or the files cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_tell)
    make_application()
    # The demo leaves the editor's own settings alone.
    window = make_window(SettingsFile(folder / "settings.json"), annotator)
    typist = _Typist(window)
    picture, export = folder / "demo.png", folder / "demo.jsonl"
    window.resize(*_SIZE)
    window.show()
    window.begin(project_path)
    try:
        typist.work()
        typist.show_first_page()
        if not window.grab().save(str(picture)):
            raise UserError(f"The screenshot “{picture}” cannot be written.", "Choose a folder.")
        count = typist.export(export)
    finally:
        window.close()
        qInstallMessageHandler(None)
    sys.stdout.write(
        f"{typist.finished_count} pages were labelled through the window.\n"
        f"Screenshot: {picture}\nExport of {count} pages: {export}\n"
    )
    return 0


def _tell(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Pass on what Qt says, but for a limit of drawing off-screen that nobody can mend."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")


class _Typist(QObject):
    """Types what an editor would, page after page; the window does all the rest."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.finished_count = 0
        self._window = window
        self._known = sample_keystrokes()
        self._loop = QEventLoop(self)
        self._failure: UserError | None = None
        window.current.opened.connect(self._on_project)

    def work(self) -> None:
        """Label every page that is not finished, and wait until all is saved."""
        self._wait("label the sample pages")

    def show_first_page(self) -> None:
        """Open the first page, for its picture."""
        desk, first = self._desk(), self._window.current.pages.table.shown[0]
        desk.opened.disconnect(self._on_page)
        desk.opened.connect(self._loop.quit)
        desk.open(first)
        self._wait("open the first page")

    def export(self, target: Path) -> int:
        """Write the data set of all finished pages; the number of pages in it."""
        finished = SetFilter(status=Status.FINISHED)
        jobs = self._desk().jobs
        return jobs.use(lambda one: export_project(one, target, wanted=finished)).page_count

    def _on_project(self, desk: Desk | None) -> None:
        if desk is not None:
            desk.opened.connect(self._on_page)
            desk.told.connect(self._on_told)
            desk.queue.state_changed.connect(self._leave_when_done)

    def _on_told(self, notice: Notice) -> None:
        if notice.weight is not Weight.NOTE:
            self._fail(UserError(notice.sentence, notice.hint))

    def _on_page(self, _sitting: Sitting) -> None:
        # The other listeners, the view among them, show the page first.
        QTimer.singleShot(0, self, self._label)

    def _label(self) -> None:
        sitting, view = self._window.current.sitting, self._window.middle.view
        if sitting is None or sitting.status is Status.FINISHED:
            self._leave_when_done()
            return
        known = self._known.get(Path(sitting.facts.name).name, _FILL_ALL)
        view.page_cursor.go_to(sitting.tally.next_undecided(-1) or 0)
        QTest.keyClicks(view, known.keys)
        for quote, key in known.quotes:
            if view.page_cursor.find(quote) is not None:
                QTest.keyClicks(view, key)
        QTest.keyClick(view, Qt.Key.Key_Return)
        self.finished_count += 1
        self._leave_when_done()

    def _leave_when_done(self) -> None:
        is_done = self._window.current.pages.table.next_unfinished(None) is None
        if is_done and self._desk().queue.state is SaveState.SAVED:
            self._loop.quit()

    def _desk(self) -> Desk:
        desk = self._window.current.desk
        if desk is None:
            raise UserError("The demo project did not open.", "Choose another folder for it.")
        return desk

    def _wait(self, what: str) -> None:
        """Let the window work until somebody quits the loop; `what` names the work in errors."""
        limit = QTimer(self, singleShot=True, interval=_LONGEST_MS)
        limit.timeout.connect(
            lambda: self._fail(UserError(f"It took too long to {what}.", "Try it again."))
        )
        limit.start()
        self._loop.exec()
        limit.stop()
        if self._failure is not None:
            raise self._failure

    def _fail(self, failure: UserError) -> None:
        self._failure = failure
        self._loop.quit()
