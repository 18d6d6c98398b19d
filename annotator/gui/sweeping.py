"""When Python may look through all objects for garbage: while the editor rests."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from annotator.gui.window import MainWindow

_REST_MS = 4_000
_BETWEEN_MS = 60_000
_NEVER = 1 << 30


class Sweeper(QObject):
    """Puts full rounds of the garbage collector off until nothing has moved for some seconds.

    Nearly everything is freed without it; but a page of 20,000 blocks is a million objects to look
    through, and the window stands still meanwhile, in whichever thread a round begins. The quick
    rounds, over what is young, go on as ever.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._thresholds = gc.get_threshold()
        gc.set_threshold(*self._thresholds[:2], _NEVER)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._sweep)
        view = window.middle.view
        for signal in (
            view.page_cursor.moved,
            view.page_cursor.selection_changed,
            view.verticalScrollBar().valueChanged,
            window.current.facts_changed,
            window.current.pages.modelReset,
        ):
            signal.connect(self._stir)
        self._stir()

    def end(self) -> None:
        """Leave the collector as it was."""
        gc.set_threshold(*self._thresholds)

    def _stir(self) -> None:
        """The editor is at work: wait from now on."""
        self._rest.start(_REST_MS)

    def _sweep(self) -> None:
        gc.collect()
        self._rest.start(_BETWEEN_MS)
