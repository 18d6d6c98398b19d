from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Block, Document
from annotator.core.journal import Status
from annotator.core.pages import PageRow
from annotator.core.spans import Span
from annotator.gui.action_table import ACTIONS
from annotator.gui.actions import label_row
from annotator.gui.keys import KeyTable
from annotator.gui.keys_help import KeyModel
from annotator.gui.outline import OutlineModel, runs_of
from annotator.gui.page_model import PageModel
from annotator.gui.page_order import AS_IMPORTED, PageOrder
from annotator.gui.page_table import Group, PageFilter, PageTable
from annotator.gui.palette import LabelModel
from annotator.services.sitting import Sitting
from tests.gui.test_saving import _LABELS, parse_label_set


def row(page, status=Status.NEW, title=None, undecided=10):
    name = title if title is not None else f"Title {page}"
    return PageRow(page, name, None, "site.example", status, 10, undecided, False, "utf-8", None)


def watched(model):
    return QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning, model
    )


def test_the_page_model_keeps_the_rules_of_qt_while_rows_come_and_change(qapp):
    model = PageModel()
    watched(model)
    model.add([row(1), row(2), row(3)])
    model.add([row(3), row(4)])
    model.progress(2, Status.IN_PROGRESS, 4)
    model.show_only(PageFilter(Group.NEW))
    assert [model.page_row(model.index(at, 0)).page for at in range(model.rowCount())] == [1, 3, 4]
    model.add([row(5, Status.FINISHED), row(6)])
    assert model.rowCount() == 4
    model.put([row(1, title="Other")])
    assert model.index(0, 1).data() == "Other"
    model.clear()
    assert model.rowCount() == 0


def test_the_page_model_says_a_page_in_words_to_assistive_technology(qapp):
    model = PageModel()
    model.add([row(7, Status.IN_PROGRESS, "A <b>title</b>", 4)])
    said = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Page 7: A <b>title</b>, site.example, in progress, 60 % decided"


def test_a_page_whose_end_is_missing_says_so_in_the_list(qapp):
    model = PageModel()
    model.add([row(1), replace(row(2), is_cut=True)])
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        said = [model.index(at, 1).data(role) for at in (0, 1)]
        assert ["missing" in one for one in said] == [False, True]


def test_a_title_with_markup_is_never_markup_in_a_tool_tip(qapp):
    model = PageModel()
    model.add([row(1, title="<img src=file:///etc/passwd>")])
    assert "<img" not in model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)


def test_a_hundred_thousand_pages_are_filtered_within_a_blink(qapp):
    model = PageModel()
    model.add([row(page) for page in range(1, 100_001)])
    model.show_only(PageFilter(Group.ALL, "title 9999"))
    assert model.rowCount() == 19


@pytest.fixture
def table():
    table = PageTable()
    done, new = Status.FINISHED, Status.NEW
    rows = [row(1, done), row(2, new), row(4, done), row(5, new, "Über Ähren"), row(9, done)]
    table.show(table.add(rows))
    return table


def test_the_filter_wants_every_word_whatever_its_case(table):
    table.filter(PageFilter(Group.ALL, "ähren ÜBER"))
    assert table.shown == [5]


def test_the_open_page_stays_in_the_list_whatever_the_filter(table):
    table.filter(PageFilter(Group.FINISHED), keep=2)
    assert table.shown == [1, 2, 4, 9]


def test_the_open_page_leaves_a_list_that_it_does_not_belong_to_with_the_next_one(qapp):
    model = PageModel()
    watched(model)
    model.add([row(number, title="ferry" if number < 3 else "harbour") for number in range(1, 6)])
    model.set_current(4)
    model.show_only(PageFilter(Group.UNFINISHED, "ferry"))
    assert model.table.shown == [1, 2, 4]
    assert model.table.first_match == 1
    model.set_current(1)
    assert model.table.shown == [1, 2]
    model.progress(1, Status.FINISHED, 0)
    assert model.table.shown == [1, 2]
    model.set_current(5)
    assert model.table.shown == [2, 5]


def test_stepping_stays_inside_the_list(table):
    assert [table.step(page, 1) for page in (1, 5, 9)] == [2, 9, 9]
    assert [table.step(page, -1) for page in (1, 5, 9)] == [1, 4, 5]
    assert table.step(None, 1) == 1


def test_stepping_from_a_page_that_is_not_shown_goes_to_its_neighbours(table):
    table.filter(PageFilter(Group.FINISHED))
    assert (table.step(5, 1), table.step(5, -1)) == (9, 4)


def test_the_next_unfinished_page_is_sought_round_the_end(table):
    assert [table.next_unfinished(page) for page in (None, 2, 5, 9)] == [2, 5, 2, 2]
    table.filter(PageFilter(Group.FINISHED))
    assert table.next_unfinished(1) is None


