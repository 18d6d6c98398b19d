"""Proposals on the screen: outlined and never filled, told on hover and to those who hear."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QToolTip

from annotator.core.proposals import Proposals, Source
from annotator.gui.text_view.theme import DARK, LIGHT
from tests.gui.proposing.proposed import (
    GUESS,
    LIKELY,
    SURE,
    bar_of,
    panel_of,
    part,
    propose,
    share_of,
    shot,
)
from tests.gui.text_view.sittings import LABELS, HiddenReason, sitting

_BODY = LABELS.labels[0]
_TALL = "alpha " * 60


def _edges(view, block):
    """The left edge of the text's outline."""
    panel = panel_of(view, block)
    return QRect(panel.left(), panel.top() + 8, 4, panel.height() - 16)


def _inside(view, block):
    """The room beside the text, inside the outline."""
    panel = panel_of(view, block)
    return QRect(panel.left() + 5, panel.top() + 6, view._columns.padding - 6, panel.height() - 12)


@pytest.mark.parametrize("is_dark", [False, True])
def test_a_proposal_is_an_outline_in_the_colour_of_its_label_and_fills_nothing(view, is_dark):
    one = sitting("first", _TALL)
    own = _BODY.dark if is_dark else _BODY.light
    paper = (DARK if is_dark else LIGHT).paper.name()
    view.set_dark(is_dark)
    view.page_cursor.show_sitting(one)
    assert share_of(shot(view), _edges(view, 1), own) == 0
    propose(one, (1, "body", SURE))
    view.refresh(range(2))
    image = shot(view)
    assert share_of(image, _edges(view, 1), own) > 0.2
    assert share_of(image, bar_of(view, 1), own) > 0.02
    assert share_of(image, _inside(view, 1), paper) == 1
    middle = bar_of(view, 1).adjusted(5, 30, -5, -5)
    assert share_of(image, middle, paper) == 1


def test_the_three_grades_are_told_apart_without_colour(view):
    one = sitting("first", _TALL, _TALL, _TALL)
    view.page_cursor.show_sitting(one)
    propose(one, (1, "body", SURE), (2, "body", LIKELY), (3, "body", GUESS))
    view.refresh(range(4))
    image = shot(view)
    inked = []
    for block in (1, 2, 3):
        edge = _edges(view, block)
        rows = [
            any(
                image.pixelColor(x, y).lightness() < 200
                for x in range(edge.left(), edge.right() + 1)
            )
            for y in range(edge.top(), edge.top() + 60)
        ]
        inked.append(sum(rows) / len(rows))
    solid, hatched, dotted = inked
    assert solid == 1
    assert dotted < 0.75
    wide = [share_of(image, _edges(view, block), LIGHT.paper.name()) for block in (1, 2)]
    assert wide[1] != wide[0], "the hatched line is broader and has gaps"
    assert hatched > dotted


def test_what_the_site_had_before_is_drawn_as_sure(view):
    one = sitting("first", _TALL)
    view.page_cursor.show_sitting(one)
    propose(one, (1, "body", GUESS, Source.SITE))
    view.refresh(range(2))
    image = shot(view)
    edge = _edges(view, 1)
    for y in range(edge.top(), edge.bottom()):
        assert any(
            image.pixelColor(x, y).lightness() < 200 for x in range(edge.left(), edge.right() + 1)
        )


def test_equal_proposals_in_a_row_share_one_outline_that_ends_where_one_is_decided(view):
    one = sitting("first", *["alpha"] * 5)
    view.page_cursor.show_sitting(one)
    propose(one, *((index, "body", SURE) for index in range(1, 6)))
    view.refresh(range(6))

    def has_line_above(block):
        panel = panel_of(view, block)
        strip = QRect(panel.left() + 40, panel.top() - 1, 40, 5)
        return share_of(shot(view), strip, _BODY.light) > 0.1

    assert [has_line_above(block) for block in range(1, 6)] == [True, False, False, False, False]
    view.refresh(one.label([one.document.blocks[3].span], "teaser").blocks)
    assert [has_line_above(block) for block in (2, 4, 5)] == [False, True, False]


