"""The parts of the review window, each by itself."""

import pytest
from PySide6.QtCore import Qt

from annotator.core.journal import Status
from annotator.gui.comparing import ComparedText
from annotator.gui.reviewing.alike_dialog import PlaceModel
from annotator.gui.reviewing.choice_button import Choice, ChoiceButton
from annotator.gui.reviewing.rendered import RenderedPage
from annotator.gui.reviewing.review_pages import ReviewPages, is_to_do, short_state_of, state_of
from annotator.services.reviewing import ReviewRow
from tests.gui.reviewing.team import (
    ADA,
    AGREED,
    BO,
    at_rest,
    label,
    make_project,
    opened,
    press,
    type_text,
)
from tests.gui.windows import CTRL, KEY

NEW, BUSY, DONE = Status.NEW, Status.IN_PROGRESS, Status.FINISHED
BACK, SETTLED = Status.RETURNED, Status.ACCEPTED


def a_row(page, *sets, gold=None, title=""):
    names = (ADA, BO, "Third")
    return ReviewRow(page, title, "a.example", False, tuple(zip(names, sets, strict=False)), gold)


def test_the_list_of_pages_is_a_sound_model(qtmodeltester):
    model = ReviewPages()
    qtmodeltester.check(model, force_py=True)
    model.put([a_row(1, DONE, DONE), a_row(2, BUSY, title="A title"), a_row(3, DONE)])
    model.show_only("", to_do=False)
    qtmodeltester.check(model, force_py=True)


