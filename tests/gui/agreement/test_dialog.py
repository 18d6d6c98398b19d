"""The panel of agreement: plots that are drawn, the same numbers for the keys, and places."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFileDialog

from annotator.core.agreement_report import Cell, Confusion, Grouping
from annotator.core.decisions import GOLD
from annotator.core.errors import UserError
from annotator.core.labels import LabelId
from annotator.core.progress import Progress
from annotator.gui.agreement.figures import AgreementWish, FoundPlaces, QuotedPlace
from annotator.gui.agreement.heat_map import HeatMap
from annotator.gui.agreement.label_bars import LabelBars
from annotator.gui.agreement.tables import (
    ComparedPages,
    ConfusedFigures,
    GroupFigures,
    LabelFigures,
    PairFigures,
    PlaceRows,
    TogetherFigures,
)
from annotator.gui.appearance import DARK, LIGHT, palette_of
from tests.agreements import (
    compared,
    confusion,
    empty_report,
    group_of,
    pair_of,
    report_of,
    unknown,
)

ROLE = Qt.ItemDataRole
KEY = Qt.Key
RTL = Qt.LayoutDirection.RightToLeft
MOST = confusion().confused[0]


def cells(model):
    rows, columns = model.rowCount(), model.columnCount()
    return [[model.index(row, at).data() for at in range(columns)] for row in range(rows)]


def heads(model):
    across = Qt.Orientation.Horizontal
    return [model.headerData(at, across) for at in range(model.columnCount())]


def told(dialog):
    """What stands where the figures would."""
    return dialog.waiting.told.text() if dialog.waiting.told.isVisible() else None


def map_of(qtbot, figures, report=None):
    shown = figures(report)
    heat_map = HeatMap()
    qtbot.addWidget(heat_map)
    heat_map.setPalette(palette_of(LIGHT))
    heat_map.show_pair(shown, shown.report.pairs[0])
    heat_map.resize(heat_map.sizeHint())
    heat_map.show()
    return heat_map


def quoted(*quotes, kept_back=0):
    told = zip(MOST.places, quotes, strict=False)
    return FoundPlaces(
        tuple(QuotedPlace(place, "A page", quote) for place, quote in told), kept_back
    )


# Tables


def test_the_models_keep_the_rules_of_qt(qapp, figures):
    shown = figures(report_of(groups=(group_of(Grouping.SITE, "news.example"),)))
    pair = shown.report.pairs[0]
    models = [PairFigures(), TogetherFigures(), GroupFigures(), ComparedPages(), PlaceRows()]
    models += [LabelFigures(), ConfusedFigures()]
    for model in models:
        QAbstractItemModelTester(
            model, QAbstractItemModelTester.FailureReportingMode.Warning, model
        )
    rows = (
        shown.report.pairs,
        shown.together,
        shown.groups,
        shown.course.pages,
        quoted("a", "b").places,
    )
    for model, some in zip(models[:5], rows, strict=True):
        model.show_rows(some)
    for model in models[5:]:
        model.show_pair(shown, pair)
    assert all(model.rowCount() for model in models)


def test_every_number_of_a_pair_is_in_a_table(qapp, figures):
    shown = figures(report_of(pair_of("ada", "<i>ben</i>", kappa=unknown())))
    pairs, labels, confused = PairFigures(), LabelFigures(), ConfusedFigures()
    pairs.show_rows(shown.report.pairs)
    labels.show_pair(shown, shown.report.pairs[0])
    confused.show_pair(shown, shown.report.pairs[0])
    assert cells(pairs) == [
        ["ada and <i>ben</i>", "2", "50", "84 %", "undefined (one label only)", "0.78", "0.69"]
    ]
    assert heads(labels)[1:4] == ["Of ada", "Of <i>ben</i>", "Of both"]
    assert cells(labels)[1][:7] == ["Body", "45", "42", "40", "0.95", "0.89", "0.92 (0.82 to 0.97)"]
    assert cells(confused) == [
        ["Body", "Teaser", "5"],
        ["undecided", "Body", "2"],
        ["Headline", "Teaser", "1"],
    ]
    assert "<i>" not in pairs.index(0, 0).data(ROLE.ToolTipRole)
    assert "one label only" in pairs.index(0, 4).data(ROLE.ToolTipRole)
    assert pairs.index(0, 3).data(ROLE.AccessibleTextRole) == "Alike: 84 %"


def test_groups_are_told_as_a_whole_and_pair_by_pair_where_there_are_several(qapp, figures):
    one = group_of(Grouping.SITE, "")
    model = GroupFigures()
    model.show_rows(figures(report_of(groups=(one,))).groups)
    assert [row[:3] for row in cells(model)] == [["without a site", "ada and ben", "2"]]
    assert cells(model)[0][-1] == "0.70 (0.60 to 0.80)"


# Plots


@pytest.mark.parametrize("table", [LIGHT, DARK])
def test_a_cell_is_the_stronger_the_more_of_its_row_it_holds(qtbot, figures, table):
    heat_map = map_of(qtbot, figures)
    heat_map.setPalette(palette_of(table))
    image = heat_map.grab().toImage()
    by_count = {one.count: one for one in confusion().cells if one.first == MOST.first}

    def distance(count):
        place = heat_map.place_of(by_count[count])
        # Beside the number, which stands in the middle.
        here, ground = image.pixelColor(place.x() - 24, place.y()), QColor(table.window)
        return abs(here.blue() - ground.blue()) + abs(here.red() - ground.red())

    assert distance(40) > distance(5) > 0


def test_a_click_on_a_cell_chooses_it_and_an_empty_one_is_told(qtbot, figures):
    heat_map = map_of(qtbot, figures)
    with qtbot.waitSignal(heat_map.chosen) as heard:
        QTest.mouseClick(
            heat_map, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0), heat_map.place_of(MOST)
        )
    assert heard.args == [MOST]
    assert heat_map.cell_at(heat_map.place_of(MOST)) == MOST
    assert heat_map.told((2, 0)) == "ada: Teaser, ben: Headline. 0 blocks"


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_keys_go_about_the_matrix_as_it_is_seen(qtbot, figures, mirrored):
    heat_map = map_of(qtbot, figures)
    if mirrored:
        heat_map.setLayoutDirection(RTL)
    assert heat_map.current == MOST
    before = heat_map.place_of(MOST).x()
    QTest.keyClick(heat_map, KEY.Key_Left)
    at = heat_map.current
    # From right to left the column to the left is the next one, which is empty here.
    assert (at is None) == mirrored
    if at is not None:
        assert heat_map.place_of(at).x() < before
    QTest.keyClick(heat_map, KEY.Key_Right)
    QTest.keyClick(heat_map, KEY.Key_Up)
    assert heat_map.accessibleDescription() == "ada: Headline, ben: Teaser. 1 block"
    with qtbot.waitSignal(heat_map.chosen) as heard:
        QTest.keyClick(heat_map, KEY.Key_Return)
    assert heard.args[0].count == 1
    for _ in range(9):
        QTest.keyClick(heat_map, KEY.Key_Down)
    assert heat_map.told((3, 2)) == heat_map.accessibleDescription()


def test_the_plots_say_in_words_what_they_show(qtbot, figures):
    shown = figures()
    heat_map, bars = map_of(qtbot, figures), LabelBars()
    qtbot.addWidget(bars)
    bars.show_pair(shown, shown.report.pairs[0])
    assert heat_map.accessibleDescription().startswith("Of 50 blocks, 42 are labelled alike (84 %)")
    assert bars.accessibleDescription() == (
        "F1 by block: Headline 0.80 (0.70 to 0.85); Body 0.92 (0.82 to 0.97); "
        "Teaser 0.00 (0.00 to 0.05)."
    )


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("width", [120, 700])
def test_bars_and_matrix_are_drawn_at_any_width_and_from_either_side(
    qtbot, figures, width, mirrored
):
    shown = figures()
    for widget in (LabelBars(), HeatMap()):
        qtbot.addWidget(widget)
        if mirrored:
            widget.setLayoutDirection(RTL)
        widget.show_pair(shown, shown.report.pairs[0])
        widget.resize(width, widget.sizeHint().height())
        assert not widget.grab().isNull()


# The panel


def test_figures_come_after_the_comparing_and_without_any_it_says_what_to_do(dialog, figures):
    assert told(dialog) == "Comparing…"
    assert not dialog.save.isEnabled()
    dialog.show_progress(Progress(3, 10))
    assert dialog.waiting.strip.isVisible()
    dialog.show_figures(figures(empty_report()))
    assert told(dialog).startswith("No page is finished by two annotators")
    dialog.show_figures(figures())
    assert told(dialog) is None
    assert dialog.sentence.text().startswith("ada and ben agree on 84 %")
    assert "hidden blocks without a label (7)" in dialog.overview.notes.text()
    assert dialog.save.isEnabled()


def test_a_failure_and_a_stop_can_be_followed_by_another_try(qtbot, dialog):
    dialog.show_failure(UserError("The file is gone."))
    assert told(dialog) == "The file is gone."
    with qtbot.waitSignal(dialog.asked):
        dialog.waiting.begin.click()
    dialog.show_progress(Progress(3, 10))
    with qtbot.waitSignal(dialog.stopped):
        dialog.waiting.strip.stopped.emit()
    dialog.show_stopped()
    assert told(dialog) == "Stopped."
    assert dialog.waiting.begin.isVisible()


def test_every_other_choice_is_compared_anew(qtbot, dialog, figures):
    dialog.show_figures(figures())
    choices = dialog.choices
    steps = (
        choices.blind.click,
        choices.nameless.click,
        choices.corrected.click,
        lambda: choices.against.setCurrentText("gold"),
        lambda: choices.by.setCurrentText("month"),
    )
    for step in steps:
        with qtbot.waitSignal(dialog.asked) as heard:
            step()
    assert heard.args == [AgreementWish(GOLD, True, Grouping.MONTH, True, True)]
    assert told(dialog) == "Comparing…"


def test_it_is_told_how_many_sets_count_as_they_were_before_a_return(dialog, figures):
    dialog.show_figures(figures(replace(report_of(), before_return=2)))
    told_there = "2 sets count as they were before they were first returned."
    assert told_there in dialog.overview.notes.text()


def test_another_pair_is_looked_at_without_comparing_anew(qtbot, dialog, figures):
    dialog.show_figures(figures(report_of(pair_of(), pair_of("ada", "cy"))))
    with qtbot.assertNotEmitted(dialog.asked):
        dialog.choices.pair.setCurrentIndex(1)
    assert heads(dialog.confusion.confused)[:2] == ["ada says", "cy says"]
    dialog.overview.pair_table.setFocus()
    dialog.overview.pair_table.selectRow(0)
    QTest.keyClick(dialog.overview.pair_table, KEY.Key_Return)
    assert heads(dialog.labels.labels)[1:3] == ["Of ada", "Of ben"]
    assert dialog.tabs.tabText(dialog.tabs.currentIndex()) == "&Confusion"
    assert dialog.isVisible()


def test_from_a_confused_pair_the_keys_lead_to_its_places(qtbot, dialog, figures):
    dialog.show_figures(figures())
    dialog.tabs.setCurrentIndex(1)
    table = dialog.confusion.confused_table
    table.setFocus()
    table.selectRow(0)
    with qtbot.waitSignal(dialog.cell_chosen) as heard:
        QTest.keyClick(table, KEY.Key_Return)
    (cell,) = heard.args
    assert cell == MOST
    dialog.show_places(cell, quoted("<b>first</b>", "second"))
    places = dialog.confusion.place_table
    assert cells(dialog.confusion.places) == [
        ["1", "<b>first</b>", "A page"],
        ["2", "second", "A page"],
    ]
    assert "5 blocks, of which the first 2 are listed" in dialog.confusion.hint.text()
    QTest.keyClick(places, KEY.Key_Down)
    with qtbot.waitSignal(dialog.place_chosen) as heard:
        QTest.keyClick(places, KEY.Key_Return)
    assert heard.args == [MOST.places[1]]


def test_the_keys_bring_cells_that_are_out_of_sight_into_sight(qtbot, dialog, figures):
    labels = tuple(LabelId(f"label_{number:02}") for number in range(30))
    cells_ = tuple(Cell(one, one, 1) for one in labels)
    pair = replace(pair_of(), confusion=Confusion(labels, cells_))
    dialog.show_figures(figures(report_of(pair)))
    dialog.tabs.setCurrentIndex(1)
    heat_map = dialog.confusion.heat_map
    for _ in range(29):
        QTest.keyClick(heat_map, KEY.Key_Down)
        QTest.keyClick(heat_map, KEY.Key_Right)
    assert heat_map.current == cells_[-1]
    assert heat_map.visibleRegion().contains(heat_map.place_of(cells_[-1]))


def test_places_that_come_too_late_are_not_shown(dialog, figures):
    dialog.show_figures(figures())
    dialog.confusion.heat_map.chosen.emit(MOST)
    dialog.show_figures(figures())
    dialog.show_places(MOST, quoted("late"))
    assert dialog.confusion.places.rowCount() == 0


def test_places_that_are_kept_back_are_counted(dialog, figures):
    dialog.show_figures(figures())
    dialog.confusion.heat_map.chosen.emit(MOST)
    dialog.show_places(MOST, quoted(kept_back=5))
    assert dialog.confusion.hint.text() == (
        "ada: Body, ben: Teaser. 5 blocks; "
        "5 on blind pages yet to be finished by you are not listed."
    )


def test_what_both_say_has_no_places(qtbot, dialog, figures):
    dialog.show_figures(figures())
    with qtbot.assertNotEmitted(dialog.cell_chosen):
        dialog.confusion.heat_map.chosen.emit(confusion().cells[0])
    assert "both say the same" in dialog.confusion.hint.text()


def test_a_page_of_the_course_is_opened_by_enter(qtbot, dialog, figures):
    dialog.show_figures(figures(report_of(pages=(compared(7), compared(3)))))
    dialog.tabs.setCurrentIndex(3)
    dialog.time.table.setFocus()
    dialog.time.table.selectRow(0)
    with qtbot.waitSignal(dialog.page_chosen) as heard:
        QTest.keyClick(dialog.time.table, KEY.Key_Return)
    assert heard.args == [3]


def test_groups_have_a_tab_only_where_there_are_any(dialog, figures):
    last = dialog.tabs.count() - 1
    dialog.show_figures(figures())
    assert not dialog.tabs.isTabVisible(last)
    dialog.show_figures(figures(report_of(groups=(group_of(Grouping.SITE, "a.example"),))))
    assert dialog.tabs.isTabVisible(last)
    assert dialog.tabs.tabText(last) == "By site"


def test_the_report_is_saved_where_it_is_asked_to_be(qtbot, dialog, figures, tmp_path):
    dialog.show_figures(figures())
    dialog.save.click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser.selectedFiles() == [str(tmp_path / "news-agreement.html")]
    with qtbot.waitSignal(dialog.save_wished) as heard:
        chooser.fileSelected.emit(str(tmp_path / "other.html"))
    chooser.reject()
    assert heard.args == [tmp_path / "other.html"]


def test_a_small_panel_shows_all_its_parts(dialog, figures):
    dialog.show_figures(figures())
    dialog.resize(320, 300)
    for at in range(dialog.tabs.count() - 1):
        dialog.tabs.setCurrentIndex(at)
        assert not dialog.grab().isNull()
    assert dialog.height() <= 420


def test_everything_that_takes_the_keys_has_a_name(dialog, figures):
    dialog.show_figures(figures())
    panes = (dialog.overview, dialog.confusion, dialog.labels, dialog.time)
    named = [dialog.choices.pair, dialog.choices.against, dialog.choices.by]
    named += [dialog.confusion.heat_map, dialog.confusion.confused_table]
    named += [dialog.confusion.place_table, dialog.labels.bars, dialog.labels.table]
    named += [dialog.overview.pair_table, dialog.time.table, dialog.time.chart]
    assert all(one.accessibleName() for one in named)
    assert all(pane is not None for pane in panes)
