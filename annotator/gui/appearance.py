"""The colours of the window, light and dark: one table that palettes, sheets and painters share."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator.gui.settings import Appearance
from annotator.gui.style_sheet import style_sheet
from annotator.services.resources import resource


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours by what they are for, each as `#rrggbb`. Text has a contrast of 4.5 or more."""

    window: str
    page: str
    raised: str
    text: str
    muted: str
    border: str
    scroll: str
    accent: str
    on_accent: str
    chosen: str
    hover: str
    good: str
    warning: str
    warning_ground: str
    error: str
    error_ground: str
    note_ground: str


LIGHT = Colours(
    window="#f4f4f2",
    page="#fcfcfb",
    raised="#ffffff",
    text="#1f2328",
    muted="#5d6570",
    border="#dcdcd7",
    scroll="#b4b7b5",
    accent="#1f62d0",
    on_accent="#ffffff",
    chosen="#e3eafb",
    hover="#ececea",
    good="#1f7a46",
    warning="#835400",
    warning_ground="#fdf3dc",
    error="#a8261c",
    error_ground="#fdeae8",
    note_ground="#e9effc",
)

DARK = Colours(
    window="#24272b",
    page="#1c1e21",
    raised="#2d3136",
    text="#e4e6e8",
    muted="#a0a7af",
    border="#3a3f45",
    scroll="#5c636b",
    accent="#6cabff",
    on_accent="#10131a",
    chosen="#2a3a5c",
    hover="#32363b",
    good="#6fcf97",
    warning="#f0c061",
    warning_ground="#3a301a",
    error="#ff9b92",
    error_ground="#43231f",
    note_ground="#243150",
)


def colours(is_dark: bool) -> Colours:
    """The table for light or dark."""
    return DARK if is_dark else LIGHT


def palette_of(table: Colours) -> QPalette:
    """The Qt palette of a table."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, table.window),
        (roles.WindowText, table.text),
        (roles.Base, table.page),
        (roles.AlternateBase, table.window),
        (roles.Text, table.text),
        (roles.Button, table.raised),
        (roles.ButtonText, table.text),
        (roles.BrightText, table.on_accent),
        (roles.ToolTipBase, table.raised),
        (roles.ToolTipText, table.text),
        (roles.PlaceholderText, table.muted),
        (roles.Highlight, table.accent),
        (roles.HighlightedText, table.on_accent),
        (roles.Accent, table.accent),
        (roles.Link, table.accent),
        (roles.Light, table.raised),
        (roles.Midlight, table.hover),
        (roles.Mid, table.border),
        (roles.Dark, table.border),
        (roles.Shadow, table.border),
    ):
        palette.setColor(role, QColor(name))
    off = QPalette.ColorGroup.Disabled
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        dim = QColor(table.muted)
        dim.setAlpha(150)
        palette.setColor(off, role, dim)
    return palette


def is_dark(palette: QPalette) -> bool:
    """Whether what wears this palette is dark: for what is not told when the window changes."""
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


class AppearanceSwitch(QObject):
    """Dresses the application, and again whenever the desktop or the editor changes the scheme."""

    changed = Signal(bool)

    def __init__(self, wish: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wish = wish
        self.is_dark = self._wanted_dark()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    def choose(self, wish: Appearance) -> None:
        """Wear light or dark whatever the desktop wears, or follow it."""
        self._wish = wish
        self._apply()

    def _wanted_dark(self) -> bool:
        if self._wish is Appearance.FOLLOW:
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._wish is Appearance.DARK

    def _apply(self) -> None:
        self.is_dark = self._wanted_dark()
        table = colours(self.is_dark)
        QApplication.setStyle("Fusion")
        QApplication.setPalette(palette_of(table))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            tick = resource("tick-on-light.svg" if self.is_dark else "tick-on-dark.svg")
            application.setStyleSheet(style_sheet(asdict(table), tick))
        self.changed.emit(self.is_dark)
