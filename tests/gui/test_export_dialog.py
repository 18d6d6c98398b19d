from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator.core.journal import Status
from annotator.gui.export_dialog import ExportDialog
from annotator.gui.export_wish import ExportWish
from annotator.services.export_formats import ExportFormat
from tests.gui.windows import CTRL, KEY, press, settle

FORMATS = (
    ExportFormat("csv", "A table", (".csv",)),
    ExportFormat("jsonl", "JSON Lines", (".jsonl",)),
    ExportFormat("odd", "It does not load.", is_usable=False),
)


@pytest.fixture
def dialog(qtbot, tmp_path):
    dialog = ExportDialog(FORMATS, ["ada", "bo"], tmp_path / "news.annotator")
    qtbot.addWidget(dialog)
    return dialog


def wished(qtbot, dialog):
    with qtbot.waitSignal(dialog.wished) as heard:
        dialog.export.click()
    return heard.args[0]


def test_the_finished_pages_of_everybody_go_beside_the_project_unless_chosen_otherwise(
    qtbot, dialog, tmp_path
):
    assert wished(qtbot, dialog) == ExportWish(tmp_path / "news.csv", "csv", None, Status.FINISHED)


def test_status_annotator_and_format_can_be_chosen(qtbot, dialog, tmp_path):
    dialog.format.setCurrentText("jsonl")
    dialog.status.setCurrentText("In progress")
    dialog.annotator.setCurrentText("bo")
    assert wished(qtbot, dialog) == ExportWish(
        tmp_path / "news.jsonl", "jsonl", "bo", Status.IN_PROGRESS
    )


def test_all_labelled_pages_can_be_chosen(qtbot, dialog):
    dialog.status.setCurrentText("All that are labelled")
    assert wished(qtbot, dialog).status is None


def test_a_format_is_described_and_one_that_does_not_load_cannot_be_used(dialog):
    assert dialog.about.text() == "A table"
    dialog.format.setCurrentText("odd")
    assert dialog.about.text() == "It does not load."
    assert not dialog.export.isEnabled()
    dialog.format.setCurrentText("jsonl")
    assert dialog.export.isEnabled()


def test_a_target_of_the_editors_own_stays_when_the_format_changes(qtbot, dialog, tmp_path):
    dialog.target.setText(str(tmp_path / "mine.txt"))
    dialog.format.setCurrentText("jsonl")
    assert wished(qtbot, dialog).target == tmp_path / "mine.txt"


def test_a_file_that_would_be_replaced_and_a_missing_name_are_told(dialog, tmp_path):
    assert dialog.warning.text() == ""
    (tmp_path / "there.csv").touch()
    dialog.target.setText(str(tmp_path / "there.csv"))
    assert "will be replaced" in dialog.warning.text()
    dialog.target.setText(" ")
    assert not dialog.export.isEnabled()
    dialog.target.setText("n" * 5_000)
    assert "cannot be a file" in dialog.warning.text()


def test_the_window_exports_what_the_dialog_says(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_F)
    settle(qtbot, window)
    press(window, KEY.Key_E, CTRL)
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is not None)
    dialog = window.findChild(ExportDialog)
    assert Path(dialog.target.text()) == path.with_suffix(".jsonl")
    dialog.status.setCurrentText("In progress")
    dialog.export.click()
    qtbot.waitUntil(lambda: window.banner.notice is not None)
    assert "1 page exported" in window.banner.notice.text
    assert len(path.with_suffix(".jsonl").read_text().splitlines()) == 1
    QApplication.sendPostedEvents()
