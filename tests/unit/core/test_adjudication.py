from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.adjudication import (
    NO_MAJORITY,
    Considered,
    PieceState,
    Register,
    Taking,
    alike,
    all_alike,
    consider,
    decision_on,
    edit_of,
    majority,
    sides_of,
    weight,
)
from annotator.core.alignment import AlignedPiece, Alignment, align, disagreements
from annotator.core.annotations import AnnotationSet, violations
from annotator.core.deciding import by_hand, by_hand_of, withdrawal
from annotator.core.decisions import Choice, Decision, Ruling
from annotator.core.documents import Document
from annotator.core.edits import apply, invert
from annotator.core.errors import UserError
from annotator.core.journal import JournalLine, LineKind, Status
from annotator.core.labels import LabelId
from annotator.core.spans import Span
from tests.pictures import LABEL_SET, drawn, mark_line, marked
from tests.unit.core.strategies import documents, spans_in, steps_on

BODY, TEASER, HEADLINE = LabelId("body"), LabelId("teaser"), LabelId("headline")
NAMES = ("Ada", "Bob")
WHEN = datetime(2026, 2, 1, tzinfo=UTC)


class Desk:
    """Sets side by side and a gold set that decisions make, as a review has them."""

    def __init__(self, text: str, *rows: str, names: Sequence[str] = NAMES) -> None:
        self.document, _ = drawn(text, rows[0])
        self.names = tuple(names)
        self.gold = AnnotationSet()
        self.lines: list[JournalLine] = []
        self.compare(*rows)

    def compare(self, *rows: str, names: Sequence[str] = ()) -> None:
        """Have the sets be these from now on."""
        self.names = tuple(names) or self.names
        self.pieces = align(self.document, [marked(row) for row in rows])

    def decide(self, number: int, taking: Taking, reason: str = "") -> None:
        piece = disagreements(self.pieces)[number - 1]
        self.take(decision_on([piece], self.names, taking, reason))

    def take(self, decision: Decision, kind: LineKind = LineKind.EDIT) -> None:
        edit = edit_of(self.document, self.gold, decision, LABEL_SET)
        self.gold = apply(self.gold, edit)
        line = JournalLine(kind, edit, Status.IN_PROGRESS, WHEN, author="Eve", decision=decision)
        self.lines.append(line)

    def undo(self) -> None:
        line = self.lines[-1]
        edit = invert(line.edit)
        self.gold = apply(self.gold, edit)
        taken_back = None if line.decision is None else withdrawal(line.decision)
        self.lines.append(
            JournalLine(LineKind.UNDO, edit, Status.IN_PROGRESS, WHEN, (), "", 0, "Eve", taken_back)
        )

    @property
    def considered(self) -> tuple[Considered, ...]:
        return consider(self.document.text, self.pieces, self.names, self.lines)

    @property
    def states(self) -> str:
        """One letter a piece: open, decided or stale."""
        return "".join(one.state[0] for one in self.considered)

    @property
    def marks(self) -> str:
        return mark_line(self.document, self.gold)


def side(name: str) -> Taking:
    return Taking(Choice.SIDE, side=name)


NOTHING = Taking(Choice.NOTHING)


def test_disagreements_are_numbered_in_document_order_and_what_all_agree_on_is_not():
    desk = Desk("one|two|three", "Hhh|Bbb|Ttttt", "Hhh|Ttt|Bbbbb")
    assert [one.number for one in desk.considered] == [0, 1, 2]
    assert desk.states == "ooo"


def test_a_side_a_label_and_nothing_can_be_decided():
    desk = Desk("one|two|six|ten", "Hhh|Bbb|Ttt|Xxx", "Bbb|Ttt|Hhh|Bbb")
    desk.decide(1, side("Ada"), "it is the title")
    desk.decide(2, side("Bob"))
    desk.decide(3, Taking(Choice.LABEL, label=BODY))
    desk.decide(4, NOTHING)
    assert desk.marks == "Hhh|Ttt|Bbb|..."
    assert desk.states == "dddd"
    first, _, third, fourth = desk.considered
    assert (first.label, first.choice, first.side) == (HEADLINE, Choice.SIDE, "Ada")
    assert (first.reason, first.decider) == ("it is the title", "Eve")
    assert (third.label, third.choice, third.side) == (BODY, Choice.LABEL, "")
    assert (fourth.label, fourth.choice) == (None, Choice.NOTHING)


