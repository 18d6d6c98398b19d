"""The pages of a site with what they would get: seen before it is taken, by mouse and by keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel

from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Block, Document
from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.core.progress import Progress
from annotator.core.proposals import Proposal, Proposals, Source
from annotator.core.spans import Span
from annotator.gui.planning.site_dialog import SiteDialog
from annotator.gui.planning.site_model import SiteFinding, SiteModel, SitePage
from annotator.services.sitting import Sitting
from tests.gui.test_saving import _LABELS, parse_label_set

KEY, ROLE = Qt.Key, Qt.ItemDataRole
PAGES = (
    SitePage(4, "<b>Four</b>", 12, 0),
    SitePage(7, "Seven", 9, 2),
    SitePage(8, "Eight", 1, 30),
)
FOUND = SiteFinding(PAGES)


@pytest.fixture
def dialog(qtbot):
    dialog = SiteDialog("site.example", 1.0)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def sitting(page):
    document = Document("One\nTwo", (Block(0, Span(0, 3)), Block(1, Span(4, 7))), "test")
    labels = parse_label_set(_LABELS)
    made = Sitting(page, None, "ada", document, labels, AnnotationSet(), (), Status.NEW, 0)
    made.offer(Proposals((Proposal(Span(0, 3), "body", 0.99, Source.SITE),)))
    return made


def test_the_model_keeps_the_rules_of_qt_and_checks_all_at_first(qapp):
    model = SiteModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, model)
    model.show_pages(PAGES)
    assert model.checked == (4, 7, 8)
    model.setData(model.index(2, 0), Qt.CheckState.Unchecked.value, ROLE.CheckStateRole)
    model.toggle(0)
    assert model.checked == (7,)
    said = [model.index(1, column).data(ROLE.AccessibleTextRole) for column in range(3)]
    assert said == ["Page 7: Seven, checked", "Labels: 9", "Undecided: 2"]
    assert "<b>" not in model.index(0, 0).data(ROLE.ToolTipRole)
    model.show_pages(())
    assert model.checked == ()


def test_the_first_page_is_seen_with_its_proposals_and_late_previews_are_dropped(qtbot, dialog):
    with qtbot.waitSignal(dialog.preview_wanted) as heard:
        dialog.show_pages(FOUND)
    assert heard.args == [4]
    dialog.show_preview(sitting(7))
    assert dialog.preview.page_cursor.sitting is None
    dialog.show_preview(sitting(4))
    assert dialog.preview.page_cursor.sitting.page == 4
    assert not dialog.preview.grab().isNull()


def test_another_page_is_seen_and_checked_by_keys_and_taken_by_enter(qtbot, dialog):
    dialog.show_pages(FOUND)
    with qtbot.waitSignal(dialog.preview_wanted) as heard:
        QTest.keyClick(dialog.table, KEY.Key_Down)
    assert heard.args == [7]
    QTest.keyClick(dialog.table, KEY.Key_Space)
    assert dialog.take.text() == "Take 2 pages"
    with qtbot.waitSignal(dialog.taken) as heard:
        QTest.keyClick(dialog.table, KEY.Key_Return)
    assert heard.args == [(4, 8)]
    assert not dialog.isVisible()


def test_a_page_is_checked_by_the_mouse(dialog):
    dialog.show_pages(FOUND)
    cell = dialog.table.visualRect(dialog.model.index(0, 0))
    box = QPoint(cell.left() + 16, cell.center().y())
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert dialog.model.checked == (7, 8)


def test_all_none_and_those_that_are_complete_are_checked_at_once(dialog):
    dialog.show_pages(FOUND)
    dialog.none.click()
    assert (dialog.take.isEnabled(), dialog.model.checked) == (False, ())
    dialog.all.click()
    assert dialog.take.text() == "Take 3 pages"
    dialog.whole.click()
    assert dialog.model.checked == (4,)


def test_labels_are_not_given_by_keys_in_the_preview(dialog):
    dialog.show_pages(FOUND)
    shown = sitting(4)
    dialog.show_preview(shown)
    QTest.keyClicks(dialog.preview, "bx")
    assert not shown.annotations


def test_no_other_page_and_a_failure_are_told(dialog):
    dialog.show_progress(Progress(3, 40))
    dialog.show_pages(SiteFinding(remark="2 are blind."))
    assert dialog.sentence.text().startswith("Nothing of this page can be taken over")
    assert dialog.remark.text() == "2 are blind."
    assert not dialog.take.isEnabled()
    dialog.show_failure(UserError("The file is gone."))
    assert dialog.sentence.text() == "The file is gone."


def test_in_a_narrow_dialog_the_page_is_below_the_list(dialog):
    dialog.show_pages(FOUND)
    dialog.resize(900, 600)
    assert dialog.panes.orientation() is Qt.Orientation.Horizontal
    dialog.resize(400, 600)
    assert dialog.panes.orientation() is Qt.Orientation.Vertical
    assert dialog.table.columnWidth(0) > 100


def test_all_words_are_plain_text(dialog):
    dialog.show_pages(FOUND)
    formats = {label.textFormat() for label in dialog.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}
