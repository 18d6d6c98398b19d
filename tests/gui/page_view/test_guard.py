"""What the browser's page refuses by itself, were scripts to run."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from annotator.gui.page_view.layers import Layers

pytest.importorskip("PySide6.QtWebEngineWidgets", reason="the page view is an optional extra")


def test_no_dialog_is_opened_and_every_question_is_answered_with_no(qtbot):
    from annotator.gui.page_view.engine import start_engine  # noqa: PLC0415 - only where there is one

    start_engine(no_names=True)
    from annotator.gui.page_view.browser import Browser  # noqa: PLC0415 - after `start_engine`
    from annotator.gui.page_view.scheme import Served  # noqa: PLC0415 - the same

    browser = Browser(layers=Layers(no_scripts=False, policy=False))
    browser.show()
    asking = b"<script>document.title = [confirm('a'), prompt('b', 'c'), alert('d')] + '!'</script>"
    browser.show_document(Served(asking, "text/html"))
    qtbot.waitUntil(lambda: browser.page().title() == "false,,!", timeout=10_000)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [browser]
    browser.hide()
    browser.deleteLater()
    qtbot.wait(20)
