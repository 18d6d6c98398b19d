"""The two views of a page in the window: chosen by keys, and each follows the other."""

from __future__ import annotations

import base64
import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.page_view import availability
from annotator.gui.settings import SettingsFile, ViewChoice
from annotator.services import importing, projects
from tests.gui.windows import CTRL, KEY, NONE, SHIFT, press, settle, stored
from tests.unit.pages.containers import test_mhtml

pytest.importorskip("PySide6.QtWebEngineWidgets", reason="the page view is an optional extra")

LONG = "<h1>Title</h1>" + "".join(f"<p>Paragraph number {n} of many.</p>" for n in range(120))


@pytest.fixture
def path(tmp_path):
    page = tmp_path / "long.html"
    page.write_text(f"<body>{LONG}<p hidden>Secret</p></body>")
    path = tmp_path / "news.annotator"
    with projects.create_project(path) as project:
        importing.import_paths(project, [page])
    return path


def shown(qtbot, window):
    page = window.middle.views.page
    qtbot.waitUntil(lambda: page.is_ready, timeout=30_000)
    settle(qtbot, window)
    return page


def js(qtbot, page, code):
    answers = []
    page.browser.page().runJavaScript(f"JSON.stringify({code})", 1, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def test_the_browser_is_not_loaded_before_a_page_is_to_be_seen(qtbot, make, path):
    window = make(path)
    assert window.middle.views.page.browser is None
    press(window, KEY.Key_2, CTRL)
    assert shown(qtbot, window).browser is not None


def test_keys_choose_the_views_and_the_choice_stays(qtbot, make, path, tmp_path):
    window = make(path)
    views = window.middle.views
    press(window, KEY.Key_3, CTRL)
    shown(qtbot, window)
    assert (views.text.isVisible(), views.page.isVisible()) == (True, True)
    press(window, KEY.Key_2, CTRL)
    assert (views.text.isVisible(), views.page.isVisible()) == (False, True)
    assert QApplication.focusWidget() is views.page
    assert window.actions_.action("views.page").isChecked()
    settle(qtbot, window)
    assert SettingsFile(tmp_path / "settings.json").now.views is ViewChoice.PAGE
    press(window, KEY.Key_1, CTRL)
    assert (views.text.isVisible(), views.page.isVisible()) == (True, False)
    assert QApplication.focusWidget() is views.text


def test_keys_label_in_the_page_view_as_in_the_text(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_2, CTRL)
    page = shown(qtbot, window)
    press(window, KEY.Key_H)
    press(window, KEY.Key_B)
    press(window, KEY.Key_Down, SHIFT)
    press(window, KEY.Key_T)
    settle(qtbot, window)
    standings = stored(path, 1).tally.standings
    assert [one.summary for one in standings[:5]] == ["headline", "body", "teaser", "teaser", None]
    names = {name for name, _, _ in json.loads(js(qtbot, page, "annotator.painted()"))}
    assert {"an-label-0", "an-label-1", "an-label-2"} <= names


def test_the_text_follows_the_page_and_the_page_the_text(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_3, CTRL)
    page = shown(qtbot, window)
    text = window.middle.views.text
    text.verticalScrollBar().setValue(text.verticalScrollBar().maximum() // 2)
    top = text.scroll_position()[0]
    assert top > 20
    qtbot.waitUntil(lambda: int(js(qtbot, page, "Math.round(scrollY)")) > 200)
    assert page.place[0] == top
    page.place = (100, 0.5)
    page.scrolled.emit()
    assert text.scroll_position()[0] in {99, 100, 101} or text.verticalScrollBar().value() == (
        text.verticalScrollBar().maximum()
    )


def test_a_click_in_the_page_takes_the_text_along(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_3, CTRL)
    page = shown(qtbot, window)
    where = json.loads(js(qtbot, page, "annotator.boxesOfBlock(3)"))[0]
    surface = page.browser.focusProxy()
    inside = QPoint(round(where[0]) + 5, round(where[1]) + 5)
    # Through the window, as a hand does: what is under the mouse is Qt's own business.
    QTest.mouseClick(
        window.windowHandle(), Qt.MouseButton.LeftButton, NONE, surface.mapTo(window, inside)
    )
    qtbot.waitUntil(lambda: window.middle.page_cursor.block == 3)
    assert window.middle.views.active is page
    press(window, KEY.Key_Down)
    assert window.middle.page_cursor.block == 4


def test_screens_are_turned_in_the_page_view_too(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_2, CTRL)
    shown(qtbot, window)
    cursor = window.middle.page_cursor
    press(window, KEY.Key_PageDown)
    qtbot.waitUntil(lambda: cursor.block > 5)
    press(window, KEY.Key_End)
    assert cursor.block == 120
    press(window, KEY.Key_PageDown)
    press(window, KEY.Key_Home)
    assert cursor.block == 0


def test_zoom_holds_for_both_views(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_3, CTRL)
    page = shown(qtbot, window)
    window.actions_.run("look.zoom_in")
    assert page.browser.zoomFactor() == window.middle.view.zoom > 1
    page.zoom_asked.emit(-1)
    assert page.browser.zoomFactor() == 1


def test_the_next_page_is_shown_after_the_first(qtbot, make, path, tmp_path):
    second = tmp_path / "second.html"
    second.write_text("<p>Another page altogether.</p>")
    with projects.open_project(path) as project:
        importing.import_paths(project, [second])
    window = make(path)
    press(window, KEY.Key_2, CTRL)
    page = shown(qtbot, window)
    window.page_actions.go_to(2)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    qtbot.waitUntil(
        lambda: page.is_ready and "Another" in js(qtbot, page, "annotator.texts()"), timeout=20_000
    )


def test_a_page_that_is_opened_in_the_page_view_is_at_its_top(qtbot, make, tmp_path):
    page = tmp_path / "skip.html"
    page.write_text(f"<body><p hidden>Skip</p><p hidden>to content</p>{LONG}</body>")
    path = tmp_path / "skip.annotator"
    with projects.create_project(path) as project:
        importing.import_paths(project, [page])
    settings = tmp_path / "settings.json"
    settings.write_text(json.dumps({"views": "page"}))
    view = shown(qtbot, make(path))
    assert view.page_cursor.block == 2
    assert js(qtbot, view, "scrollY") == "0"


def test_a_page_that_is_dressed_anew_stays_where_the_keys_have_led(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_2, CTRL)
    page = shown(qtbot, window)
    press(window, KEY.Key_End)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: int(js(qtbot, page, "scrollY")) > 0)
    height = int(js(qtbot, page, "Math.round(scrollY)"))
    press(window, KEY.Key_4, CTRL)
    assert not page.is_ready
    shown(qtbot, window)
    qtbot.waitUntil(lambda: abs(int(js(qtbot, page, "Math.round(scrollY)")) - height) < 300)


def test_text_that_comes_to_sight_leaves_the_page_its_room(qtbot, make, path, tmp_path):
    (tmp_path / "settings.json").write_text(json.dumps({"views": "page"}))
    window = make(path)
    shown(qtbot, window)
    press(window, KEY.Key_3, CTRL)
    settle(qtbot, window)
    text, page = window.middle.views.sizes()
    assert page > text / 2


def test_both_views_have_room_in_the_smallest_window(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_3, CTRL)
    shown(qtbot, window)
    window.resize(window.minimumSizeHint())
    settle(qtbot, window)
    views = window.middle.views
    assert views.text.geometry().right() < views.page.geometry().left()
    assert views.page.geometry().right() <= views.rect().right()


def test_copies_of_pages_that_were_passed_are_not_made(qtbot, make, path, monkeypatch):
    window = make(path)
    press(window, KEY.Key_2, CTRL)
    page = shown(qtbot, window)
    copies, made = window.current.project.jobs.copies, []
    copy = copies.copy
    monkeypatch.setattr(copies, "copy", lambda *some, **more: made.append(1) or copy(*some, **more))
    for _ in range(20):
        page.copy_wanted.emit(window.current.sitting, True)
    settle(qtbot, window)
    assert 1 <= len(made) <= 4


def test_where_there_is_no_browser_the_text_remains_and_the_reason_is_told_once(
    qtbot, make, path, monkeypatch
):
    monkeypatch.setattr(availability, "is_root", lambda: True)
    monkeypatch.delenv(availability.NO_SANDBOX, raising=False)
    window = make(path)
    press(window, KEY.Key_2, CTRL)
    assert "root" in window.banner.notice.text
    assert window.middle.views.choice is ViewChoice.TEXT
    assert window.actions_.action("views.text").isChecked()
    assert window.middle.views.text.isVisible()
    window.banner.close_latest()
    press(window, KEY.Key_2, CTRL)
    assert window.banner.notice is not None, "who asks again is told again"


def test_a_picture_that_came_with_a_page_is_shown(qtbot, make, path, tmp_path):
    pixel = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    saved = test_mhtml.message(test_mhtml.html(), test_mhtml.png(pixel, Content_ID="<one>"))
    (tmp_path / "saved.mhtml").write_bytes(saved)
    with projects.open_project(path) as project:
        importing.import_paths(project, [tmp_path / "saved.mhtml"])
    window = make(path, 2)
    press(window, KEY.Key_2, CTRL)
    page = shown(qtbot, window)
    width = "document.querySelector('img').naturalWidth"
    qtbot.waitUntil(lambda: js(qtbot, page, width) == "1", timeout=10_000)
