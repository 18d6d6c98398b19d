"""Which column of a table is what, to be seen and changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from annotator.gui.choice_box import ChoiceBox
from annotator.services.previewing import Columns, FoundTable

_NONE = "– none –"
_DIFFERS = "– as each table has it –"
_OTHERS = (("url", "&Address"), ("id", "I&d"), ("title", "&Title"), ("time", "Ti&me of fetching"))
_WIDEST = 40


class ColumnForm(QWidget):
    """Boxes with the columns of one table, or of several that are read alike.

    `changed(columns)` follows a choice of the editor: what was never chosen stays a guess.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = Columns()
        self.pages = self._box("Column with the pages")
        self.kind = self._box("What the pages are")
        self.kind.addItem("HTML", "html")
        self.kind.addItem("Plain text", "text")
        self.others = {what: self._box(name.replace("&", "")) for what, name in _OTHERS}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.addRow("&Pages in column", self.pages)
        form.addRow("&Read as", self.kind)
        for what, name in _OTHERS:
            form.addRow(name, self.others[what])
        self.pages.activated.connect(self._choose_pages)
        self.kind.activated.connect(self._choose_pages)
        for what, box in self.others.items():
            box.activated.connect(lambda _index, what=what: self._choose_other(what))

    def show_tables(self, tables: Sequence[FoundTable]) -> None:
        """Show the columns of these tables, and which of them are read as what."""
        names = tuple(dict.fromkeys(name for table in tables for name in table.names))
        read = [table.columns for table in tables]
        contents = [one.html or one.text for one in read]
        _fill(self.pages, names, contents, can_be_none=False)
        kinds = {"text" if one.text else "html" for one in read if one.html or one.text}
        if len(kinds) == 1:
            self.kind.setCurrentIndex(self.kind.findData(kinds.pop()))
        for what, box in self.others.items():
            _fill(box, names, [getattr(one, what) for one in read], can_be_none=True)

    def _box(self, name: str) -> ChoiceBox:
        box = ChoiceBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        return box

    def _choose_pages(self) -> None:
        name = self.pages.currentData()
        if name is not None:
            is_html = self.kind.currentData() == "html"
            html, text = (name, "") if is_html else ("", name)
            self._want(replace(self.wanted, html=html, text=text))

    def _choose_other(self, what: str) -> None:
        name = self.others[what].currentData()
        if name is not None:
            self._want(replace(self.wanted, **{what: name}))

    def _want(self, columns: Columns) -> None:
        if columns != self.wanted:
            self.wanted = columns
            self.changed.emit(columns)


def _fill(
    box: ChoiceBox, names: Sequence[str], read: Sequence[str | None], *, can_be_none: bool
) -> None:
    """Put the columns into a box and choose what is read, if that is one for all."""
    box.clear()
    if can_be_none:
        box.addItem(_NONE, "")
    for name in names:
        box.addItem(name if len(name) <= _WIDEST else f"{name[:_WIDEST]}…", name)
    found = {name or "" for name in read}
    if len(found) == 1 and (place := box.findData(found.pop())) >= 0:
        box.setCurrentIndex(place)
    else:
        box.insertItem(0, _DIFFERS if len(read) > 1 else "– choose –", None)
        box.setCurrentIndex(0)
