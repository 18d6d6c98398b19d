"""Proposals in the hands of an editor: accepted, corrected, finished, all by keys."""

from threading import Event

import pytest
from PySide6.QtWidgets import QApplication

from annotator.core.annotations import Origin
from annotator.core.errors import UserError
from annotator.core.journal import LineKind, Status
from annotator.gui.project_jobs import ProjectJobs
from annotator.gui.tasks import Lane
from annotator.services import projects
from tests.gui.windows import CTRL, KEY, NONE, SHIFT, labels_of, leave, press, settle, stored

ALT_TAB = KEY.Key_Backtab


@pytest.fixture
def window(written, make, path):
    made = make(path)
    made.proposing.looking.wait_ms = 0
    made.resize(1000, 900)
    return made


def _chosen(window):
    cursor = window.middle.page_cursor
    return [cursor.sitting.document.quote(span) for span in cursor.selected_spans()]


def _told(window):
    return window.banner.notice.text if window.banner.notice else ""


def _origins(sitting):
    return [one.origin for one in sitting.annotations]


def test_proposals_arrive_after_the_page_and_decide_nothing(window):
    sitting = window.current.sitting
    assert len(sitting.proposals) == 8
    assert labels_of(sitting) == [None] * 9
    assert "0 of 8 blocks decided" in window.middle.header.lines()[1]
    assert window.panels.labels.undecided.text() == "8 blocks undecided"
    assert window.panels.outline.model.rowCount() == 0
    assert not sitting.history.done


def test_the_status_line_tells_what_is_proposed_for_the_block_or_the_run(window):
    assert window.status.proposal.text() == "Proposed: Headline, 99 % · model"
    press(window, KEY.Key_Down)
    press(window, KEY.Key_Down, SHIFT)
    assert window.status.proposal.text() == "Proposed: Body, 2 times, at least 90 %"
    press(window, KEY.Key_B)
    press(window, KEY.Key_Up)
    assert window.status.proposal.text() == ""


def test_space_accepts_the_proposal_of_the_block_and_goes_on(window, qtbot, path):
    press(window, KEY.Key_Space)
    press(window, KEY.Key_Space)
    sitting = window.current.sitting
    assert labels_of(sitting)[:3] == ["headline", "body", None]
    assert window.middle.page_cursor.block == 2
    assert _origins(sitting) == [Origin.ACCEPTED_SINGLY] * 2
    press(window, KEY.Key_Z, CTRL)
    assert labels_of(sitting)[:3] == ["headline", None, None]
    settle(qtbot, window)
    assert labels_of(stored(path, 1))[:3] == ["headline", None, None]


def test_space_accepts_all_of_a_selected_run_at_once(window):
    press(window, KEY.Key_Down)
    press(window, KEY.Key_Down, SHIFT)
    press(window, KEY.Key_Space)
    sitting = window.current.sitting
    assert labels_of(sitting)[:4] == [None, "body", "body", None]
    assert len(sitting.history.done) == 1
    assert window.middle.page_cursor.block == 3


def test_space_on_what_is_decided_goes_to_the_next_undecided_block(window):
    press(window, KEY.Key_H)
    press(window, KEY.Key_Up)
    press(window, KEY.Key_Space)
    assert window.middle.page_cursor.block == 1
    assert len(window.current.sitting.history.done) == 1


def test_tab_goes_from_one_doubtful_run_to_the_next_and_back(window):
    press(window, KEY.Key_Tab)
    run = ["Second paragraph.\nRead also one\nRead also two\nRead also three"]
    assert _chosen(window) == run
    press(window, KEY.Key_Space)
    assert labels_of(window.current.sitting)[2:6] == ["body"] * 4
    press(window, KEY.Key_Z, CTRL)
    press(window, KEY.Key_End)
    press(window, ALT_TAB, SHIFT)
    assert _chosen(window) == run
    assert window.middle.page_cursor.block == 2


def test_tab_goes_round_and_then_to_what_is_undecided_and_then_says_that_all_is_decided(window):
    press(window, KEY.Key_End)
    press(window, KEY.Key_Tab)
    assert window.middle.page_cursor.block == 2
    press(window, KEY.Key_Space)
    press(window, KEY.Key_Tab)
    assert window.middle.page_cursor.block == 8
    assert "Nothing doubtful is left" in _told(window)
    press(window, KEY.Key_Tab)
    assert window.middle.page_cursor.block == 0
    press(window, KEY.Key_F)
    press(window, KEY.Key_Tab)
    assert _told(window) == "Everything is decided. Enter finishes the page."


def test_a_label_key_gives_a_whole_run_another_label(window):
    press(window, KEY.Key_Tab)
    press(window, KEY.Key_T)
    sitting = window.current.sitting
    assert labels_of(sitting)[2:6] == ["teaser"] * 4
    assert len(sitting.history.done) == 1
    assert _origins(sitting) == [Origin.BY_HAND] * 4


def _correct_the_first_card(window):
    window.middle.page_cursor.go_to(3)
    press(window, KEY.Key_T)


