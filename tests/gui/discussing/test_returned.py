"""Pages that were returned or accepted, as their annotator sees them in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core.adjudication import Taking
from annotator.core.decisions import Choice
from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.gui.discussing import beside
from annotator.gui.discussing.compared_dialog import ComparedDialog
from annotator.gui.launch import make_window
from annotator.gui.settings import SettingsFile
from annotator.services import bundling, discussing, receiving, reviewing
from annotator.services.projects import create_project, open_project
from annotator.services.sitting import Sitting
from tests.gui.windows import KEY, labels_of, leave, press, settle, stored
from tests.stored import do, label_blocks


@pytest.fixture
def finished(path):
    """Page 1, finished by ada."""
    with open_project(path) as project:
        label_blocks(project, 1, "ada", "headline", 0)
        do(project, 1, "ada", Sitting.fill)
        do(project, 1, "ada", Sitting.finish)
    return path


@pytest.fixture
def returned(finished):
    """The same, which ria gave back."""
    with open_project(finished) as project:
        reviewing.return_set(project, 1, "ada", "ria", "The paragraphs are the story.")
    return finished


@pytest.fixture
def make_early(qtbot, tmp_path):
    """A window that is looked at as soon as its first page is there."""
    window = make_window(SettingsFile(tmp_path / "settings.json"), "ada")

    def make_early(path, page):
        window.show()
        seen = []
        window.current.opened.connect(
            lambda desk: desk and desk.opened.connect(lambda _one: seen.append(window.teamwork))
        )
        window.begin(path, page)
        qtbot.waitUntil(lambda: bool(seen))
        assert window.teamwork.late.is_made
        return window

    yield make_early
    settle(qtbot, window)
    leave(qtbot, window)


def strip(window):
    return window.teamwork.handlers["returned"]._strip


def test_a_returned_page_says_who_returned_it_and_why(qtbot, make, returned):
    window = make(returned, 1)
    assert strip(window).isVisible()
    assert strip(window).title.text().startswith("Returned by ria, ")
    assert strip(window).reason.text == "The paragraphs are the story."
    assert not strip(window).what.isVisible()
    window.page_actions.open(2)
    settle(qtbot, window)
    assert not strip(window).isVisible()


def test_the_text_stays_where_it_is_when_the_reason_comes(qtbot, make, returned):
    window = make(returned, 2)
    heights = []
    desk = window.current.desk
    desk.opened.connect(
        lambda _one: (QApplication.sendPostedEvents(), heights.append(window.middle.views.y()))
    )
    window.page_actions.open(1)
    settle(qtbot, window)
    assert strip(window).reason.text
    assert heights[-1] == window.middle.views.y()
    assert window.middle.views.y() == strip(window).geometry().bottom() + 1


def test_the_first_page_of_a_window_has_its_strip_before_it_is_read(qtbot, make_early, returned):
    window = make_early(returned, 1)
    assert strip(window).isVisible()


def test_the_next_unfinished_page_can_be_one_that_was_returned(qtbot, make, returned):
    window = make(returned, 3)
    window.actions_.run("pages.next_unfinished")
    settle(qtbot, window)
    assert window.current.sitting.page == 1
    assert window.current.sitting.status is Status.RETURNED


def test_a_returned_page_stays_returned_until_it_is_finished_anew(qtbot, make, returned):
    window = make(returned, 1)
    press(window, KEY.Key_Down)
    press(window, KEY.Key_B)
    settle(qtbot, window)
    assert stored(returned, 1).status is Status.RETURNED
    assert "anew" in window.middle.header.lines()[1]
    press(window, KEY.Key_Return)
    settle(qtbot, window)
    assert stored(returned, 1).status is Status.FINISHED
    window.page_actions.open(1)
    settle(qtbot, window)
    assert not strip(window).isVisible()


def test_returning_is_answered_in_a_thread(qtbot, make, returned):
    window = make(returned, 1)
    strip(window).answer.click()
    QTest.keyClicks(QApplication.focusWidget(), "I see.")
    press(window, KEY.Key_Return)
    settle(qtbot, window)
    with open_project(returned) as project:
        (thread,) = discussing.conversation(project, 1).threads
    assert (thread.first.author, thread.first.about, thread.first.text) == ("ada", "ada", "I see.")


def test_what_was_decided_is_shown_beside_ones_own_labels(qtbot, make, finished):
    with open_project(finished) as project:
        label_blocks(project, 1, "ben", "headline", 0)
        label_blocks(project, 1, "ben", "body", 1, 2)
        do(project, 1, "ben", Sitting.fill)
        do(project, 1, "ben", Sitting.finish)
        sitting = reviewing.open_review(project, 1, "ria")
        numbers = [one.number for one in sitting.considered if one.number]
        side = sitting.names[1]
        changes = sitting.decide(numbers[:1], Taking(Choice.SIDE, side), "It is the lead.")
        reviewing.save_review(project, sitting, [changes.line], changes.undecided_count)
        reviewing.return_set(project, 1, "ada", "ria", "Look again.")
    window = make(finished, 1)
    assert strip(window).what.isVisible()
    assert window.actions_.action("returned.show_decided").isEnabled()
    strip(window).what.click()
    settle(qtbot, window)
    dialog = window.findChild(ComparedDialog)
    assert dialog.sentence.text() == (
        "What was decided on this page is not what you have in 1 place."
    )
    assert dialog.note.text() == "ria: It is the lead."
    assert [side.name for side in dialog.text.compared.sides] == ["yours", "decided"]
    dialog.reject()


@pytest.mark.parametrize("status", [Status.RETURNED, Status.ACCEPTED])
def test_without_decisions_none_are_offered(qtbot, make, finished, tmp_path, status):
    with open_project(finished) as project:
        if status is Status.RETURNED:
            reviewing.return_set(project, 1, "ada", "ria", "Look again.")
        else:
            reviewing.accept(project, 1, "ria")
        # As from a bundle with her own sets alone.
        bundling.write_bundle(project, tmp_path / "back.annobundle", annotators=["ada"])
    with create_project(tmp_path / "own.annotator") as own:
        receiving.receive(own, tmp_path / "back.annobundle")
    window = make(tmp_path / "own.annotator", 1)
    assert window.current.sitting.status is status
    assert not window.actions_.action("returned.show_decided").isEnabled()
    with open_project(tmp_path / "own.annotator") as own:
        with pytest.raises(UserError, match="Nothing was decided") as found:
            beside.decided(own, 1, "ada")
        assert "annotator " not in f"{found.value} {found.value.hint}"


def test_an_accepted_page_keeps_its_labels_and_says_so_once(qtbot, make, finished):
    with open_project(finished) as project:
        reviewing.accept(project, 1, "ria")
    window = make(finished, 1)
    assert "Accepted: the labels stay as they are" in window.middle.header.lines()[1]
    before = labels_of(window.current.sitting)
    for key in (KEY.Key_B, KEY.Key_T, KEY.Key_Backspace, KEY.Key_Z):
        press(window, key)
    settle(qtbot, window)
    notices = window.banner._notices
    assert [one.sentence for one in notices] == [
        "This page is accepted: its labels stay as they are."
    ]
    assert labels_of(stored(finished, 1)) == before
    press(window, KEY.Key_Return)
    settle(qtbot, window)
    assert window.current.sitting.page == 2