def test_an_outline_painted_piece_by_piece_looks_like_one_painted_at_once(view):
    one = sitting(*[_TALL] * 30)
    view.page_cursor.show_sitting(one)
    propose(one, *((index, "body", GUESS) for index in range(30)))
    view.refresh(range(30))
    QCoreApplication.processEvents()
    for _ in range(7):
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 41)
        QCoreApplication.processEvents()
    by_pieces = view.grab().toImage()
    view.viewport().update()
    QCoreApplication.processEvents()
    assert view.grab().toImage() == by_pieces


def test_a_part_of_a_block_is_outlined_at_its_characters(view):
    one = sitting("first", "The ferry at dusk. Image made with AI")
    view.page_cursor.show_sitting(one)
    made = part(one, "Image made with AI", "teaser", SURE)
    one.offer(Proposals((made,), "test-1"))
    view.refresh(range(2))
    image, teaser = shot(view), LABELS.labels[1].light
    inside = view.character_rectangle(1, made.span.start + 3)
    outside = view.character_rectangle(1, made.span.start - 6)
    for area, is_there in ((inside, True), (outside, False)):
        line = QRect(area.left(), area.top(), area.width(), 5)
        assert (share_of(image, line, teaser) > 0.1) == is_there


def test_what_is_decided_has_no_outline_and_hidden_blocks_never_have_one(view):
    hidden = ("div", "secret", HiddenReason.CLASS_NAME)
    one = sitting("first", _TALL, hidden)
    view.page_cursor.show_sitting(one)
    propose(one, (1, "body", SURE))
    one.label([one.document.blocks[1].span], "teaser")
    view.refresh(range(3))
    assert share_of(shot(view), _edges(view, 1), _BODY.light) == 0
    assert share_of(shot(view), bar_of(view, 1), LABELS.labels[1].light) > 0.2


def _tip(view, point):
    QCoreApplication.sendEvent(
        view.viewport(),
        QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point)),
    )
    return QToolTip.text()


def test_the_source_and_the_confidence_are_told_on_hover_over_text_and_gutter(view, qtbot):
    one = sitting("first", "alpha beta", "<b>gamma</b>")
    view.page_cursor.show_sitting(one)
    propose(one, (1, "body", 0.97), (2, "teaser", 0.9999, Source.SITE))
    told = "<span>Body? 97 % · model</span>"
    start = one.document.blocks[1].span.start
    assert _tip(view, view.character_rectangle(1, start).center()) == told
    assert _tip(view, bar_of(view, 1).center()) == told
    assert _tip(view, bar_of(view, 2).center()) == "<span>Teaser? 99 % · seen on this site</span>"
    _tip(view, view.character_rectangle(0, 0).center())
    qtbot.waitUntil(lambda: QToolTip.text() == "")
    assert _tip(view, QPoint(view.viewport().width() - 4, view.viewport().height() - 4)) == ""


def test_who_hears_the_page_is_told_what_is_proposed(view):
    one = sitting("first", "alpha", "part and whole")
    view.page_cursor.show_sitting(one)
    propose(one, (1, "body", 0.97), (2, "rest", 0.8))
    one.label([part(one, "part", "body", 1).span], "body")
    page = QAccessible.queryAccessibleInterface(view)
    told = [page.child(block).text(QAccessible.Text.Name) for block in range(3)]
    assert told == [
        "Block 1 of 3, p, undecided: first",
        "Block 2 of 3, p, undecided, proposed Body, 97 %: alpha",
        "Block 3 of 3, p, in parts labelled Body, proposed Rest, 80 %: part and whole",
    ]


def test_the_blocks_of_an_offer_are_marked_and_no_longer_when_it_is_gone(view):
    one = sitting("first", "alpha", "beta", "gamma")
    view.page_cursor.show_sitting(one)
    propose(
        one, (1, "body", LIKELY), (2, "body", LIKELY), (3, "body", LIKELY), signatures=(0, 7, 7, 8)
    )
    view.refresh(one.label([one.document.blocks[1].span], "teaser").blocks)
    assert one.offered.blocks == (2,)
    view.refresh(range(4))
    teaser = LABELS.labels[1].light

    def marked():
        image = shot(view)
        ends = []
        for block in (2, 3):
            panel = panel_of(view, block)
            ends.append(share_of(image, panel.adjusted(panel.width() - 16, 0, 0, 0), teaser) > 0.1)
        return ends

    assert marked() == [True, False]
    one.offered = None
    view.refresh(range(4))
    assert marked() == [False, False]
