"""The real window, once everything about the team is there: it is loaded behind the first page."""

from __future__ import annotations

import pytest

from tests.gui.windows import settle


@pytest.fixture
def make(qtbot, make):
    def make_whole(path=None, page=None):
        window = make(path, page)
        qtbot.waitUntil(lambda: window.teamwork.late.is_made)
        settle(qtbot, window)
        return window

    return make_whole
