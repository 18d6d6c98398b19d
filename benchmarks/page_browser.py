"""A browser in benchmarks: started as the page view starts it, and asked until it answers."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:
    # There is no sandbox for root; the pages are our own, or are looked at without scripts.
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from annotator.gui.page_view.engine import start_engine

_LONGEST_S = 120
SIZE = (1000, 900)


def start() -> QApplication:
    """The application and the engine."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication([])
    # As the page view calls it: it is for once in a process.
    start_engine(no_names=True)
    return application


def make() -> Any:
    """A browser on the screen, as the page view has one."""
    from annotator.gui.page_view.browser import Browser  # noqa: PLC0415 - after `start`

    browser = Browser()
    browser.resize(*SIZE)
    browser.show()
    return browser


def until(is_so: Any) -> None:
    """Let the program work until then."""
    end = time.monotonic() + _LONGEST_S
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError("the browser does not answer")
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()


def ask(browser: Any, code: str) -> Any:
    """What a piece of JavaScript answers, in the world of the program's own script."""
    answers: list[str] = []
    browser.page().runJavaScript(f"JSON.stringify({code})", 1, answers.append)
    until(lambda: bool(answers))
    return json.loads(answers[0] or "null")


def first_painted_at(browser: Any) -> float:
    """When the browser first put something of its page on the screen, as `time.time` counts.

    The browser itself remembers: whoever asks is answered when it has nothing better to do.
    """
    # Not before the document is the new one: the old one was painted long ago.
    load = browser.program.load
    until(lambda: ask(browser, "location.pathname") == f"/{load}/")
    paints = "performance.getEntriesByName('first-contentful-paint')"
    until(lambda: ask(browser, f"{paints}.length") > 0)
    return float(ask(browser, f"performance.timeOrigin + {paints}[0].startTime")) / 1000


def loaded_at(browser: Any) -> float:
    """When the browser had all of its page, as `time.time` counts."""
    navigation = "performance.getEntriesByType('navigation')[0]"
    until(lambda: ask(browser, f"{navigation}.loadEventEnd") > 0)
    return float(ask(browser, f"performance.timeOrigin + {navigation}.loadEventEnd")) / 1000


def tree_memory_mb() -> float:
    """What this process and all below it hold, each page of memory shared out among its users."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(status.parent.name)] = int(fields[1])
    ours = {os.getpid()}
    while more := {one for one, parent in parents.items() if parent in ours} - ours:
        ours |= more
    total = 0
    for one in ours:
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text("ascii")
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in rollup.splitlines() if "Pss:" in line)
    return total / 1000
