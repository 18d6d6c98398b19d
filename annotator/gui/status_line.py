"""The line at the foot of the window: saved or not, which page, which encoding, what is amiss."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QMenu, QStatusBar, QToolButton, QWidget

from annotator.core.pages import PageFacts
from annotator.gui.appearance import colours
from annotator.gui.notices import plain_tool_tip
from annotator.gui.saving import SaveState

ENCODINGS = (
    ("Unicode", ("utf-8", "utf-16le", "utf-16be")),
    ("Western", ("windows-1252", "iso-8859-15")),
    ("Central European", ("windows-1250", "iso-8859-2")),
    ("Cyrillic", ("windows-1251", "koi8-r", "koi8-u", "iso-8859-5")),
    ("Greek and Turkish", ("windows-1253", "iso-8859-7", "windows-1254")),
    ("Hebrew and Arabic", ("windows-1255", "windows-1256", "iso-8859-6")),
    ("Baltic and Vietnamese", ("windows-1257", "windows-1258")),
    ("Chinese", ("gb18030", "big5")),
    ("Japanese", ("shift_jis", "euc-jp", "iso-2022-jp")),
    ("Korean and Thai", ("euc-kr", "windows-874")),
)


class StatusLine(QStatusBar):
    """`encoding_chosen(name)` asks to read the page again with another encoding."""

    encoding_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_dark = False
        self._state: SaveState | None = None
        self.setSizeGripEnabled(False)
        self.setContentsMargins(6, 0, 6, 0)
        self.saved = self._label("Saved state")
        self.place = self._label("Place among the pages")
        self.proposal = self._label("Proposed for the current block")
        # What it tells never makes the window wider.
        self.proposal.setMinimumWidth(1)
        self.warning = self._label("What is amiss with the page")
        self.zoom = self._label("Zoom")
        self.annotator = self._label("Annotator")
        self.encoding = QToolButton(self)
        self.encoding.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.encoding.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.encoding.setAccessibleName("Encoding of the page")
        self.encodings = self._encodings()
        self.encoding.setMenu(self.encodings)
        self.addWidget(self.saved)
        self.addWidget(self.place)
        self.addWidget(self.proposal)
        for widget in (self.warning, self.annotator, self.encoding, self.zoom):
            self.addPermanentWidget(widget)
        self.show_facts(None)

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._is_dark = is_dark
        self.warning.setStyleSheet(f"color: {colours(is_dark).warning};")
        self._dress_saved()

    def show_saved(self, state: SaveState | None, count: int = 0, *, is_busy: bool = False) -> None:
        """Say whether every edit is committed; None where nothing is open.

        `is_busy` says that a step is still under way that takes longer than a key press.
        """
        edits = "1 edit" if count == 1 else f"{count} edits"
        words = {
            None: "",
            SaveState.SAVED: "✓ Saved",
            SaveState.SAVING: "Working…" if is_busy else "Saving…",
            SaveState.FAILED: f"⚠ {edits} not saved",
        }
        self._state = state
        self.saved.setText(words[state])
        self.saved.setAccessibleDescription(words[state])
        self._dress_saved()

    def show_place(self, page: int, number: int, total: int) -> None:
        """Say which page is open, and where it stands among all; nothing where none is."""
        told = f"Page {number:,} of {total:,}"
        if page != number:
            told = f"Page {page:,}, {number:,} of {total:,}"
        self.place.setText(told if number else "")

    def show_proposal(self, told: str) -> None:
        """Say what is proposed where the editor is; nothing where nothing is."""
        self.proposal.setText(told)
        self.proposal.setToolTip(plain_tool_tip(told))
        self.proposal.setAccessibleDescription(told)

    def show_facts(self, facts: PageFacts | None, *, can_change: bool = False) -> None:
        """Say how the page was read."""
        self.encoding.setVisible(facts is not None)
        self.encodings.setEnabled(can_change and facts is not None)
        self.warning.clear()
        self.warning.setToolTip("")
        if facts is None:
            return
        told = f"{facts.encoding}, {facts.encoding_source.value}"
        self.encoding.setText(f"{told} ▾" if can_change else told)
        found = f"The encoding of this page was found by: {facts.encoding_source.value}."
        hint = "" if can_change else "\nIt can be changed while the page has no labels."
        self.encoding.setToolTip(plain_tool_tip(found + hint))
        self.encoding.setAccessibleDescription(found)
        self.encoding.setEnabled(can_change)
        amiss = []
        if facts.replaced_count:
            signs = "character" if facts.replaced_count == 1 else "characters"
            amiss.append(f"{facts.replaced_count:,} {signs} replaced")
        if facts.cut:
            amiss.append("the end of the page is missing")
            self.warning.setToolTip(plain_tool_tip(facts.cut))
        if amiss:
            self.warning.setText("⚠ " + ", ".join(amiss))

    def _dress_saved(self) -> None:
        table = colours(self._is_dark)
        colour = {SaveState.SAVED: table.good, SaveState.FAILED: table.error}
        name = table.muted if self._state is None else colour.get(self._state, table.muted)
        self.saved.setStyleSheet(f"color: {name};")

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAccessibleName(name)
        label.setContentsMargins(10, 3, 10, 3)
        return label

    def _encodings(self) -> QMenu:
        menu = QMenu("Read the page as", self)
        for script, names in ENCODINGS:
            part = menu.addMenu(script)
            for name in names:
                action = part.addAction(name)
                action.triggered.connect(
                    lambda _checked=False, name=name: self.encoding_chosen.emit(name)
                )
        return menu
