"""What happens in another window, or on another page, while a page is under review."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.core.adjudication import PieceState
from annotator.gui.bundles.receive_dialog import ReceiveDialog
from annotator.gui.keys import KeyTable
from annotator.gui.reviewing.alike_dialog import AlikeDialog
from annotator.gui.reviewing.write_dialog import WriteDialog
from annotator.services import bundling, discussing, projects
from tests.gui.reviewing.team import (
    ADA,
    AGREED,
    BO,
    OTHER,
    at_rest,
    gold,
    label,
    make_project,
    opened,
    press,
    shown,
)
from tests.gui.windows import CTRL, KEY, SHIFT


def remarks(path, page):
    with projects.open_project(path) as project:
        found = discussing.conversation(project, page)
        return [
            *(one.text for thread in found.threads for one in thread.remarks),
            *(one.text for one in found.verdicts),
        ]


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [(KEY.Key_Backspace, CTRL), (KEY.Key_M, CTRL), (KEY.Key_M, CTRL | SHIFT)],
)
def test_what_is_written_is_about_the_page_that_was_open_when_it_was_asked_for(
    qtbot, path, review_of, key, modifiers
):
    window, review = review_of(path)
    press(review, key, modifiers)
    dialog = shown(qtbot, review, WriteDialog)
    review.going.open(2)
    qtbot.waitUntil(lambda: review.desk.sitting.page == 2)
    dialog.field.setPlainText("About page 1")
    press(dialog, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    assert set(remarks(path, 1)) == {"About page 1"}
    assert remarks(path, 2) == []
    assert review.desk.sitting.page == 2, "the page that is open by now stays"


def test_the_same_for_all_is_not_decided_of_another_page(qtbot, tmp_path, review_of):
    path = make_project(tmp_path / "alike", 2)
    for page in (1, 2):
        label(path, page, ADA, ("headline", "body", "body", "boilerplate"))
        label(path, page, BO, ("headline", "teaser", "teaser", "boilerplate"))
    window, review = review_of(path)
    press(review, KEY.Key_A, CTRL | SHIFT)
    dialog = shown(qtbot, review, AlikeDialog)
    review.going.open(2)
    qtbot.waitUntil(lambda: review.desk.sitting.page == 2)
    press(dialog, KEY.Key_Return)
    at_rest(qtbot, window, review)
    assert gold(path, 1) == gold(path, 2) == {}
    assert "nothing was decided" in review.panels.banner.notice.text


def test_keys_pressed_while_another_page_is_on_its_way_decide_nothing(qtbot, path, review_of):
    window, review = review_of(path)
    review.desk.forget_ahead()
    review.going.open(2)
    assert review.desk.sitting.page == 1
    for pressed in (KEY.Key_Left, KEY.Key_Return, KEY.Key_Delete):
        press(review, pressed)
    press(review, KEY.Key_Return, CTRL)
    press(review, KEY.Key_Backspace, CTRL)
    at_rest(qtbot, window, review)
    assert gold(path, 1) == gold(path, 2) == {}
    assert review.desk.sitting.page == 2
    press(review, KEY.Key_Delete)
    at_rest(qtbot, window, review)
    assert opened(path, 2).considered[1].state is PieceState.DECIDED


def test_every_set_can_be_taken_by_its_button(qtbot, path, review_of):
    for number in range(6):
        label(path, 1, f"Person {number}", OTHER)
    window, review = review_of(path)
    buttons = review.panels.card.buttons
    assert [one.choice.place for one in buttons.values()][:8] == list(range(8))
    told = review.panels.header.below.accessibleDescription()
    assert "A, B, C, D, E, F, G, H finished" in told
    last = buttons["decide.side_h"]
    QTest.mouseClick(last, Qt.MouseButton.LeftButton)
    at_rest(qtbot, window, review)
    taken = next(one for one in opened(path, 1).considered if one.number)
    assert taken.side == review.panels.veil.names[7]


def test_a_bundle_that_comes_in_is_shown_in_the_review(qtbot, tmp_path, path, review_of):
    other = tmp_path / "bo.annotator"
    other.write_bytes(path.read_bytes())
    label(other, 1, BO, AGREED)
    label(other, 3, "Third", OTHER)
    bundle = tmp_path / "bo.annobundle"
    with projects.open_project(other) as project:
        bundling.write_bundle(project, bundle)
    window, review = review_of(path)
    assert review.panels.number == 1
    window.teamwork.bundles.receive_file(bundle)
    dialog = shown(qtbot, review, ReceiveDialog)
    qtbot.waitUntil(dialog.receive.isEnabled, timeout=15_000)
    press(dialog, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.findChild(ReceiveDialog) is None)
    at_rest(qtbot, window, review)
    assert [one.number for one in review.desk.gold.considered] == [0, 0, 0, 0]
    assert "No disagreements" in review.panels.header.below.accessibleDescription()
    assert len(review.pages.rows[3].sets) == 3


def test_a_comment_of_the_main_window_is_told_when_the_review_is_come_back_to(
    qtbot, path, review_of
):
    window, review = review_of(path)
    span = review.panels.considered.piece.span
    with projects.open_project(path) as project:
        discussing.comment(project, 1, ADA, "Looks like a teaser", span=span)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    review.activateWindow()
    qtbot.waitUntil(review.isActiveWindow)
    at_rest(qtbot, window, review)
    assert "Looks like a teaser" in review.panels.card.remarks.text()


def test_keys_chosen_in_one_window_hold_in_the_other(qtbot, path, review_of):
    window, review = review_of(path)

    def choose(one, action, key):
        table: KeyTable = one.actions_.keys
        row = next(row for row in table.rows if row.id == action)
        one._set_keys(table.changed(row, (key,)))

    choose(review, "help.keys", "F3")
    window.activateWindow()
    qtbot.waitUntil(lambda: window.actions_.key("help.keys") == "F3")
    choose(window, "look.hidden", "F7")
    review.activateWindow()
    qtbot.waitUntil(lambda: review.actions_.key("look.hidden") == "F7")
    choose(review, "verdict.accept", "F8")
    assert window.settings.now.keys == {
        "help.keys": ("F3",),
        "look.hidden": ("F7",),
        "verdict.accept": ("F8",),
    }
    assert "F8" in review.panels.header.accept.toolTip()
