"""Only what is in sight is laid out, and what the reader sees never jumps."""

import pytest
from PySide6.QtCore import QCoreApplication, QPoint

from annotator.gui.text_view import TextView
from tests.gui.text_view.sittings import HiddenReason, sitting

_SENTENCE = "The river rose through the night and the walls of sand held until the morning. "


def _many(count: int) -> list[str]:
    return [_SENTENCE * (number % 7 + 1) + f"Number {number}." for number in range(count)]


def _layouts(view: TextView) -> int:
    assert view._layout is not None
    return view._layout.layouts_made


def _settled_value(view: TextView) -> int:
    view.grab()
    return view.verticalScrollBar().value()


def test_opening_20_000_blocks_lays_out_no_more_than_a_screen_of_them(view):
    view.page_cursor.show_sitting(sitting(*_many(20_000)))
    view.grab()
    assert 3 <= _layouts(view) <= 40


def test_a_label_lays_nothing_out_anew(view):
    one = sitting(*_many(20_000))
    view.page_cursor.show_sitting(one)
    view.page_cursor.go_to(3)
    view.grab()
    before = _layouts(view)
    view.refresh(one.label(view.page_cursor.selected_spans(), "body").blocks)
    view.grab()
    assert _layouts(view) == before


def test_scrolling_lays_out_only_the_rows_that_come_into_sight(view):
    view.page_cursor.show_sitting(sitting(*_many(20_000)))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    view.grab()
    assert _layouts(view) <= 80


@pytest.mark.parametrize("text", ["word " * 2_000_000, "文" * 3_000_000])
def test_a_block_of_ten_megabytes_opens_piece_by_piece(view, text):
    view.page_cursor.show_sitting(sitting("before", text, "after"))
    view.grab()
    assert _layouts(view) <= 5
    view.page_cursor.go_to(2)
    view.grab()
    assert _layouts(view) <= 12
    assert view.viewport().rect().contains(view.block_rectangle(2))


def test_text_in_sight_stays_when_rows_above_turn_out_higher_or_lower_than_guessed(view):
    view.page_cursor.show_sitting(sitting(*_many(400)))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    view.grab()
    for _ in range(60):
        block = view.hit(view.viewport().rect().center()).block
        before = view.block_rectangle(block).top()
        value = bar.value()
        bar.setValue(value - 37)
        view.grab()
        assert view.block_rectangle(block).top() == before + 37


def test_scrolling_down_moves_the_text_by_what_was_asked(view):
    view.page_cursor.show_sitting(sitting(*_many(400)))
    bar = view.verticalScrollBar()
    for _ in range(60):
        block = view.hit(view.viewport().rect().center()).block
        before = view.block_rectangle(block).top()
        bar.setValue(bar.value() + 41)
        view.grab()
        assert view.block_rectangle(block).top() == before - 41


def test_the_very_end_is_reached_and_the_last_block_is_whole_in_sight(view):
    view.page_cursor.show_sitting(sitting(*_many(3_000)))
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    view.grab()
    assert bar.value() == bar.maximum()
    assert view.viewport().rect().contains(view.block_rectangle(2_999))


def test_a_scroll_position_is_found_again_in_a_new_view(view):
    one = sitting(*_many(3_000))
    view.page_cursor.show_sitting(one)
    view.set_scroll_position(1_500, 0.4)
    view.grab()
    block, share = view.scroll_position()
    assert block == 1_500
    assert share == pytest.approx(0.4, abs=0.02)
    view.page_cursor.show_sitting(sitting("else"))
    view.page_cursor.show_sitting(one)
    view.set_scroll_position(block, share)
    assert view.scroll_position() == (block, share)


def test_a_scroll_position_beyond_the_page_is_its_end(view):
    view.page_cursor.show_sitting(sitting(*_many(50)))
    view.set_scroll_position(99_999, 1.0)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


