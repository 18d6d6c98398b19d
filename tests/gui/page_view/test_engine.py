"""How Chromium is started, whatever the environment says."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWebEngineCore", reason="the page view is an optional extra")

from annotator.gui.page_view.engine import chromium_flags


@pytest.mark.parametrize(
    "flag",
    ["--no-sandbox", "--disable-gpu-sandbox", "--single-process", "--remote-debugging-port=9222"],
)
def test_the_environment_cannot_open_the_browser_up(flag):
    flags = chromium_flags(f"--disable-gpu {flag}", is_trusted=False, no_names=True).split()
    assert flag not in flags
    assert "--disable-gpu" in flags, "what a screen needs stays"


def test_no_name_is_resolved_unless_a_test_wants_it():
    assert "~NOTFOUND" in chromium_flags("", is_trusted=False, no_names=True)
    assert "~NOTFOUND" not in chromium_flags("", is_trusted=False, no_names=False)