def test_the_list_of_places_is_a_sound_model(path, qtmodeltester):
    sitting = opened(path, 2)
    places = [one for one in sitting.considered if one.number]
    model = PlaceModel(sitting, places)
    qtmodeltester.check(model, force_py=True)
    assert model.setData(model.index(0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert model.chosen == {2, 3}


@pytest.mark.parametrize(
    ("row", "is_waiting", "told"),
    [
        (a_row(1, DONE, DONE), True, "2 finished"),
        (a_row(1, DONE, BUSY), True, "1 finished, 1 in progress"),
        (a_row(1, DONE), True, "finished"),
        (a_row(1, BUSY), False, "in progress"),
        (a_row(1, DONE, BACK), False, "1 finished, 1 returned"),
        (a_row(1, SETTLED, SETTLED, gold=SETTLED), False, "accepted"),
        (a_row(1, DONE, DONE, gold=BUSY), True, "2 finished, decisions begun"),
        (a_row(1, SETTLED, DONE, gold=BACK), True, "1 finished, 1 accepted, decisions begun"),
    ],
)
def test_a_page_waits_for_a_reviewer_once_somebody_has_finished_it(row, is_waiting, told):
    assert is_to_do(row) == is_waiting
    assert state_of(row) == told


def test_the_next_page_to_do_is_searched_behind_the_open_one_and_then_from_the_top():
    model = ReviewPages()
    model.put([a_row(1, DONE), a_row(2, BUSY), a_row(3, DONE), a_row(4, BACK)])
    model.set_current(1)
    assert model.next_to_do() == 3
    model.set_current(3)
    assert model.next_to_do() == 1
    model.mark(1, returned=ADA)
    assert model.next_to_do() is None


def test_turning_a_page_lays_out_no_list_anew():
    model = ReviewPages()
    model.put([a_row(1, DONE), a_row(2, DONE), a_row(3, DONE, gold=SETTLED)])
    told = []
    model.dataChanged.connect(lambda *_what: told.append(1))
    model.modelReset.connect(lambda: told.append(2))
    model.set_current(1)
    model.set_current(2)
    assert told == []
    model.mark(2, gold=SETTLED)
    assert (told, model.accepted_count) == ([1], 2)


def test_the_open_page_is_listed_whatever_the_filter():
    model = ReviewPages()
    model.put([a_row(1, DONE, title="One"), a_row(2, BUSY, title="Two"), a_row(3, DONE)])
    assert model.shown == [1, 3]
    model.set_current(2)
    assert model.shown == [1, 2, 3]
    model.show_only("one", to_do=True)
    assert model.shown == [1, 2]
    model.set_current(1)
    assert model.shown == [1]


def test_the_rendered_page_shows_the_decision_or_one_of_the_sets(path, qtbot):
    sitting = opened(path, 1)
    text, page = ComparedText(), RenderedPage()
    for widget in (text, page):
        qtbot.addWidget(widget)
    text.show_gold(sitting)
    shown = []
    for side in (-1, 0, 1):
        page.show_set(sitting, text.compared, side)
        shown.append([str(one.label) for one in page.page_cursor.sitting.annotations])
    assert shown == [
        [],
        ["headline", "body", "body", "boilerplate"],
        ["headline", "teaser", "body", "boilerplate"],
    ]
    assert sitting.annotations == opened(path, 1).annotations


def test_what_was_decided_against_all_is_told_where_it_stands(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_Down, CTRL)
    type_text(review, "t")
    at_rest(qtbot, window, review)
    press(review, KEY.Key_Up, CTRL)
    card = review.panels.card
    assert card.heading.text() == "All sets say Body here"
    assert card.earlier.text() == "Decided: Teaser, by you."


def test_a_project_without_any_labels_says_what_to_do(qtbot, tmp_path, review_of):
    path = make_project(tmp_path / "none", 1)
    _window, review = review_of(path, is_empty=True)
    qtbot.waitUntil(lambda: bool(review.panels.empty.text()))
    assert review.panels.empty.text().startswith("Nothing to review yet.")
    assert not review.actions_.action("verdict.accept").isEnabled()
    for key in (KEY.Key_Left, KEY.Key_Down, KEY.Key_Return, KEY.Key_Delete):
        press(review, key)
    assert review.desk.sitting is None


def test_a_project_that_is_read_only_can_be_looked_at(qtbot, path, review_of):
    window, review = review_of(path)
    window.current.project.is_read_only = True
    review.panels.moved.emit()
    press(review, KEY.Key_Left)
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    assert not review.desk.gold.history.done
    assert review.desk.sitting.page == 1


def test_a_set_that_is_not_finished_is_looked_at_but_not_accepted(qtbot, tmp_path, review_of):
    path = make_project(tmp_path / "busy", 1)
    label(path, 1, ADA, (*AGREED[:3], None), finish=False)
    window, review = review_of(path)
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    assert "a set of it is not finished yet" in review.panels.banner.notice.text
    press(review, KEY.Key_Backspace, CTRL)
    assert "cannot be returned" in review.panels.banner.notice.text


def test_what_a_label_means_ends_in_an_ellipsis_where_it_is_cut(qtbot):
    button = ChoiceButton(Choice(None, "Body", "All that is told of the story. " * 9))
    qtbot.addWidget(button)
    button.resize(260, button.heightForWidth(260))
    told = button.fitting_detail(220)
    assert told.endswith("…")
    assert told.count("\n") == 1
    button.show_choice(Choice(None, "Body", "Short."))
    assert button.fitting_detail(220) == "Short."


@pytest.mark.parametrize(
    ("statuses", "gold", "told"),
    [
        ("FFA", None, "3 sets, 3 finished"),
        ("FFI", Status.IN_PROGRESS, "3 sets, 2 finished"),
        ("FFF", None, "3 finished"),
        ("FRI", None, "3 sets, 1 returned"),
        ("I", None, "in progress"),
        ("FF", Status.ACCEPTED, "accepted"),
    ],
)
def test_a_narrow_line_has_room_for_the_states_of_three_sets(statuses, gold, told):
    letters = {
        "F": Status.FINISHED,
        "A": Status.ACCEPTED,
        "I": Status.IN_PROGRESS,
        "R": Status.RETURNED,
    }
    sets = tuple((f"name {at}", letters[one]) for at, one in enumerate(statuses))
    assert short_state_of(ReviewRow(1, "Title", "", False, sets, gold)) == told