def test_the_later_of_two_decisions_counts():
    desk = Desk("one", "Hhh", "Bbb")
    desk.decide(1, side("Ada"))
    desk.decide(1, side("Bob"))
    assert desk.considered[0].label == BODY
    assert desk.marks == "Bbb"


def test_an_undone_decision_does_not_count_and_the_one_before_it_does_again():
    desk = Desk("one", "Hhh", "Bbb")
    desk.decide(1, side("Ada"))
    desk.decide(1, side("Bob"))
    desk.undo()
    assert desk.considered[0].label == HEADLINE
    desk = Desk("one", "Hhh", "Bbb")
    desk.decide(1, NOTHING)
    desk.undo()
    assert desk.states == "o"


def test_a_decision_is_stale_once_a_candidate_says_something_else():
    desk = Desk("one|two", "Hhh|Bbb", "Bbb|Ttt")
    desk.decide(1, side("Ada"))
    desk.decide(2, side("Ada"))
    desk.compare("Hhh|Bbb", "Ttt|Ttt")
    assert desk.states == "sd"
    assert desk.considered[0].label == HEADLINE
    assert desk.marks == "Hhh|Bbb"


def test_a_decision_is_stale_also_where_the_candidates_now_agree():
    desk = Desk("one", "Hhh", "Bbb")
    desk.decide(1, side("Ada"))
    desk.compare("Bbb", "Bbb")
    assert desk.states == "s"


def test_what_is_left_of_a_piece_that_became_shorter_is_decided():
    desk = Desk("one two three", "Bbbbbbbbbbbbb", "Ttttttttttttt")
    desk.decide(1, side("Ada"))
    desk.compare("Bbbbbbbbbbbbb", "Ttttttt Bbbbb")
    assert [(one.piece.kind, one.state) for one in desk.considered] == [
        (Alignment.BOUNDARY, PieceState.DECIDED),
        (Alignment.EXACT, PieceState.STALE),
    ]


def test_a_piece_that_grew_is_stale():
    desk = Desk("one two three", "Bbbbbbb      ", "Ttttttt      ")
    desk.decide(1, side("Ada"))
    desk.compare("Bbbbbbbbbbbbb", "Ttttttttttttt")
    assert desk.states == "s"


def test_two_decided_pieces_that_become_one_stay_decided():
    three = ("Ada", "Bob", "Cem")
    desk = Desk("one two", "Bbbbbbb", "Ttttttt", "Xxx Hhh", names=three)
    desk.decide(1, side("Ada"))
    desk.decide(2, side("Bob"))
    desk.compare("Bbbbbbb", "Ttttttt", names=three[:2])
    assert desk.states == "d"
    assert desk.marks == "Bbb Ttt"


def test_a_decision_among_three_holds_for_two_of_them_and_not_the_other_way_round():
    three = ("Ada", "Bob", "Cem")
    desk = Desk("one", "Hhh", "Bbb", "Ttt", names=three)
    desk.decide(1, side("Cem"))
    desk.compare("Bbb", "Hhh", names=("Bob", "Ada"))
    assert desk.states == "d"
    desk = Desk("one", "Hhh", "Bbb")
    desk.decide(1, side("Bob"))
    desk.compare("Hhh", "Bbb", "Ttt", names=three)
    assert desk.states == "s"


def test_text_labelled_by_hand_is_decided_whatever_the_candidates_say():
    desk = Desk("one two", "Bbbbbbb", "Bbbbbbb")
    desk.take(by_hand(desk.document, desk.pieces, NAMES, [Span(0, 3)], HEADLINE))
    assert desk.marks == "Hhh ..."
    assert desk.states == "o"  # the rest of the piece is not decided
    desk.take(by_hand(desk.document, desk.pieces, NAMES, [Span(3, 7)], BODY))
    assert desk.marks == "Hhh Bbb"
    assert desk.states == "d"
    assert desk.considered[0].label is None  # one label does not say it
    desk.compare("Bbbbbbb", "Ttttttt")
    assert desk.states == "s"


