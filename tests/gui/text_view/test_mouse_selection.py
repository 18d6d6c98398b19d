"""The real view under a real mouse: exact spans in every script."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from annotator.core.spans import Span
from annotator.gui.text_view import TextView
from annotator.gui.text_view.block_layout import is_right_to_left
from tests.gui.text_view.sittings import HiddenReason, sitting, span_of

_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier

_FAMILY = "👨‍👩‍👧‍👦"
_TEXTS = [
    ("The river peaks at dawn", "river"),
    ("قالت الحكومة إن النهر بلغ ذروته", "النهر"),
    ("قالت إنها بلغت 7.4 متر عام 1998 في المدينة", "1998"),
    ("لا خير في الأمر", "خير"),
    ("עיריית חיפה הודיעה היום", "חיפה"),
    ("עיריית חיפה announced today כי", "announced"),
    ("The word שלום means peace", "שלום"),
    ("አዲስ አበባ የኢትዮጵያ ዋና ከተማ ናት", "የኢትዮጵያ"),
    ("河水在凌晨达到历史最高水位", "凌晨"),
    ("แม่น้ำขึ้นสูงสุดเป็นประวัติการณ์", "ขึ้น"),
    ("मुख्यमंत्री ने कहा कि क्षति नहीं हुई", "क्षति"),
    ("မြစ်ရေ မြင့်တက်လာသည်", "မြင့်"),
    (f"before {_FAMILY}{_FAMILY} after", _FAMILY),
    ("🇩🇪🇫🇷🇯🇵 flags", "🇫🇷"),
    ("thumb 👍🏽 and cafe\u0301s", "cafe\u0301"),
    ("tab\tand\u00a0space\u2028line", "and\u00a0space"),
]


def _edges(view: TextView, block: int, span: Span, is_rtl: bool) -> tuple[QPoint, QPoint]:
    """Just inside the first character of a span, and just inside its last one."""
    first = view.character_rectangle(block, span.start)
    last = view.character_rectangle(block, span.end - 1)
    start = first.right() if is_rtl else first.left() + 1
    end = last.left() + 1 if is_rtl else last.right()
    return QPoint(start, first.center().y()), QPoint(end, last.center().y())


def _drag(view: TextView, start: QPoint, end: QPoint) -> None:
    viewport = view.viewport()
    QTest.mousePress(viewport, _LEFT, _NONE, start)
    # A drag passes by other places on its way, and comes from farther than a click may tremble.
    QTest.mouseMove(viewport, start + QPoint(40, 0))
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, _LEFT, _NONE, end)


@pytest.mark.parametrize(("text", "wanted"), _TEXTS)
@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_a_drag_selects_exactly_the_characters_it_passes(view, text, wanted, zoom):
    one = sitting("first", text, "last")
    view.page_cursor.show_sitting(one)
    view.set_zoom(zoom)
    span = span_of(one.document, wanted)
    is_rtl = is_right_to_left(wanted) and not wanted[0].isdigit()
    start, end = _edges(view, 1, span, is_rtl)
    _drag(view, start, end)
    assert [one.document.quote(found) for found in view.page_cursor.selected_spans()] == [wanted]
    assert view.page_cursor.selection.text is not None
    assert view.page_cursor.block == 1


@pytest.mark.parametrize(("text", "wanted"), _TEXTS)
def test_a_drag_backward_selects_the_same(view, text, wanted):
    one = sitting("first", text, "last")
    view.page_cursor.show_sitting(one)
    span = span_of(one.document, wanted)
    is_rtl = is_right_to_left(wanted) and not wanted[0].isdigit()
    start, end = _edges(view, 1, span, is_rtl)
    _drag(view, end, start)
    assert [one.document.quote(found) for found in view.page_cursor.selected_spans()] == [wanted]


def test_a_drag_from_a_number_into_the_arabic_word_behind_it_follows_the_logical_order(view):
    one = sitting("قالت إنها بلغت 7.4 متر عام 1998 في المدينة")
    view.page_cursor.show_sitting(one)
    span = span_of(one.document, "7.4 متر")
    start = view.character_rectangle(0, span.start)
    end = view.character_rectangle(0, span.end - 1)
    assert start.left() > end.right(), "the word stands left of the number before it"
    at = QPoint(start.left() + 1, start.center().y())
    _drag(view, at, QPoint(end.left() + 1, end.center().y()))
    assert [one.document.quote(found) for found in view.page_cursor.selected_spans()] == ["7.4 متر"]


def test_a_drag_never_splits_a_character_even_with_its_parts_made_visible(view):
    one = sitting(f"a{_FAMILY}b")
    view.page_cursor.show_sitting(one)
    view.show_controls(True)
    middle = view.character_rectangle(0, 3).center()
    start = view.character_rectangle(0, 0)
    _drag(view, QPoint(start.left() + 1, start.center().y()), middle)
    assert [one.document.quote(span) for span in view.page_cursor.selected_spans()] in (
        ["a"],
        [f"a{_FAMILY}"],
    )


def test_a_drag_goes_across_blocks_and_leaves_folded_ones_out(view):
    hidden = ("div", "nobody sees this", HiddenReason.CLASS_NAME)
    one = sitting("alpha beta", hidden, "gamma delta")
    view.page_cursor.show_sitting(one)
    start, _ = _edges(view, 0, span_of(one.document, "beta"), False)
    _, end = _edges(view, 2, span_of(one.document, "gamma"), False)
    _drag(view, start, end)
    assert [one.document.quote(span) for span in view.page_cursor.selected_spans()] == [
        "beta",
        "gamma",
    ]
    view.page_cursor.toggle_hidden()
    assert [one.document.quote(span) for span in view.page_cursor.selected_spans()] == [
        "beta\nnobody sees this\ngamma"
    ]


def test_a_click_selects_its_block(view):
    one = sitting("alpha", "beta gamma", "delta")
    view.page_cursor.show_sitting(one)
    QTest.mouseClick(view.viewport(), _LEFT, _NONE, view.character_rectangle(1, 8).center())
    assert view.page_cursor.block == 1
    assert not (view.page_cursor.selection.text is not None)
    assert [one.document.quote(span) for span in view.page_cursor.selected_spans()] == [
        "beta gamma"
    ]


def test_a_click_that_trembles_is_no_drag(view):
    view.page_cursor.show_sitting(sitting("iiiiiiiiiiii"))
    at = view.character_rectangle(0, 4).center()
    QTest.mousePress(view.viewport(), _LEFT, _NONE, at)
    QTest.mouseMove(view.viewport(), at + QPoint(3, 0))
    QTest.mouseRelease(view.viewport(), _LEFT, _NONE, at + QPoint(3, 0))
    assert not (view.page_cursor.selection.text is not None)


def test_a_double_click_selects_a_word_and_drags_on_by_words(view):
    one = sitting("alpha beta gamma delta")
    view.page_cursor.show_sitting(one)
    at = view.character_rectangle(0, 7).center()
    QTest.mouseClick(view.viewport(), _LEFT, _NONE, at)
    QTest.mouseDClick(view.viewport(), _LEFT, _NONE, at)
    assert [one.document.quote(span) for span in view.page_cursor.selected_spans()] == ["beta"]
    QTest.mouseMove(view.viewport(), view.character_rectangle(0, 13).center())
    QTest.mouseRelease(view.viewport(), _LEFT, _NONE, at)


def test_a_triple_click_selects_the_text_of_the_block(view):
    one = sitting("alpha beta gamma", "next")
    view.page_cursor.show_sitting(one)
    at = view.character_rectangle(0, 7).center()
    QTest.mouseClick(view.viewport(), _LEFT, _NONE, at)
    QTest.mouseDClick(view.viewport(), _LEFT, _NONE, at)
    QTest.mouseClick(view.viewport(), _LEFT, _NONE, at)
    assert view.page_cursor.selection.text is not None
    assert [one.document.quote(span) for span in view.page_cursor.selected_spans()] == [
        "alpha beta gamma"
    ]


def test_a_drag_in_the_gutter_selects_a_run_of_blocks(view):
    one = sitting("alpha", "beta", "gamma", "delta")
    view.page_cursor.show_sitting(one)
    gutter = view.block_rectangle(0).left() + 20
    points = [QPoint(gutter, view.block_rectangle(block).center().y()) for block in (1, 3)]
    _drag(view, *points)
    assert not (view.page_cursor.selection.text is not None)
    assert [one.document.quote(span) for span in view.page_cursor.selected_spans()] == [
        "beta\ngamma\ndelta"
    ]


def test_shift_and_click_extend_the_run_of_blocks_or_the_text(view):
    one = sitting("alpha beta", "gamma delta")
    view.page_cursor.show_sitting(one)
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(view.viewport(), _LEFT, _NONE, view.character_rectangle(0, 1).center())
    QTest.mouseClick(view.viewport(), _LEFT, shift, view.character_rectangle(1, 13).center())
    assert [one.document.quote(span) for span in view.page_cursor.selected_spans()] == [
        "alpha beta\ngamma delta"
    ]
    start, end = _edges(view, 0, span_of(one.document, "beta"), False)
    _drag(view, start, end)
    _, end = _edges(view, 1, span_of(one.document, "gamma"), False)
    QTest.mouseClick(view.viewport(), _LEFT, shift, end)
    assert [one.document.quote(span) for span in view.page_cursor.selected_spans()] == [
        "beta\ngamma"
    ]


def test_a_drag_beyond_the_edge_scrolls_on(view, qtbot):
    one = sitting(*(f"block {number} with some words" for number in range(200)))
    view.page_cursor.show_sitting(one)
    start = view.character_rectangle(0, 0).center()
    QTest.mousePress(view.viewport(), _LEFT, _NONE, start)
    QTest.mouseMove(view.viewport(), start + QPoint(0, 50))
    QTest.mouseMove(view.viewport(), QPoint(start.x(), view.viewport().height() + 60))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 400, timeout=3000)
    QTest.mouseRelease(view.viewport(), _LEFT, _NONE, start)
    stopped = view.verticalScrollBar().value()
    qtbot.wait(80)
    assert view.verticalScrollBar().value() == stopped
    assert view.page_cursor.selected_spans()[0].start == 0


def test_a_click_on_the_line_over_hidden_blocks_unfolds_and_folds_them(view):
    hidden = ("div", "secret", HiddenReason.CLASS_NAME)
    view.page_cursor.show_sitting(sitting("alpha", hidden, hidden, "omega"))
    fold = view.block_rectangle(1).center()
    QTest.mouseClick(view.viewport(), _LEFT, _NONE, fold)
    assert not view.page_cursor.folds.is_folded(1)
    assert not view.page_cursor.folds.is_folded(2)
    QTest.mouseClick(view.viewport(), _LEFT, _NONE, fold)
    assert view.page_cursor.folds.is_folded(1)


def test_copy_puts_the_documents_own_text_on_the_clipboard(view):
    one = sitting("alpha\u00a0beta 😀\nnext line", "gamma")
    view.page_cursor.show_sitting(one)
    view.page_cursor.go_to(0)
    view.page_cursor.go_to(1, extend=True)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == one.document.text
