"""Steps as values, and the fork of a sitting that a long one is taken on."""

import pytest

from annotator.core.errors import UserError
from annotator.core.journal import Status
from annotator.core.spans import Span
from annotator.core.tally import Tally
from annotator.services.steps import (
    FILLING,
    FINISHING,
    REDOING,
    UNDOING,
    clearing,
    labelling,
    resizing,
)
from tests.pictures import drawn, page
from tests.services.test_sitting import seen, sit


def test_a_step_does_to_a_sitting_what_its_method_does():
    sitting = sit(page("one two", "two"))
    walk = []
    for step in (
        labelling([Span(0, 3)], "body"),
        FILLING,
        clearing([Span(8, 11)]),
        UNDOING,
        UNDOING,
        REDOING,
        FINISHING,
    ):
        assert step.take(sitting)
        walk.append(seen(sitting))
    filled = "Bbb Xxx|Xxx"
    assert walk[0] == "Bbb ...|..."
    assert walk[1:] == [filled, "Bbb Xxx|...", filled, "Bbb ...|...", filled, filled]
    assert sitting.status is Status.FINISHED


def test_a_boundary_moves_as_a_step():
    document, annotations = drawn("one two", "Bbb ...")
    sitting = sit(document, annotations)
    resizing(annotations.at(0), Span(0, 7)).take(sitting)
    assert seen(sitting) == "Bbbbbbb"


def test_reach_counts_all_blocks_between_the_ends_of_a_step():
    sitting = sit(page(*(["text"] * 9)))
    ends = [sitting.document.blocks[index].span for index in (1, 7)]
    assert labelling(ends, "body").reach(sitting) == 7
    assert clearing(ends[:1]).reach(sitting) == 1
    assert clearing([]).reach(sitting) == 0
    assert FILLING.reach(sitting) == 9
    assert (UNDOING.reach(sitting), REDOING.reach(sitting)) == (0, 0)
    labelling(ends, "body").take(sitting)
    assert UNDOING.reach(sitting) == 7
    UNDOING.take(sitting)
    assert REDOING.reach(sitting) == 7
    assert FINISHING.reach(sitting) == 0


def test_an_edit_of_very_many_annotations_reaches_as_far_as_they_are_many():
    sitting = sit(page(*(["text"] * 1_200)))
    FILLING.take(sitting)
    assert UNDOING.reach(sitting) == 1_200


def test_a_fork_goes_its_own_way_until_it_is_adopted():
    sitting = sit(page("one", "two", "three"))
    sitting.label([Span(0, 3)], "body")
    before = seen(sitting), sitting.status, sitting.history, sitting.tally.undecided_count
    fork = sitting.fork()
    fork.label([Span(4, 7)], "teaser")
    fork.fill()
    fork.finish()
    assert before == (seen(sitting), sitting.status, sitting.history, 2)
    assert sitting.tally.blocks == {"body": 1}
    sitting.adopt(fork)
    assert seen(sitting) == "Bbb|Ttt|Xxxxx"
    assert sitting.status is Status.FINISHED
    assert sitting.tally.undecided_count == 0
    assert sitting.tally.standings == Tally(sitting.document, sitting.annotations).standings
    sitting.undo()
    assert seen(sitting) == "Bbb|Ttt|....."


def test_a_refused_step_leaves_the_fork_as_it_was():
    sitting = sit(page("one"))
    fork = sitting.fork()
    with pytest.raises(UserError, match="not finished"):
        FINISHING.take(fork)
    assert (fork.status, seen(fork)) == (Status.NEW, "...")
