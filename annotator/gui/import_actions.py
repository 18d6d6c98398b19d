"""Pages in: what is chosen or dropped is looked at first, then imported beside the work.

A few pages are imported at once. What holds very many, or has columns to choose, is shown before.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.core.errors import AnnotatorError, Cancelled
from annotator.core.progress import Progress
from annotator.gui.banner import Banner
from annotator.gui.current import Current
from annotator.gui.import_wish import ImportWish
from annotator.gui.notices import Notice, Weight, notice_of
from annotator.gui.opened_project import OpenedProject
from annotator.gui.page_actions import PageActions
from annotator.gui.tasks import Lane, Task

if TYPE_CHECKING:
    from annotator.gui.import_dialog import ImportDialog
    from annotator.services.importing import ImportReport
    from annotator.services.previewing import Columns, Preview

MOST_UNASKED = 200
"""Pages that are imported without a question."""

_SECONDS_BETWEEN_LOOKS = 1.0
_SECONDS_BEFORE_ASKING = 0.5
_PAGES = "*.html *.htm *.xhtml *.txt *.html.gz *.htm.gz *.xhtml.gz *.txt.gz *.mhtml *.mht"
_ARCHIVES = "*.warc *.warc.gz *.arc *.arc.gz *.wacz *.zip"
_TABLES = (
    "*.jsonl *.ndjson *.csv *.tsv *.tab *.jsonl.gz *.ndjson.gz *.csv.gz *.tsv.gz *.parquet *.pq"
)
_FILTERS = (
    f"All that holds pages ({_PAGES} {_ARCHIVES} {_TABLES})",
    f"Pages ({_PAGES})",
    f"Archives ({_ARCHIVES})",
    f"Tables ({_TABLES})",
    "All files (*)",
)


class ImportActions(QObject):
    """Looks, asks where there is something to ask, imports.

    `progressed(progress or None)` tells how far the one import is.
    """

    progressed = Signal(object)

    def __init__(
        self, current: Current, pages: PageActions, banner: Banner, window: QWidget
    ) -> None:
        super().__init__(window)
        self._current = current
        self._pages = pages
        self._banner = banner
        self._window = window
        self._task: Task | None = None
        self._looking: Task | None = None
        self._dialog: ImportDialog | None = None
        self._last_look = 0.0

    def choose_files(self) -> None:
        """Ask for files, and import them."""
        dialog = QFileDialog(self._window, "Import files")
        dialog.setNameFilters(_FILTERS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.begin([Path(one) for one in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_folder(self) -> None:
        """Ask for a folder, and import all pages in it."""
        dialog = QFileDialog(self._window, "Import folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.begin([Path(name)]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def begin(self, paths: Sequence[Path]) -> None:
        """Look at files and folders and import them; where that cannot be now, say why."""
        project = self._current.project
        if project is None:
            self._tell("Open a project first; pages can then be dropped on it.")
        elif not self._current.is_writable:
            self._tell("This project is read-only: it takes no pages.")
        elif self._task is not None:
            self._tell("An import is under way. Wait for its end, or stop it, and try again.")
        elif self._dialog is not None:
            self._tell("Answer what is asked of the other import first.")
        else:
            self._look_first(project, tuple(paths))

    def stop(self) -> None:
        """Stop what is under way; what is in stays in."""
        if self._task is not None:
            self._task.cancel()
        if self._dialog is not None:
            self._dialog.reject()

    def _look_first(self, project: OpenedProject, paths: tuple[Path, ...]) -> None:
        """Find out whether there is something to ask."""
        jobs = project.jobs

        def done(preview: Preview) -> None:
            self._end()
            if self._current.project is not project:
                return
            if preview.tables or not preview.is_exact or preview.page_count > MOST_UNASKED:
                self._ask(project, paths, preview)
            else:
                self._import(project, ImportWish(paths))

        self._banner.withdraw("import")
        self._task = self._current.runner.submit(
            project.using(
                lambda report: jobs.exchange.preview(
                    ImportWish(paths), report, title_count=0, seconds=_SECONDS_BEFORE_ASKING
                )
            ),
            done,
            self._fail,
            lane=Lane.FREE,
        )
        self._current.is_importing = True

    def _ask(self, project: OpenedProject, paths: tuple[Path, ...], preview: Preview) -> None:
        from annotator.gui.import_dialog import ImportDialog  # noqa: PLC0415 - asked for later, if at all

        dialog = ImportDialog(paths, preview, self._window)
        self._dialog = dialog
        dialog.wished.connect(partial(self._import, project))
        dialog.columns_changed.connect(partial(self._look_again, project, paths))
        dialog.finished.connect(self._forget_dialog)
        dialog.open()
        self._look_again(project, paths, None)

    def _forget_dialog(self) -> None:
        self._dialog = None
        # What is still being looked at is for nobody.
        self._current.runner.supersede("preview")
        if self._looking is not None:
            self._looking.cancel()

    def _look_again(
        self, project: OpenedProject, paths: tuple[Path, ...], columns: Columns | None
    ) -> None:
        """Look for longer, and for the first titles; an earlier look that is under way is void."""
        dialog, jobs = self._dialog, project.jobs
        if dialog is None:
            return
        if self._looking is not None:
            self._looking.cancel()
        self._looking = self._current.runner.submit(
            project.using(lambda report: jobs.exchange.preview(ImportWish(paths, columns), report)),
            dialog.show_preview,
            dialog.show_failure,
            lane=Lane.FREE,
            key="preview",
        )

    def _import(self, project: OpenedProject, wish: ImportWish) -> None:
        jobs = project.jobs

        def done(answer: ImportReport) -> None:
            self._end()
            if self._current.project is project:
                self._pages.read_new()
                self._tell_report(answer)

        self._task = self._current.runner.submit(
            project.using(lambda report: jobs.exchange.import_(wish, report)),
            done,
            self._fail,
            lane=Lane.FREE,
            progress=self._on_progress,
        )
        self._current.is_importing = True
        self.progressed.emit(Progress(0, None))

    def _fail(self, error: AnnotatorError) -> None:
        self._end()
        self._pages.read_new()
        if not isinstance(error, Cancelled):
            self._banner.tell(notice_of(error, "import"))

    def _on_progress(self, progress: Progress) -> None:
        if self._task is not None:
            self.progressed.emit(progress)
            if progress.done and time.monotonic() - self._last_look > _SECONDS_BETWEEN_LOOKS:
                self._last_look = time.monotonic()
                self._pages.read_new()

    def _end(self) -> None:
        self._task = None
        self._current.is_importing = False
        self.progressed.emit(None)

    def _tell_report(self, answer: ImportReport) -> None:
        counts = [f"{pages_in_words(len(answer.new))} imported"]
        if answer.same:
            counts.append(f"{len(answer.same):,} already there")
        if answer.refused:
            counts.append(f"{answer.refused_count:,} refused")
        start = "Stopped: " if answer.is_stopped else ""
        sentence = f"{start}{', '.join(counts)}."
        if not answer.refused:
            self._banner.tell(Notice(sentence, topic="import"))
            return

        def show() -> None:
            from annotator.gui.refusals import refusals_text  # noqa: PLC0415 - asked for later, if at all
            from annotator.gui.text_dialog import TextDialog  # noqa: PLC0415 - asked for later, if at all

            text = refusals_text(answer.refused, answer.refused_count)
            TextDialog("Import", sentence, text, self._window).open()

        self._banner.tell(
            Notice(sentence, weight=Weight.WARNING, offer="Why?", accept=show, topic="import")
        )

    def _tell(self, sentence: str) -> None:
        self._banner.tell(Notice(sentence, topic="job"))


def pages_in_words(count: int) -> str:
    """`1 page`, `1,234 pages`."""
    return "1 page" if count == 1 else f"{count:,} pages"
