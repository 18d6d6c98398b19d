"""Disagreements decided by keys alone, in the real window with a real store."""

from annotator.core.adjudication import PieceState
from annotator.core.decisions import Choice
from annotator.gui.reviewing.alike_dialog import AlikeDialog
from tests.gui.reviewing.team import (
    ADA,
    AGREED,
    BO,
    CLEO,
    OTHER,
    at_rest,
    gold,
    label,
    make_project,
    opened,
    press,
    shown,
    type_text,
)
from tests.gui.windows import CTRL, KEY, NONE, SHIFT

FIRST = "First paragraph of page 1."


def decided(path, page, number=1):
    return next(one for one in opened(path, page).considered if one.number == number)


def side_of(review, name):
    """The key that takes what somebody says, as A and B stand on this page."""
    return (KEY.Key_Left, KEY.Key_Right)[review.panels.veil.names.index(name)]


def test_an_arrow_takes_a_side_and_the_store_has_it(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, side_of(review, BO))
    at_rest(qtbot, window, review)
    assert gold(path, 1) == {FIRST: "teaser"}
    one = decided(path, 1)
    assert (one.choice, one.side, one.decider) == (Choice.SIDE, BO, CLEO)


def test_a_label_key_decides_another_label(qtbot, path, review_of):
    window, review = review_of(path)
    type_text(review, "x")
    at_rest(qtbot, window, review)
    assert gold(path, 1) == {FIRST: "boilerplate"}
    assert decided(path, 1).choice is Choice.LABEL


def test_delete_decides_that_there_is_nothing(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_Delete)
    at_rest(qtbot, window, review)
    assert gold(path, 1) == {}
    assert decided(path, 1).choice is Choice.NOTHING
    assert review.panels.header.below.accessibleDescription().startswith(
        "1 of 1 disagreement decided"
    )


def test_a_reason_goes_with_the_next_decision_alone(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_T, CTRL)
    type_text(review, "It b")
    press(review, KEY.Key_Left)
    type_text(review, "tx")
    press(review, KEY.Key_Return)
    assert review.panels.foot.reason.text() == "It txb", "in the field keys are letters"
    assert review.panels.text.view.hasFocus()
    press(review, KEY.Key_Right)
    at_rest(qtbot, window, review)
    assert decided(path, 1).reason == "It txb"
    assert review.panels.foot.reason.text() == ""


def test_undo_and_redo_are_decisions_of_the_page(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, side_of(review, BO))
    press(review, KEY.Key_Z, CTRL)
    at_rest(qtbot, window, review)
    assert decided(path, 1).state is PieceState.OPEN
    assert review.panels.number == 1
    press(review, KEY.Key_Z, CTRL | SHIFT)
    at_rest(qtbot, window, review)
    assert gold(path, 1) == {FIRST: "teaser"}


def test_enter_accepts_all_that_is_agreed_on(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_Return)
    at_rest(qtbot, window, review)
    assert FIRST not in gold(path, 1)
    assert len(gold(path, 1)) == 3
    press(review, side_of(review, ADA))
    at_rest(qtbot, window, review)
    assert not opened(path, 1).unsettled


def test_the_longer_side_of_a_boundary_is_taken_by_plus(qtbot, tmp_path, review_of):
    path = make_project(tmp_path / "edge", 1)
    label(path, 1, ADA, AGREED)
    label(path, 1, BO, ("headline", "body", ("said", "body", "boilerplate"), "boilerplate"))
    window, review = review_of(path)
    assert "characters apart" in review.panels.card.explanation.text()
    type_text(review, "+")
    at_rest(qtbot, window, review)
    assert gold(path, 1) == {"said at length.": "body"}
    type_text(review, "-")
    at_rest(qtbot, window, review)
    assert gold(path, 1) == {"said at length.": "boilerplate"}


def test_text_that_is_selected_is_decided_whatever_the_sets_say(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_Down, CTRL)
    assert review.panels.number == 0
    type_text(review, "t")
    at_rest(qtbot, window, review)
    assert gold(path, 1) == {"Second paragraph, said at length.": "teaser"}


def test_arrows_and_letters_go_through_the_disagreements(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_PageDown, CTRL)
    at_rest(qtbot, window, review)
    assert review.desk.sitting.page == 2
    seen = [review.panels.number]
    for key in (KEY.Key_Down, KEY.Key_N, KEY.Key_N, KEY.Key_P, KEY.Key_Up):
        press(review, key)
        seen.append(review.panels.number)
    assert seen == [1, 2, 3, 3, 2, 1]


def test_the_same_decision_is_taken_for_all_like_it(qtbot, tmp_path, review_of):
    path = make_project(tmp_path / "alike", 1)
    label(path, 1, ADA, ("headline", "body", "body", "boilerplate"))
    label(path, 1, BO, ("headline", "teaser", "teaser", "boilerplate"))
    window, review = review_of(path)
    press(review, side_of(review, BO))
    at_rest(qtbot, window, review)
    press(review, KEY.Key_Up)
    press(review, KEY.Key_A, CTRL | SHIFT)
    dialog = shown(qtbot, review, AlikeDialog)
    assert dialog.takings.currentText().endswith("Teaser")
    assert dialog.go.text() == "Decide 2 places", "the one that it is opened on counts"
    press(dialog, KEY.Key_Return, NONE)
    at_rest(qtbot, window, review)
    assert set(gold(path, 1).values()) == {"teaser"}
    assert len(gold(path, 1)) == 2


def test_what_was_just_decided_is_offered_for_all_like_it(qtbot, tmp_path, review_of):
    path = make_project(tmp_path / "alike", 1)
    label(path, 1, ADA, ("headline", "body", "body", "boilerplate"))
    label(path, 1, BO, ("headline", "teaser", "teaser", "boilerplate"))
    window, review = review_of(path)
    review.decide.give("boilerplate")
    at_rest(qtbot, window, review)
    assert review.panels.number == 2, "the next one, which is not decided"
    press(review, KEY.Key_A, CTRL | SHIFT)
    dialog = shown(qtbot, review, AlikeDialog)
    assert dialog.takings.currentText() == "Boilerplate"
    assert dialog.go.text() == "Decide 2 places"
    press(dialog, KEY.Key_Return, NONE)
    at_rest(qtbot, window, review)
    assert set(gold(path, 1).values()) == {"boilerplate"}


def test_three_sets_have_a_majority(qtbot, path, review_of):
    label(path, 1, "Third", OTHER)
    window, review = review_of(path)
    assert "decide.majority" in review.panels.card.buttons
    type_text(review, "=")
    at_rest(qtbot, window, review)
    assert gold(path, 1) == {FIRST: "teaser"}


def test_what_changed_since_is_shown_with_what_was_decided(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, side_of(review, BO))
    at_rest(qtbot, window, review)
    label(path, 1, BO, ("headline", "boilerplate", "body", "boilerplate"))
    review.desk.read_again()
    at_rest(qtbot, window, review)
    told = review.panels.card.earlier.text()
    assert told.startswith("Was decided as Teaser (took "), told
    assert "by you" in told
    assert f"Since then {review.panels.veil.letter(BO)} changed it: decide it anew." in told
    assert gold(path, 1) == {FIRST: "teaser"}, "what was decided stays until it is decided anew"
