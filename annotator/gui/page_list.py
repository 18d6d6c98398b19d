"""The left pane: the pages of the project, and which of them are shown."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.core.pages import PageId
from annotator.gui.choice_box import ChoiceBox
from annotator.gui.notices import plain_tool_tip
from annotator.gui.page_delegate import PageDelegate
from annotator.gui.page_model import COLUMNS, PageModel
from annotator.gui.page_table import Group, PageFilter

_TITLE = COLUMNS.index("Title")
_TYPING_PAUSE_MS = 120


class FilterField(QLineEdit):
    """A field that hears Esc itself: `dismissed()`. The window has another use for that key."""

    dismissed = Signal()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            # Accepted ahead of the window's shortcut, it comes again as a press of this field.
            if event.type() == QEvent.Type.KeyPress:
                self.dismissed.emit()
            event.accept()
            return True
        return super().event(event)


class PageList(QWidget):
    """Filter, list and count. `chosen(page)` asks to open a page, `left()` to go to its text.

    `given_wanted()` asks for `show_given`: the pages that were given to the annotator are read when
    the editor first wants to see them alone.
    """

    chosen = Signal(int)
    left = Signal()
    given_wanted = Signal()

    def __init__(self, model: PageModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        self._order = ""
        self._given: frozenset[PageId] = frozenset()
        self._delegate = PageDelegate(model, self)
        self._filter_text = FilterField(self)
        self._filter_text.setPlaceholderText("Filter pages")
        self._filter_text.setClearButtonEnabled(True)
        self._filter_text.setAccessibleName("Filter pages by text")
        self._group = ChoiceBox(self)
        self._group.addItems([group.value for group in Group])
        self._group.setAccessibleName("Filter pages by status")
        self.count = QLabel(self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setAccessibleName("How many pages are shown")
        self.count.setContentsMargins(6, 0, 0, 2)
        self.table = self._make_table()
        self.order = self._make_order()
        choices = QHBoxLayout()
        choices.setSpacing(4)
        choices.addWidget(self._group, 1)
        choices.addWidget(self.order)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(self._filter_text)
        layout.addLayout(choices)
        layout.addWidget(self.table)
        layout.addWidget(self.count)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._apply_filter)
        # The text that the signal carries would be taken for an interval.
        self._filter_text.textChanged.connect(lambda _text: self._pause.start())
        self._filter_text.returnPressed.connect(self._open_first)
        self._filter_text.dismissed.connect(self._leave_filter)
        self._group.currentIndexChanged.connect(self._on_group)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            signal.connect(self._show_count)
        self._show_count()

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setItemDelegate(self._delegate)
        table.setAccessibleName("Pages")
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setObjectName("side")
        table.setMouseTracking(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.horizontalHeader().hide()
        for column in range(len(COLUMNS)):
            table.setColumnHidden(column, column != _TITLE)
        table.horizontalHeader().setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        rows = table.verticalHeader()
        rows.hide()
        # Every row is as high as the next: 100,000 of them cost no more than the ones in sight.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._delegate.row_height(table.font()))
        table.clicked.connect(self._choose)
        table.activated.connect(self._choose)
        return table

    def _make_order(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("order")
        button.setText("⇅")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName("Order of the pages")
        return button

    def show_orders(self, menu: QMenu) -> None:
        """Offer the orders of this menu above the list."""
        self.order.setMenu(menu)

    def show_order(self, order: str) -> None:
        """Say in which order the pages are; nothing where it is that of their numbers."""
        self._order = order
        told = f"Order of the pages: {order or 'as imported'}"
        self.order.setToolTip(plain_tool_tip(told))
        self.order.setAccessibleDescription(told)
        self._show_count()

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._delegate.set_dark(is_dark)
        self.table.viewport().update()

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self._filter_text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter_text.selectAll()

    def show_page(self, page: PageId) -> None:
        """Mark a page as the open one and bring it into sight."""
        self.model.set_current(page)
        index = self.model.index_of(page, _TITLE)
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def clear_filter(self) -> None:
        """Show all pages."""
        self._filter_text.clear()
        self._group.setCurrentIndex(0)
        self._apply_filter()

    @property
    def group(self) -> Group:
        """Which pages are shown, by their status or by whose they are."""
        return list(Group)[self._group.currentIndex()]

    def choose_group(self, group: Group) -> None:
        """Show those pages."""
        self._group.setCurrentIndex(list(Group).index(group))

    def show_given(self, pages: Collection[PageId]) -> None:
        """Take these pages for those that were given to the annotator."""
        self._given = frozenset(pages)
        if self.group is Group.GIVEN:
            self._apply_filter()

    def _on_group(self) -> None:
        if self.group is Group.GIVEN:
            self.given_wanted.emit()
        self._apply_filter()

    def _apply_filter(self) -> None:
        self._pause.stop()
        given = self._given if self.group is Group.GIVEN else None
        self.model.show_only(PageFilter(self.group, self._filter_text.text(), given))
        if self.model.current is not None:
            self.show_page(self.model.current)

    def _open_first(self) -> None:
        self._apply_filter()
        page = self.model.table.first_match
        if page is None:
            return
        if page != self.model.current:
            self.chosen.emit(page)
        self.left.emit()

    def _leave_filter(self) -> None:
        self._filter_text.clear()
        self._apply_filter()
        self.left.emit()

    def _choose(self, index: QModelIndex) -> None:
        row = self.model.page_row(index)
        if row is not None:
            self.chosen.emit(row.page)

    def _show_count(self) -> None:
        shown, total = len(self.model.table), self.model.table.total
        pages = "page" if total == 1 else "pages"
        text = f"{total:,} {pages}" if shown == total else f"{shown:,} of {total:,} {pages}"
        self.count.setText(", ".join(one for one in (text, self._order) if one))