@pytest.mark.parametrize("zoom", [0.5, 1.7, 3.0])
def test_zoom_keeps_the_reading_place_to_the_character(view, zoom):
    one = sitting(*_many(500))
    view.page_cursor.show_sitting(one)
    view.set_scroll_position(251, 0.5)
    upper = QPoint(view.viewport().width() // 2, 1)
    place = view.hit(upper)
    line_start = view.hit(QPoint(0, 1)).place
    view.set_zoom(zoom)
    line = view.character_rectangle(place.block, line_start)
    assert view.zoom == zoom
    assert -line.height() <= line.top() <= line.height()


def test_zoom_stays_between_a_half_and_three(view):
    view.set_zoom(9)
    assert view.zoom == 3.0
    view.set_zoom(0.01)
    assert view.zoom == 0.5


def test_a_narrower_window_keeps_the_block_at_the_upper_edge(view):
    view.page_cursor.show_sitting(sitting(*_many(500)))
    view.set_scroll_position(250, 0.0)
    view.resize(420, 600)
    assert view.scroll_position()[0] == 250


def test_unfolding_leaves_the_text_at_the_upper_edge_where_it_is(view):
    hidden = ("div", _SENTENCE, HiddenReason.CLASS_NAME)
    view.page_cursor.show_sitting(sitting(*([*_many(10), hidden, hidden] * 12)))
    view.set_scroll_position(100, 0.0)
    before = view.block_rectangle(100).top()
    view.page_cursor.toggle_hidden()
    assert not view.page_cursor.folds.is_folded(10)
    assert view.block_rectangle(100).top() == before
    view.page_cursor.toggle_hidden()
    assert view.page_cursor.folds.is_folded(10)
    assert view.block_rectangle(100).top() == before


def test_the_cursor_is_brought_into_sight_with_a_margin(view):
    view.page_cursor.show_sitting(sitting(*_many(300)))
    for block in (150, 10, 299, 0):
        view.page_cursor.go_to(block)
        assert view.viewport().rect().contains(view.block_rectangle(block)), block
    for _ in range(40):
        view.page_cursor.step(1)
        assert view.viewport().rect().contains(view.block_rectangle(view.page_cursor.block))


def test_moving_to_a_block_beside_the_cursor_scrolls_only_as_far_as_needed(view):
    view.page_cursor.show_sitting(sitting(*_many(300)))
    view.page_cursor.go_to(1)
    assert _settled_value(view) == 0


def test_who_labels_block_after_block_sees_what_comes_next(view):
    view.page_cursor.show_sitting(sitting(*_many(300)))
    for _ in range(30):
        view.page_cursor.step(1)
        below = view.viewport().height() - view.block_rectangle(view.page_cursor.block).bottom()
        assert below >= view.viewport().height() // 4 - 1


def test_moving_by_a_page_takes_the_cursor_along_and_comes_back(view):
    view.page_cursor.show_sitting(sitting(*_many(300)))
    view.move_page(1)
    assert view.page_cursor.block > 2
    there = view.page_cursor.block
    view.move_page(1)
    assert view.page_cursor.block > there
    for _ in range(3):
        view.move_page(-1)
    assert view.verticalScrollBar().value() == 0


def test_the_picture_that_scrolling_moved_is_the_one_that_painting_would_make(view):
    view.page_cursor.show_sitting(sitting(*_many(60), ("h1", "مرحبا بالعالم"), *_many(60)))
    bar = view.verticalScrollBar()
    for step in (44, -13, 120, 7, 300, -250, 2_000, -90):
        bar.setValue(bar.value() + step)
        view.page_cursor.step(1 if step > 0 else -1)
        QCoreApplication.processEvents()
        moved = view.screen().grabWindow(view.winId()).toImage()
        painted = view.grab().toImage().convertToFormat(moved.format())
        assert moved == painted, step


def test_a_block_higher_than_the_screen_is_read_page_by_page_with_the_cursor_on_it(view):
    view.page_cursor.show_sitting(sitting("before", _SENTENCE * 200, "after"))
    view.page_cursor.go_to(1)
    tops = []
    for _ in range(3):
        view.move_page(1)
        tops.append(view.verticalScrollBar().value())
        assert view.page_cursor.block == 1
    assert tops == sorted(set(tops))
    for _ in range(200):
        view.move_page(1)
    assert view.page_cursor.block == 2
    for _ in range(200):
        view.move_page(-1)
    assert view.page_cursor.block == 0


def test_paging_ends_on_blocks_that_are_in_sight_not_on_folded_ones(view):
    hidden = ("div", _SENTENCE, HiddenReason.CLASS_NAME)
    view.page_cursor.show_sitting(sitting(hidden, *_many(40), hidden))
    view.page_cursor.go_to(20)
    for _ in range(30):
        view.move_page(1)
    assert view.page_cursor.block == 40
    for _ in range(30):
        view.move_page(-1)
    assert view.page_cursor.block == 1
