"""What a bundle would bring is shown as it is, asked about, and agreed to by keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotator.core.bundles import SetFate
from annotator.core.errors import UserError
from annotator.core.progress import Progress
from annotator.gui.bundles.coming_model import ComingModel
from annotator.gui.bundles.receive_dialog import ReceiveDialog
from annotator.gui.bundles.words import fate_of_set
from tests.gui.bundles.conftest import coming
from tests.gui.text_view.sittings import LABELS
from tests.gui.windows import KEY


@pytest.fixture
def dialog(qtbot):
    made = ReceiveDialog("colleague.annobundle", LABELS)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def cells(model: ComingModel) -> list[tuple[str, ...]]:
    return [
        tuple(model.data(model.index(row, column)) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def test_nothing_can_be_received_before_it_was_looked_at(dialog):
    assert dialog.origin.text() == "Looking into “colleague.annobundle”…"
    assert not dialog.receive.isEnabled()
    dialog.show_progress(Progress(3, 10, "a\npage"))
    assert dialog.job.text.text() == "Looking into the bundle, 3 of 10: a page"


def test_pages_sets_remarks_and_differences_are_told(dialog, preview):
    dialog.show_preview(preview)

    assert dialog.origin.text() == "From the project “News & views”, with the work of Ada and Ben."
    assert dialog.counts.text().splitlines() == [
        "Pages: 1 new, 2 in this project already, 1 refused",
        "Annotation sets: 1 new, 1 with further steps, 1 the same as here, 1 changed on both sides",
        "Also: 3 new remarks, 1 new assignment and 2 new versions of the guidelines",
    ]
    assert dialog.differences.text() == "⚠ The label set is another: version 3 there, 2 here."
    assert dialog.moved.text() == (
        "2 annotations found at another place of the text, marked uncertain; "
        "1 annotation without a place in the text of this project."
    )


def test_each_set_has_a_row_and_what_changes_nothing_comes_last(dialog, preview):
    dialog.show_preview(preview)

    assert [row[1:] for row in cells(dialog.model)] == [
        ("Ben", "finished", "kept beside as “Ben (2)”: changed on both sides, 2 uncertain, 1 lost"),
        ("Ada", "finished", "with further steps"),
        ("Ada", "finished", "new"),
        ("", "", "refused: Its bytes are damaged."),
        ("Ada", "finished", "the same as here"),
    ]


def test_a_set_that_gives_way_is_told_by_its_name_from_now_on(preview):
    ben = next(one for one in preview.sets if one.annotator == "Ben")
    told = fate_of_set(replace(ben, kept_as="Ben", renamed=(("Ben", "Ben (2)"),)))
    assert told.startswith("kept beside as “Ben”, the one here is “Ben (2)” now: changed on both")


def test_labels_that_are_lacking_have_to_be_named_by_keys(qtbot, dialog, preview):
    dialog.show_preview(preview)
    assert QApplication.focusWidget() is dialog.mapping.boxes["promo"]
    assert not dialog.receive.isEnabled()

    QTest.keyClicks(dialog.mapping.boxes["promo"], "Teaser")
    assert not dialog.receive.isEnabled()
    QTest.keyClick(dialog.mapping.boxes["promo"], KEY.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), "Rest")
    assert dialog.receive.isEnabled()

    with qtbot.waitSignal(dialog.wanted) as heard:
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    assert heard.args == [{"promo": "teaser", "a&b": "rest"}]
    assert not dialog.receive.isEnabled()
    assert dialog.job.text.text() == "Receiving the bundle…"


def test_a_bundle_with_nothing_new_says_so_and_cannot_be_received(dialog, preview):
    dialog.show_preview(
        replace(
            preview,
            pages=preview.pages[:2],
            sets=(coming(1, "Ada", SetFate.SAME),),
            remark_count=0,
            assignment_count=0,
            guideline_count=0,
            labels_lacking=(),
        )
    )

    assert dialog.differences.text() == "Everything in this bundle is in the project already."
    assert not dialog.receive.isEnabled()


def test_a_bundle_of_another_project_says_so(dialog, preview):
    dialog.show_preview(replace(preview, is_same_project=False, labels_lacking=()))

    assert dialog.origin.text().endswith("It is another project than this one.")
    assert dialog.receive.isEnabled()


def test_why_a_file_is_refused_is_told(dialog):
    dialog.show_failure(UserError("The bundle is damaged.", "Ask for it again."))

    assert dialog.origin.text() == "Nothing of this file can be received."
    assert dialog.job.text.text() == "The bundle is damaged. Ask for it again."
    assert not dialog.receive.isEnabled()


def test_a_failure_while_receiving_lets_it_be_tried_again(dialog, preview):
    dialog.show_preview(replace(preview, labels_lacking=()))
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return)

    dialog.show_failure(UserError("The disk is full."))

    assert dialog.receive.isEnabled()


def test_nothing_that_is_shown_is_read_as_markup(dialog, preview):
    dialog.show_preview(preview)

    labels = [one for one in dialog.findChildren(QLabel) if one.text()]
    assert {one.textFormat() for one in labels} == {Qt.TextFormat.PlainText}
    index = dialog.model.index(0, 0)
    assert dialog.model.data(index) == "Story <b>1</b>"
    assert "<b>" not in dialog.model.data(index, Qt.ItemDataRole.ToolTipRole)


def test_escape_closes_it_without_a_wish(qtbot, dialog, preview):
    dialog.show_preview(replace(preview, labels_lacking=()))

    with qtbot.assertNotEmitted(dialog.wanted):
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Escape)

    assert not dialog.isVisible()


def test_the_model_keeps_the_rules_of_qt(qtmodeltester, preview):
    model = ComingModel()
    qtmodeltester.check(model)
    model.show(preview.pages, preview.sets)
    qtmodeltester.check(model)
