from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.core.progress import Progress
from annotator.core.set_filter import SetFilter
from annotator.core.splits import GroupBy, SplitTerms
from annotator.gui.export_dialog import ExportDialog
from annotator.gui.exporting.choices import ExportChoices
from annotator.gui.exporting.target_row import proposed
from annotator.gui.exporting.words import exported
from annotator.services.export_formats import ExportFormat, export_formats
from annotator.services.export_preview import ExportPreview, PreviewedFile
from annotator.services.export_wish import DataSetWish
from annotator.services.exporting import ExportReport
from annotator.services.leaks import LeakReport
from annotator.services.splitting import SplitReport
from tests.gui.windows import KEY, press, settle

FORMATS = (
    ExportFormat("jsonl", "JSON Lines: all of it", (".jsonl",)),
    ExportFormat("spans-csv", "CSV of spans: a table", (".csv",), ("Text without a label.",)),
    ExportFormat("dragnet", "dragnet: a folder", is_folder=True),
    ExportFormat("blocks-parquet", "Parquet of blocks", (".parquet",), extra="parquet"),
    ExportFormat("odd", "It does not load.", is_usable=False),
)
CHOICES = ExportChoices(FORMATS, ("ada", "bo", "gold"), (("keep", "Every label keeps its name"),))


@pytest.fixture
def dialog(qtbot, tmp_path):
    dialog = ExportDialog(CHOICES, tmp_path / "news.annotator")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def wished(qtbot, dialog):
    with qtbot.waitSignal(dialog.wished) as heard:
        dialog.export.click()
    return heard.args[0]


def test_all_that_is_finished_goes_as_json_lines_beside_the_project_unless_chosen_otherwise(
    qtbot, dialog, tmp_path
):
    finished = SetFilter(status=Status.FINISHED)
    assert wished(qtbot, dialog) == DataSetWish(tmp_path / "news.jsonl", wanted=finished)


def test_what_goes_in_can_be_narrowed_as_on_the_command_line(qtbot, dialog):
    form = dialog.filter
    form.status.setCurrentText("In progress")
    form.whose.setCurrentText("bo")
    form.policy.setCurrentText("Every label keeps its name")
    form.sites.setText("a.example, b.example,")
    form.languages.setText("de")
    form.since.setText("2026-01-01")
    form.until.setText("2026-03-31")
    form.blind.setCurrentText("No blind pages")
    form.agreement.setValue(90)
    wish = wished(qtbot, dialog)
    assert wish.policy == "keep"
    assert wish.wanted == SetFilter(
        annotator="bo",
        status=Status.IN_PROGRESS,
        sites=("a.example", "b.example"),
        languages=("de",),
        since=date(2026, 1, 1),
        until=date(2026, 3, 31),
        is_blind=False,
        least_agreement=0.9,
    )


def test_one_set_of_each_page_gold_alone_and_everything_can_be_chosen(dialog):
    form = dialog.filter
    form.whose.setCurrentText("The best set of each page")
    assert dialog.wish.wanted == SetFilter(status=Status.FINISHED, is_best=True)
    form.status.setCurrentText("All that are labelled")
    assert dialog.wish.wanted == SetFilter(is_best=True)
    form.status.setCurrentText("Finished")
    form.whose.setCurrentText("Gold that is finished")
    assert not form.status.isEnabled()
    assert dialog.wish.wanted == SetFilter(gold_only=True)
    form.whose.setCurrentText("Gold, finished or not")
    assert dialog.wish.wanted.annotator == "gold"


def test_a_day_that_is_none_is_told_and_stops_the_export(dialog):
    dialog.filter.since.setText("soon")
    assert "“soon” is no day" in dialog.problem.text()
    assert not dialog.export.isEnabled()
    dialog.filter.since.setText("")
    assert dialog.problem.text() == ""
    assert dialog.export.isEnabled()


def test_pages_can_be_split_and_leaks_looked_for(qtbot, dialog):
    assert dialog.wish.split is None
    assert dialog.split.validation.isHidden() or not dialog.split.validation.isVisible()
    dialog.split.is_on.setChecked(True)
    dialog.split.validation.setValue(5)
    dialog.split.tests.setValue(20)
    dialog.split.by.setCurrentText("Pages of a template")
    dialog.split.seed.setValue(7)
    dialog.split.leaks.setChecked(True)
    assert "75 %" in dialog.split.training.text()
    shares = {"train": 0.75, "validation": 0.05, "test": 0.2}
    wish = wished(qtbot, dialog)
    assert wish.split == SplitTerms(shares, GroupBy.TEMPLATE, 7)
    assert wish.is_checked


def test_shares_are_not_more_than_all_and_a_seed_can_be_sought(dialog):
    dialog.split.is_on.setChecked(True)
    dialog.split.validation.setValue(60)
    dialog.split.tests.setValue(60)
    assert not dialog.export.isEnabled()
    dialog.split.tests.setValue(40)
    dialog.split.seed.setValue(-1)
    assert dialog.wish.split.seed is None
    assert dialog.export.isEnabled()


