"""Guidelines as a text to read: formats and plain letters, never markup."""

from __future__ import annotations

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.gui.appearance import Colours, colours
from annotator.gui.guidelines.markdown import Part, Shown, TextPart, Words

_SIZES = {1: 1.35, 2: 1.18, 3: 1.05}
_INDENT = 16
_AT_ONCE = 200
_CUT = "The rest is too long to be shown here; it is in the project all the same."


class GuidelineText(QTextEdit):
    """Read-only. Nothing is loaded, whatever a text names; there are no links to follow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setObjectName("guidelines")
        self.setAccessibleName("Guidelines")
        self.document().setDocumentMargin(8)
        self.setMinimumHeight(40)
        self._shown = Shown(())
        self._is_dark = False
        self._written = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._write_more)

    def show_text(self, shown: Shown) -> None:
        """Show these guidelines from their beginning."""
        self._shown = shown
        self._write()
        self.verticalScrollBar().setValue(0)

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._is_dark = is_dark
        place = self.verticalScrollBar().value()
        self._write()
        self.verticalScrollBar().setValue(place)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        return None

    def _write(self) -> None:
        """Write all of it anew: the beginning now, the rest whenever the window has time."""
        self._later.stop()
        self.document().clear()
        self._written = 0
        self._write_more()

    def _write_more(self) -> None:
        table = colours(self._is_dark)
        parts = self._shown.parts
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        first, last = self._written, min(self._written + _AT_ONCE, len(parts))
        for number in range(first, last):
            before = parts[number - 1].part if number else None
            self._write_part(cursor, parts[number], before, table)
        self._written = last
        if last < len(parts):
            self._later.start()
        elif self._shown.is_cut:
            cursor.insertBlock(QTextBlockFormat())
            cursor.insertText(_CUT, self._format(TextPart(Part.QUOTE), Words(""), table))
        cursor.endEditBlock()

    def _write_part(
        self, cursor: QTextCursor, part: TextPart, before: Part | None, table: Colours
    ) -> None:
        shape = _block_format(part, before, table)
        if before is None:
            cursor.setBlockFormat(shape)
        else:
            cursor.insertBlock(shape)
        if part.marker:
            cursor.insertText(f"{part.marker} ", self._format(part, Words(""), table))
        for words in part.words:
            text = words.text.replace("\n", "\u2028")
            cursor.insertText(text, self._format(part, words, table))

    def _format(self, part: TextPart, words: Words, table: Colours) -> QTextCharFormat:
        shape = QTextCharFormat()
        font = QFont(self.font())
        if words.is_code:
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setPointSizeF(self.font().pointSizeF() * 0.95)
            shape.setBackground(QColor(table.hover))
        if part.part is Part.HEADING:
            font.setPointSizeF(self.font().pointSizeF() * _SIZES.get(part.level, 1.0))
        is_strong = words.is_strong or part.part is Part.HEADING
        font.setWeight(QFont.Weight.DemiBold if is_strong else QFont.Weight.Normal)
        font.setItalic(words.is_emphasis)
        shape.setFont(font)
        is_quiet = part.part is Part.QUOTE
        shape.setForeground(QColor(table.muted if is_quiet else table.text))
        return shape


def _block_format(part: TextPart, before: Part | None, table: Colours) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setBottomMargin(3)
    shape.setTopMargin(0 if before is None else 5)
    shape.setLineHeight(112, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    match part.part:
        case Part.HEADING if before is not None:
            shape.setTopMargin(14)
        case Part.ITEM:
            shape.setLeftMargin(_INDENT * (part.level + 1))
            shape.setTextIndent(-12)
            shape.setTopMargin(1 if before is Part.ITEM else 4)
        case Part.QUOTE:
            shape.setLeftMargin(_INDENT)
        case Part.CODE:
            shape.setLeftMargin(8)
            shape.setBackground(QColor(table.hover))
        case Part.RULE:
            shape.setProperty(QTextFormat.Property.BlockTrailingHorizontalRulerWidth, 1)
    return shape