def test_text_that_nobody_labelled_can_be_labelled_by_hand_and_is_stale_once_somebody_does():
    desk = Desk("one|two", "Bbb|...", "Bbb|...")
    desk.take(by_hand(desk.document, desk.pieces, NAMES, [Span(4, 7)], TEASER))
    assert desk.lines[0].decision == Decision(
        Choice.BY_HAND, NAMES, (Ruling(Span(4, 7), Alignment.MISSING, (None, None), TEASER),)
    )
    desk.compare("Bbb|Ttt", "Bbb|...")
    assert desk.states == "os"


def test_an_undo_that_became_an_edit_of_its_own_opens_the_piece():
    desk = Desk("one", "Hhh", "Bbb")
    desk.decide(1, side("Ada"))
    decided = desk.lines[-1].decision
    assert decided is not None
    desk.take(withdrawal(decided))
    assert (desk.states, desk.marks) == ("o", "...")


def test_only_those_compared_can_be_taken_and_only_labels_of_the_project():
    desk = Desk("one", "Hhh", "Bbb")
    with pytest.raises(UserError, match="“Cem” is none of those compared"):
        desk.decide(1, side("Cem"))
    with pytest.raises(UserError, match="no label “advert”"):
        desk.decide(1, Taking(Choice.LABEL, label=LabelId("advert")))
    with pytest.raises(UserError, match="do not agree"):
        desk.decide(1, Taking(Choice.AGREED))


def test_the_name_of_a_step_names_nobody():
    desk = Desk("one|two", "Hhh|Bbb", "Bbb|Ttt")
    desk.decide(1, side("Ada"))
    desk.decide(2, NOTHING)
    pieces = disagreements(desk.pieces)
    desk.take(decision_on(pieces, NAMES, Taking(Choice.LABEL, label=BODY)))
    desk.take(by_hand(desk.document, desk.pieces, NAMES, [Span(0, 3)], TEASER))
    assert [line.edit.name for line in desk.lines] == [
        "Take a side",
        "Decide nothing",
        "Decide Body in 2 places",
        "Label Teaser",
    ]


def test_a_longer_side_has_the_label_that_goes_on():
    desk = Desk("one two", "Bbbbbbb", "Bbb ...")
    (piece,) = disagreements(desk.pieces)
    assert (sides_of(piece).longer, sides_of(piece).shorter) == (0, 1)
    desk.compare("Hhh ...", "Bbb ...")
    with pytest.raises(UserError, match="boundary"):
        sides_of(desk.pieces[0])


def test_a_majority_is_more_than_half():
    assert majority([BODY, BODY, TEASER]) == BODY
    assert majority([BODY, TEASER]) is NO_MAJORITY
    assert majority([BODY, BODY, TEASER, HEADLINE]) is NO_MAJORITY
    assert majority([None, None, TEASER]) is None
    assert majority([]) is NO_MAJORITY


def test_pieces_are_alike_where_the_same_sides_say_the_same():
    desk = Desk("one|two|six|ten", "Hhh|Hhh|Bbb|Hhh", "Bbb|Bbb|Hhh|...")
    pieces = disagreements(desk.pieces)
    assert alike(pieces, pieces[0]) == (pieces[0], pieces[1])
    assert [weight(one) for one in pieces] == [3, 3, 3, 3]


def test_all_alike_are_those_on_which_no_decision_holds_and_the_one_named():
    desk = Desk("one|two|six|ten", "Hhh|Hhh|Hhh|Hhh", "Bbb|Bbb|Bbb|...")
    desk.decide(1, Taking(Choice.LABEL, label=TEASER))
    found = all_alike(desk.considered, [2])
    assert (found.wanted, found.kept) == ({2, 3}, {1})
    assert all_alike(desk.considered, [1, 4]).wanted == {1, 2, 3, 4}


def test_what_is_stale_is_decided_anew_with_all_alike():
    desk = Desk("one|two", "Hhh|Hhh", "Bbb|Bbb")
    desk.decide(1, Taking(Choice.LABEL, label=TEASER))
    desk.compare("Hhh|Hhh", "Ttt|Ttt")
    found = all_alike(desk.considered, [2])
    assert (found.wanted, found.kept) == ({1, 2}, set())


