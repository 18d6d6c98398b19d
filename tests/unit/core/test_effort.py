"""What a journal tells of the work: drawn journals, and random ones against a count by letters."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import AnnotationSet, Origin
from annotator.core.edits import Edit, apply, invert
from annotator.core.effort import Counts, Figure, Outcome, effort_of, finishing_line
from annotator.core.errors import BugError
from annotator.core.journal import History, JournalLine, LineKind, Status
from annotator.core.pieces import changed_text, pieces_of
from annotator.core.proposals import Proposal, Source, open_proposals
from tests.pictures import LETTERS, marked
from tests.unit.core.strategies import LABELS, sessions

NOTHING = Edit("", frozenset(), frozenset())
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SINGLY, WITH_REST = Origin.ACCEPTED_SINGLY, Origin.ACCEPTED_WITH_REST


def proposals(marks):
    """What the marks show, as proposals."""
    return tuple(Proposal(one.span, one.label, 0.9, Source.MODEL) for one in marked(marks))


class Work:
    """A journal drawn step by step, each as the set after it and what had been proposed."""

    def __init__(self):
        self.lines = []
        self.annotations = AnnotationSet()

    def step(self, marks, proposed="", origin=Origin.BY_HAND, status=Status.IN_PROGRESS):
        held = {(one.span, one.label): one for one in self.annotations}
        wanted = {held.get((one.span, one.label), one) for one in marked(marks, origin)}
        before = frozenset(self.annotations) - wanted
        edit = Edit("Step", before, frozenset(wanted) - frozenset(self.annotations))
        return self._line(LineKind.EDIT, edit, proposals(proposed), status)

    def undo(self):
        return self._line(LineKind.UNDO, invert(History.of(self.lines).done[-1]))

    def redo(self):
        return self._line(LineKind.REDO, History.of(self.lines).undone[-1])

    def finish(self):
        return self._line(LineKind.STATUS, NOTHING, status=Status.FINISHED)

    def _line(self, kind, edit, proposed=(), status=Status.IN_PROGRESS):
        self.annotations = apply(self.annotations, edit)
        self.lines.append(JournalLine(kind, edit, status, NOW, proposed))
        return self

    @property
    def told(self):
        """By letter of the label: accepted singly, with the rest, corrected, by hand."""
        return {
            LETTERS[label]: (one.singly, one.with_rest, one.corrected, one.by_hand)
            for label, one in effort_of(self.lines).labels.items()
        }


def test_an_accepted_rest_that_finishes_the_page_is_one_action_and_accepts_each_proposal():
    work = Work().step("Hhh|Bbb|Bbb", "Hhh|Bbb|Bbb", WITH_REST, Status.FINISHED)
    assert effort_of(work.lines).actions == 1
    assert work.told == {"h": (0, 1, 0, 0), "b": (0, 2, 0, 0)}


def test_accepting_one_and_giving_the_proposed_label_by_its_key_are_the_same():
    work = Work().step("Hhh|...", "Hhh", SINGLY).step("Hhh|Bbb", "...|Bbb")
    assert work.told == {"h": (1, 0, 0, 0), "b": (1, 0, 0, 0)}


def test_another_label_than_proposed_is_a_correction_and_counts_for_the_label_that_is_right():
    assert Work().step("Ttt|...", "Bbb|...").told == {"t": (0, 0, 1, 0)}


def test_what_nothing_was_proposed_for_is_labelled_by_hand_once_a_block():
    assert Work().step("Bbb|Bbb|...").told == {"b": (0, 0, 0, 2)}


def test_what_was_accepted_and_relabelled_later_is_a_correction_and_no_longer_accepted():
    work = Work().step("Bbb|Bbb", "Bbb|Bbb", WITH_REST, Status.FINISHED).step("Bbb|Ttt")
    assert work.told == {"b": (0, 1, 0, 0), "t": (0, 0, 1, 0)}


def test_a_correction_that_is_taken_back_by_hand_leaves_the_proposal_accepted():
    work = Work().step("Bbb", "Bbb", WITH_REST).step("Ttt").step("Bbb")
    assert work.told == {"b": (1, 0, 0, 0)}


def test_correcting_the_tail_of_an_accepted_block_makes_it_one_of_each():
    work = Work().step("Xxxxxx", "Xxxxxx", SINGLY).step("XxxAaa")
    assert work.told == {"x": (1, 0, 0, 0), "a": (0, 0, 1, 0)}


def test_an_accepted_block_cut_in_two_by_a_correction_still_counts_once():
    work = Work().step("Xxxxxx", "Xxxxxx", SINGLY).step("XxAaXx")
    assert work.told == {"x": (1, 0, 0, 0), "a": (0, 0, 1, 0)}


def test_undone_steps_are_actions_but_accept_nothing():
    work = Work().step("Hhh", "Hhh", SINGLY).undo()
    assert effort_of(work.lines).actions == 2
    assert work.told == {}
    assert work.redo().told == {"h": (1, 0, 0, 0)}
    assert effort_of(work.lines).actions == 3


def test_text_that_is_cleared_again_was_not_accepted():
    assert Work().step("Hhh|Bbb", "Hhh|Bbb", SINGLY).step("...|Bbb").told == {"b": (1, 0, 0, 0)}


def test_a_boundary_that_is_moved_over_accepted_text_corrects_what_it_takes():
    work = Work().step("Hhh|Xxx Bbb", "Hhh|Xxx Bbb", WITH_REST).step("Hhh|Xxxxxbb")
    assert work.told["x"] == (0, 1, 1, 0)


def test_blanks_between_two_parts_that_become_one_are_no_piece_of_their_own():
    assert Work().step("Xxx Aaa", "Xxx Aaa", SINGLY).step("Xxxxxxx").told == {"x": (1, 0, 1, 0)}


def test_text_labelled_by_hand_and_relabelled_stays_one_piece_by_hand():
    assert Work().step("Bbb...").step("Tttttt").told == {"t": (0, 0, 0, 1)}


def test_what_came_with_an_import_is_nobody_s_effort():
    assert Work().step("Bbb", "", Origin.IMPORTED).told == {}


def test_the_step_that_finished_a_page_first_stands_for_it():
    work = Work().step("Bbb").finish().step("Ttt").finish()
    assert finishing_line(work.lines) is work.lines[1]
    with pytest.raises(BugError, match="finishes the page"):
        finishing_line(work.lines[:1])


def timed(*gaps):
    return [JournalLine(LineKind.STATUS, NOTHING, Status.NEW, NOW, elapsed_ms=gap) for gap in gaps]


def test_gaps_are_capped_at_two_minutes_and_those_nobody_knows_are_counted():
    effort = effort_of(timed(1_500, None, 120_000, 120_001, 3_600_000))
    assert effort.milliseconds == 1_500 + 3 * 120_000
    assert (effort.capped_count, effort.unknown_count) == (2, 1)
    assert effort.seconds.value == 361.5
    for untimed in (timed(None, None), ()):
        assert effort_of(untimed).seconds == Figure(None, "nobody took the time of any step")


def test_shares_are_of_what_was_proposed_and_undefined_where_nothing_was():
    counts = Counts(singly=1, with_rest=2, corrected=1, by_hand=5)
    assert [counts.share(one).value for one in Outcome][:3] == [0.25, 0.5, 0.25]
    assert Counts(by_hand=5).share(Outcome.CORRECTED) == Figure(None, "nothing was proposed")


def test_a_clock_that_went_back_takes_no_time_from_the_others():
    assert effort_of(timed(-5, 7)).milliseconds == 7


def test_two_efforts_add_up_label_by_label():
    one = effort_of(Work().step("Hhh|Bbb", "Hhh", SINGLY).lines)
    other = effort_of(Work().step("Bbb", "Ttt").finish().lines)
    both = one.plus(other)
    assert both.actions == one.actions + other.actions == 3
    assert both.counts == Counts(singly=1, corrected=1, by_hand=1)
    assert both.unknown_count == 3


@st.composite
def journals(draw):
    """A document and a journal on it of random gestures under random proposals."""
    document, steps = draw(sessions())
    offered = [
        Proposal(span, draw(st.sampled_from(LABELS)).id, 0.9, Source.RULE)
        for block in document.blocks
        if draw(st.booleans()) and (span := block.span.trimmed(document.text))
    ]
    annotations, lines = AnnotationSet(), []
    waiting = iter(steps)
    for move in draw(st.lists(st.sampled_from(["step", "step", "undo", "redo"]), max_size=12)):
        history = History.of(lines)
        kind, edit, proposed = LineKind.STATUS, NOTHING, ()
        if move == "undo" and history.done:
            kind, edit = LineKind.UNDO, invert(history.done[-1])
        elif move == "redo" and history.undone:
            kind, edit = LineKind.REDO, history.undone[-1]
        elif move == "step" and (step := next(waiting, None)):
            made = step.edit(document, annotations)
            if made:
                kind, edit = LineKind.EDIT, made
                _, given = changed_text(made)
                proposed = tuple(
                    one
                    for one in open_proposals(document, annotations, offered)
                    if any(one.span.overlaps(part.span) for part in given)
                )
        annotations = apply(annotations, edit)
        lines.append(JournalLine(kind, edit, Status.IN_PROGRESS, NOW, proposed))
    return document, annotations, lines


def fates(lines):
    """By offset: the label and what was proposed for it, found letter by letter."""
    done, undone = [], []
    for line in lines:
        if line.kind is LineKind.EDIT:
            done.append(line)
            undone = []
        elif line.kind is LineKind.UNDO:
            undone.append(done.pop())
        elif line.kind is LineKind.REDO:
            done.append(undone.pop())
    found = {}
    for line in done:
        old = {offset: one for one in line.edit.before for offset in range(*_ends(one))}
        new = {offset: one for one in line.edit.after for offset in range(*_ends(one))}
        for offset in old.keys() - new.keys():
            found.pop(offset, None)
        for offset, one in new.items():
            if offset in old and old[offset].label == one.label:
                continue
            proposed = found.get(offset, (None, None))[1] or next(
                (other.label for other in line.proposed if offset in other.span), None
            )
            found.pop(offset, None)
            if one.origin is not Origin.IMPORTED:
                found[offset] = (one.label, proposed)
    return found


def _ends(one):
    return one.span.start, one.span.end


@given(journals())
def test_pieces_say_of_every_letter_what_was_proposed_and_what_it_is_labelled(drawn):
    document, annotations, lines = drawn
    pieces = pieces_of(lines)
    assert all(one.span.end <= other.span.start for one, other in pairwise(pieces))
    told = {
        offset: (piece.label, piece.proposed)
        for piece in pieces
        for offset in range(*_ends(piece))
        if not document.text[offset].isspace()
    }
    expected = {
        offset: fate for offset, fate in fates(lines).items() if not document.text[offset].isspace()
    }
    # What lay beside a proposal in one annotation belongs to it: nobody labelled it for itself.
    assert told.items() <= expected.items()
    assert {offset for offset, fate in expected.items() if fate[1]} <= told.keys()
    labels = {offset: one.label for one in annotations for offset in range(*_ends(one))}
    assert all(labels[offset] == label for offset, (label, _) in told.items())


@given(journals())
def test_nothing_is_left_of_a_journal_whose_every_edit_is_undone(drawn):
    _, _, lines = drawn
    lines = list(lines)
    for edit in reversed(History.of(lines).done):
        lines.append(JournalLine(LineKind.UNDO, invert(edit), Status.IN_PROGRESS, NOW))
    assert pieces_of(lines) == ()
