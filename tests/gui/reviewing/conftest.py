"""The main window with the review window above it, on a project of two annotators."""

import pytest
from PySide6.QtWidgets import QApplication

from annotator.gui.launch import make_window
from annotator.gui.settings import SettingsFile
from tests.gui.reviewing.team import CLEO, at_rest, make_team
from tests.gui.windows import CTRL, KEY, leave, press, settle


@pytest.fixture
def path(tmp_path):
    return make_team(tmp_path / "team")


@pytest.fixture
def review_of(qtbot, tmp_path):
    """Opens a project in the main window as the reviewer, and Ctrl+R."""
    made = []

    def open_review(path, settings=None, *, is_empty=False):
        settings = settings or SettingsFile(tmp_path / "settings.json")
        window = make_window(settings, CLEO)
        made.append(window)
        window.resize(1000, 700)
        window.show()
        window.begin(path)
        qtbot.waitUntil(lambda: window.current.sitting is not None, timeout=15_000)
        settle(qtbot, window)
        press(window, KEY.Key_R, CTRL)
        review = window.teamwork.handlers["review"].window
        qtbot.waitUntil(lambda: is_empty or review.desk.gold is not None, timeout=15_000)
        at_rest(qtbot, window, review)
        qtbot.waitUntil(lambda: QApplication.activeWindow() is review)
        return window, review

    yield open_review
    for window in made:
        leave(qtbot, window)