def test_a_correction_is_offered_for_blocks_like_it_and_taken_with_one_key(window):
    _correct_the_first_card(window)
    assert labels_of(window.current.sitting)[3:6] == ["teaser", None, None]
    told = window.banner.notice
    assert told.text == ("2 more blocks like this, marked below: press E to make them Teaser too.")
    assert told.offer == "Make them Teaser"
    press(window, KEY.Key_E)
    sitting = window.current.sitting
    assert labels_of(sitting)[3:6] == ["teaser"] * 3
    assert len(sitting.history.done) == 2
    assert window.banner.notice is None
    # Past what it labelled: the next letter is not for one of those.
    assert window.middle.page_cursor.block == 6
    press(window, KEY.Key_Z, CTRL)
    assert labels_of(sitting)[3:6] == ["teaser", None, None]


def test_an_offer_stays_until_it_is_taken_by_its_button_too(window, qtbot):
    _correct_the_first_card(window)
    window.banner._drop_notes()
    assert "2 more blocks" in _told(window)
    window.banner._offer.click()
    assert labels_of(window.current.sitting)[3:6] == ["teaser"] * 3


@pytest.mark.parametrize("key", [KEY.Key_Escape, KEY.Key_Space, KEY.Key_B])
def test_escape_and_every_other_edit_drop_an_offer(window, key):
    _correct_the_first_card(window)
    press(window, key)
    assert window.current.sitting.offered is None
    assert "more block" not in _told(window)
    assert not window.actions_.action("proposal.take_offer").isEnabled()
    before = labels_of(window.current.sitting)
    press(window, KEY.Key_E)
    assert labels_of(window.current.sitting) == before


