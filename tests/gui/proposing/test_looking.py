"""A doubtful run counts as seen when it was on the screen for long enough, with its proposal."""

import pytest
from PySide6.QtCore import QTimer

from annotator.core.journal import Status
from annotator.gui.proposing.doubts import Doubts
from annotator.gui.proposing.looking import LONG_ENOUGH_MS, Looking
from annotator.gui.views import Views
from tests.gui.proposing.proposed import GUESS, LIKELY, SURE, propose
from tests.gui.text_view.sittings import HiddenReason, sitting
from tests.gui.windows import CTRL, KEY, labels_of, press

_NEVER = 1_000_000


@pytest.fixture
def views(qtbot):
    made = Views()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def doubts():
    return Doubts()


@pytest.fixture
def looking(views, doubts):
    made = Looking(views, doubts, views)
    made.wait_ms = _NEVER
    return made


def _shown(views, *rows, count=60):
    one = sitting(*["alpha beta " * 12] * count)
    propose(one, *rows)
    views.page_cursor.show_sitting(one)
    return one


def _starts(one, runs):
    return [one.document.block_at(run.span.start) for run in runs]


def test_it_waits_for_three_tenths_of_a_second(views, doubts):
    assert Looking(views, doubts, views).wait_ms == LONG_ENOUGH_MS == 300


def test_what_was_in_sight_long_enough_is_seen_and_nothing_else(views, doubts, looking):
    one = _shown(views, (1, "body", LIKELY), (3, "teaser", GUESS), (40, "body", LIKELY))
    assert _starts(one, doubts.unseen(one)) == [1, 3, 40]
    looking.look()
    assert _starts(one, doubts.unseen(one)) == [40]
    views.page_cursor.go_to(40)
    looking.look()
    assert doubts.unseen(one) == []


def test_one_block_of_a_run_is_enough(views, doubts, looking):
    one = _shown(views, *((index, "body", LIKELY) for index in range(60)))
    looking.look()
    assert doubts.unseen(one) == []


def test_every_scrolling_begins_the_wait_anew(views, doubts, looking):
    one = _shown(views, (40, "body", LIKELY))
    timer = looking.findChild(QTimer)
    timer.stop()
    views.text.verticalScrollBar().setValue(300)
    assert timer.isActive()
    assert _starts(one, doubts.unseen(one)) == [40]


def test_a_certain_proposal_needs_no_look(views, doubts, looking):
    one = _shown(views, (50, "body", SURE), (51, "body", 0.95))
    assert doubts.unseen(one) == []


def test_what_was_seen_with_another_proposal_has_to_be_seen_again(views, doubts, looking):
    one = _shown(views, (1, "body", LIKELY), (3, "teaser", GUESS))
    looking.look()
    propose(one, (1, "body", LIKELY), (3, "rest", GUESS))
    assert _starts(one, doubts.unseen(one)) == [3]


def test_what_is_decided_is_no_longer_doubtful(views, doubts, looking):
    one = _shown(views, (40, "body", LIKELY), (41, "body", LIKELY))
    one.label([one.document.blocks[40].span], "body")
    assert _starts(one, doubts.runs(one)) == [41]
    one.undo()
    assert _starts(one, doubts.runs(one)) == [40]


def test_a_run_goes_on_over_hidden_blocks(doubts):
    hidden = ("div", "secret", HiddenReason.CLASS_NAME)
    one = sitting("alpha", hidden, "beta", "gamma")
    propose(one, (0, "body", LIKELY), (2, "body", LIKELY), (3, "body", SURE))
    (run,) = doubts.runs(one)
    assert one.document.quote(run.span) == "alpha\nsecret\nbeta"


def test_nothing_is_seen_in_a_view_that_is_not_on_the_screen(views, doubts, looking):
    one = _shown(views, (1, "body", LIKELY))
    views.text.hide()
    looking.look()
    assert _starts(one, doubts.unseen(one)) == [1]


def test_a_page_is_not_finished_before_every_doubtful_run_was_seen(written, make, path, qtbot):
    window = make(path)
    looking = window.proposing.looking
    looking.wait_ms = _NEVER
    looking.begin()
    window.proposing.doubts.forget_seen()
    press(window, KEY.Key_Return, CTRL)
    told = window.banner.notice.text
    assert told == (
        "Not finished yet: 1 doubtful place was not on the screen so far, this one. "
        "Press the same keys again when you have looked."
    )
    assert window.middle.page_cursor.block == 2
    assert window.middle.page_cursor.selection.run == range(2, 6)
    assert labels_of(window.current.sitting) == [None] * 9
    first = window.current.sitting
    press(window, KEY.Key_Return, CTRL)
    assert window.current.sitting is first
    looking.look()
    press(window, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    assert first.status is Status.FINISHED


def test_the_places_that_were_not_seen_are_shown_one_after_the_other(written, make, path, qtbot):
    written.rows = tuple(
        (index, "body", 0.6 if index in {1, 4, 8} else 0.999) for index in (0, 1, 2, 3, 4, 5, 6, 8)
    )
    window = make(path)
    looking, cursor = window.proposing.looking, window.middle.page_cursor
    looking.wait_ms = _NEVER
    looking.begin()
    window.proposing.doubts.forget_seen()
    window.resize(700, 480)
    gone_to = []
    for _ in range(3):
        press(window, KEY.Key_Return, CTRL)
        gone_to.append(cursor.block)
        window.proposing.doubts.note_seen(window.current.sitting, [cursor.block])
    assert gone_to == [1, 4, 8]
    press(window, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
