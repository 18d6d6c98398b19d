"""What is on the screen: colours where they belong, down to the character."""

import pytest
from PySide6.QtCore import QCoreApplication, QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.core.labels import Label, LabelId, Pattern
from annotator.gui.cursor.folds import Folds
from annotator.gui.label_paint import paint_pattern, tint
from annotator.gui.text_view import TextView
from annotator.gui.text_view.painting import cut_text, fold_text
from annotator.gui.text_view.rows import RowTable
from annotator.gui.text_view.theme import DARK, LIGHT
from tests.gui.text_view.sittings import LABELS, HiddenReason, sitting, span_of

_BODY = LABELS.labels[0]


def _colours(view: TextView, area: QRect) -> dict[str, int]:
    image: QImage = view.viewport().grab().toImage()
    found: dict[str, int] = {}
    for x in range(max(area.left(), 0), min(area.right() + 1, image.width())):
        for y in range(max(area.top(), 0), min(area.bottom() + 1, image.height())):
            name = image.pixelColor(x, y).name()
            found[name] = found.get(name, 0) + 1
    return found


def _bar(view: TextView, block: int) -> QRect:
    columns = view._columns
    area = view.block_rectangle(block)
    return QRect(columns.bar_left, area.top(), columns.bar_width, area.height())


def _near(one: str, other: str) -> bool:
    a, b = QColor(one), QColor(other)
    return max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue())) <= 3


@pytest.mark.parametrize("is_dark", [False, True])
def test_a_labelled_block_shows_colour_and_pattern_in_the_gutter_and_a_tint_on_the_text(
    view, is_dark
):
    one = sitting("alpha " * 60, "beta")
    view.page_cursor.show_sitting(one)
    view.set_dark(is_dark)
    before = _colours(view, _bar(view, 0))
    own = _BODY.dark if is_dark else _BODY.light
    assert own not in before
    view.page_cursor.go_to(1)
    view.refresh(one.label([one.document.blocks[0].span], "body").blocks)
    bar = _colours(view, _bar(view, 0))
    assert bar[own] > 100
    assert len(bar) > 10, "the pattern's strokes are drawn over the colour"
    paper = (DARK if is_dark else LIGHT).paper
    ground = tint(_BODY, paper, is_dark).name()
    text = _colours(view, view.block_rectangle(0).adjusted(120, 4, -4, -4))
    assert sum(count for name, count in text.items() if _near(name, ground)) > 2_000


def test_an_undecided_block_has_an_empty_frame_in_the_gutter(view):
    view.page_cursor.show_sitting(sitting("alpha", "beta"))
    bar = _colours(view, _bar(view, 1))
    inner = _colours(view, _bar(view, 1).adjusted(4, 4, -4, -4))
    assert list(inner) == [LIGHT.paper.name()]
    assert len(bar) > 1


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("alpha beta gamma", "beta"),
        ("قالت إنها بلغت 7.4 متر عام 1998 في المدينة", "7.4 متر عام"),
        ("before 👨‍👩‍👧‍👦 after", "👨‍👩‍👧‍👦"),
        ("मुख्यमंत्री ने कहा", "ने"),
    ],
)
def test_a_part_of_a_block_is_marked_exactly_at_its_characters(view, text, marked):
    one = sitting("first", text)
    view.page_cursor.show_sitting(one)
    span = span_of(one.document, marked)
    view.refresh(one.label([span], "body").blocks)
    image = view.viewport().grab().toImage()
    block = one.document.blocks[1].span
    for offset in range(block.start, block.end):
        area = view.character_rectangle(1, offset)
        if area.width() < 6:  # the ink of a narrow letter may hide all of the mark
            continue
        y = area.bottom() - 1
        strip = [image.pixelColor(x, y).name() for x in range(area.left() + 1, area.right())]
        is_marked = not any(_near(name, LIGHT.paper.name()) for name in strip)
        assert is_marked == (offset in span), (offset, one.document.text[offset])


def test_every_pattern_looks_different_without_colour(qapp):
    seen = set()
    for pattern in Pattern:
        image = QImage(24, 24, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        label = Label(LabelId("x"), "X", ("x",), "#336699", "#336699", pattern)
        paint_pattern(painter, QRectF(0, 0, 24, 24), label, False)
        painter.end()
        grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        seen.add(bytes(grey.constBits()))
    assert len(seen) == len(Pattern)


def test_the_cursor_is_framed_stronger_while_the_view_has_the_keyboard(view, qtbot):
    view.page_cursor.show_sitting(sitting("alpha", "beta"))
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    edge = view.block_rectangle(0).adjusted(-8, -2, 8, 2)
    assert _colours(view, edge).get(LIGHT.accent.name(), 0) > 500
    view.clearFocus()
    assert _colours(view, edge).get(LIGHT.accent.name(), 0) == 0


def test_a_run_of_blocks_is_visible_as_a_whole(view):
    view.page_cursor.show_sitting(sitting("alpha", "beta", "gamma"))
    spot = view.block_rectangle(1).adjusted(-3, 6, 0, -6).topLeft()
    before = view.viewport().grab().toImage().pixelColor(spot)
    view.page_cursor.go_to(2, extend=True)
    after = view.viewport().grab().toImage().pixelColor(spot)
    assert before.name() == LIGHT.paper.name()
    assert after.name() == LIGHT.run.name()


def test_right_to_left_text_stands_at_the_right(view):
    one = sitting("مرحبا بالعالم", "hello world")
    view.page_cursor.show_sitting(one)
    area = view.block_rectangle(0)
    assert area.right() - view.character_rectangle(0, 0).right() < 30
    start = one.document.blocks[1].span.start
    assert view.character_rectangle(1, start).left() - view._columns.text_left < 3


def test_a_label_repaints_the_changed_blocks_alone(view):
    one = sitting(*(f"block {number}" for number in range(12)))
    view.page_cursor.show_sitting(one)
    QCoreApplication.processEvents()
    painted: list[QRect] = []
    paint = view.paintEvent
    view.paintEvent = lambda event: (painted.append(event.rect()), paint(event))
    view.refresh(one.label([one.document.blocks[4].span], "body").blocks)
    QCoreApplication.processEvents()
    area = view.block_rectangle(4)
    assert painted
    assert all(rect.height() <= area.height() + 8 for rect in painted)


def test_cut_pages_and_folds_say_why(view):
    hidden = ("div", "secret", HiddenReason.CLASS_NAME)
    noscript = ("noscript", "enable", HiddenReason.NOSCRIPT)
    one = sitting("alpha", noscript, hidden, hidden, cut="the file ends inside a tag")
    view.page_cursor.show_sitting(one)
    view.grab()
    scene = view._scene(one, view._layout)
    row = RowTable(one.document, Folds(one.document)).row(1)
    assert fold_text(scene, row) == (
        "3 hidden blocks: for browsers without scripts, hidden by the site’s style (class)"
    )
    assert cut_text(one.document.cut) == "The page is cut here: the file ends inside a tag"
    below = view.block_rectangle(1).translated(0, view.block_rectangle(1).height())
    assert _colours(view, below).get(LIGHT.warning.name(), 0) > 20


def test_invisible_characters_are_boxed_on_request_and_offsets_stay(view):
    one = sitting("ab\u200fcd")
    view.page_cursor.show_sitting(one)
    plain = view.character_rectangle(0, 3).left()
    view.show_controls(True)
    assert view.character_rectangle(0, 3).left() > plain + 20
    assert _colours(view, view.block_rectangle(0)).get(LIGHT.warning.name(), 0) > 10
    view.show_controls(False)
    assert view.character_rectangle(0, 3).left() == plain