def test_an_offer_is_gone_when_another_page_was_open(window, qtbot):
    _correct_the_first_card(window)
    press(window, KEY.Key_PageDown, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    assert "more block" not in _told(window)
    press(window, KEY.Key_PageUp, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 1)
    assert window.current.sitting.offered is None


def test_ctrl_enter_accepts_the_rest_finishes_the_page_and_opens_the_next(window, qtbot, path):
    first = window.current.sitting
    qtbot.waitUntil(lambda: not window.proposing.doubts.unseen(first))
    press(window, KEY.Key_H)
    press(window, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    settle(qtbot, window)
    found = stored(path, 1)
    assert found.status is Status.FINISHED
    assert labels_of(found) == ["headline", *["body"] * 6, None, "boilerplate"]
    assert _origins(found) == [Origin.BY_HAND, *[Origin.ACCEPTED_WITH_REST] * 7]
    assert len(found.history.done) == 2
    assert len(window.current.sitting.proposals) == 8


def test_one_undo_takes_an_accepted_rest_back_and_the_page_is_not_finished(window, qtbot, path):
    qtbot.waitUntil(lambda: not window.proposing.doubts.unseen(window.current.sitting))
    press(window, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    press(window, KEY.Key_PageUp, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 1)
    press(window, KEY.Key_Z, CTRL)
    assert labels_of(window.current.sitting) == [None] * 9
    assert window.current.sitting.status is Status.IN_PROGRESS


def test_a_key_held_down_accepts_once_alone(window):
    for action in ("accept", "rest"):
        assert not window.actions_.action(f"proposal.{action}").autoRepeat()
    assert window.actions_.action("move.next").autoRepeat()


def test_the_assistant_learns_from_a_finished_page_once_it_is_stored(window, qtbot, written):
    qtbot.waitUntil(lambda: not window.proposing.doubts.unseen(window.current.sitting))
    press(window, KEY.Key_Space)
    settle(qtbot, window)
    assert written.learned_pages == []
    press(window, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    settle(qtbot, window)
    assert written.learned_pages == [(1, "ada")]
    assert written.asked[0] == 1
    assert written.asked[1:] == [2] * len(written.asked[1:])


def test_proposals_that_arrive_late_are_not_offered_to_another_page(written, make, path, qtbot):
    window = make(path)
    written.may_answer.clear()
    press(window, KEY.Key_PageDown, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    second = window.current.sitting
    press(window, KEY.Key_PageDown, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 3)
    press(window, KEY.Key_Return, CTRL)
    assert _told(window) == "The proposals for this page are on their way."
    press(window, KEY.Key_Space)
    assert labels_of(window.current.sitting) == [None] * 9
    written.may_answer.set()
    settle(qtbot, window)
    assert len(second.proposals) == 0
    assert len(window.current.sitting.proposals) == 8


def test_a_failure_to_propose_is_told_and_labelling_goes_on(written, make, path):
    written.failure = UserError("The model file is damaged.", "Install the program again.")
    window = make(path)
    assert _told(window) == "The model file is damaged. Install the program again."
    press(window, KEY.Key_H)
    assert labels_of(window.current.sitting)[0] == "headline"
    assert not window.actions_.action("proposal.accept").isEnabled()


def test_what_makes_proposals_poorer_is_told_beside_them(written, make, path):
    written.trouble = UserError("The model is not there.", "The rules propose alone.")
    window = make(path)
    assert _told(window) == "The model is not there. The rules propose alone."
    assert len(window.current.sitting.proposals) == 8


def test_proposals_can_be_switched_off_and_that_is_remembered(window, qtbot, make, written):
    press(window, KEY.Key_P, CTRL)
    sitting = window.current.sitting
    assert len(sitting.proposals) == 0
    assert window.status.proposal.text() == ""
    for action in ("accept", "next_doubtful"):
        assert not window.actions_.action(f"proposal.{action}").isEnabled()
    press(window, KEY.Key_Return, CTRL)
    assert _told(window).startswith("The page is not finished")
    asked = len(written.asked)
    leave(qtbot, window)
    again = make()
    qtbot.waitUntil(lambda: again.current.sitting is not None)
    settle(qtbot, again)
    assert not again.actions_.action("proposal.show").isChecked()
    assert len(written.asked) == asked
    press(again, KEY.Key_P, CTRL)
    settle(qtbot, again)
    assert len(again.current.sitting.proposals) == 8


def test_nothing_is_finished_by_ctrl_enter_where_nothing_is_proposed(written, make, path):
    written.rows = ()
    window = make(path)
    press(window, KEY.Key_Return, CTRL)
    assert window.current.sitting.page == 1
    assert labels_of(window.current.sitting) == [None] * 9


def test_the_journal_tells_what_was_proposed_and_how_long_it_took(window, qtbot, path):
    press(window, KEY.Key_Space)
    settle(qtbot, window)
    (edit,) = stored(path, 1).history.done
    assert edit.name == "Accept Headline"
    with projects.open_project(path) as project, project.store.read() as transaction:
        author = transaction.annotators.find("ada")
        (line,) = transaction.sets.load(1, author).lines
    assert line.kind is LineKind.EDIT
    assert [one.label for one in line.proposed] == ["headline"]
    assert line.model == "written-1"
    assert line.elapsed_ms is not None


def test_tab_leaves_the_page_where_proposals_are_switched_off(window):
    press(window, KEY.Key_P, CTRL)
    press(window, KEY.Key_Tab, NONE)
    assert QApplication.focusWidget() is not window.middle.view


def test_tab_goes_to_the_next_undecided_block_of_a_page_without_proposals(written, make, path):
    written.rows = ()
    window = make(path)
    press(window, KEY.Key_Tab)
    assert window.middle.view.hasFocus()
    assert window.middle.page_cursor.block == 1
    assert _told(window) == "Nothing is proposed here; this is undecided."


def test_ctrl_enter_finishes_a_page_without_proposals_once_all_is_decided(
    written, make, path, qtbot
):
    written.rows = ()
    window = make(path)
    press(window, KEY.Key_Return, CTRL)
    assert _told(window).startswith("The page is not finished: 8 blocks are still undecided.")
    press(window, KEY.Key_F)
    press(window, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    settle(qtbot, window)
    assert stored(path, 1).status is Status.FINISHED


def test_a_page_is_proposed_for_once_what_was_labelled_before_it_is_stored(
    window, qtbot, written, monkeypatch
):
    may_save, save = Event(), ProjectJobs.save

    def slow(*what):
        may_save.wait(10)
        return save(*what)

    monkeypatch.setattr(ProjectJobs, "save", slow)
    monkeypatch.setattr(window.current.desk.queue, "_save", window.current.desk.jobs.save)
    qtbot.waitUntil(lambda: not window.proposing.doubts.unseen(window.current.sitting))
    written.asked.clear()
    press(window, KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.current.sitting.page == 2)
    qtbot.wait(100)
    assert (written.asked, window.current.is_proposing) == ([], True)
    may_save.set()
    settle(qtbot, window)
    assert written.asked == [2]
    assert len(window.current.sitting.proposals) == 8


def test_proposals_do_not_wait_for_the_jobs_in_the_background(window, qtbot):
    may_end = Event()
    for _ in range(4):
        window.runner.submit(lambda _: may_end.wait(10), lane=Lane.FREE)
    press(window, KEY.Key_PageDown, CTRL)
    try:
        qtbot.waitUntil(lambda: window.current.sitting.page == 2)
        qtbot.waitUntil(lambda: len(window.current.sitting.proposals) == 8)
    finally:
        may_end.set()
    settle(qtbot, window)


def test_what_was_not_seen_yet_is_shown_at_the_top_with_as_much_as_has_room_behind_it(window):
    window.resize(1000, 500)
    view = window.middle.view
    view.set_zoom(2)
    window.proposing.doubts.forget_seen()
    press(window, KEY.Key_Return, CTRL)
    assert window.middle.page_cursor.block == 2
    assert 0 < view.block_rectangle(2).top() < view.viewport().height() // 3


def test_what_is_finished_already_is_looked_at_once_for_each_project(window, written, qtbot):
    assert written.warm_up_count == 1
    press(window, KEY.Key_PageDown, CTRL)
    settle(qtbot, window)
    assert written.warm_up_count == 1
