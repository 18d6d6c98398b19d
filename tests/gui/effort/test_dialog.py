"""The panel of effort: charts that are drawn, and the same numbers for the keys."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QTabWidget

from annotator.core.effort import Counts
from annotator.core.errors import UserError
from annotator.core.labels import parse_label_set
from annotator.gui.appearance import LIGHT, palette_of
from annotator.gui.effort.bars import ShareBars, in_words
from annotator.gui.effort.dialog import EffortDialog
from annotator.gui.effort.figures import EffortFigures, FinishedPage, Shares
from annotator.gui.effort.tables import PageFigures, ShareFigures
from annotator.gui.figures.chart import PageChart
from annotator.gui.figures.series import Series
from annotator.services.resources import resource

ROLE = Qt.ItemDataRole
PAGES = (
    FinishedPage(3, "Three", 12, 95.0),
    FinishedPage(1, "<b>One</b>", 2, None, is_blind=True),
    FinishedPage(2, "Two", 4, 31.0),
)


@pytest.fixture
def figures():
    headline, body, *_ = parse_label_set(
        resource("labels.toml").read_text("utf-8"), "labels"
    ).labels
    shares = (
        Shares(None, Counts(2, 6, 1, 1)),
        Shares(headline, Counts(2, 1, 0, 0)),
        Shares(body, Counts(0, 5, 1, 1)),
    )
    return EffortFigures.of(PAGES, shares, ("1 page has no times.",))


@pytest.fixture
def dialog(qtbot):
    dialog = EffortDialog("ada")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def cells(model):
    rows, columns = model.rowCount(), model.columnCount()
    return [[model.index(row, at).data() for at in range(columns)] for row in range(rows)]


def colour_at(widget, point):
    return widget.grab().toImage().pixelColor(point.toPoint())


def chart_of(qtbot, values):
    names = tuple(f"Page {number}" for number in range(len(values)))
    chart = PageChart(Series.of("Actions a page", "actions", values, names))
    qtbot.addWidget(chart)
    chart.setPalette(palette_of(LIGHT))
    chart.resize(600, 240)
    chart.show()
    return chart


def test_the_models_keep_the_rules_of_qt_and_tell_every_number(qapp, figures):
    pages, shares = PageFigures(), ShareFigures()
    for model in (pages, shares):
        QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Warning, model
        )
        model.show_figures(figures)
    assert cells(pages) == [
        ["3", "Three", "12", "95"],
        ["1", "<b>One</b> (blind)", "2", "–"],
        ["2", "Two", "4", "31"],
    ]
    assert cells(shares)[0] == [
        "All labels",
        "2  (20 %)",
        "6  (60 %)",
        "1  (10 %)",
        "1  (10 %)",
        "10",
    ]
    assert pages.index(0, 2).data(ROLE.AccessibleTextRole) == "Actions: 12"
    assert "<b>" not in pages.index(1, 1).data(ROLE.ToolTipRole)


def test_every_page_is_a_dot_where_its_value_says_and_an_unknown_one_is_none(qtbot):
    chart = chart_of(qtbot, [2.0, None, 8.0])
    low, high = chart.place_of(0), chart.place_of(2)
    assert chart.place_of(1) is None
    assert low.x() < high.x()
    assert low.y() > high.y()
    for place in (low, high):
        assert colour_at(chart, place) == QColor(LIGHT.accent)


def test_the_dot_under_the_mouse_is_told(qtbot):
    chart = chart_of(qtbot, [2.0, None, 8.0])
    assert chart.number_at(chart.place_of(2) + QPointF(3, -3)) == 2
    assert chart.number_at(QPointF(1, 1)) is None
    assert chart.told_at(2) == "Page 2\n8 actions"


def test_a_chart_runs_from_the_right_where_the_window_does(qtbot):
    chart = chart_of(qtbot, [2.0, 8.0])
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert chart.place_of(0).x() > chart.place_of(1).x()
    assert colour_at(chart, chart.place_of(1)) == QColor(LIGHT.accent)


def test_a_chart_says_in_words_what_it_shows(qtbot):
    chart = chart_of(qtbot, [2.0, None, 8.0])
    assert chart.accessibleDescription() == (
        "2 pages, from 2 to 8 actions; median 5. The numbers are in the table."
    )
    chart.show_series(Series.of("Seconds a page", "seconds", [1.0]))
    assert chart.accessibleDescription() == "1 page, 1 second. The number is in the table."
    chart.show_series(Series.of("Seconds a page", "seconds"))
    assert chart.accessibleDescription() == "No numbers yet."
    assert not chart.grab().isNull()


@pytest.mark.parametrize("width", [120, 700])
def test_bars_have_room_for_every_label_at_any_width(qtbot, figures, width):
    bars = ShareBars(figures.shares)
    qtbot.addWidget(bars)
    bars.resize(width, bars.heightForWidth(width))
    assert not bars.grab().isNull()
    assert bars.heightForWidth(120) > bars.heightForWidth(700)


def test_a_bar_is_told_with_its_numbers(figures):
    assert in_words(figures.shares[1]) == (
        "Headline, 3: 67 % accepted singly, 33 % accepted with the rest, 0 % corrected, 0 % by hand"
    )


def test_numbers_come_after_the_measuring_and_nothing_yet_says_what_to_do(dialog, figures):
    assert told(dialog) == "Measuring…"
    dialog.show_figures(EffortFigures.of())
    assert told(dialog).startswith("No page is finished yet. Label a page")
    dialog.show_figures(figures)
    assert told(dialog) is None
    assert dialog.sentence.text().startswith("3 pages are finished.")
    assert dialog.notes.text() == "1 page has no times."
    dialog.show_failure(UserError("The file is gone."))
    assert told(dialog) == "The file is gone."


def told(dialog):
    """What stands where the charts would."""
    return dialog.empty.text() if dialog.empty.isVisible() else None


def test_another_choice_is_measured_anew(qtbot, dialog, figures):
    dialog.show_figures(figures)
    with qtbot.waitSignal(dialog.asked) as heard:
        dialog.blind.click()
    assert heard.args == ["ada", True]
    assert told(dialog) == "Measuring…"
    with qtbot.waitSignal(dialog.asked) as heard:
        dialog.annotator.setCurrentText("Everybody")
    assert heard.args == [None, True]


def test_colleagues_are_offered_once_they_are_known(dialog):
    dialog.show_annotators(["bo", "ada", "<i>cy</i>"])
    names = [dialog.annotator.itemText(at) for at in range(dialog.annotator.count())]
    assert names == ["ada", "bo", "<i>cy</i>", "Everybody"]
    assert dialog.wanted == ("ada", False)


def test_the_table_is_reached_by_keys_and_enter_opens_its_page(qtbot, dialog, figures):
    dialog.show_figures(figures)
    dialog.findChild(QTabWidget).setCurrentIndex(2)
    dialog.page_table.setFocus()
    QTest.keyClick(dialog.page_table, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.page_chosen) as heard:
        QTest.keyClick(dialog.page_table, Qt.Key.Key_Return)
    assert heard.args == [1]
    assert dialog.isVisible()


def test_a_small_dialog_shows_all_its_parts(dialog, figures):
    dialog.show_figures(figures)
    dialog.resize(320, 300)
    tabs = dialog.findChild(QTabWidget)
    for at in range(tabs.count()):
        tabs.setCurrentIndex(at)
        assert not dialog.grab().isNull()
    assert dialog.width() <= 420
