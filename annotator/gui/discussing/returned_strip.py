"""The strip above the text of a page that was returned: by whom, why, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.core.remarks import Remark
from annotator.gui.appearance import colours
from annotator.gui.discussing.remark_rows import author_of, moment, plain
from annotator.gui.notices import plain_tool_tip

_LINES = 2
_BESIDE = 640


class ReturnedStrip(QFrame):
    """`asked_what()` and `answered()` follow its buttons.

    As high as it is from the first, so that the text stays where it is when the reason comes.
    """

    asked_what = Signal()
    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("returned")
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.reason = ShortText(_LINES, self)
        self.what = QPushButton("Show what was decided", self)
        self.answer = QPushButton("Answer…", self)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.reason)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.what, self.answer):
            button.setProperty("compact", True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(20, 7, 12, 7)
        self._layout.setSpacing(8)
        self._layout.addLayout(words, 1)
        self._layout.addLayout(buttons)
        self.what.clicked.connect(self.asked_what)
        self.answer.clicked.connect(self.answered)
        self.show_verdict(None, has_decisions=False, is_writable=False)
        self.set_dark(False)

    def show_verdict(
        self, verdict: Remark | None, *, has_decisions: bool, is_writable: bool
    ) -> None:
        """Say who returned the page and why, as far as that is known yet."""
        told = "This page was returned"
        reason = ""
        if verdict is not None:
            told = f"Returned by {author_of(verdict)}, {moment(verdict.made_at)}"
            reason = plain(verdict.text) or "No reason was given."
        self.title.setText(told)
        self.reason.show_text(reason)
        self.what.setEnabled(has_decisions)
        self.what.setVisible(has_decisions)
        self.answer.setVisible(is_writable)
        self.setAccessibleName(f"{told}. {reason}")

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        table = colours(is_dark)
        self.setStyleSheet(
            f"#returned {{ background: {table.warning_ground}; border: none; "
            f"border-left: 4px solid {table.warning}; }}"
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= _BESIDE
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(way)


class ShortText(QWidget):
    """Plain text on so many lines at most; all of it on hover."""

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """All of the text."""
        return self._text

    def show_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setToolTip(plain_tool_tip(text))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().lineSpacing() * self._lines)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self.palette().windowText().color()))
        shown = " ".join(self._text.split())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(shown, self.font())
        layout.setTextOption(option)
        layout.beginLayout()
        metrics, height = self.fontMetrics(), self.fontMetrics().lineSpacing()
        for number in range(self._lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self.width())
            line.setPosition(QPointF(0, number * height))
            end = line.textStart() + line.textLength()
            if number == self._lines - 1 and end < len(shown.encode("utf-16-le")) // 2:
                rest = _behind(shown, line.textStart())
                layout.endLayout()
                elided = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
                self._draw(painter, layout, number)
                painter.drawText(QPointF(0, number * height + metrics.ascent()), elided)
                return
        layout.endLayout()
        self._draw(painter, layout, layout.lineCount())

    def _draw(self, painter: QPainter, layout: QTextLayout, count: int) -> None:
        for number in range(count):
            layout.lineAt(number).draw(painter, QPointF(0, 0))


def _behind(text: str, unit: int) -> str:
    """The text from a UTF-16 unit on."""
    return text.encode("utf-16-le")[2 * unit :].decode("utf-16-le", "ignore")
