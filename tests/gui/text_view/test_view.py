"""What the window asks of the view, and what the view tells it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.core.spans import Span
from annotator.gui.cursor.copying import copy_selected
from annotator.gui.text_view import TextView
from tests.gui.text_view.sittings import HiddenReason, sitting, span_of

_HIDDEN = ("div", "secret words", HiddenReason.CLASS_NAME)


def test_a_new_page_begins_at_its_first_block_and_says_so(view, qtbot):
    with qtbot.waitSignals([view.page_cursor.moved, view.page_cursor.selection_changed]):
        view.page_cursor.show_sitting(sitting("alpha", "beta"))
    assert view.page_cursor.block == 0
    assert view.page_cursor.selected_spans() == [Span(0, 5)]


def test_a_page_that_begins_with_hidden_blocks_opens_at_the_first_one_in_sight(view):
    view.page_cursor.show_sitting(sitting(_HIDDEN, _HIDDEN, "alpha"))
    assert view.page_cursor.block == 2
    assert view.page_cursor.folds.is_folded(0)


@pytest.mark.parametrize("one", [None, sitting()])
def test_nothing_to_show_is_no_block_and_nothing_selected(view, one):
    view.page_cursor.show_sitting(one)
    view.grab()
    assert view.page_cursor.block == -1
    assert view.page_cursor.selected_spans() == []
    assert view.page_cursor.annotation() is None
    assert view.scroll_position() == (0, 0.0)
    view.page_cursor.go_to(3)
    view.page_cursor.step(1)
    view.move_page(1)
    view.page_cursor.extend_text(forward=True)
    view.page_cursor.clear_selection()
    view.page_cursor.toggle_hidden()
    view.show_controls(True)
    view.refresh(range(0))
    copy_selected(view.page_cursor)
    assert view.page_cursor.find("x") is None
    assert view.page_cursor.block == -1


def test_the_cursor_moves_past_folded_blocks(view):
    view.page_cursor.show_sitting(sitting("alpha", _HIDDEN, _HIDDEN, "beta"))
    view.page_cursor.step(1)
    assert view.page_cursor.block == 3
    view.page_cursor.step(-1)
    assert view.page_cursor.block == 0
    view.page_cursor.step(-1)
    assert view.page_cursor.block == 0


def test_a_block_ahead_of_folded_ones_or_behind_them_can_be_selected(view):
    view.page_cursor.show_sitting(sitting("alpha", _HIDDEN, "beta", _HIDDEN))
    assert view.page_cursor.selected_spans() == [Span(0, 5)]
    view.page_cursor.step(1)
    assert view.page_cursor.selected_spans() == [Span(19, 23)]
    view.page_cursor.step(-1, extend=True)
    assert view.page_cursor.selected_spans() == [Span(0, 5), Span(19, 23)]


def test_going_to_a_folded_block_unfolds_it(view):
    view.page_cursor.show_sitting(sitting("alpha", _HIDDEN, "beta", _HIDDEN))
    view.page_cursor.go_to(1)
    assert not view.page_cursor.folds.is_folded(1)
    assert view.page_cursor.folds.is_folded(3)


def test_extending_selects_a_run_without_what_is_folded(view):
    one = sitting("alpha", _HIDDEN, "beta", "gamma")
    view.page_cursor.show_sitting(one)
    view.page_cursor.step(2, extend=True)
    assert [one.document.quote(span) for span in view.page_cursor.selected_spans()] == [
        "alpha",
        "beta\ngamma",
    ]
    view.page_cursor.clear_selection()
    assert [one.document.quote(span) for span in view.page_cursor.selected_spans()] == ["gamma"]


def test_signals_come_once_for_each_change_and_not_for_none(view, qtbot):
    view.page_cursor.show_sitting(sitting("alpha", "beta"))
    moved: list[int] = []
    changed: list[bool] = []
    view.page_cursor.moved.connect(moved.append)
    view.page_cursor.selection_changed.connect(lambda: changed.append(True))
    view.page_cursor.go_to(1)
    view.page_cursor.go_to(1)
    assert (moved, len(changed)) == ([1], 1)


def test_text_is_selected_by_keyboard_in_logical_order(view):
    one = sitting("alpha beta", "next")
    view.page_cursor.show_sitting(one)
    for _ in range(3):
        view.page_cursor.extend_text(forward=True)
    assert one.document.quote(view.page_cursor.selected_spans()[0]) == "alp"
    view.page_cursor.extend_text(forward=True, by_word=True)
    assert one.document.quote(view.page_cursor.selected_spans()[0]) == "alpha"
    view.page_cursor.extend_text(forward=False)
    assert one.document.quote(view.page_cursor.selected_spans()[0]) == "alph"
    view.page_cursor.clear_selection()
    view.page_cursor.extend_text(forward=False, by_word=True)
    assert one.document.quote(view.page_cursor.selected_spans()[0]) == "beta"


def test_the_annotation_under_the_selected_text_or_the_cursor(view):
    one = sitting("alpha beta gamma")
    view.page_cursor.show_sitting(one)
    assert view.page_cursor.annotation() is None
    one.label([span_of(one.document, "beta")], "body")
    one.label([span_of(one.document, "gamma")], "teaser")
    assert view.page_cursor.annotation().label == "body"
    view.page_cursor.find("gamma")
    assert view.page_cursor.annotation().label == "teaser"


def test_find_selects_match_after_match_and_goes_round(view):
    one = sitting("River bank", "the river", _HIDDEN, "no more")
    view.page_cursor.show_sitting(one)
    found = [view.page_cursor.find("RIVER") for _ in range(3)]
    assert [one.document.quote(span) for span in found] == ["River", "river", "River"]
    assert view.page_cursor.find("river", forward=False) == span_of(one.document, "river")
    assert view.page_cursor.block == 1
    assert view.page_cursor.selection.text is not None
    assert view.page_cursor.find("nowhere") is None
    assert view.page_cursor.block == 1


def test_find_unfolds_what_it_finds(view):
    view.page_cursor.show_sitting(sitting("alpha", _HIDDEN))
    assert view.page_cursor.find("secret") is not None
    assert not view.page_cursor.folds.is_folded(1)
    assert view.page_cursor.block == 1


class _Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt's name
        self.heard.append(event.key())


def test_letters_and_arrows_are_left_to_the_window(qtbot):
    window = _Window()
    qtbot.addWidget(window)
    inside = TextView(window)
    inside.page_cursor.show_sitting(sitting("alpha"))
    keys = [Qt.Key.Key_J, Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Backspace]
    for key in keys:
        QTest.keyClick(inside, key)
    assert window.heard == keys


def test_zoom_is_told_once(view, qtbot):
    with qtbot.waitSignal(view.zoom_changed):
        view.set_zoom(1.5)
    with qtbot.assertNotEmitted(view.zoom_changed):
        view.set_zoom(1.5)


def test_folding_takes_the_cursor_to_the_next_block_in_sight(view):
    view.page_cursor.show_sitting(sitting("alpha", _HIDDEN, "beta", _HIDDEN))
    view.page_cursor.toggle_hidden()
    view.page_cursor.go_to(1)
    view.page_cursor.toggle_hidden()
    assert view.page_cursor.block == 2
    view.page_cursor.toggle_hidden()
    view.page_cursor.go_to(3)
    view.page_cursor.toggle_hidden()
    assert view.page_cursor.block == 2


def test_a_page_that_is_hidden_as_a_whole_can_still_be_unfolded_and_labelled(view):
    one = sitting(_HIDDEN, _HIDDEN)
    view.page_cursor.show_sitting(one)
    view.grab()
    assert view.page_cursor.selected_spans() == []
    view.page_cursor.step(1)
    view.page_cursor.toggle_hidden()
    view.page_cursor.step(1)
    assert [one.document.quote(span) for span in view.page_cursor.selected_spans()] == [
        "secret words"
    ]
