"""The compared text on the screen: where it goes, what is clicked, what is heard and painted."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.core.adjudication import PieceState, Taking
from annotator.core.decisions import Choice
from annotator.core.documents import HiddenReason
from annotator.gui.comparing import ComparedText
from tests.gui.comparing.comparisons import (
    LABELS,
    REST,
    comparison_on,
    document,
    gold_on,
    many,
    said,
    whole,
)

PAGE = document(
    ("h1", "A headline"),
    "The story of it all, and of what came after",
    ("p", "Switch scripts on", HiddenReason.NOSCRIPT),
    "Read more",
    "Imprint",
)
ADA = whole(PAGE, "bbx-x")
BEN = said(PAGE, body="A headline|The story of it all", teaser="Read more", rest="Imprint")


def block_named(text: ComparedText, index: int) -> str:
    page = QAccessible.queryAccessibleInterface(text.view)
    return page.child(index).text(QAccessible.Text.Name)


def pixels(text: ComparedText):
    return text.view.viewport().grab().toImage()


def test_selecting_goes_there_with_two_blocks_above_it(text):
    one, ada, ben = many(200)
    text.show_comparison(comparison_on(one, ada=ada, ben=ben))

    text.select(120)

    assert text.current == 120
    assert text.page_cursor.block == 119
    assert text.view.blocks_in_sight()[0] == 117


def test_the_current_one_stays_in_sight_in_a_view_that_becomes_small(qtbot, text):
    one, ada, ben = many(200)
    text.show_comparison(comparison_on(one, ada=ada, ben=ben))
    text.select(4)
    assert text.view.verticalScrollBar().value() == 0

    text.resize(200, 150)
    qtbot.waitUntil(lambda: 3 in text.view.blocks_in_sight())

    text.view.verticalScrollBar().setValue(0)
    text.view.move_page(20)
    far = text.view.verticalScrollBar().value()
    text.resize(200, 140)
    QApplication.processEvents()
    assert abs(text.view.verticalScrollBar().value() - far) < 300, "nobody looks at it"


def test_one_that_is_in_sight_with_its_context_is_gone_to_without_scrolling(text):
    one, ada, ben = many(200)
    text.show_comparison(comparison_on(one, ada=ada, ben=ben))
    text.select(120)

    text.select(123)

    assert text.view.blocks_in_sight()[0] == 117


def test_selecting_a_folded_one_opens_its_fold(text):
    text.show_gold(gold_on(PAGE, ada=ADA, ben=BEN))
    number = next(one.number for one in text.compared.disagreements if one.piece.block == 2)

    text.select(number)

    assert 2 in text.view.blocks_in_sight()
    assert text.page_cursor.selected_spans() == [PAGE.blocks[2].span]


def test_a_click_on_a_disagreement_chooses_it_and_one_beside_it_does_not(text, qtbot):
    text.show_comparison(comparison_on(PAGE, ada=ADA, ben=BEN))
    chosen = []
    text.chosen.connect(chosen.append)
    start = PAGE.text.index("what came")
    inside = text.view.character_rectangle(1, start).center()
    beside = text.view.character_rectangle(0, 2).center()

    qtbot.mouseClick(text.view.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    qtbot.mouseClick(text.view.viewport(), Qt.MouseButton.LeftButton, pos=inside)

    assert chosen == [1]
    assert text.current == 1


def test_a_click_on_the_bars_of_a_block_chooses_its_first_disagreement(text, qtbot):
    text.show_comparison(comparison_on(PAGE, ada=ADA, ben=BEN))
    chosen = []
    text.chosen.connect(chosen.append)
    bar = text.view.columns.bar(1, 0, 0).center().x()
    at = QPoint(round(bar), text.view.block_rectangle(3).center().y())

    qtbot.mouseClick(text.view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert [text.compared.numbered(one).piece.block for one in chosen] == [3]


def test_the_keys_go_through_the_page(text):
    one, ada, ben = many(200)
    text.show_comparison(comparison_on(one, ada=ada, ben=ben))
    text.setFocus()

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(text.view, key)
    assert text.page_cursor.block == 1
    QTest.keyClick(text.view, Qt.Key.Key_End)
    assert text.page_cursor.block == 199
    QTest.keyClick(text.view, Qt.Key.Key_PageUp)
    assert text.page_cursor.block < 199
    QTest.keyClick(text.view, Qt.Key.Key_Home)
    assert text.page_cursor.block == 0


def test_stepping_goes_from_one_to_the_next_and_stops_at_the_end(text):
    text.show_comparison(comparison_on(PAGE, ada=ADA, ben=BEN))
    chosen = []
    text.chosen.connect(chosen.append)

    for delta in (1, 1, 1, 1, -1):
        text.step(delta)

    assert chosen == [1, 2, 3, 2]


def test_what_is_heard_of_a_block_says_what_each_side_and_the_decision_say(text):
    gold = gold_on(PAGE, ada=ADA, ben=BEN)
    gold.agree()
    text.show_gold(gold)

    assert block_named(text, 0) == (
        "Block 1 of 5, h1, all say Body; decision: labelled Body: A headline"
    )
    assert "A (ada) says nothing, B (ben) says Teaser; open" in block_named(text, 3)

    gold.decide([3], Taking(Choice.SIDE, "ben"))
    text.refresh(range(3, 4))

    assert "decided: Teaser" in block_named(text, 3)


def test_behind_masks_nothing_that_is_shown_or_heard_names_anybody(text):
    gold = gold_on(PAGE, Ada=ADA, Ben=BEN)
    text.show_gold(gold, ("Ben", "Ada"))
    text.select(1)

    heard = [block_named(text, index) for index in range(5)]
    heard += [text.heads.accessibleName(), text.view.accessibleName(), *text.heads.words]

    assert not any(name in told for told in heard for name in ("Ada", "Ben"))
    assert "A says nothing, B says Body" in heard[1]


def test_open_decided_and_changed_ones_do_not_look_alike_even_without_colour(text):
    one = document("First text", "Other text")
    gold = gold_on(one, ada=whole(one, "bb"), ben=whole(one, "bt"))
    text.show_gold(gold)
    block = text.view.block_rectangle(1)
    pictures = [pixels(text).copy(block)]

    line = gold.decide([1], Taking(Choice.SIDE, "ada")).line
    text.refresh(range(1, 2))
    pictures.append(pixels(text).copy(block))
    again = gold_on(one, [line], ada=whole(one, "bb"), ben=whole(one, "bx"))
    text.show_gold(again)
    assert again.considered[1].state is PieceState.STALE
    pictures.append(pixels(text).copy(block))

    grey = [
        bytes(one.convertToFormat(one.Format.Format_Grayscale8).constBits()) for one in pictures
    ]
    assert len(set(grey)) == 3


@pytest.mark.parametrize("width", [320, 520, 900])
@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_columns_and_text_stay_inside_of_a_window_of_any_size(text, width, zoom):
    text.show_gold(gold_on(PAGE, ada=ADA, ben=BEN, cyd=ADA, dan=BEN))
    text.set_zoom(zoom)
    text.resize(width, 400)

    columns = text.view.columns
    assert columns.bar_count == 6
    assert columns.left >= 0
    assert columns.text_left > columns.bars(0, 0).right()
    assert columns.text_width >= 80


def test_the_same_page_shown_again_stays_where_it_is(text):
    one, ada, ben = many(200)
    text.show_gold(gold_on(one, ada=ada, ben=ben))
    text.select(150)
    place = text.view.scroll_position()

    text.show_gold(gold_on(one, ada=ada, ben=ada))

    assert text.view.scroll_position() == pytest.approx(place, abs=0.05)


def test_nothing_is_shown_once_it_is_cleared(text):
    text.show_comparison(comparison_on(PAGE, ada=ADA, ben=BEN))

    text.clear()

    assert text.compared is None
    assert text.heads.isHidden()
    assert text.current == 0


def test_text_that_looks_like_markup_is_shown_as_it_is(text):
    one = document("<b>bold</b> &amp; <img src=x>")
    text.show_comparison(comparison_on(one, ada=whole(one, "b"), ben=whole(one, "t")))

    assert "<b>bold</b> &amp; <img src=x>" in block_named(text, 0)


def test_what_is_gone_to_is_heard_also_inside_of_one_block(text):
    text.show_comparison(comparison_on(PAGE, ada=ADA, ben=BEN))

    text.select(1)

    page = QAccessible.queryAccessibleInterface(text.view)
    assert page.text(QAccessible.Text.Description).startswith("Disagreement 1, boundary; A (ada)")


def test_resting_on_a_disagreement_tells_what_each_side_says(text, qtbot):
    text.show_gold(gold_on(PAGE, ada=ADA, ben=BEN), ("ben", "ada"))
    view = text.view
    point = view.character_rectangle(1, PAGE.text.index("what came")).center()

    def told(at):
        event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), event)
        return QToolTip.text()

    assert "1: A says nothing, B says Body; open" in told(point)
    gutter = QPoint(round(view.columns.bar(0, 0, 0).center().x()), point.y())
    assert "1: A says nothing, B says Body; open" in told(gutter)
    QToolTip.hideText()


def test_each_column_has_the_colour_of_what_its_side_says(text):
    one = document("A text of one block that both label")
    gold = gold_on(one, ada=whole(one, "b"), ben=whole(one, "t"))
    gold.decide([1], Taking(Choice.LABEL, label=REST))
    text.show_gold(gold)
    picture, block = pixels(text), text.view.block_rectangle(0)

    def colours(number):
        bar = text.view.columns.bar(number, block.top(), block.bottom()).toRect()
        part = picture.copy(bar)
        return {
            part.pixelColor(x, y).name() for x in range(part.width()) for y in range(part.height())
        }

    body, teaser, rest = (label.light for label in LABELS.labels)
    assert [colour in colours(0) for colour in (body, teaser, rest)] == [True, False, False]
    assert [colour in colours(1) for colour in (body, teaser, rest)] == [False, False, True]
    assert [colour in colours(2) for colour in (body, teaser, rest)] == [False, True, False]
