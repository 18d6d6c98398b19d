"""The browser itself: one guarded page that shows what it is given and talks to our script."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QCoreApplication, QFile, QIODevice, Qt, QUrl, Signal
from PySide6.QtGui import QColor
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from annotator.core.errors import BugError
from annotator.gui.page_view.bridge import Program
from annotator.gui.page_view.engine import SCHEME
from annotator.gui.page_view.guard import GuardedPage, guarded_profile
from annotator.gui.page_view.layers import ALL, Layers
from annotator.gui.page_view.scheme import PageHandler, Served
from annotator.services.resources import resource

# A world of its own: what runs there shares the page's tree and none of its values.
_WORLD = int(QWebEngineScript.ScriptWorldId.ApplicationWorld.value)


class Browser(QWebEngineView):
    """Shows one document after another, and never has the keys: they belong to the window.

    `program` hears the script; `arrived()` follows when the browser has given up the page before
    for the one that it loads, `died()` the end of the process that shows the page.
    """

    arrived = Signal()
    died = Signal()

    def __init__(self, parent: QWidget | None = None, layers: Layers = ALL) -> None:
        super().__init__(parent)
        self._url = QUrl()
        self.program = Program(self)
        self.program.begun.connect(self._keep_off_keys)
        # A page must end before its profile, so that is no child of this view as the page is.
        profile = guarded_profile(layers, QCoreApplication.instance())
        self._handler = PageHandler(profile, has_policy=layers.policy)
        profile.installUrlSchemeHandler(SCHEME.encode(), self._handler)
        page = GuardedPage(profile, layers, self)
        page.destroyed.connect(profile.deleteLater)
        channel = QWebChannel(page)
        channel.registerObject("program", self.program)
        page.setWebChannel(channel, _WORLD)
        page.scripts().insert(_script())
        page.urlChanged.connect(self._on_address)
        page.renderProcessTerminated.connect(lambda *_how: self.died.emit())
        self.setPage(page)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAcceptDrops(False)

    def show_document(self, served: Served) -> None:
        """Load a document; `program.begun` follows when the script is ready in it."""
        self._url = self._handler.serve(served)
        self.program.load = self._handler.load
        self.load(self._url)

    def tell(self, what: str, message: object) -> None:
        """Call a function of the script; its answer is not waited for."""
        self._run(what, message)

    def ask(self, what: str, message: object, answer: Callable[[object], None]) -> None:
        """Call a function of the script and hear its answer."""
        load = self.program.load

        def hear(found: object) -> None:
            if load == self.program.load:
                answer(found)

        self._run(what, message, hear)

    def set_paper(self, colour: QColor) -> None:
        """The colour behind a page that has none, and before it is there."""
        self.page().setBackgroundColor(colour)

    def _on_address(self, url: QUrl) -> None:
        if url == self._url:
            self.arrived.emit()

    def _keep_off_keys(self) -> None:
        """The surface, which some documents get anew, would take the keys with every click."""
        surface = self.focusProxy()
        if surface is not None:
            surface.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _run(
        self, what: str, message: object, hear: Callable[[object], None] | None = None
    ) -> None:
        # JSON is JavaScript, since ECMAScript 2019 with U+2028 and its kin as well.
        code = f"window.annotator && window.annotator.{what}({json.dumps(message)})"
        if hear is None:
            self.page().runJavaScript(code, _WORLD)
        else:
            self.page().runJavaScript(code, _WORLD, hear)


@cache
def _source() -> str:
    file = QFile(":/qtwebchannel/qwebchannel.js")
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise BugError("Qt WebChannel's own script is not there")
    channel = bytes(file.readAll().data()).decode()
    return f"{channel}\n{resource('page-view.js').read_text('utf-8')}"


def _script() -> QWebEngineScript:
    script = QWebEngineScript()
    script.setName("annotator")
    script.setSourceCode(_source())
    script.setWorldId(_WORLD)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    script.setRunsOnSubFrames(False)
    return script