def test_a_place_among_all_pages_counts_those_that_the_filter_hides(table):
    table.filter(PageFilter(Group.NEW))
    assert (table.number(5), table.total, len(table)) == (4, 5, 2)


def sitting():
    text = "One\nTwo\nThree\nFour"
    spans = (Span(0, 3), Span(4, 7), Span(8, 13), Span(14, 18))
    document = Document(text, tuple(Block(*one) for one in enumerate(spans)), "test")
    labels = parse_label_set(_LABELS)
    return Sitting(1, None, "ada", document, labels, AnnotationSet(), (), Status.NEW, 0)


def test_the_outline_joins_equal_neighbours_and_stops_at_undecided_blocks(qapp):
    one = sitting()
    blocks = one.document.blocks
    one.label([blocks[0].span, blocks[1].span, blocks[3].span], "body")
    found = [(run.label.id, run.first, run.last, run.quote) for run in runs_of(one)]
    assert found == [("body", 0, 1, "One"), ("body", 3, 3, "Four")]
    one.label([blocks[2].span], "rest")
    assert [run.label.id for run in runs_of(one)] == ["body", "rest", "body"]


def test_the_outline_quotes_what_is_labelled_and_not_the_rest_of_the_block(qapp):
    one = sitting()
    one.label([Span(9, 11)], "body")
    assert [run.quote for run in runs_of(one)] == ["hr"]


def test_the_models_of_labels_outline_and_keys_keep_the_rules_of_qt(qapp):
    one = sitting()
    labels, outline = LabelModel(), OutlineModel()
    watched(labels)
    watched(outline)
    labels.set_labels(one.label_set)
    one.label([one.document.blocks[0].span], "body")
    labels.count(one.tally)
    outline.show_runs(runs_of(one))
    said = labels.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "1 block, 3 characters" in said
    labels.set_labels(None)
    outline.show_runs(())
    keys = KeyModel(KeyTable(ACTIONS, [label_row("body", "Body", ("b",))]))
    watched(keys)
    assert keys.rowCount() == len(ACTIONS) + 1


def test_pages_stand_in_the_order_of_work_and_those_it_does_not_hold_behind_them(table):
    table.filter(PageFilter(), order=PageOrder.of([9, 4, 1, 7]))
    assert table.shown == [9, 4, 1, 2, 5]
    assert [table.number(page) for page in (9, 4, 1, 2, 5)] == [1, 2, 3, 4, 5]
    assert [table.step(page, 1) for page in (9, 1, 5)] == [4, 2, 5]
    assert [table.next_unfinished(page) for page in (None, 9, 2, 5)] == [2, 2, 5, 2]
    assert table.last == 9
    table.filter(PageFilter(), order=AS_IMPORTED)
    assert table.shown == [1, 2, 4, 5, 9]


def test_the_filter_keeps_the_order_and_the_open_page_its_place_in_it(table):
    table.filter(PageFilter(), order=PageOrder.of([9, 5, 4, 2, 1]))
    table.filter(PageFilter(Group.FINISHED), keep=2)
    assert table.shown == [9, 4, 2, 1]
    assert (table.place(2), table.place(5)) == (2, None)
    assert table.step(5, 1) == 4


@given(st.permutations(range(1, 8)), st.integers(0, 7), st.integers(1, 7))
def test_pages_that_come_while_there_is_an_order_keep_the_list_sorted(order, count, kept):
    table = PageTable()
    table.show(table.add([row(page) for page in range(1, count + 1)]))
    table.filter(PageFilter(), order=PageOrder.of(order))
    table.show(table.add([row(page) for page in range(count + 1, 8)]))
    assert sorted(table.shown) == list(range(1, 8))
    assert [table.place(page) for page in table.shown] == list(range(7))
    table.filter(PageFilter(Group.FINISHED), keep=kept)
    assert table.shown == [kept]


def test_the_page_model_keeps_the_rules_of_qt_in_any_order(qapp):
    model = PageModel()
    watched(model)
    model.add([row(1), row(2), row(3)])
    model.set_current(2)
    model.arrange(PageOrder.of([3, 2, 1]))
    assert [model.page_row(model.index(at, 0)).page for at in range(3)] == [3, 2, 1]
    model.show_only(PageFilter(Group.IN_PROGRESS))
    model.progress(1, Status.IN_PROGRESS, 4)
    model.progress(3, Status.IN_PROGRESS, 4)
    assert model.table.shown == [3, 2, 1]
    model.add([row(4, Status.IN_PROGRESS)])
    assert model.table.shown == [3, 2, 1, 4]
