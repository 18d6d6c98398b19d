"""The list of disagreements: its model, its filters and orders, and the way through it by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.core.adjudication import Taking
from annotator.core.alignment import Alignment
from annotator.core.decisions import Choice
from annotator.gui.comparing.disagreement_model import (
    DisagreementModel,
    Listed,
    Order,
    Progress,
)
from tests.gui.comparing.comparisons import (
    BODY,
    TEASER,
    compared_on,
    considered_in,
    document,
    gold_on,
    many,
    said,
    whole,
)

PAGE = document("A headline", "The story of it all, and of what came after", "Read more", "Imprint")
ADA = whole(PAGE, "bb-x")
BEN = said(PAGE, body="The story of it all", teaser="A headline|Read more", rest="Imprint")
SHOWN = compared_on(PAGE, ada=ADA, ben=BEN)
"""1: label, 10 characters; 2: boundary, 23 characters; 3: missing, 9 characters."""


def rows(shown, **wish) -> list[int]:
    model = DisagreementModel()
    model.show(shown, Listed(**wish))
    return model.numbers()


def test_the_model_keeps_the_rules_of_qt(qtmodeltester):
    model = DisagreementModel()
    qtmodeltester.check(model)
    model.show(SHOWN)
    qtmodeltester.check(model)
    model.show(SHOWN, Listed(kind=Alignment.LABEL))
    qtmodeltester.check(model)
    model.show(None)
    qtmodeltester.check(model)


def test_rows_are_filtered_by_kind_and_by_label():
    assert rows(SHOWN) == [1, 2, 3]
    assert rows(SHOWN, kind=Alignment.BOUNDARY) == [2]
    assert rows(SHOWN, label=TEASER) == [1, 3]
    assert rows(SHOWN, label=BODY, kind=Alignment.LABEL) == [1]
    assert rows(SHOWN, label=BODY, kind=Alignment.MISSING) == []


def test_the_longest_come_first_where_that_is_wished():
    assert rows(SHOWN, order=Order.WEIGHT) == [2, 1, 3]


def test_rows_are_filtered_by_how_far_they_are():
    gold = gold_on(PAGE, ada=ADA, ben=BEN)
    gold.decide([2], Taking(Choice.SIDE, "ben"))
    shown = considered_in(gold)

    assert rows(shown, progress=Progress.TO_DECIDE) == [1, 3]
    assert rows(shown, progress=Progress.DECIDED) == [2]
    assert rows(shown, progress=Progress.CHANGED) == []


def test_the_way_goes_on_from_one_that_is_no_longer_listed():
    gold = gold_on(PAGE, ada=ADA, ben=BEN)
    gold.decide([2], Taking(Choice.SIDE, "ben"))
    model = DisagreementModel()
    model.show(considered_in(gold), Listed(progress=Progress.TO_DECIDE))

    assert model.row_of(2) == -1
    assert model.beside(2, 1) == 3
    assert model.beside(2, -1) == 1


def test_the_next_to_decide_is_looked_for_from_the_other_end_as_well():
    gold = gold_on(PAGE, ada=ADA, ben=BEN)
    gold.decide([2, 3], Taking(Choice.NOTHING))
    model = DisagreementModel()
    model.show(considered_in(gold))

    assert model.beside(3, 1) == 0
    assert model.beside(3, 1, to_decide=True) == 1
    assert model.beside(1, -1, to_decide=True) == 1
    gold.decide([1], Taking(Choice.NOTHING))
    model.show(considered_in(gold))
    assert model.beside(3, 1, to_decide=True) == 0


def test_a_decision_moves_no_row_of_an_unfiltered_list(disagreements):
    gold = gold_on(PAGE, ada=ADA, ben=BEN)
    disagreements.show_compared(considered_in(gold))
    disagreements.select(2)
    resets = []
    disagreements.model.modelReset.connect(lambda: resets.append(1))

    gold.decide([2], Taking(Choice.SIDE, "ben"))
    disagreements.show_compared(considered_in(gold))

    assert not resets
    assert disagreements.list.currentIndex().row() == 1
    assert disagreements.count.text() == "3 disagreements · 2 to decide"


def test_the_keys_choose_rows_and_enter_goes_to_the_text(disagreements):
    disagreements.show_compared(SHOWN)
    chosen, entered = [], []
    disagreements.chosen.connect(chosen.append)
    disagreements.entered.connect(entered.append)
    disagreements.setFocus()

    for _ in range(2):
        QTest.keyClick(disagreements.list, Qt.Key.Key_Down)
    QTest.keyClick(disagreements.list, Qt.Key.Key_Return)

    assert chosen == [1, 2]
    assert entered == [disagreements.current]


def test_what_the_program_selects_is_no_choice_of_the_reader(disagreements):
    disagreements.show_compared(SHOWN)
    chosen = []
    disagreements.chosen.connect(chosen.append)

    disagreements.select(3)
    disagreements.order.setCurrentIndex(1)

    assert not chosen
    assert disagreements.list.currentIndex().row() == 2
    assert disagreements.current == 3


def test_the_boxes_filter_and_order_the_list(disagreements):
    disagreements.show_compared(SHOWN)

    disagreements.labels.setCurrentText("Teaser")
    assert disagreements.numbers() == [1, 3]
    assert disagreements.count.text() == "2 of 3 disagreements"
    disagreements.kinds.setCurrentText("Missing")
    assert disagreements.numbers() == [3]
    disagreements.kinds.setCurrentIndex(0)
    disagreements.labels.setCurrentIndex(0)
    disagreements.order.setCurrentIndex(1)
    assert disagreements.numbers() == [2, 1, 3]


def test_how_far_they_are_is_asked_only_where_decisions_are_taken(disagreements):
    disagreements.show_compared(SHOWN)
    assert disagreements.progress.isHidden()

    disagreements.show_compared(considered_in(gold_on(PAGE, ada=ADA, ben=BEN)))
    assert not disagreements.progress.isHidden()


def test_a_row_is_heard_with_all_that_it_says():
    model = DisagreementModel()
    model.show(SHOWN)

    heard = model.data(model.index(2), Qt.ItemDataRole.AccessibleTextRole)

    assert heard == (
        "Disagreement 3, missing; A (ada) says nothing, B (ben) says Teaser: Read more"
    )


def test_a_text_that_looks_like_markup_is_no_markup_in_the_tip():
    one = document("<b>bold</b>")
    model = DisagreementModel()
    model.show(compared_on(one, ada=whole(one, "b"), ben=whole(one, "t")))

    tip = model.data(model.index(0), Qt.ItemDataRole.ToolTipRole)

    assert "<b>" not in tip
    assert "&lt;b&gt;bold" in tip


@pytest.mark.parametrize("order", list(Order))
def test_thousands_of_rows_are_all_there_in_any_order(disagreements, order):
    one, ada, ben = many(5_000)
    disagreements.show_compared(compared_on(one, ada=ada, ben=ben))

    disagreements.order.setCurrentText(order.value)

    assert len(disagreements.numbers()) == 5_000
    assert disagreements.count.text() == "5,000 disagreements"
