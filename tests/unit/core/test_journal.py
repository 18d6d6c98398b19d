from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import AnnotationSet
from annotator.core.edits import Edit, apply, invert
from annotator.core.errors import BugError
from annotator.core.journal import History, JournalLine, LineKind, Status
from tests.pictures import marked
from tests.unit.core.strategies import sessions

NOTHING = Edit("", frozenset(), frozenset())
FIRST = Edit("First", frozenset(), frozenset(marked("Bbb")))
SECOND = Edit("Second", frozenset(marked("Bbb")), frozenset(marked("Ttt")))


def line(kind, edit):
    return JournalLine(kind, edit, Status.IN_PROGRESS, datetime(2026, 1, 1, tzinfo=UTC))


def names(history):
    return [edit.name for edit in history.done], [edit.name for edit in history.undone]


def test_edits_can_be_undone_in_the_order_opposite_to_theirs_and_redone_in_theirs():
    lines = [line(LineKind.EDIT, FIRST), line(LineKind.EDIT, SECOND)]
    assert names(History.of(lines)) == (["First", "Second"], [])
    lines.append(line(LineKind.UNDO, invert(SECOND)))
    lines.append(line(LineKind.UNDO, invert(FIRST)))
    assert names(History.of(lines)) == ([], ["Second", "First"])
    lines.append(line(LineKind.REDO, FIRST))
    assert names(History.of(lines)) == (["First"], ["Second"])


def test_a_new_edit_forgets_what_was_undone():
    other = Edit("Other", frozenset(), frozenset(marked("Hhh")))
    lines = [
        line(LineKind.EDIT, FIRST),
        line(LineKind.UNDO, invert(FIRST)),
        line(LineKind.EDIT, other),
    ]
    assert names(History.of(lines)) == (["Other"], [])


def test_a_change_of_status_is_no_step_of_the_history():
    lines = [line(LineKind.EDIT, FIRST), line(LineKind.STATUS, NOTHING)]
    assert names(History.of(lines)) == (["First"], [])


@pytest.mark.parametrize(
    "wrong",
    [
        [line(LineKind.UNDO, FIRST)],
        [line(LineKind.REDO, FIRST)],
        [line(LineKind.EDIT, FIRST), line(LineKind.REDO, FIRST)],
        [line(LineKind.EDIT, FIRST), line(LineKind.UNDO, FIRST)],
        [
            line(LineKind.EDIT, FIRST),
            line(LineKind.EDIT, SECOND),
            line(LineKind.UNDO, invert(FIRST)),
        ],
        [
            line(LineKind.EDIT, FIRST),
            line(LineKind.UNDO, invert(FIRST)),
            line(LineKind.REDO, SECOND),
        ],
    ],
    ids=[
        "undo of nothing",
        "redo of nothing",
        "redo of what stands",
        "not inverted",
        "not last",
        "other",
    ],
)
def test_lines_that_cannot_have_been_written_are_a_bug(wrong):
    with pytest.raises(BugError, match="does not stand last"):
        History.of(wrong)
    history = History.of(wrong[:-1])
    with pytest.raises(BugError):
        history.after(wrong[-1].kind, wrong[-1].edit)


@given(
    sessions(), st.lists(st.sampled_from(["step", "step", "undo", "redo", "status"]), max_size=14)
)
def test_replaying_the_journal_gives_the_history_and_the_set(session, moves):
    document, steps = session
    annotations, history, lines, sets = AnnotationSet(), History(), [], [AnnotationSet()]
    waiting = iter(steps)
    for move in moves:
        kind, edit = LineKind.STATUS, NOTHING
        if move == "undo" and history.done:
            kind, edit = LineKind.UNDO, invert(history.done[-1])
        elif move == "redo" and history.undone:
            kind, edit = LineKind.REDO, history.undone[-1]
        elif move == "step" and (step := next(waiting, None)):
            made = step.edit(document, annotations)
            if made:
                kind, edit = LineKind.EDIT, made
        annotations = apply(annotations, edit)
        history = history.after(kind, edit)
        lines.append(line(kind, edit))
        sets.append(annotations)
    assert History.of(lines) == history
    replayed = AnnotationSet()
    for one in lines:
        replayed = apply(replayed, one.edit)
    assert replayed == annotations
    for edit in reversed(history.done):
        annotations = apply(annotations, invert(edit))
    assert annotations == AnnotationSet()
