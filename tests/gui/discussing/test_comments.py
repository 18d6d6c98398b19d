"""Comments in the real window, by keys, in a real store."""

from __future__ import annotations

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core.spans import Span
from annotator.gui.discussing.remark_rows import RowKind
from annotator.services import discussing
from annotator.services.projects import open_project
from tests.gui.windows import CTRL, KEY, SHIFT, press, settle

ALT = Qt.KeyboardModifier.AltModifier


def panel(window):
    return window.teamwork.handlers["comments"]._panel


def say(path, page, author, text, **how):
    with open_project(path) as project:
        return discussing.comment(project, page, author, text, **how)


def said(path, page=1):
    with open_project(path) as project:
        return discussing.conversation(project, page).threads


def rows(window):
    return [(row.kind, row.text) for row in panel(window).model.rows]


def type_(window, text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def test_a_page_without_comments_has_no_panel_for_them(make, path):
    window = make(path)
    assert panel(window) is None
    assert window.panels.side.titles == ("Outline",)


def test_a_comment_on_the_current_block_is_written_by_keys(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_Down)
    press(window, KEY.Key_M, CTRL)
    assert panel(window).composer.target.text() == "On “First paragraph.”"
    type_(window, "Why is this no teaser? b x f")
    press(window, KEY.Key_Return)
    settle(qtbot, window)
    (thread,) = said(path)
    assert (thread.first.author, thread.first.quote) == ("ada", "First paragraph.")
    assert thread.first.text == "Why is this no teaser? b x f"
    assert window.middle.view.hasFocus()
    assert list(window.middle.view.commented) == [1]
    assert window.current.pages.thread_count(1) == 1
    assert window.panels.side.titles == ("Outline", "Comments 1")
    assert not window.current.sitting.annotations


def test_a_comment_on_selected_text_stands_at_it_and_enter_goes_back_there(qtbot, make, path):
    window = make(path)
    window.middle.page_cursor.find("Second")
    press(window, KEY.Key_M, CTRL)
    type_(window, "This word")
    press(window, KEY.Key_Return)
    settle(qtbot, window)
    press(window, KEY.Key_Home)
    press(window, KEY.Key_M, CTRL | SHIFT)
    assert panel(window).list.hasFocus()
    press(window, KEY.Key_Return)
    document = window.current.sitting.document
    (span,) = window.middle.page_cursor.selected_spans()
    assert document.quote(span) == "Second"
    assert window.middle.view.hasFocus()


def test_shift_enter_begins_a_line_and_escape_writes_nothing(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_M, CTRL)
    type_(window, "One")
    press(window, KEY.Key_Return, SHIFT)
    type_(window, "two")
    assert panel(window).composer.field.toPlainText() == "One\ntwo"
    press(window, KEY.Key_Escape)
    settle(qtbot, window)
    assert said(path) == ()
    assert window.middle.view.hasFocus()
    press(window, KEY.Key_M, CTRL)
    field = panel(window).composer.field
    assert field.textCursor().selectedText().split() == ["One", "two"]
    type_(window, "Three")
    assert field.toPlainText() == "Three"


def test_a_comment_can_be_about_the_whole_page(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_M, CTRL)
    type_(window, "All of it")
    panel(window).composer.whole.click()
    press(window, KEY.Key_Return)
    settle(qtbot, window)
    (thread,) = said(path)
    assert (thread.first.span, thread.first.text) == (None, "All of it")
    assert not window.middle.view.commented


def test_a_thread_is_answered_resolved_folded_and_opened_again(qtbot, make, path):
    say(path, 1, "ria", "Is this the headline?", span=Span(0, 8))
    window = make(path)
    assert window.panels.side.titles == ("Outline", "Comments 1")
    press(window, KEY.Key_M, CTRL | ALT)
    type_(window, "Yes.")
    press(window, KEY.Key_Return)
    settle(qtbot, window)
    assert rows(window) == [
        (RowKind.OPENING, "Is this the headline?"),
        (RowKind.ANSWER, "Yes."),
    ]
    press(window, KEY.Key_R, CTRL | ALT)
    settle(qtbot, window)
    assert [row.heading for row in panel(window).model.rows] == ["1 resolved"]
    assert window.panels.side.titles == ("Outline", "Comments")
    assert not window.middle.view.commented
    press(window, KEY.Key_M, CTRL | SHIFT)
    press(window, KEY.Key_Return)
    assert [kind for kind, _text in rows(window)] == [
        RowKind.FOLD,
        RowKind.OPENING,
        RowKind.ANSWER,
        RowKind.STANDING,
    ]
    press(window, KEY.Key_Down)
    press(window, KEY.Key_R, CTRL | ALT)
    settle(qtbot, window)
    assert not said(path)[0].is_resolved
    assert rows(window)[0][0] is RowKind.OPENING


def test_open_comments_are_gone_through_by_one_key(qtbot, make, path):
    for start, text in ((0, "first"), (12, "second")):
        say(path, 1, "ria", text, span=Span(start, start + 2))
    window = make(path)
    assert sorted(window.middle.view.commented) == [0, 1]
    press(window, KEY.Key_F8)
    assert window.middle.page_cursor.block == 1
    press(window, KEY.Key_F8)
    assert window.middle.page_cursor.block == 0
    press(window, KEY.Key_F8, SHIFT)
    assert window.middle.page_cursor.block == 1
    assert panel(window).chosen.first.text == "second"


def test_the_list_of_pages_counts_what_is_open(qtbot, make, path):
    say(path, 2, "ria", "one")
    say(path, 2, "ria", "two")
    window = make(path)
    model = window.current.pages
    assert [model.thread_count(page) for page in (1, 2, 3)] == [0, 2, 0]
    spoken = model.data(model.index_of(2), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("2 open comments")


def test_what_is_being_written_waits_for_the_page(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_M, CTRL)
    type_(window, "Half a thou")
    window.page_actions.open(2)
    settle(qtbot, window)
    assert panel(window).composer.draft is None
    window.page_actions.open(1)
    settle(qtbot, window)
    assert panel(window).composer.field.toPlainText() == "Half a thou"
    panel(window).composer.focus()
    press(window, KEY.Key_Return)
    settle(qtbot, window)
    assert said(path)[0].first.text == "Half a thou"


def test_a_comment_that_cannot_be_kept_is_told_and_stands_in_the_field(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_M, CTRL | ALT)
    assert window.banner.notice.sentence == "No comment is chosen."
    say(path, 1, "ria", "Gone by then", span=Span(0, 2))
    press(window, KEY.Key_F5)
    settle(qtbot, window)
    first = panel(window).chosen.first
    window.teamwork.handlers["comments"].answer()
    panel(window).composer.draft = panel(window).composer.draft.__class__(
        first.page, "x", thread="no such thread"
    )
    type_(window, "Lost?")
    press(window, KEY.Key_Return)
    settle(qtbot, window)
    assert "no single thread" in window.banner.notice.sentence
    assert panel(window).composer.field.toPlainText() == "Lost?"


def test_markup_in_comments_and_names_is_shown_as_it_is(qtbot, make, path):
    say(path, 1, "<b>Ria</b>", "<img src=x> & \u202eevil\x1b", span=Span(0, 8))
    window = make(path)
    (row,) = panel(window).model.rows
    assert row.text == "<img src=x> & \\u202eevil\\u001b"
    assert row.heading.startswith("<b>Ria</b>, ")
    told = window.middle.view.commented[0]
    assert "<b>Ria</b>" in told
    assert "<img src=x>" in told


@pytest.mark.parametrize("author", ["ria", "ada"])
def test_on_blind_pages_others_are_heard_only_once_the_page_was_finished(qtbot, make, path, author):
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("UPDATE pages SET is_blind = 1")
    connection.close()
    say(path, 1, author, "Look", span=Span(0, 8))
    window = make(path)
    assert bool(window.middle.view.commented) is (author == "ada")
    press(window, KEY.Key_F)
    press(window, KEY.Key_Return)
    settle(qtbot, window)
    window.page_actions.open(1)
    settle(qtbot, window)
    assert window.middle.view.commented


def test_in_a_low_window_writing_covers_no_label_and_makes_it_no_higher(qtbot, make, path):
    say(path, 1, "ria", "Is this the headline?", span=Span(0, 8))
    window = make(path)
    window.resize(860, 560)
    qtbot.waitUntil(lambda: window.height() == 560)
    press(window, KEY.Key_M, CTRL)
    settle(qtbot, window)
    assert window.height() == 560
    labels, side = window.panels.labels, window.panels.side
    assert labels.geometry().bottom() < side.geometry().top()
    assert labels.list.height() <= labels.height()
    send = panel(window).composer.send
    qtbot.waitUntil(lambda: send.visibleRegion().boundingRect() == send.rect())
    assert not panel(window).list.isVisible()
    press(window, KEY.Key_Escape)
    assert panel(window).list.isVisible()
