"""One's own labels of a page beside those that were decided, with what was said about each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.appearance import is_dark
from annotator.gui.comparing import ComparedText, DisagreementList
from annotator.gui.discussing.beside import Beside
from annotator.gui.discussing.remark_rows import plain

_SIZE = (1000, 660)
_NOTHING = "Nothing was decided otherwise than you have it."


class ComparedDialog(QDialog):
    """Shows what was read for it; it changes nothing. N and P, or the buttons, go on and back.

    `page_wanted()` follows the button that opens the page, where `leads_to_page`.
    """

    page_wanted = Signal()

    def __init__(
        self,
        title: str,
        beside: Beside,
        zoom: float,
        parent: QWidget,
        *,
        leads_to_page: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._beside = beside
        self.sentence = _plain_label(beside.sentence, self)
        self.note = _plain_label("", self)
        self.text = ComparedText(self)
        self.list = DisagreementList(self)
        self.text.set_zoom(zoom)
        self.text.set_dark(is_dark(self.palette()))
        self.list.set_dark(is_dark(self.palette()))
        panes = QSplitter(Qt.Orientation.Horizontal, self)
        panes.setHandleWidth(1)
        panes.setChildrenCollapsible(False)
        panes.addWidget(self.text)
        panes.addWidget(self.list)
        panes.setStretchFactor(0, 1)
        panes.setSizes([680, 300])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.previous = buttons.addButton("Previous (P)", role)
        self.next = buttons.addButton("Next (N)", role)
        self.open_page = buttons.addButton("Open the page", role)
        self.open_page.setVisible(leads_to_page)
        _never_default(self.open_page)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(self.sentence)
        layout.addWidget(panes, 1)
        layout.addWidget(self.note)
        layout.addWidget(buttons)
        self.resize(*_SIZE)
        self._connect()
        self._show()

    def _connect(self) -> None:
        self.text.chosen.connect(self._choose)
        self.list.chosen.connect(self._choose)
        self.list.entered.connect(lambda _number: self.text.setFocus())
        self.next.clicked.connect(lambda: self.text.step(1))
        self.previous.clicked.connect(lambda: self.text.step(-1))
        self.open_page.clicked.connect(self._go_to_page)
        for key, step in (("N", 1), ("P", -1)):
            # Not as keys of the buttons, which would first be seen to go down.
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda step=step: self.text.step(step))

    def _show(self) -> None:
        self.text.show_comparison(self._beside.comparison)
        shown = self.text.compared
        self.list.show_compared(shown)
        count = len(shown.disagreements) if shown is not None else 0
        for button in (self.previous, self.next):
            button.setVisible(count > 1)
            _never_default(button)
        self.list.setVisible(count > 0)
        if count:
            self._choose(1)
            self.text.setFocus()
        else:
            self.note.setText(_NOTHING)

    def _go_to_page(self) -> None:
        self.page_wanted.emit()
        self.accept()

    def _choose(self, number: int) -> None:
        self.text.select(number)
        self.list.select(number)
        shown = self.text.compared
        one = shown.numbered(number) if shown is not None else None
        said = [told for span, told in self._beside.reasons if one and span.overlaps(one.span)]
        self.note.setText("\n".join(plain(told) for told in dict.fromkeys(said)))
        # It keeps its place where any has a word, so that the text does not jump.
        self.note.setVisible(bool(self._beside.reasons))
        count = len(shown.disagreements) if shown is not None else 0
        self.previous.setEnabled(number > 1)
        self.next.setEnabled(number < count)


def _plain_label(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _never_default(button: QPushButton) -> None:
    button.setAutoDefault(False)
    button.setDefault(False)
