"""Every test of the window leaves nothing behind and hears no warning from Qt."""

import functools
import os
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from annotator.gui.launch import make_window
from annotator.gui.settings import SettingsFile
from annotator.services import importing, projects
from tests.gui.browser_environment import EXPECTED as _OF_THE_BROWSER
from tests.gui.windows import html, leave, settle

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# What Qt says of the off-screen platform, not of the program.
_EXPECTED = (
    "This plugin does not support",
    "propagateSizeHints",
    "QFont::",
    "Populating font family aliases",
    "This plugin supports grabbing the mouse only for popup windows",
    *_OF_THE_BROWSER,
)


@pytest.fixture(autouse=True)
def _own_settings(tmp_path, monkeypatch):
    """No test reads or writes the settings and data of whoever runs it."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Threads, windows and warnings of Qt that outlive or surprise a test fail it."""
    messages: list[str] = []

    def hear(kind: QtMsgType, _context: object, message: str) -> None:
        if kind != QtMsgType.QtInfoMsg and not any(one in message for one in _EXPECTED):
            messages.append(message)

    threads = set(threading.enumerate())
    windows = set(map(id, QApplication.topLevelWidgets()))
    previous = qInstallMessageHandler(hear)
    try:
        yield
        for widget in QApplication.topLevelWidgets():
            if id(widget) not in windows and widget.parent() is None and not widget.isVisible():
                widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    finally:
        qInstallMessageHandler(previous)
    left = [thread.name for thread in threading.enumerate() if thread not in threads]
    shown = [repr(one) for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert not left, f"threads left behind: {left}"
    assert not shown, f"windows left open: {shown}"
    assert not messages, f"unexpected warnings of Qt: {messages}"


@pytest.fixture
def pages(tmp_path):
    return _written(tmp_path / "pages")


@pytest.fixture
def path(tmp_path, pages):
    path = tmp_path / "news.annotator"
    path.write_bytes(_imported())
    return path


def _written(folder: Path) -> Path:
    folder.mkdir()
    for number in (1, 2, 3):
        (folder / f"{number}.html").write_text(html(number))
    return folder


@functools.cache
def _imported() -> bytes:
    """The project with these pages, made once: hundreds of tests begin with a copy."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "news.annotator"
        with projects.create_project(path, blind_share=0) as project:
            importing.import_paths(project, [_written(Path(name) / "pages")])
        return path.read_bytes()


@pytest.fixture
def make(qtbot, tmp_path):
    made = []

    def make(path=None, page=None):
        window = make_window(SettingsFile(tmp_path / "settings.json"), "ada")
        made.append(window)
        window.show()
        window.begin(path, page)
        if path is not None:
            qtbot.waitUntil(lambda: window.current.sitting is not None, timeout=15_000)
            settle(qtbot, window)
        return window

    yield make
    for window in made:
        leave(qtbot, window)
