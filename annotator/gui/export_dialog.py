"""What to export, in which format and where to, with a look at how it would begin."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.core.errors import AnnotatorError
from annotator.core.progress import Progress
from annotator.gui.bundles.job_bar import JobBar, plain
from annotator.gui.exporting.choices import ExportChoices
from annotator.gui.exporting.filter_form import FilterForm
from annotator.gui.exporting.format_list import OWN, FormatList, is_ready
from annotator.gui.exporting.preview_pane import PreviewPane
from annotator.gui.exporting.split_form import SplitForm
from annotator.gui.exporting.target_row import TargetRow
from annotator.services.export_formats import ExportFormat
from annotator.services.export_wish import DataSetWish

_SIZE = QSize(960, 700)
_SMALLEST = QSize(520, 340)
_LIST_WIDTH = 270
_LIST_SHARE = 0.33
_REST_MS = 300
_LATER = "The splits are drawn at the export; they are not seen here."


class ExportDialog(QDialog):
    """`wished(wish)` follows the Export button; the dialog then shows how far it is.

    `looked_at(wish)` asks for a preview, once the editor rests; None says that the last one is of
    no use any more. `project` is the file of the project. Closing is the wish to stop.
    """

    wished = Signal(object)
    looked_at = Signal(object)

    def __init__(
        self,
        choices: ExportChoices,
        project: Path,
        format_name: str = OWN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._is_working = False
        self.formats = FormatList(choices.formats, format_name, self)
        self.about = plain(self)
        self.loses = plain(self, is_note=True)
        self.filter = FilterForm(choices.annotators, choices.policies, self)
        self.without_pages = QCheckBox("Onl&y address, digest and labels, without the pages", self)
        self.split = SplitForm(choices.leak_extra, self)
        self.preview = PreviewPane(self)
        self.target = TargetRow(project, self)
        self.problem = plain(self, is_note=True)
        self.job = JobBar("Exporting", self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.export = self._buttons.addButton("Export", QDialogButtonBox.ButtonRole.AcceptRole)
        self.export.setDefault(True)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        self._lay_out()
        self._connect()
        self._show_format()
        self.formats.setFocus()

    @property
    def format(self) -> ExportFormat | None:
        """The format that is chosen."""
        return self.formats.format

    @property
    def wish(self) -> DataSetWish:
        """What the editor asks for by now."""
        return DataSetWish(
            target=self.target.target,
            format_name=self.format.name if self.format else OWN,
            wanted=self.filter.wanted,
            policy=self.filter.policy.currentData(),
            is_overwriting=self.target.replace.isChecked(),
            has_pages=not self.without_pages.isChecked(),
            split=self.split.terms,
            is_checked=self.split.is_checked,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The choices need the room more than the list of formats."""
        super().resizeEvent(event)
        width = self._body.width()
        wanted = min(_LIST_WIDTH, int(_LIST_SHARE * width))
        self._body.setSizes([wanted, width - wanted])

    def show_progress(self, progress: Progress) -> None:
        """Show how far the writing is."""
        self.job.show_progress(progress)

    def show_failure(self, error: AnnotatorError) -> None:
        """Say why no data set was written, and let it be tried otherwise."""
        self._is_working = False
        self.job.show_text(str(error))
        self._body.setEnabled(True)
        self.target.setEnabled(True)
        self._show_ready()

    def _lay_out(self) -> None:
        right = QSplitter(Qt.Orientation.Vertical, self)
        right.addWidget(self._scrolled())
        right.addWidget(self.preview)
        self._body = body = QSplitter(self)
        body.addWidget(self._listed())
        body.addWidget(right)
        for one in (body, right):
            one.setChildrenCollapsible(False)
            one.setHandleWidth(13)
            one.setStyleSheet("QSplitter::handle { background: transparent; }")
        body.setStretchFactor(1, 1)
        right.setSizes([3_000, 2_000])
        right.setStretchFactor(0, 3)
        right.setStretchFactor(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(body, 1)
        for widget in (self.target, self.problem, self.job, self._buttons):
            layout.addWidget(widget)
        self.setMinimumSize(_SMALLEST)
        screen = self.screen().availableGeometry().size() * 0.92
        self.resize(_SIZE.boundedTo(screen))

    def _listed(self) -> QWidget:
        part = QWidget(self)
        caption = QLabel("&Format", self)
        caption.setObjectName("heading")
        caption.setBuddy(self.formats)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addWidget(self.formats, 1)
        return part

    def _scrolled(self) -> QScrollArea:
        """The choices: a small window scrolls them."""
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for widget in (self.about, self.loses, self.filter, self.without_pages, self.split):
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(80)
        # What is scrolled to is a field, which takes the focus itself.
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        return area

    def _connect(self) -> None:
        self.formats.chosen.connect(self._show_format)
        self.filter.changed.connect(self._change)
        self.split.changed.connect(self._change)
        self.without_pages.toggled.connect(self._change)
        self.target.changed.connect(self._show_ready)

    def _show_format(self) -> None:
        chosen = self.format
        self.about.setText(chosen.title if chosen else "No format is installed.")
        self.loses.setText(_about(chosen) if chosen else "")
        self.loses.setVisible(bool(self.loses.text()))
        self.formats.setAccessibleDescription(f"{self.about.text()}\n{self.loses.text()}")
        is_own = chosen is not None and chosen.name == OWN
        self.without_pages.setEnabled(is_own)
        if not is_own:
            self.without_pages.setChecked(False)
        self.target.show_format(chosen)
        self._change()

    def _change(self) -> None:
        """The last preview is of something else now; another one is made once there is a rest."""
        self.looked_at.emit(None)
        self._show_ready()
        chosen, problem = self.format, self._problem()
        if problem or chosen is None or not is_ready(chosen):
            self._rest.stop()
            self.preview.show_nothing("Nothing can be shown of that.")
            return
        self.preview.show_looking()
        self._rest.start()

    def _look(self) -> None:
        self.looked_at.emit(self.wish)

    def _problem(self) -> str:
        return self.filter.problem or self.split.problem

    def _show_ready(self) -> None:
        problem = self._problem()
        told = problem or (_LATER if self.split.terms is not None else "")
        self.problem.setText(told)
        self.problem.setVisible(bool(told))
        chosen = self.format
        is_ready_now = chosen is not None and is_ready(chosen) and not problem
        self.export.setEnabled(is_ready_now and self.target.is_ready and not self._is_working)

    def _accept(self) -> None:
        # A job that is under way takes no other choices.
        self._is_working = True
        self._rest.stop()
        self.looked_at.emit(None)
        self._body.setEnabled(False)
        self.target.setEnabled(False)
        self.export.setEnabled(False)
        self.job.show_progress(Progress(0, None))
        self.wished.emit(self.wish)


def _about(chosen: ExportFormat) -> str:
    """What is to be known of a format before it is taken."""
    if chosen.extra:
        return f"It needs a library. Install it with: pip install 'annotator[{chosen.extra}]'"
    if not chosen.is_usable:
        return ""
    if not chosen.loses:
        return "It loses nothing."
    return "What cannot be had back from it:\n" + "\n".join(f"• {one}" for one in chosen.loses)