def test_the_leak_check_says_which_extra_it_needs(qtbot, tmp_path):
    dialog = ExportDialog(ExportChoices(FORMATS, leak_extra="leaks"), tmp_path / "n.annotator")
    qtbot.addWidget(dialog)
    assert not dialog.split.leaks.isEnabled()
    assert "annotator[leaks]" in dialog.split.lacking.text()


def test_what_a_format_loses_and_lacks_is_said_before(dialog):
    assert dialog.loses.text() == "It loses nothing."
    dialog.formats.choose("spans-csv")
    assert "Text without a label." in dialog.loses.text()
    dialog.formats.choose("blocks-parquet")
    assert "pip install 'annotator[parquet]'" in dialog.loses.text()
    assert not dialog.export.isEnabled()
    dialog.formats.choose("odd")
    assert dialog.about.text() == "It does not load."
    assert not dialog.export.isEnabled()
    dialog.formats.choose("jsonl")
    assert dialog.export.isEnabled()


def test_every_format_stands_in_the_list_under_what_it_is_for(qtbot, tmp_path):
    known = export_formats()
    dialog = ExportDialog(ExportChoices(known), tmp_path / "n.annotator", "conll")
    qtbot.addWidget(dialog)
    items = [dialog.formats.item(row) for row in range(dialog.formats.count())]
    headings = [one.text() for one in items if not one.flags() & Qt.ItemFlag.ItemIsSelectable]
    assert headings == [
        "Complete",
        "Tables and data sets",
        "To train and measure cleaners",
        "To label and tag text",
    ]
    assert len(items) == len(headings) + len(known)
    assert len({one.text() for one in items}) == len(items)
    assert dialog.format.name == "conll"


def test_a_remembered_format_that_is_gone_gives_way_to_json_lines(qtbot, tmp_path):
    dialog = ExportDialog(CHOICES, tmp_path / "n.annotator", "gone")
    qtbot.addWidget(dialog)
    assert dialog.format.name == "jsonl"


def test_each_format_has_a_target_of_its_own_but_the_editors_own_stays(dialog, tmp_path):
    dialog.formats.choose("spans-csv")
    assert dialog.wish.target == tmp_path / "news-spans.csv"
    dialog.formats.choose("dragnet")
    assert dialog.wish.target == tmp_path / "news-dragnet"
    assert dialog.target.path.accessibleName() == "Folder to write"
    dialog.target.path.setText(str(tmp_path / "mine.txt"))
    dialog.formats.choose("jsonl")
    assert dialog.wish.target == tmp_path / "mine.txt"
    assert "end in .jsonl" in dialog.target.warning.text()


def test_no_two_formats_propose_the_same_target():
    found = [proposed(Path("news.annotator"), one) for one in export_formats()]
    assert len(set(found)) == len(found)


def test_a_file_that_would_be_replaced_and_a_missing_name_are_told(dialog, tmp_path):
    assert dialog.target.warning.text() == ""
    (tmp_path / "there.jsonl").touch()
    dialog.target.path.setText(str(tmp_path / "there.jsonl"))
    assert "will be replaced" in dialog.target.warning.text()
    dialog.target.path.setText(" ")
    assert not dialog.export.isEnabled()
    dialog.target.path.setText("n" * 5_000)
    assert "cannot be a file" in dialog.target.warning.text()


def test_a_folder_with_files_is_replaced_only_if_the_editor_says_so(qtbot, dialog, tmp_path):
    dialog.formats.choose("dragnet")
    assert dialog.target.replace.isHidden()
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "file").touch()
    dialog.target.path.setText(str(tmp_path / "old"))
    assert not dialog.export.isEnabled()
    dialog.target.replace.setChecked(True)
    assert wished(qtbot, dialog).is_overwriting


def test_pages_can_be_left_out_of_json_lines_alone(dialog):
    dialog.without_pages.setChecked(True)
    assert not dialog.wish.has_pages
    dialog.formats.choose("dragnet")
    assert not dialog.without_pages.isEnabled()
    assert dialog.wish.has_pages


def test_a_preview_is_asked_for_once_the_editor_rests(qtbot, dialog):
    heard = []
    dialog.looked_at.connect(heard.append)
    dialog.formats.choose("spans-csv")
    dialog.filter.sites.setText("a.example")
    qtbot.waitUntil(lambda: any(heard))
    assert [one for one in heard if one] == [dialog.wish]
    assert heard[:2] == [None, None]
    assert "Looking" in dialog.preview.about.text()


