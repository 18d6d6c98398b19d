"""A page view with a page in it, and the ways to look at what the browser made of it."""

from __future__ import annotations

import pytest

from tests.gui.page_view.looking import Looking


@pytest.fixture
def looking(qtbot):
    pytest.importorskip("PySide6.QtWebEngineWidgets", reason="the page view is an optional extra")
    made = Looking(qtbot)
    yield made
    made.end()
