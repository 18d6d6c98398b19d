"""A process that visits pages with some layers of defence and says what came of it.

    python -m tests.gui.page_view.visiting_process < orders.json

The orders are `{"names": bool, "visits": [{"layers": {…}, "pages": [[path, media type], …],
"is_used": bool, "rest_ms": int}]}`; `names` says that host names may be resolved, which holds for
the process, `is_used` that each page is clicked through, and `rest_ms` how long it then has for
what it is up to. The answer is a line of
JSON for each visit: how many requests for anything but the program's own addresses the browser
made, how many dialogs it wanted to open and windows it opened, which addresses the page went to,
and what it showed in the end.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInterceptor
from PySide6.QtWidgets import QApplication

from annotator.gui.page_view import guard
from annotator.gui.page_view.engine import SCHEME, start_engine
from annotator.gui.page_view.layers import Layers
from annotator.gui.page_view.scheme import Served
from tests.gui import browser_environment  # noqa: F401 - before there is an application

_LONGEST_MS = 10_000


class _Counts:
    def __init__(self) -> None:
        self.requests: list[str] = []
        self.dialogs = 0

    def begin(self) -> None:
        self.requests = []
        self.dialogs = 0


_counts = _Counts()


def _note(request: Any) -> None:
    url = request.requestUrl()
    if url.scheme() not in {SCHEME, "data"}:
        _counts.requests.append(url.toString()[:100])


class _CountingInterceptor(guard.Interceptor):
    def interceptRequest(self, request: Any) -> None:  # noqa: N802 - Qt's name
        _note(request)
        super().interceptRequest(request)


class _Onlooker(QWebEngineUrlRequestInterceptor):
    def interceptRequest(self, request: Any) -> None:  # noqa: N802 - Qt's name
        _note(request)


def _wait(is_so: Callable[[], bool], milliseconds: int) -> None:
    end = time.monotonic() + milliseconds / 1000
    while not is_so() and time.monotonic() < end:
        QTest.qWait(2)


def _count_dialog(_page: Any, *_words: Any) -> bool:
    _counts.dialogs += 1
    return False


def _count_choice(_page: Any, *_what: Any) -> list[str]:
    _counts.dialogs += 1
    return []


def _visit(visit: dict[str, Any]) -> dict[str, Any]:
    from annotator.gui.page_view.browser import Browser  # noqa: PLC0415 - after `start_engine`

    _counts.begin()
    layers = Layers(**visit["layers"])
    browser = Browser(layers=layers)
    onlooker = _Onlooker()
    if not layers.intercepts:
        browser.page().profile().setUrlRequestInterceptor(onlooker)
    windows = []
    browser.page().newWindowRequested.connect(windows.append)
    browser.resize(800, 600)
    browser.show()
    places: set[str] = set()
    shown = ""
    for path, media_type in visit["pages"]:
        ended: list[bool] = []
        browser.page().loadFinished.connect(ended.append)
        browser.show_document(Served(Path(path).read_bytes(), media_type))
        _wait(lambda ended=ended: bool(ended), _LONGEST_MS)
        QTest.qWait(visit["rest_ms"])
        if visit["is_used"]:
            _use(browser)
            texts: list[str] = []
            browser.page().toPlainText(texts.append)
            _wait(lambda texts=texts: bool(texts), 1_000)
            shown += "".join(texts)
        places.add(browser.url().scheme())
    answer = {
        "requests": _counts.requests,
        "dialogs": _counts.dialogs,
        "windows": len(windows) + sum(one is not browser for one in QApplication.topLevelWidgets()),
        "places": sorted(places),
        "shown": shown,
    }
    browser.hide()
    browser.deleteLater()
    QTest.qWait(20)
    return answer


def _use(browser: Any) -> None:
    """Click, hover and scroll, as somebody would who reads the page."""
    surface = browser.focusProxy() or browser
    for y in range(20, 600, 60):
        for x in (40, 300):
            QTest.mouseMove(surface, QPoint(x, y))
            QTest.mouseClick(surface, Qt.MouseButton.LeftButton, pos=QPoint(x, y))
    QTest.keyClick(surface, Qt.Key.Key_Tab)
    QTest.keyClick(surface, Qt.Key.Key_Return)
    browser.page().runJavaScript("scrollTo(0, 100000)", 1)


def main() -> None:
    """Do as the orders on standard input say."""
    orders = json.load(sys.stdin)
    application = QApplication(["visiting"])
    start_engine(no_names=not orders["names"])
    guard.Interceptor = _CountingInterceptor
    for name in ("javaScriptAlert", "javaScriptConfirm", "javaScriptPrompt"):
        setattr(guard.GuardedPage, name, _count_dialog)
    guard.GuardedPage.chooseFiles = _count_choice
    for visit in orders["visits"]:
        sys.stdout.write(json.dumps(_visit(visit)) + "\n")
        sys.stdout.flush()
    application.processEvents()
    # Chromium's own end takes seconds and is not what is looked at.
    os._exit(0)


if __name__ == "__main__":
    main()
