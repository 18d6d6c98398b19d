"""Agreement in the real window, by keys: from the menu to the place where two differ."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.gui.agreement.dialog import AgreementDialog
from annotator.services.projects import open_project
from tests.compared_pages import compared_project
from tests.gui.windows import CTRL, KEY, SHIFT, press, settle
from tests.stored import label_blocks


@pytest.fixture
def path(tmp_path):
    return compared_project(tmp_path)


def panel_of(qtbot, window):
    press(window, KEY.Key_G, CTRL | SHIFT)
    settle(qtbot, window)
    return window.findChild(AgreementDialog)


def selected(window):
    sitting = window.current.sitting
    spans = window.middle.page_cursor.selected_spans()
    return sitting.page, [sitting.document.text[one.start : one.end] for one in spans]


def close(qtbot, window, panel):
    QTest.keyClick(panel, KEY.Key_Escape)
    settle(qtbot, window)
    assert window.teamwork.handlers["agreement"]._dialog is None


def test_from_the_menu_by_keys_to_each_place_and_on(qtbot, make, path):
    window = make(path, page=3)
    panel = panel_of(qtbot, window)
    assert panel.sentence.text().startswith("ada and ben agree on 75 %")
    panel.tabs.setCurrentIndex(1)
    table = panel.confusion.confused_table
    for row, expected in ((0, (1, ["Second part"])), (1, (2, ["Menu"]))):
        table.setFocus()
        table.selectRow(row)
        QTest.keyClick(table, KEY.Key_Return)
        settle(qtbot, window)
        QTest.keyClick(panel.confusion.place_table, KEY.Key_Return)
        settle(qtbot, window)
        assert selected(window) == expected
    # The panel stays, so that the next place is a key away.
    assert panel.isVisible()
    close(qtbot, window, panel)


def test_a_place_on_the_page_that_is_open_is_selected_there(qtbot, make, path):
    window = make(path, page=1)
    panel = panel_of(qtbot, window)
    cell = panel.figures.report.pairs[0].confusion.confused[0]
    panel.place_chosen.emit(cell.places[0])
    assert selected(window) == (1, ["Second part"])
    close(qtbot, window, panel)


def test_the_keys_bring_the_panel_that_is_open_back(qtbot, make, path):
    window = make(path)
    panel = panel_of(qtbot, window)
    window.actions_.run("agreement.show")
    assert window.findChildren(AgreementDialog) == [panel]
    close(qtbot, window, panel)
    assert panel_of(qtbot, window) is not None
    close(qtbot, window, window.findChild(AgreementDialog))


def test_what_is_wished_is_compared_anew_with_what_is_labelled_meanwhile(qtbot, make, path):
    window = make(path)
    panel = panel_of(qtbot, window)
    panel.choices.nameless.click()
    settle(qtbot, window)
    assert panel.sentence.text().startswith("A and B agree on 75 %")
    with open_project(path) as project:
        label_blocks(project, 1, "ben", "body", 2)
    panel.choices.nameless.click()
    settle(qtbot, window)
    # Names alone are no reason to count anew.
    assert panel.sentence.text().startswith("ada and ben agree on 75 %")
    panel.choices.by.setCurrentText("site")
    settle(qtbot, window)
    assert panel.groups.rowCount() == 1
    assert "of 4 blocks on 1 page" in panel.sentence.text()
    panel.choices.against.setCurrentText("gold")
    settle(qtbot, window)
    assert "gold" in panel.waiting.told.text()
    close(qtbot, window, panel)


def test_comparing_can_be_stopped_and_begun_again(qtbot, make, path):
    window = make(path)
    window.actions_.run("agreement.show")
    panel = window.findChild(AgreementDialog)
    panel.stopped.emit()
    settle(qtbot, window)
    assert panel.waiting.told.text() == "Stopped."
    panel.waiting.begin.click()
    settle(qtbot, window)
    assert panel.figures is not None
    close(qtbot, window, panel)


def test_the_report_is_written_and_the_panel_says_where(qtbot, make, path, tmp_path):
    window = make(path)
    panel = panel_of(qtbot, window)
    target = tmp_path / "agreement.html"
    panel.save_wished.emit(target)
    settle(qtbot, window)
    assert panel.status.text() == f"The report is “{target}”."
    assert "Second part" in target.read_text("utf-8")
    panel.save_wished.emit(tmp_path / "no" / "agreement.html")
    settle(qtbot, window)
    assert "cannot be written" in panel.status.text()
    close(qtbot, window, panel)


def test_a_panel_goes_with_its_project(qtbot, make, path):
    window = make(path)
    panel_of(qtbot, window)
    window.actions_.run("project.close")
    settle(qtbot, window)
    QApplication.processEvents()
    assert (
        window.findChild(AgreementDialog) is None
        or not window.findChild(AgreementDialog).isVisible()
    )
    assert not window.actions_.action("agreement.show").isEnabled()
