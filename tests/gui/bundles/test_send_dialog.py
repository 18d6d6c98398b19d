"""What goes into a bundle is chosen by keys, and told before a file is replaced."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.core.progress import Progress
from annotator.gui.bundles.send_dialog import GIVEN, SendDialog
from annotator.gui.bundles.wishes import BundleWish, Choices
from tests.gui.windows import KEY

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def target(tmp_path):
    return tmp_path / "news.annobundle"


@pytest.fixture
def dialog(qtbot, target):
    made = SendDialog(Choices(("Ada", "Ben", "gold"), {"Cyd": 12}), "Ada", target)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def wish(qtbot, dialog) -> BundleWish:
    with qtbot.waitSignal(dialog.wished) as heard:
        QTest.keyClick(QApplication.focusWidget() or dialog, KEY.Key_Return)
    return heard.args[0]


def test_everything_goes_beside_the_project_unless_chosen_otherwise(qtbot, dialog, target):
    assert wish(qtbot, dialog) == BundleWish(target)


def test_the_work_of_certain_annotators_in_certain_states_is_chosen_by_keys(qtbot, dialog, target):
    QTest.keyClick(dialog.what, KEY.Key_W)
    dialog.names.setFocus()
    QTest.keyClick(dialog.names, KEY.Key_Down)
    QTest.keyClick(dialog.names, KEY.Key_Space)
    QTest.keyClick(dialog.states[Status.IN_PROGRESS], KEY.Key_Space)
    dialog.target.setFocus()

    assert wish(qtbot, dialog) == BundleWish(
        target, ("Ada", "Ben"), "", (Status.FINISHED, Status.RETURNED, Status.ACCEPTED)
    )


def test_pages_that_were_given_to_somebody_go_to_them(qtbot, dialog, target):
    QTest.keyClick(dialog.what, KEY.Key_P)

    assert dialog.given_to.isVisible()
    assert dialog.given_to.currentText() == "Cyd (12 pages)"
    assert wish(qtbot, dialog) == BundleWish(target, given_to="Cyd")


def test_where_nothing_was_given_to_anybody_it_is_not_offered(qtbot, target):
    made = SendDialog(Choices(("Ada",)), "Ada", target)
    qtbot.addWidget(made)

    assert made.what.findText(GIVEN) < 0


def test_without_the_pages_it_says_who_can_use_the_bundle(qtbot, dialog):
    QTest.keyClick(dialog.with_pages, KEY.Key_Space)

    assert "the same pages" in dialog.about_pages.text()
    assert not wish(qtbot, dialog).with_pages


def test_without_anybody_chosen_nothing_can_be_sent(dialog):
    QTest.keyClick(dialog.what, KEY.Key_W)
    dialog.names.setFocus()
    QTest.keyClick(dialog.names, KEY.Key_Space)

    assert not dialog.send.isEnabled()
    assert dialog.warning.text() == "Choose whose work in which states to send."


def test_a_file_that_would_be_replaced_and_a_missing_name_are_told(dialog, target):
    target.touch()
    dialog.target.setText(f"{target} ")
    assert "will be replaced" in dialog.warning.text()
    dialog.target.setText(" ")
    assert dialog.warning.text() == "Name a file to write."
    assert not dialog.send.isEnabled()


def test_a_failure_is_told_and_another_file_can_be_named(qtbot, dialog, target):
    wish(qtbot, dialog)
    assert not dialog.send.isEnabled()
    dialog.show_progress(Progress(2, 8))
    assert dialog.job.text.text() == "Writing the bundle, 2 of 8"

    dialog.show_failure(UserError("The disk is full.", "Choose another."))

    assert dialog.job.text.text() == "The disk is full. Choose another."
    assert dialog.send.isEnabled()
    assert dialog.target.isEnabled()
