"""One annotator at one page, in memory: plain values, no project."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import AnnotationSet, violations
from annotator.core.edits import apply
from annotator.core.errors import UserError
from annotator.core.journal import History, JournalLine, LineKind, Status
from annotator.core.labels import LabelSet
from annotator.core.pages import EncodingSource, PageFacts, PageId, PageKind
from annotator.core.spans import Span
from annotator.core.tally import Tally, standing
from annotator.services.changes import NO_CHANGES
from annotator.services.sitting import Sitting
from tests.pictures import LABEL_SET, a_label, drawn, mark_line, page
from tests.unit.core.strategies import documents, steps_on

FACTS = PageFacts(
    digest="0" * 64,
    byte_count=0,
    kind=PageKind.HTML,
    name="page.html",
    title="A page",
    url=None,
    site="",
    encoding="utf-8",
    encoding_source=EncodingSource.META,
    replaced_count=0,
    cut=None,
)
NO_ANNOTATIONS = AnnotationSet()
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


class Clock:
    """Each look at it is a second later."""

    def __init__(self):
        self.now = NOON

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


def sit(document, annotations=NO_ANNOTATIONS, status=Status.NEW, lines=(), labels=LABEL_SET):
    return Sitting(
        page=PageId(1),
        facts=FACTS,
        annotator="Meron",
        document=document,
        label_set=labels,
        annotations=annotations,
        lines=lines,
        status=status,
        revision=0,
        clock=Clock(),
    )


def seen(sitting):
    return mark_line(sitting.document, sitting.annotations)


def test_a_label_takes_effect_at_once_and_gives_the_line_to_save():
    sitting = sit(page("Big news", "Read more"))
    changes = sitting.label([Span(0, 8)], "headline")
    assert seen(sitting) == "Hhhhhhhh|.... ...."
    assert changes.blocks == range(1)
    assert changes.undecided_count == sitting.tally.undecided_count == 1
    assert changes.line.kind is LineKind.EDIT
    assert changes.line.status is sitting.status is Status.IN_PROGRESS
    assert changes.line.made_at == NOON + timedelta(seconds=1)
    assert apply(AnnotationSet(), changes.line.edit) == sitting.annotations


def test_a_gesture_that_changes_nothing_gives_no_line_and_leaves_the_status():
    document, annotations = drawn("one", "Bbb")
    sitting = sit(document, annotations, Status.FINISHED)
    assert sitting.label([Span(0, 3)], "body") == NO_CHANGES
    assert sitting.clear([Span(3, 3)]) == NO_CHANGES
    assert sitting.fill() == NO_CHANGES
    assert sitting.resize(annotations.at(0), Span(0, 9)) == NO_CHANGES
    assert not NO_CHANGES
    assert sitting.status is Status.FINISHED
    assert sitting.history == History()


def test_a_label_that_the_project_lacks_is_refused_and_changes_nothing():
    sitting = sit(page("one"))
    with pytest.raises(UserError, match="no label “story”"):
        sitting.label([Span(0, 3)], "story")
    assert (seen(sitting), sitting.status) == ("...", Status.NEW)


def test_filling_labels_what_is_left_and_touches_all_of_it():
    document, annotations = drawn("one|two|three|four", "Bbb|...|-----|....")
    sitting = sit(document, annotations)
    changes = sitting.fill()
    assert seen(sitting) == "Bbb|Xxx|-----|Xxxx"
    assert changes.blocks == range(1, 4)
    assert changes.undecided_count == 0


def test_filling_without_a_label_that_fills_is_refused():
    labels = LabelSet("Bare", 1, (a_label("body"),))
    with pytest.raises(UserError, match="names no label to fill the rest with"):
        sit(page("one"), labels=labels).fill()


def test_a_boundary_is_moved_and_moved_back():
    document, annotations = drawn("one two|three", "Bbb ...|Ttttt")
    sitting = sit(document, annotations)
    changes = sitting.resize(annotations.at(0), Span(0, 7))
    assert (seen(sitting), changes.blocks) == ("Bbbbbbb|Ttttt", range(1))
    sitting.undo()
    assert seen(sitting) == "Bbb ...|Ttttt"


# Undo and redo.


def test_undo_and_redo_walk_through_the_gestures():
    sitting = sit(page("one", "two"))
    sitting.label([Span(0, 3)], "body")
    sitting.label([Span(0, 7)], "teaser")
    walk = [seen(sitting)]
    for step in (sitting.undo, sitting.undo, sitting.redo, sitting.redo):
        step()
        walk.append(seen(sitting))
    assert walk == ["Ttt|Ttt", "Bbb|...", "...|...", "Bbb|...", "Ttt|Ttt"]


def test_undo_and_redo_with_nothing_to_do_change_nothing():
    sitting = sit(page("one"))
    assert sitting.undo() == NO_CHANGES
    assert sitting.redo() == NO_CHANGES
    assert sitting.status is Status.NEW


def test_a_new_label_forgets_what_was_undone():
    sitting = sit(page("one"))
    sitting.label([Span(0, 3)], "body")
    sitting.undo()
    sitting.label([Span(0, 3)], "teaser")
    assert sitting.redo() == NO_CHANGES
    assert seen(sitting) == "Ttt"


def test_the_lines_say_what_was_undone_and_redone():
    sitting = sit(page("one"))
    edit = sitting.label([Span(0, 3)], "body").line.edit
    undone, redone = sitting.undo().line, sitting.redo().line
    assert (undone.kind, redone.kind) == (LineKind.UNDO, LineKind.REDO)
    assert (undone.edit.before, undone.edit.after) == (edit.after, edit.before)
    assert redone.edit == edit


def test_undo_goes_on_where_an_earlier_sitting_ended():
    first = sit(page("one", "two"))
    lines = [first.label([Span(0, 3)], "body").line, first.label([Span(4, 7)], "teaser").line]
    later = sit(first.document, first.annotations, first.status, lines)
    later.undo()
    assert seen(later) == "Bbb|..."
    later.undo()
    assert seen(later) == "...|..."
    assert later.undo() == NO_CHANGES


# Finishing.


def test_a_page_with_undecided_blocks_cannot_be_finished():
    document, annotations = drawn("one|two|three", "Bbb|...|--- --".replace(" ", "-"))
    sitting = sit(document, annotations, Status.IN_PROGRESS)
    with pytest.raises(UserError) as caught:
        sitting.finish()
    assert caught.value.sentence == "The page is not finished: 1 block is still undecided."
    sitting.clear([Span(0, 3)])
    with pytest.raises(UserError, match="2 blocks are still undecided"):
        sitting.finish()
    assert sitting.status is Status.IN_PROGRESS


def test_a_decided_page_is_finished_once_and_no_annotation_changes():
    document, annotations = drawn("one|two", "Bbb|---")
    sitting = sit(document, annotations, Status.IN_PROGRESS)
    changes = sitting.finish()
    assert (changes.line.kind, changes.line.status) == (LineKind.STATUS, Status.FINISHED)
    assert not changes.line.edit
    assert changes.blocks == range(0)
    assert sitting.annotations is annotations
    assert sitting.finish() == NO_CHANGES


def test_a_page_without_visible_text_can_be_finished_at_once():
    assert sit(page("one", hidden=[0])).finish()
    assert sit(page("\N{NO-BREAK SPACE}")).finish()
    assert sit(page()).finish()


def test_a_returned_page_can_be_finished_again_and_an_accepted_one_stays_accepted():
    document, annotations = drawn("one", "Bbb")
    returned = sit(document, annotations, Status.RETURNED)
    assert returned.finish().line.status is Status.FINISHED
    accepted = sit(document, annotations, Status.ACCEPTED)
    assert accepted.finish() == NO_CHANGES
    assert accepted.status is Status.ACCEPTED


def test_an_edit_reopens_a_finished_page():
    document, annotations = drawn("one", "Bbb")
    sitting = sit(document, annotations, Status.FINISHED)
    assert sitting.label([Span(0, 3)], "teaser").line.status is Status.IN_PROGRESS
    assert sitting.status is Status.IN_PROGRESS


def test_a_returned_page_stays_returned_until_it_is_finished_anew():
    document, annotations = drawn("one", "Bbb")
    sitting = sit(document, annotations, Status.RETURNED)
    assert sitting.label([Span(0, 3)], "teaser").line.status is Status.RETURNED
    assert sitting.finish().line.status is Status.FINISHED
    assert sitting.label([Span(0, 3)], "body").line.status is Status.IN_PROGRESS


def test_an_accepted_page_refuses_edits_and_stays_as_it_is():
    document, annotations = drawn("one", "Bbb")
    sitting = sit(document, annotations, Status.ACCEPTED)
    with pytest.raises(UserError, match="accepted"):
        sitting.label([Span(0, 3)], "teaser")
    assert (sitting.annotations, sitting.status) == (annotations, Status.ACCEPTED)


def test_undo_after_finishing_takes_the_last_edit_back_and_reopens_the_page():
    sitting = sit(page("one", "two"))
    sitting.label([Span(0, 3)], "body")
    sitting.label([Span(4, 7)], "teaser")
    sitting.finish()
    changes = sitting.undo()
    assert seen(sitting) == "Bbb|..."
    assert changes.blocks == range(1, 2)
    assert changes.line.status is sitting.status is Status.IN_PROGRESS
    sitting.redo()
    assert sitting.status is Status.IN_PROGRESS


# What holds for any session.


MOVES = ("step", "step", "step", "undo", "redo", "finish")


def move(sitting, kind, step):
    """Take one random move, refusals included."""
    if kind != "step":
        try:
            return getattr(sitting, kind)()
        except UserError:
            assert kind == "finish"
            return NO_CHANGES
    match step.kind:
        case "label":
            return sitting.label(step.spans, LABEL_SET.labels[step.label].id)
        case "clear":
            return sitting.clear(step.spans)
        case "fill":
            return sitting.fill()
        case _:
            if not sitting.annotations:
                return NO_CHANGES
            chosen = sitting.annotations.annotations[step.which % len(sitting.annotations)]
            return sitting.resize(chosen, step.spans[0])


@given(st.data())
def test_every_answer_covers_all_blocks_that_changed_and_carries_the_line_to_save(data):
    sitting = sit(data.draw(documents()))
    document, lines = sitting.document, []
    for kind in data.draw(st.lists(st.sampled_from(MOVES), max_size=12)):
        before = sitting.annotations
        changes = move(sitting, kind, data.draw(steps_on(document)))
        for block in document.blocks:
            if block.index not in changes.blocks:
                held = before.touching(block.span)
                assert sitting.annotations.touching(block.span) == held
                assert sitting.tally.standings[block.index] == standing(
                    document, before, block.index
                )
        if changes.line is None:
            assert sitting.annotations == before
            continue
        lines.append(changes.line)
        assert apply(before, changes.line.edit) == sitting.annotations
        assert changes.line.status is sitting.status
        assert changes.undecided_count == Tally(document, sitting.annotations).undecided_count
        if sitting.status is Status.FINISHED:
            assert changes.undecided_count == 0
    assert History.of(lines) == sitting.history
    assert violations(document, sitting.annotations) == []
    assert all(isinstance(line, JournalLine) for line in lines)
