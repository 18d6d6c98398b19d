"""What becomes of pages: accepted, returned, asked about; and the lists that follow."""

from annotator.core.adjudication import Taking
from annotator.core.decisions import Choice
from annotator.core.journal import Status
from annotator.gui.keys_help import KeysDialog
from annotator.gui.reviewing.write_dialog import WriteDialog
from annotator.services import discussing, projects, reviewing
from tests.gui.reviewing.team import (
    ADA,
    AGREED,
    BO,
    CLEO,
    at_rest,
    gold,
    label,
    make_project,
    opened,
    press,
    shown,
    type_text,
)
from tests.gui.windows import CTRL, KEY, SHIFT, stored


def rows(path):
    with projects.open_project(path) as project:
        return {row.page: row for row in reviewing.reviewable(project)}


def said(path, page):
    with projects.open_project(path) as project:
        return discussing.conversation(project, page)


def test_a_decided_page_is_accepted_and_the_next_one_opened(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_Left)
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    assert review.desk.sitting.page == 2
    assert rows(path)[1].gold is Status.ACCEPTED
    assert {status for _, status in rows(path)[1].sets} == {Status.ACCEPTED}
    assert len(gold(path, 1)) == 4, "what both agree on is accepted with the page"
    assert review.panels.pages.progress.text() == "1 of 3 pages accepted"
    assert 1 not in review.pages.shown, "it waits for nobody any more"


def test_a_page_with_open_disagreements_is_not_accepted_but_shows_them(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_PageDown, CTRL)
    at_rest(qtbot, window, review)
    press(review, KEY.Key_Left)
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    assert review.desk.sitting.page == 2
    assert review.panels.number == 2
    assert review.panels.banner.notice.text.startswith("The page is not accepted: 2 places are")
    assert rows(path)[2].gold is not Status.ACCEPTED


def test_three_pages_are_reviewed_by_keys_alone(qtbot, path, review_of):
    window, review = review_of(path)
    for keys in ("←", "←→←", ""):
        for key in keys:
            press(review, KEY.Key_Left if key == "←" else KEY.Key_Right)
        press(review, KEY.Key_Return, CTRL)
        at_rest(qtbot, window, review)
        assert review.panels.text.view.hasFocus()
    assert review.panels.pages.progress.text() == "3 of 3 pages accepted"
    assert {row.gold for row in rows(path).values()} == {Status.ACCEPTED}


def test_a_page_is_returned_with_a_reason_to_one_of_them(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_Backspace, CTRL)
    dialog = shown(qtbot, review, WriteDialog)
    assert not dialog.send.isEnabled(), "nothing is returned without a reason"
    type_text(review, "The first paragraph is the story.")
    dialog.whom.setCurrentIndex(review.panels.veil.names.index(BO))
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    assert dict(rows(path)[1].sets) == {ADA: Status.FINISHED, BO: Status.RETURNED}
    (verdict,) = said(path, 1).verdicts
    assert (verdict.author, verdict.about, verdict.text) == (
        CLEO,
        BO,
        "The first paragraph is the story.",
    )
    assert review.desk.sitting.page == 2
    assert 1 not in review.pages.shown, "it waits for the annotator now"


def test_a_question_is_a_comment_at_the_place_and_returns_the_page(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_M, CTRL | SHIFT)
    dialog = shown(qtbot, review, WriteDialog)
    dialog.whom.setCurrentIndex(review.panels.veil.names.index(ADA))
    type_text(review, "Why is this the story?")
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    assert dict(rows(path)[1].sets)[ADA] is Status.RETURNED
    (thread,) = said(path, 1).threads
    assert (thread.first.about, thread.first.quote) == (ADA, "First paragraph of page 1.")


def test_a_comment_stands_at_the_place_and_is_told_there(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_M, CTRL)
    shown(qtbot, review, WriteDialog)
    type_text(review, "Look at this again")
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    assert review.desk.sitting.page == 1
    assert review.panels.card.remarks.text() == "You: Look at this again"
    assert review.panels.text.view.hasFocus()


def test_a_page_of_one_annotator_is_accepted_corrected_or_returned(qtbot, tmp_path, review_of):
    path = make_project(tmp_path / "alone", 3)
    for page in (1, 2, 3):
        label(path, page, ADA, AGREED)
    window, review = review_of(path)
    assert review.panels.card.heading.text() == "One set"
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    assert len(gold(path, 1)) == 4
    assert review.desk.sitting.page == 2
    press(review, KEY.Key_Down)
    type_text(review, "t")
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    assert gold(path, 2)["First paragraph of page 2."] == "teaser"
    assert rows(path)[2].gold is Status.ACCEPTED
    press(review, KEY.Key_Backspace, CTRL)
    shown(qtbot, review, WriteDialog)
    type_text(review, "No")
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    assert dict(rows(path)[3].sets) == {ADA: Status.RETURNED}


def test_the_annotators_sets_are_what_they_were(qtbot, path, review_of):
    before = {name: stored(path, 1, name).annotations for name in (ADA, BO)}
    window, review = review_of(path)
    type_text(review, "x")
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    assert {name: stored(path, 1, name).annotations for name in (ADA, BO)} == before


