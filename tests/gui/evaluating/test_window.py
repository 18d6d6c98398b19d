"""Measuring cleaners in the real window, by keys: from the menu to what is missing on a page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QToolButton

from annotator.gui.evaluating.dialog import EvaluatingDialog
from annotator.services.cleaners import registry
from annotator.services.projects import open_project
from tests.cleaners import MENU, MORE, STORY, add_html, html_page, measured_project, register
from tests.gui.windows import CTRL, KEY, SHIFT, press, settle
from tests.stored import label_blocks

CHECKED = Qt.CheckState.Checked
TRIED = ("annotator", "everything", "hang", "lacking", "paragraphs")


@pytest.fixture
def path(tmp_path, monkeypatch):
    """A project of three measured pages; of all cleaners there are but a few, for time."""
    register(tmp_path, monkeypatch)
    entries = registry._entries
    monkeypatch.setattr(registry, "_entries", lambda: {name: entries()[name] for name in TRIED})
    project = measured_project(tmp_path)
    project.close()
    return tmp_path / "news.annotator"


def panel_of(qtbot, window):
    press(window, KEY.Key_K, CTRL | SHIFT)
    settle(qtbot, window)
    return window.findChild(EvaluatingDialog)


def check(panel, *names):
    """Leave these checked, by keys."""
    box = panel.choices.cleaners
    box.setFocus()
    QTest.keyClick(box, KEY.Key_Home)
    for row in range(box.count()):
        item = box.item(row)
        is_on = item.checkState() is CHECKED
        if is_on != (item.data(Qt.ItemDataRole.UserRole) in names):
            QTest.keyClick(box, KEY.Key_Space)
        QTest.keyClick(box, KEY.Key_Down)


def measured(qtbot, window, *names):
    panel = panel_of(qtbot, window)
    check(panel, *names)
    QTest.keyClick(panel.measure, KEY.Key_Space)
    settle(qtbot, window)
    return panel


def close(qtbot, window, panel):
    QTest.keyClick(panel, KEY.Key_Escape)
    settle(qtbot, window)
    assert window.teamwork.handlers["evaluating"]._dialog is None


def cells(model):
    rows, columns = model.rowCount(), model.columnCount()
    return [[model.index(row, at).data() for at in range(columns)] for row in range(rows)]


def test_from_the_menu_by_keys_to_what_is_too_much_on_a_page(qtbot, make, path):
    window = make(path, page=4)
    panel = measured(qtbot, window, "annotator", "paragraphs", "everything")
    assert panel.sentence.text().startswith("The best of 3 cleaners on 3 pages is ")
    rows = cells(panel.overview.cleaners)
    assert {row[0].split()[0] for row in rows} == {"annotator", "paragraphs", "everything"}
    assert ["paragraphs 1.5", "1.00 (1.00 to 1.00)", "1.00", "1.00"] in [row[:4] for row in rows]
    assert panel.overview.bars.accessibleDescription().startswith("F1: ")
    panel.cleaner.setCurrentText("everything")
    panel.tabs.setCurrentIndex(4)
    table = panel.weak.table
    table.setFocus()
    QTest.keyClick(table, KEY.Key_Down)
    QTest.keyClick(table, KEY.Key_Up)
    told = panel.weak.difference.toPlainText()
    assert f"[+ {panel.weak.pages.row_at(table.currentIndex()).title} {MENU} +]" in told
    page = panel.weak.pages.row_at(table.currentIndex()).page
    QTest.keyClick(table, KEY.Key_Return)
    settle(qtbot, window)
    assert window.current.sitting.page == page != 4
    # The panel stays, so that the next page is a key away.
    assert panel.isVisible()
    close(qtbot, window, panel)


def test_what_each_kept_is_told_label_by_label_and_by_site_and_language(qtbot, make, path):
    window = make(path)
    panel = measured(qtbot, window, "everything", "paragraphs")
    panel.cleaner.setCurrentText("everything")
    kept = {row[0]: row[3] for row in cells(panel.labels.labels)}
    assert kept["Body (wanted)"].startswith("1.00")
    assert kept["Boilerplate"].startswith("1.00")
    assert "Boilerplate 1.00" in panel.labels.bars.accessibleDescription()
    panel.cleaner.setCurrentText("paragraphs")
    assert {row[0]: row[3] for row in cells(panel.labels.labels)}["Boilerplate"].startswith("0.00")
    site, language = panel.groups.values()
    assert [row[:2] for row in cells(site.groups)] == [
        ["news.example", "2"],
        ["other.example", "1"],
    ]
    assert [row[0] for row in cells(language.groups)] == ["en", "de"]
    heads = [site.groups.headerData(at, Qt.Orientation.Horizontal) for at in range(4)]
    assert heads == ["Site", "Pages", "paragraphs", "everything"]
    close(qtbot, window, panel)


def test_installed_cleaners_are_checked_and_others_say_why_they_cannot_be(qtbot, make, path):
    window = make(path)
    panel = panel_of(qtbot, window)
    assert panel.choices.cleaners.checked == (
        "annotator",
        "everything",
        "hang",
        "paragraphs",
        "this-project",
    )
    box = panel.choices.cleaners
    (lacking,) = box.findItems("lacking", Qt.MatchFlag.MatchStartsWith)
    assert "no_such_library" in lacking.text()
    box.setCurrentItem(lacking)
    QTest.keyClick(box, KEY.Key_Space)
    assert "lacking" not in box.checked
    check(panel)
    assert not panel.measure.isEnabled()
    assert panel.status.text() == "Check a cleaner to measure."
    check(panel, "paragraphs")
    assert panel.measure.isEnabled()
    assert panel.choices.labels.checked == ("body",)
    close(qtbot, window, panel)


def test_a_cleaner_that_hangs_can_be_stopped_and_the_rest_be_measured(qtbot, make, path):
    window = make(path)
    panel = panel_of(qtbot, window)
    check(panel, "hang")
    panel.measure.click()
    assert not panel.measure.isEnabled()
    assert panel.waiting.strip.isVisible()
    # Until a page is with the cleaner, which takes a minute for it.
    qtbot.waitUntil(lambda: "pages" in panel.waiting.strip.findChild(QLabel).text())
    QTest.keyClick(panel.waiting.strip.findChild(QToolButton), KEY.Key_Space)
    assert panel.waiting.told.text() == "Stopped."
    settle(qtbot, window)
    check(panel, "paragraphs")
    panel.measure.click()
    qtbot.waitUntil(lambda: panel.figures is not None, timeout=15_000)
    close(qtbot, window, panel)


def test_the_reference_and_blind_pages_can_be_chosen(qtbot, make, path):
    with open_project(path) as project:
        add_html(project, html_page("Blind", STORY, MORE, MORE), "Ben", is_blind=True)
    window = make(path)
    panel = panel_of(qtbot, window)
    names = [panel.choices.reference.itemData(at) for at in range(panel.choices.reference.count())]
    assert names[:1] == [""]
    assert {"Ada", "Ben"} <= set(names)
    panel.choices.reference.setCurrentIndex(names.index("Ben"))
    check(panel, "everything")
    panel.measure.click()
    settle(qtbot, window)
    assert "everything on 1 page" in panel.sentence.text()
    assert "the labels of Ben" in panel.overview.notes.text()
    panel.choices.blind.click()
    assert panel.status.text().startswith("These figures are of what was chosen before")
    panel.choices.reference.setCurrentIndex(names.index("Ada"))
    panel.measure.click()
    settle(qtbot, window)
    assert panel.waiting.told.text().startswith("No page has a finished reference")
    assert not panel.save.isEnabled()
    close(qtbot, window, panel)


def test_what_others_see_on_a_page_that_is_yet_to_be_labelled_blind_is_not_shown(qtbot, make, path):
    with open_project(path) as project:
        page = add_html(project, html_page("Blind", STORY, MORE, MORE), "Ben", is_blind=True)
        label_blocks(project, page, "ada", "body", 0)
    window = make(path)
    panel = panel_of(qtbot, window)
    panel.choices.blind.click()
    panel.choices.reference.setCurrentText("Ben")
    check(panel, "everything")
    panel.measure.click()
    settle(qtbot, window)
    assert panel.weak.pages.rowCount() == 1
    assert panel.weak.difference.toPlainText().startswith("You have yet to label this page blind")
    close(qtbot, window, panel)


def test_the_report_is_written_and_the_panel_says_where(qtbot, make, path, tmp_path):
    window = make(path)
    panel = measured(qtbot, window, "everything")
    panel.save.click()
    chooser = panel.findChild(QFileDialog)
    assert chooser.selectedFiles() == [str(tmp_path / "news-cleaners.html")]
    target = tmp_path / "cleaners.html"
    chooser.fileSelected.emit(str(target))
    chooser.reject()
    settle(qtbot, window)
    assert panel.status.text() == f"The report is “{target}”."
    assert "everything" in target.read_text("utf-8")
    panel.save_wished.emit(tmp_path / "no" / "cleaners.html")
    settle(qtbot, window)
    assert "cannot be written" in panel.status.text()
    close(qtbot, window, panel)


def test_the_keys_bring_the_panel_back_and_it_goes_with_its_project(qtbot, make, path):
    window = make(path)
    panel = panel_of(qtbot, window)
    window.actions_.run("evaluating.show")
    assert window.findChildren(EvaluatingDialog) == [panel]
    window.actions_.run("project.close")
    settle(qtbot, window)
    QApplication.processEvents()
    left = window.findChild(EvaluatingDialog)
    assert left is None or not left.isVisible()
    assert not window.actions_.action("evaluating.show").isEnabled()