def test_a_preview_is_plain_text_whatever_a_page_holds(dialog):
    files = (
        PreviewedFile("a.html", 9, "<b>x</b>", is_whole=True),
        PreviewedFile("b.bin", 1),
    )
    dialog.preview.show_preview(ExportPreview(3, files))
    shown = dialog.preview.text.toPlainText()
    assert shown == "── a.html ── 9 bytes\n<b>x</b>\n\n── b.bin ── 1 byte, not text"
    assert "first of at most 3 pages" in dialog.preview.about.text()
    dialog.preview.show_preview(ExportPreview(3))
    assert dialog.preview.text.toPlainText() == ""
    assert "No page" in dialog.preview.about.text()


def test_a_job_under_way_takes_no_other_choices_and_one_that_failed_does(qtbot, dialog):
    wished(qtbot, dialog)
    dialog.show_progress(Progress(1, 2))
    assert "1 of 2" in dialog.job.text.text()
    assert not dialog.export.isEnabled()
    assert not dialog.formats.isEnabled()
    dialog.show_failure(UserError("The disk is full."))
    assert "The disk is full." in dialog.job.text.text()
    assert dialog.export.isEnabled()
    assert dialog.formats.isEnabled()


def test_every_control_has_a_name_and_no_two_share_a_key(dialog):
    dialog.split.is_on.setChecked(True)
    controls = [
        one
        for one in dialog.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isVisible()
    ]
    nameless = [
        repr(one)
        for one in controls
        if one.objectName() != "qt_spinbox_lineedit"
        and not one.accessibleName()
        and not getattr(one, "text", lambda: "")()
    ]
    assert nameless == []
    named = [*dialog.findChildren(QLabel), *dialog.findChildren(QAbstractButton)]
    texts = [one.text() for one in named]
    keys = [text[text.index("&") + 1].lower() for text in texts if text.count("&") == 1]
    assert len(keys) > 15
    assert sorted(set(keys)) == sorted(keys)


def test_the_list_is_walked_by_keys_past_its_headings(dialog):
    QTest.keyClick(dialog.formats, KEY.Key_Down)
    assert dialog.format.name == "blocks-parquet"
    QTest.keyClick(dialog.formats, KEY.Key_Home)
    assert dialog.format.name == "jsonl"


def opened(qtbot, window):
    window.actions_.run("exchange.export")
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is not None)
    return window.findChild(ExportDialog)


def test_the_window_shows_how_it_begins_and_exports_what_the_dialog_says(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_F)
    settle(qtbot, window)
    dialog = opened(qtbot, window)
    assert dialog.wish.target == path.with_suffix(".jsonl")
    qtbot.waitUntil(lambda: "No page" in dialog.preview.about.text(), timeout=15_000)
    dialog.filter.status.setCurrentText("In progress")
    qtbot.waitUntil(lambda: dialog.preview.text.toPlainText() != "", timeout=15_000)
    begins = dialog.preview.text.toPlainText()
    assert begins.startswith('{"version"')
    dialog.export.click()
    qtbot.waitUntil(lambda: window.banner.notice is not None, timeout=15_000)
    assert "1 page exported" in window.banner.notice.text
    written = path.with_suffix(".jsonl").read_text()
    assert len(written.splitlines()) == 1
    assert written.startswith(begins.rstrip("…").rstrip("\n"))
    QApplication.sendPostedEvents()


def test_a_failure_stays_in_the_dialog_and_the_format_is_remembered(qtbot, make, path):
    window = make(path)
    press(window, KEY.Key_F)
    settle(qtbot, window)
    dialog = opened(qtbot, window)
    dialog.formats.choose("spans-csv")
    dialog.target.path.setText(str(path.parent / "nowhere" / "set.csv"))
    dialog.export.click()
    qtbot.waitUntil(lambda: "cannot be written" in dialog.job.text.text(), timeout=15_000)
    dialog.reject()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.findChild(ExportDialog) is None)
    again = opened(qtbot, window)
    assert again.format.name == "spans-csv"
    again.reject()
    settle(qtbot, window)


def test_what_came_of_the_splits_is_told(tmp_path):
    terms = SplitTerms({"train": 0.9, "validation": 0.0, "test": 0.1}, GroupBy.SITE, 7)
    languages = {"train": {"de": 2, "": 1}, "validation": {}, "test": {"de": 1}}
    split = SplitReport(terms, 4, languages, LeakReport(pair_count=1))
    report = ExportReport(
        path=tmp_path / "set.jsonl",
        manifest=tmp_path / "m",
        files={},
        page_count=4,
        set_count=4,
        annotation_count=9,
        cut_count=0,
        unlocated_count=0,
        splits={"test": 1, "train": 3},
        split=split,
    )
    told = exported(report)
    assert "By split: test 1, train 3, with the seed 7." in told
    assert "“test” has no page of: unknown language." in told
    assert "1 pair of pages is nearly alike in two splits" in told
    assert "No text" in exported(replace(report, split=replace(split, leaks=LeakReport())))
    assert exported(replace(report, split=None)) == f"4 pages exported to “{report.path}”."
