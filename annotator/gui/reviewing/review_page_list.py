"""The left pane of the review: which pages there are, which wait, how many are accepted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QLabel,
    QListView,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.core.pages import PageId
from annotator.gui.appearance import colours
from annotator.gui.page_delegate import paint_standing
from annotator.gui.page_list import FilterField
from annotator.gui.page_model import Index
from annotator.gui.reviewing.review_pages import ReviewPages, short_state_of, standing_of, title_of
from annotator.gui.row_card import paint_card
from annotator.gui.shortening import shortened

_PAD = 8
_SIGN = 16
_LEAST_ROOM = 60


class ReviewPageList(QWidget):
    """`chosen(page)` asks to open a page, `left()` to go to its text.

    `only_to_do(is_on)` follows the box above the list.
    """

    chosen = Signal(int)
    left = Signal()
    only_to_do = Signal(bool)

    def __init__(self, model: ReviewPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._delegate = ReviewPageDelegate(model, self)
        self.field = FilterField(self)
        self.field.setPlaceholderText("Filter pages")
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName("Filter pages by text")
        self.to_do = QCheckBox("&Only pages to do", self)
        self.to_do.setChecked(True)
        self.list = QListView(self)
        self.list.setModel(model)
        self.list.setItemDelegate(self._delegate)
        self.list.setObjectName("side")
        self.list.setAccessibleName("Pages to review")
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.progress = QLabel(self)
        self.progress.setTextFormat(Qt.TextFormat.PlainText)
        self.progress.setAccessibleName("How many pages are accepted")
        self.progress.setWordWrap(True)
        self.progress.setContentsMargins(6, 0, 0, 0)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setAccessibleName("Share of the pages that is accepted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 8, 8)
        layout.setSpacing(8)
        for widget in (self.field, self.to_do, self.list, self.progress, self._bar):
            layout.addWidget(widget)
        layout.setStretchFactor(self.list, 1)
        self.field.textChanged.connect(lambda _text: self._apply())
        self.field.returnPressed.connect(self._open_first)
        self.field.dismissed.connect(self._leave_field)
        self.to_do.toggled.connect(self._on_to_do)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)
        for signal in (model.modelReset, model.dataChanged):
            signal.connect(self._show_progress)
        self._show_progress()

    def show_page(self, page: PageId) -> None:
        """Mark the page that is open, and bring it into sight."""
        self.model.set_current(page)
        index = self.model.index_of(page)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
        self.list.viewport().update()

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._delegate.is_dark = is_dark
        self.list.viewport().update()

    def _apply(self) -> None:
        self.model.show_only(self.field.text(), to_do=self.to_do.isChecked())
        if self.model.current is not None:
            self.list.setCurrentIndex(self.model.index_of(self.model.current))

    def _on_to_do(self, is_on: bool) -> None:
        self._apply()
        self.only_to_do.emit(is_on)

    def _open_first(self) -> None:
        if self.model.shown:
            self.chosen.emit(self.model.shown[0])
        self.left.emit()

    def _leave_field(self) -> None:
        self.field.clear()
        self.left.emit()

    def _choose(self, index: Index) -> None:
        row = self.model.row_at(index)
        if row is not None:
            self.chosen.emit(row.page)
            self.left.emit()

    def _show_progress(self, *_what: object) -> None:
        done, total = self.model.accepted_count, len(self.model.rows)
        pages = "page" if total == 1 else "pages"
        self.progress.setText(f"{done:,} of {total:,} {pages} accepted")
        self._bar.setMaximum(max(total, 1))
        self._bar.setValue(done)


class ReviewPageDelegate(QStyledItemDelegate):
    """Two lines a page; all text is painted as it is, never as markup."""

    def __init__(self, model: ReviewPages, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.is_dark = False

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, 2 * QFontMetrics(option.font).height() + 2 * _PAD + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._model.row_at(index)
        if row is None:
            return
        table = colours(self.is_dark)
        is_current = row.page == self._model.current
        state: QStyle.StateFlag = option.state & ~QStyle.StateFlag.State_Selected
        if is_current:
            state |= QStyle.StateFlag.State_Selected
        rect: QRect = option.rect
        painter.save()
        paint_card(painter, rect, state, table)
        sign = QRectF(rect.left() + _PAD + 3, rect.top() + _PAD + 2, _SIGN, _SIGN)
        status, share = standing_of(row)
        paint_standing(painter, sign, status, share, table)
        area = rect.adjusted(2 * _PAD + _SIGN + 5, _PAD, -_PAD, -_PAD)
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold if is_current else QFont.Weight.Normal)
        metrics = QFontMetrics(strong)
        line = QRect(area.left(), area.top(), area.width(), metrics.height())
        painter.setFont(strong)
        painter.setPen(QColor(table.text))
        painter.drawText(line, _LEFT, shortened(title_of(row), metrics, line.width()))
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * 0.88)
        metrics = QFontMetrics(small)
        line.moveTop(area.bottom() - line.height() + 1)
        painter.setFont(small)
        painter.setPen(QColor(table.muted))
        state_words = metrics.elidedText(short_state_of(row), _ELIDED, line.width())
        painter.drawText(line, _RIGHT, state_words)
        room = line.width() - metrics.horizontalAdvance(state_words) - _PAD
        where = "  ·  ".join(one for one in (str(row.page), row.site) if one)
        if room < metrics.horizontalAdvance(where):
            where = where if room > _LEAST_ROOM else str(row.page)
        if room >= metrics.horizontalAdvance(str(row.page)):
            painter.drawText(line, _LEFT, shortened(where, metrics, room))
        painter.restore()


_ELIDED = Qt.TextElideMode.ElideRight
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
