"""Who labels what, who labels now, and calibration, in the real window with a real store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.discussing.compared_dialog import ComparedDialog
from annotator.gui.page_table import Group
from annotator.gui.people_dialog import PeopleDialog
from annotator.gui.sharing.people_model import PeopleModel
from annotator.gui.sharing.share_dialog import ShareDialog
from annotator.services import calibrating, reviewing, sharing_out
from annotator.services.projects import open_project
from annotator.services.sharing_out import Overlap, Terms, Unit
from annotator.services.sitting import Sitting
from tests.gui.windows import CTRL, KEY, SHIFT, press, settle
from tests.stored import do, label_blocks


def given(path, annotator):
    with open_project(path) as project:
        return [one.page for one in sharing_out.assignments(project, annotator)]


def dialog_of(qtbot, window, kind):
    qtbot.waitUntil(lambda: window.findChild(kind) is not None)
    settle(qtbot, window)
    return window.findChild(kind)


@pytest.fixture
def labelled(path):
    """Page 1 was begun by ada, page 2 by ben."""
    with open_project(path) as project:
        label_blocks(project, 1, "ada", "headline", 0)
        label_blocks(project, 2, "ben", "headline", 0)
    return path


# Sharing out


def previewed(qtbot, window):
    dialog = dialog_of(qtbot, window, ShareDialog)
    qtbot.waitUntil(lambda: dialog.outcome.text() != "Counting…" or dialog.give.isEnabled())
    settle(qtbot, window)
    return dialog


def cells(dialog):
    model = dialog.model
    return [
        tuple(model.index(row, column).data() for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_sharing_out_shows_first_what_everybody_would_get_and_writes_nothing(qtbot, make, labelled):
    window = make(labelled)
    window.actions_.run("sharing.share_out")
    dialog = previewed(qtbot, window)
    assert [row[0] for row in cells(dialog)] == ["ada", "ben"]
    assert sum(int(row[1]) for row in cells(dialog)) == 2
    assert given(labelled, "ada") == []
    dialog.give.click()
    settle(qtbot, window)
    both = given(labelled, "ada"), given(labelled, "ben")
    assert sorted({*both[0], *both[1]}) == [1, 2, 3]
    assert window.banner.notice.sentence == "2 pages were given to 2 annotators."


def test_somebody_new_can_be_given_pages_and_others_left_out(qtbot, make, labelled):
    window = make(labelled)
    window.actions_.run("sharing.share_out")
    dialog = previewed(qtbot, window)
    dialog.name.setFocus()
    QTest.keyClicks(dialog.name, "cyd")
    QTest.keyClick(dialog.name, KEY.Key_Return)
    assert dialog.isVisible()
    for _ in range(2):
        dialog.model.toggle(0)
    dialog.model.toggle(1)
    assert dialog.model.checked == ("ada", "cyd")
    dialog.share.setCurrentIndex(0)
    dialog.unit.setCurrentIndex(1)
    assert dialog.wish.terms == Terms(Unit.SITE, 0.0, Overlap.EVERYBODY)
    qtbot.waitUntil(dialog.give.isEnabled)
    QTest.keyClick(dialog.table, KEY.Key_Return)
    settle(qtbot, window)
    assert given(labelled, "cyd") == [3]
    assert given(labelled, "ben") == []


def test_what_is_shown_first_is_what_is_given(labelled):
    for terms in (Terms(), Terms(Unit.SITE, 0.4), Terms(Unit.PAGE, 1, Overlap.PAIRS)):
        with open_project(labelled) as project:
            before = sharing_out.preview(project, ["ada", " ben ", "dee"], terms)
            assert sharing_out.share_out(project, ["ada", "ben", "dee"], terms) == before


def test_the_people_are_a_qt_model(qtmodeltester, qapp):
    model = PeopleModel()
    model.show_people(["ada", "ben", "ada"])
    qtmodeltester.check(model)
    index = model.index(0, 0)
    assert model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert model.checked == ("ben",)


# What was given to me


def test_pages_given_to_me_are_shown_alone_and_gone_through(qtbot, make, path):
    with open_project(path) as project:
        sharing_out.give(project, "ada", [2, 3])
    window = make(path, 2)
    press(window, KEY.Key_L, CTRL | SHIFT)
    settle(qtbot, window)
    assert window.current.pages.table.shown == [2, 3]
    assert window.panels.pages.count.text() == "2 of 3 pages"
    window.actions_.run("pages.next_unfinished")
    settle(qtbot, window)
    assert window.current.sitting.page == 3
    press(window, KEY.Key_L, CTRL | SHIFT)
    settle(qtbot, window)
    assert window.current.pages.table.shown == [1, 2, 3]
    assert window.panels.pages.group is Group.ALL


def test_who_was_given_nothing_is_told_so(qtbot, make, path):
    window = make(path)
    window.actions_.run("sharing.given")
    settle(qtbot, window)
    assert window.banner.notice.sentence == "No page was given to “ada”."


# Who labels


def test_another_person_of_the_project_takes_over_by_keys(qtbot, make, labelled):
    window = make(labelled, 2)
    assert not window.current.sitting.annotations
    press(window, KEY.Key_U, CTRL)
    dialog = dialog_of(qtbot, window, PeopleDialog)
    assert dialog.people.stringList() == ["ada", "ben"]
    QTest.keyClick(dialog.field, KEY.Key_Down)
    assert dialog.field.text() == "ben"
    QTest.keyClick(dialog.list, KEY.Key_Return)
    settle(qtbot, window)
    assert window.status.annotator.text() == "ben"
    assert window.current.sitting.annotator == "ben"
    assert window.current.sitting.annotations


def test_a_new_name_is_typed(qtbot, make, labelled):
    window = make(labelled)
    press(window, KEY.Key_U, CTRL)
    dialog = dialog_of(qtbot, window, PeopleDialog)
    QTest.keyClicks(dialog.field, "cyd")
    QTest.keyClick(dialog.field, KEY.Key_Return)
    settle(qtbot, window)
    assert window.current.sitting.annotator == "cyd"


# Calibration


@pytest.fixture
def reference(path):
    """Page 1 is for calibration, and has a reference."""
    with open_project(path) as project:
        label_blocks(project, 1, "ria", "headline", 0)
        label_blocks(project, 1, "ria", "body", 1, 2)
        do(project, 1, "ria", Sitting.fill)
        do(project, 1, "ria", Sitting.finish)
        reviewing.accept(project, 1, "kim")
        calibrating.set_calibration(project, [1])
    return path


def test_after_a_calibration_page_is_finished_its_reference_is_shown(qtbot, make, reference):
    window = make(reference, 1)
    press(window, KEY.Key_H)
    press(window, KEY.Key_F)
    press(window, KEY.Key_Return)
    settle(qtbot, window)
    dialog = dialog_of(qtbot, window, ComparedDialog)
    assert window.current.sitting.page == 2
    assert dialog.sentence.text() == "2 of 4 blocks are as in the reference: 50 %."
    assert [side.name for side in dialog.text.compared.sides] == ["yours", "reference"]
    assert dialog.text.current == 1
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.next.isEnabled()
    QTest.keyClick(dialog.text.view, KEY.Key_N)
    assert dialog.text.current == 2
    QTest.keyClick(dialog.text.view, KEY.Key_P)
    assert dialog.text.current == 1
    dialog.open_page.click()
    settle(qtbot, window)
    assert window.current.sitting.page == 1


def test_before_it_is_finished_the_reference_is_not_shown(qtbot, make, reference):
    window = make(reference, 1)
    window.actions_.run("calibration.show")
    settle(qtbot, window)
    assert window.findChild(ComparedDialog) is None
    assert "is shown after “ada” finished the page" in window.banner.notice.sentence


def test_a_page_is_taken_into_the_calibration_set_and_out_of_it(qtbot, make, path):
    window = make(path)
    window.actions_.run("calibration.mark")
    settle(qtbot, window)
    with open_project(path) as project:
        assert [one.page for one in calibrating.calibration_pages(project)] == [1]
    assert window.current.pages.table.row(1).is_calibration
    window.actions_.run("calibration.mark")
    settle(qtbot, window)
    with open_project(path) as project:
        assert calibrating.calibration_pages(project) == []


def test_a_calibration_page_without_a_reference_is_finished_as_any_other(qtbot, make, path):
    with open_project(path) as project:
        calibrating.set_calibration(project, [1])
    window = make(path, 1)
    press(window, KEY.Key_F)
    press(window, KEY.Key_Return)
    settle(qtbot, window)
    assert window.current.sitting.page == 2
    assert window.banner.notice is None
    assert QApplication.activeModalWidget() is None
