"""What the labels of a page would be on the other pages of its site, to be looked at and taken."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.core.errors import AnnotatorError
from annotator.core.progress import Progress
from annotator.gui.appearance import is_dark
from annotator.gui.planning.site_model import COLUMNS, SiteFinding, SiteModel
from annotator.gui.text_view import TextView
from annotator.services.sitting import Sitting

_STEPS = 1_000
_NARROW = 480
_BESIDE = 680
_WIDE = QSize(980, 640)


class SiteDialog(QDialog):
    """`taken(pages)` follows the button; `preview_wanted(page)` asks for `show_preview`.

    Nothing is labelled before the button is pressed.
    """

    taken = Signal(object)
    preview_wanted = Signal(int)

    def __init__(self, site: str, zoom: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Apply to the site")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._site = site
        self._wanted: int | None = None
        self.sentence = QLabel(f"Looking at the other pages of {site}…", self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.remark = QLabel(self)
        self.remark.setTextFormat(Qt.TextFormat.PlainText)
        self.remark.setObjectName("note")
        self.remark.setWordWrap(True)
        self.remark.hide()
        self.model = SiteModel(self)
        self.table = _SiteTable(self.model)
        self.preview = TextView(self)
        self.preview.setAccessibleName("What would be labelled on the page")
        self.preview.setFrameShape(QFrame.Shape.NoFrame)
        self.preview.set_zoom(zoom)
        self.preview.set_dark(is_dark(self.palette()))
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName("Looking at the other pages")
        self.all = QPushButton("&All", self)
        self.none = QPushButton("&None", self)
        self.whole = QPushButton("&Complete", self)
        self.whole.setToolTip("Only pages on which nothing stays undecided")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.take = buttons.addButton("Take", QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setDefault(True)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        self.panes = self._make_panes()
        self.panes.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.sentence)
        layout.addWidget(self.remark)
        layout.addWidget(self._bar)
        layout.addWidget(self.panes, 1)
        layout.addStretch()
        layout.addWidget(buttons)
        self.resize(_NARROW, 0)
        self._connect()
        self._count()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the looking is."""
        total = progress.total
        self._bar.setRange(0, _STEPS if total else 0)
        self._bar.setValue(progress.done * _STEPS // total if total else 0)

    def show_pages(self, found: SiteFinding) -> None:
        """Show what was found, and the first page of it."""
        pages = found.pages
        self.model.show_pages(pages)
        self.remark.setText(found.remark)
        self.remark.setVisible(bool(found.remark))
        self._bar.hide()
        self.panes.setVisible(bool(pages))
        if not pages:
            told = f"Nothing of this page can be taken over to another page of {self._site}."
            self.sentence.setText(told)
            return
        count = "1 other page" if len(pages) == 1 else f"{len(pages):,} other pages"
        self.sentence.setText(
            f"What the labels of this page say of {count} of {self._site}. Outlined text would get "
            "its label; all other text stays as it is."
        )
        self._widen()
        self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self, sitting: Sitting) -> None:
        """Show a page with what is proposed for it, unless another one is wanted by now."""
        if sitting.page == self._wanted:
            self.preview.page_cursor.show_sitting(sitting)

    def show_failure(self, error: AnnotatorError) -> None:
        """Say why nothing could be found."""
        self._bar.hide()
        self.panes.hide()
        self.sentence.setText(str(error))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where there is no room beside each other, the page is below the list.
        is_wide = self.width() >= _BESIDE
        way = Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical
        self.panes.setOrientation(way)

    def _connect(self) -> None:
        self.model.checked_changed.connect(self._count)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.all.clicked.connect(lambda: self._check(is_whole=False))
        self.whole.clicked.connect(lambda: self._check(is_whole=True))
        self.none.clicked.connect(lambda: self.model.check_only(()))

    def _widen(self) -> None:
        """Make room for the pages, as far as the screen has it, with the middle where it was."""
        screen = self.screen().availableGeometry()
        place = QRect(screen.topLeft(), _WIDE.boundedTo(screen.size()))
        place.moveCenter(self.frameGeometry().center())
        place.moveLeft(max(place.left(), screen.left()))
        place.moveTop(max(place.top(), screen.top()))
        self.setGeometry(place)

    def _make_panes(self) -> QSplitter:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.all, self.whole, self.none):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        panes = QSplitter(Qt.Orientation.Horizontal, self)
        panes.setHandleWidth(1)
        panes.setChildrenCollapsible(False)
        panes.addWidget(left)
        panes.addWidget(self.preview)
        # Two parts of the width for the list, three for the page.
        for number, part in enumerate((2, 3)):
            panes.setStretchFactor(number, part)
        panes.setSizes([200, 300])
        return panes

    def _check(self, *, is_whole: bool) -> None:
        pages = self.model.pages
        self.model.check_only(one.page for one in pages if not (is_whole and one.left_count))

    def _count(self) -> None:
        count = len(self.model.checked)
        pages = "1 page" if count == 1 else f"{count:,} pages"
        self.take.setText(f"Take {pages}" if count else "Take")
        self.take.setEnabled(bool(count))

    def _on_row(self, index: QModelIndex) -> None:
        one = self.model.page_at(index.row())
        self._wanted = None if one is None else one.page
        if one is not None:
            self.preview_wanted.emit(one.page)

    def _accept(self) -> None:
        self.taken.emit(self.model.checked)
        self.accept()


class _SiteTable(QTableView):
    """The pages of the site; Space checks the current one, wherever in its row the cursor is."""

    def __init__(self, model: SiteModel) -> None:
        super().__init__()
        self._pages = model
        self.setModel(model)
        self.setAccessibleName("Other pages of the site")
        self.setObjectName("keys")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 12)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, name in enumerate(COLUMNS[1:], 1):
            # Not by what is in it: a site of 5,000 pages would be asked for all of it.
            header.resizeSection(column, header.fontMetrics().horizontalAdvance(name) + 28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._pages.toggle(self.currentIndex().row())
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            # The button of the dialog; a table would take it for itself.
            event.ignore()
        else:
            super().keyPressEvent(event)
