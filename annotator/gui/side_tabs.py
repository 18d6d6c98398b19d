"""What stands below the labels: one of several panels, each behind the tab that names it."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

_LEAST_HEIGHT = 90


class SidePanel(Protocol):
    """What a panel at the side can be told and asked."""

    @property
    def list(self) -> QWidget:
        """What takes the keys."""

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""


class _Stack(QStackedWidget):
    """Takes the room there is: no panel in it may cover the labels, or make the window grow."""

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        return QSize(190, _LEAST_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, _LEAST_HEIGHT)


class SideTabs(QWidget):
    """Panels, one of them in sight. `turned(panel)` follows when another one is.

    A panel is added when it is first wanted: what nobody asks for costs nothing.
    """

    turned = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_dark = False
        self._bar = QTabBar(self)
        self._bar.setObjectName("side_tabs")
        self._bar.setAccessibleName("Panels beside the page")
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setUsesScrollButtons(False)
        self._bar.setElideMode(Qt.TextElideMode.ElideRight)
        self._bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._stack = _Stack(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self._stack, 1)
        self._bar.currentChanged.connect(self._turn)

    @property
    def current(self) -> QWidget | None:
        """The panel in sight."""
        return self._stack.currentWidget()

    @property
    def with_keys(self) -> QWidget | None:
        """What takes the keys in the panel that is in sight."""
        return cast("SidePanel", self.current).list if self.current is not None else None

    @property
    def titles(self) -> tuple[str, ...]:
        """What the tabs say."""
        return tuple(self._bar.tabText(number) for number in range(self._bar.count()))

    def add(self, title: str, panel: QWidget) -> None:
        """Add a panel behind the others."""
        cast("SidePanel", panel).set_dark(self._is_dark)
        self._stack.addWidget(panel)
        self._bar.addTab(title)
        self._bar.setTabToolTip(self._bar.count() - 1, title)
        self._bar.setProperty("single", self._bar.count() == 1)
        self._bar.style().polish(self._bar)

    def rename(self, panel: QWidget, title: str) -> None:
        """Have another title on the tab of a panel."""
        number = self._stack.indexOf(panel)
        self._bar.setTabText(number, title)
        self._bar.setTabToolTip(number, title)

    def show_panel(self, panel: QWidget) -> None:
        """Bring a panel into sight."""
        self._bar.setCurrentIndex(self._stack.indexOf(panel))

    def show_first(self) -> None:
        """Bring the panel into sight that was there first."""
        self._bar.setCurrentIndex(0)

    def set_dark(self, is_dark: bool) -> None:
        """Paint for a light or a dark window."""
        self._is_dark = is_dark
        for number in range(self._stack.count()):
            cast("SidePanel", self._stack.widget(number)).set_dark(is_dark)

    def _turn(self, number: int) -> None:
        before, focused = self.current, self.window().focusWidget()
        had_keys = before is not None and focused is not None and before.isAncestorOf(focused)
        self._stack.setCurrentIndex(number)
        if had_keys and self.with_keys is not None:
            # Else they would go to whatever comes next, a button at worst.
            self.with_keys.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit(self._stack.currentWidget())
