"""The panel about cleaners: bars that are drawn, every number in a table, what strangers wrote."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from annotator.core.errors import UserError
from annotator.core.evaluation_report import CleanerReport, Grouping
from annotator.core.labels import parse_label_set
from annotator.gui.evaluating.dialog import EvaluatingDialog
from annotator.gui.evaluating.figures import EvaluationFigures, Offered
from annotator.gui.evaluating.tables import CleanerFigures, GroupRows, LabelRows, WeakRows
from annotator.services.resources import resource
from tests.evaluations import HOSTILE, cleaner, report_of

KEY = Qt.Key
LACKING = CleanerReport("goose3", "", "It is not installed: there is no module “goose3”.")


@pytest.fixture(scope="session")
def label_set():
    return parse_label_set(resource("labels.toml").read_text("utf-8"), "labels")


@pytest.fixture
def dialog(qtbot, tmp_path, label_set):
    dialog = EvaluatingDialog(tmp_path / "news.annotator")
    qtbot.addWidget(dialog)
    dialog.show()
    offered = (CleanerReport("trafilatura", "2.0"), LACKING)
    dialog.show_offered(Offered(offered, ("gold", "Ada"), label_set))
    return dialog


def figures(label_set, *cleaners, words="The ferry is late"):
    report = report_of(*(cleaners or (cleaner(words=words), LACKING)), words=words)
    return EvaluationFigures.of(report, label_set)


def test_the_models_keep_the_rules_of_qt(qapp, label_set):
    shown = figures(label_set, cleaner(), cleaner("justext", 0.4))
    one = shown.report.measured[0]
    models = [CleanerFigures(), WeakRows(), LabelRows(), GroupRows(Grouping.SITE)]
    for model in models:
        QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Warning, model
        )
    models[0].show_rows(shown.report.measured)
    models[1].show_rows(one.weak)
    models[2].show_cleaner(shown, one)
    models[3].show_figures(shown)
    assert all(model.rowCount() for model in models)
    assert models[3].columnCount() == 4


def test_what_could_not_be_measured_says_why_and_what_gave_no_text_is_counted(dialog, label_set):
    dialog.show_figures(figures(label_set))
    table = dialog.overview.cleaners
    assert table.index(1, 0).data() == "goose3"
    assert table.index(1, 1).data() == LACKING.problem
    assert table.index(0, 7).data() == "1"
    notes = dialog.overview.notes.text()
    assert "goose3 could not be measured: It is not installed" in notes
    assert "trafilatura gave no text of 1 page" in notes
    assert dialog.cleaner.count() == 1


def test_where_nothing_could_be_measured_the_reasons_stand_in_its_place(dialog, label_set):
    dialog.show_figures(figures(label_set, LACKING))
    told = dialog.waiting.told.text()
    assert told.startswith("No cleaner could be measured.\ngoose3: It is not installed")
    assert not dialog.save.isEnabled()
    assert dialog.measure.isEnabled()


def test_a_failure_to_look_for_cleaners_can_be_followed_by_another_try(qtbot, dialog):
    dialog.show_looking()
    assert not dialog.measure.isEnabled()
    dialog.show_failure(UserError("The file is gone."))
    assert dialog.waiting.told.text() == "The file is gone."
    with qtbot.waitSignal(dialog.looked):
        QTest.keyClick(dialog.waiting.begin, KEY.Key_Space)


@pytest.mark.parametrize("words", HOSTILE)
def test_what_strangers_wrote_is_shown_as_it_is(dialog, label_set, words):
    dialog.show_figures(figures(label_set, words=words))
    told = dialog.weak.difference.toPlainText()
    if words.isprintable():
        assert words in told
    assert told.startswith(words[:5])
    assert "[− " in told
    assert "[+ Home " in told


def test_missing_and_additional_words_are_told_apart_without_a_colour(dialog, label_set):
    dialog.show_figures(figures(label_set))
    text = dialog.weak.difference
    told = text.toPlainText()
    assert told.endswith("[+ Home +] The ferry [− is −] late ")
    cursor = text.textCursor()
    for word, is_struck in (("Home", False), ("is", True)):
        cursor.setPosition(told.rindex(word) + 1)
        assert cursor.charFormat().fontStrikeOut() is is_struck
        assert cursor.charFormat().fontUnderline() is not is_struck


@pytest.mark.parametrize("side", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_a_small_panel_shows_all_its_parts_from_either_side(dialog, label_set, side):
    dialog.setLayoutDirection(side)
    dialog.show_figures(figures(label_set))
    dialog.resize(360, 400)
    for at in range(dialog.tabs.count()):
        dialog.tabs.setCurrentIndex(at)
        assert not dialog.grab().isNull()
    assert dialog.height() <= 420


def test_everything_that_takes_the_keys_has_a_name(dialog, label_set):
    dialog.show_figures(figures(label_set))
    named = [dialog.choices.cleaners, dialog.choices.labels, dialog.choices.reference]
    named += [dialog.cleaner, dialog.overview.table, dialog.overview.bars, dialog.labels.bars]
    named += [dialog.labels.table, dialog.weak.table, dialog.weak.difference]
    named += [pane.table for pane in dialog.groups.values()]
    assert all(one.accessibleName() for one in named)