@st.composite
def reviews(draw: st.DrawFn) -> tuple[Document, list[AnnotationSet], list[object]]:
    """A document, two sets on it, and what a reviewer does."""
    document = draw(documents())
    sets = []
    for _ in range(2):
        annotations = AnnotationSet()
        for step in draw(st.lists(steps_on(document), max_size=6)):
            edit = step.edit(document, annotations)
            annotations = annotations if edit is None else apply(annotations, edit)
        sets.append(annotations)
    takings = st.sampled_from([side("Ada"), side("Bob"), NOTHING, Taking(Choice.LABEL, label=BODY)])
    acts = st.one_of(
        st.tuples(st.integers(0, 30), takings),
        spans_in(document),
        st.sampled_from(["undo", "redo"]),
    )
    return document, sets, draw(st.lists(acts, max_size=10))


def lines_of(document: Document, pieces: Sequence[AlignedPiece], acts: list) -> list[JournalLine]:
    """The journal of a gold set that these acts make."""
    found = disagreements(pieces)
    gold, lines = AnnotationSet(), []
    done: list[JournalLine] = []
    undone: list[JournalLine] = []
    for act in acts:
        kind, decision = LineKind.EDIT, None
        if act in ("undo", "redo"):
            stack, other = (done, undone) if act == "undo" else (undone, done)
            if not stack:
                continue
            line = stack.pop()
            other.append(line)
            kind = LineKind(act)
            edit = invert(line.edit) if act == "undo" else line.edit
        else:
            if isinstance(act, Span):
                decision = by_hand(document, pieces, NAMES, [act], TEASER)
            elif found:
                decision = decision_on([found[act[0] % len(found)]], NAMES, act[1])
            else:
                continue
            edit = edit_of(document, gold, decision, LABEL_SET)
        gold = apply(gold, edit)
        line = JournalLine(kind, edit, Status.IN_PROGRESS, WHEN, author="Eve", decision=decision)
        lines.append(line)
        if kind is LineKind.EDIT:
            done.append(line)
            undone.clear()
    return lines


@given(reviews())
def test_a_register_kept_by_lines_says_what_one_made_of_the_whole_journal_says(review):
    document, sets, acts = review
    pieces = align(document, sets)
    lines = lines_of(document, pieces, acts)
    register = Register(document.text, pieces, NAMES)
    forks = []
    for count, line in enumerate(lines, 1):
        forks.append((register.fork(), register.considered))
        register.take(line)
        assert register.considered == consider(document.text, pieces, NAMES, lines[:count])
    assert all(fork.considered == before for fork, before in forks)


@given(reviews())
def test_what_is_decided_is_what_the_gold_set_says_and_the_set_stays_a_partition(review):
    document, sets, acts = review
    pieces = align(document, sets)
    gold = AnnotationSet()
    lines = lines_of(document, pieces, acts)
    for line in lines:
        gold = apply(gold, line.edit)
    assert violations(document, gold) == []
    for one in consider(document.text, pieces, NAMES, lines):
        if one.state is PieceState.DECIDED and one.label is not None:
            held = gold.at(one.piece.span.start)
            assert held is not None
            assert held.label == one.label
            assert held.span.covers(one.piece.span)


@given(reviews())
def test_taking_one_side_everywhere_and_all_that_is_agreed_gives_that_set(review):
    document, (ada, bob), _ = review
    pieces = align(document, [ada, bob])
    exact = [one for one in pieces if one.kind is Alignment.EXACT]
    gold = AnnotationSet()
    for chosen, taking in (
        (disagreements(pieces), side("Ada")),
        (exact, Taking(Choice.AGREED)),
    ):
        decision = decision_on(chosen, NAMES, taking)
        gold = apply(gold, edit_of(document, gold, decision, LABEL_SET))
    assert mark_line(document, gold) == mark_line(document, ada)


@given(reviews())
def test_an_edit_as_a_decision_by_hand_gives_the_set_of_the_edit(review):
    document, (ada, bob), _ = review
    pieces = align(document, [ada, bob])
    edit = edit_of(document, AnnotationSet(), decision_on(pieces, NAMES, side("Ada")), LABEL_SET)
    decision = by_hand_of(document, pieces, NAMES, edit)
    assert edit_of(document, AnnotationSet(), decision, LABEL_SET).after == edit.after