def test_an_accepted_page_can_be_opened_again(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_Left)
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    review.going.open(1)
    at_rest(qtbot, window, review)
    press(review, KEY.Key_Right)
    assert "accepted" in review.panels.banner.notice.text
    press(review, KEY.Key_Backspace, CTRL)
    dialog = shown(qtbot, review, WriteDialog)
    dialog.whom.setCurrentIndex(dialog.whom.count() - 1)
    type_text(review, "Too early")
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    press(review, KEY.Key_Right)
    at_rest(qtbot, window, review)
    assert review.desk.sitting.page == 1
    assert rows(path)[1].gold is Status.RETURNED


def test_the_list_of_the_main_window_follows(qtbot, path, review_of):
    label(path, 1, CLEO, AGREED)
    window, review = review_of(path)
    assert window.current.pages.table.row(1).status is Status.FINISHED
    review.going.open(1)
    at_rest(qtbot, window, review)
    press(review, KEY.Key_Left)
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    assert window.current.pages.table.row(1).status is Status.ACCEPTED


def test_a_page_that_cannot_be_accepted_any_more_is_told_and_waits_again(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_Left)
    at_rest(qtbot, window, review)
    label(path, 1, BO, ("headline", "boilerplate", "body", "boilerplate"))
    press(review, KEY.Key_Return, CTRL)
    at_rest(qtbot, window, review)
    notice = review.panels.banner.notice
    assert notice.text.startswith("The page is not finished"), notice.text
    assert notice.stays
    assert rows(path)[1].gold is not Status.ACCEPTED
    assert 1 in review.pages.shown


def test_decisions_that_are_given_up_take_their_verdict_with_them(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_Left)
    press(review, KEY.Key_Return, CTRL)
    assert review.verdicts.is_waiting
    review.desk.queue.give_up()
    at_rest(qtbot, window, review)
    assert rows(path)[1].gold is not Status.ACCEPTED


def test_two_reviewers_at_once_lose_nothing(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_PageDown, CTRL)
    at_rest(qtbot, window, review)
    with projects.open_project(path) as project:
        reviewing.change_gold(
            project,
            2,
            "Dora",
            lambda one: one.decide([3], Taking(Choice.SIDE, ADA)),
        )
    press(review, KEY.Key_Left)
    at_rest(qtbot, window, review)
    assert review.panels.banner.notice.text.startswith("This page was changed elsewhere as well.")
    deciders = [one.decider for one in opened(path, 2).considered if one.number]
    assert deciders == [CLEO, "", "Dora"]
    shown_deciders = [one.decider for one in review.desk.gold.considered if one.number]
    assert shown_deciders == deciders


def test_nothing_is_lost_where_the_window_is_closed_at_once(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_Left)
    review.close()
    qtbot.waitUntil(lambda: window.teamwork.handlers["review"].window is None)
    assert window.isVisible()
    assert len(gold(path, 1)) == 1


def test_closing_the_project_closes_the_review_with_everything_saved(qtbot, path, review_of):
    window, review = review_of(path)
    press(review, KEY.Key_Left)
    press(review, KEY.Key_Return, CTRL)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert window.teamwork.handlers["review"].window is None
    assert rows(path)[1].gold is Status.ACCEPTED


def test_the_review_is_read_again_when_a_set_is_labelled_on(qtbot, path, review_of):
    label(path, 1, CLEO, ("headline", "teaser", "teaser", "boilerplate"))
    window, review = review_of(path)
    window.page_actions.open(1)
    review.going.open(1)
    at_rest(qtbot, window, review)
    assert review.desk.gold.names == (ADA, BO, CLEO)
    window.middle.page_cursor.go_to(0)
    window.actions_.run("give.body")
    at_rest(qtbot, window, review)
    assert review.desk.gold.names == (ADA, BO), "who labels on has not finished"


def test_the_keys_go_from_pane_to_pane(path, review_of):
    _window, review = review_of(path)
    seen = []
    for _ in range(4):
        press(review, KEY.Key_F6)
        seen.append(review.focusWidget().accessibleName())
    assert seen == [
        "Disagreements",
        "Reason for the next decision",
        "Pages to review",
        "Text of the page, as the sides have it",
    ]


def test_another_annotator_in_the_main_window_ends_the_review(qtbot, path, review_of):
    window, _review = review_of(path)
    window.project._be("Dora")
    qtbot.waitUntil(lambda: window.teamwork.handlers["review"].window is None)
    window.actions_.run("review.open")
    assert window.teamwork.handlers["review"].window.reviewer == "Dora"


def test_a_question_mark_shows_every_key(qtbot, path, review_of):
    _window, review = review_of(path)
    type_text(review, "?")
    dialog = shown(qtbot, review, KeysDialog)
    rows = [dialog.model.index(row, 1).data() for row in range(dialog.model.rowCount())]
    assert "Take A" in rows
    assert "Same decision for all like this" in rows
    assert "AI label" in rows
    dialog.close()
