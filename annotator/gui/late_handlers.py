"""Handlers of actions that are loaded when they are first needed: the window shows the sooner."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

from annotator.core.journal import Status
from annotator.gui.current import Current
from annotator.gui.desk import Desk
from annotator.services.sitting import Sitting

# The first page is painted by then.
_PAUSE_MS = 50


class LateHandlers(QObject):
    """Makes all of them with the first that is asked for, or soon after the first page is open.

    Whoever is made so late has to catch up with what is open.
    """

    def __init__(
        self, current: Current, make: Callable[[], Mapping[str, object]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._made: Mapping[str, object] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.handlers)
        current.opened.connect(self._on_project)

    @property
    def is_made(self) -> bool:
        """Whether they are there."""
        return self._made is not None

    def handlers(self) -> Mapping[str, object]:
        """All of them, made now if need be."""
        if self._made is None:
            self._pause.stop()
            self._made = self._make()
        return self._made

    def named(self, *names: str) -> dict[str, object]:
        """What stands for handlers of these names."""
        return {name: Late(self, name) for name in names}

    def _on_project(self, desk: Desk | None) -> None:
        if desk is not None and self._made is None:
            desk.opened.connect(self._on_page)

    def _on_page(self, sitting: Sitting) -> None:
        if self._made is not None:
            return
        if sitting.status is Status.RETURNED:
            # What is told of it stands above its text, which must not move once it is read.
            self.handlers()
        else:
            self._pause.start()


class Late:
    """Stands for a handler that is made when anything of it is wanted."""

    def __init__(self, late: LateHandlers, name: str) -> None:
        self._late = late
        self._name = name

    def __getattr__(self, name: str) -> object:
        return getattr(self._late.handlers()[self._name], name)
