"""What is compared, as values: sides in their order, the majority, and words for all of it."""

from annotator.core.adjudication import PieceState, Taking
from annotator.core.alignment import align
from annotator.core.decisions import Choice
from annotator.gui.comparing import words
from annotator.gui.comparing.column_heads import heads_of
from annotator.gui.comparing.compared import compared, lettered
from annotator.gui.comparing.compared_view import bars_of
from tests.gui.comparing.comparisons import (
    BODY,
    LABELS,
    REST,
    TEASER,
    compared_on,
    considered_in,
    document,
    gold_on,
    said,
    whole,
)

PAGE = document(("h1", "A headline"), "The story of it all", "Read more", "Imprint")


def test_sides_have_letters_and_names_in_the_order_they_are_given_in():
    sides = lettered(("Ada", "Ben"), (whole(PAGE, "bbtx"), whole(PAGE, "bbxx")))

    assert [side.told for side in sides] == ["A (Ada)", "B (Ben)"]


def test_masked_sides_are_in_the_order_of_the_mask_and_hold_no_name():
    ada, ben = whole(PAGE, "bbtx"), whole(PAGE, "bbxx")

    sides = lettered(("Ada", "Ben"), (ada, ben), ("Ben", "Ada"))
    shown = compared(PAGE, LABELS, align(PAGE, [ada, ben]), sides)

    assert [side.annotations for side in shown.sides] == [ben, ada]
    assert shown.disagreements[0].labels == (REST, TEASER)
    assert "Ada" not in repr(shown)
    assert "Ben" not in repr(shown)


def test_two_sides_stand_around_the_decision_and_more_ahead_of_the_majority_and_it():
    ada, ben, cyd = whole(PAGE, "bbtx"), whole(PAGE, "bbxx"), whole(PAGE, "bxxx")

    two = considered_in(gold_on(PAGE, ada=ada, ben=ben))
    three = considered_in(gold_on(PAGE, ada=ada, ben=ben, cyd=cyd))

    assert bars_of(two) == (ada, None, ben)
    assert [sign for sign, _name in heads_of(two)] == ["A", "✓", "B"]
    assert bars_of(three) == (ada, ben, cyd, whole(PAGE, "bbxx"), None)
    assert [sign for sign, _name in heads_of(three)] == ["A", "B", "C", "M", "✓"]
    assert bars_of(compared_on(PAGE, ada=ada, ben=ben)) == (ada, ben)


def test_what_no_majority_says_stays_open_in_its_column():
    shown = compared_on(
        PAGE, ada=whole(PAGE, "bbt-"), ben=whole(PAGE, "bbx-"), cyd=whole(PAGE, "bb-x")
    )

    assert shown.majority == whole(PAGE, "bb--")


def test_a_decision_is_known_of_its_disagreement_alone():
    gold = gold_on(PAGE, ada=whole(PAGE, "btxt"), ben=whole(PAGE, "bbxx"))

    gold.decide([1], Taking(Choice.SIDE, "ben"))
    first, second = considered_in(gold).disagreements

    assert (first.state, first.decided) == (PieceState.DECIDED, BODY)
    assert (second.state, second.decided) == (PieceState.OPEN, None)


def test_a_disagreement_in_words_says_what_each_side_says_and_how_far_it_is():
    gold = gold_on(PAGE, ada=whole(PAGE, "bb-x"), ben=said(PAGE, body="A headline|The story"))

    gold.decide([1], Taking(Choice.NOTHING))
    shown = considered_in(gold)

    assert words.told(shown, shown.disagreements[0]) == (
        "Disagreement 1, boundary; A (ada) says Body, B (ben) says nothing; "
        "decided: nothing: …of it all"
    )
    assert words.told_of_block(shown, 0) == "all say Body"
    assert words.told_of_block(shown, 2) == "all say nothing"
    assert words.told_of_block(shown, 3).startswith("Disagreement 2, missing; A (ada) says Rest")
