"""What a sitting does with proposals: offer, accept, correct; and what its journal says of it."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.alike import MOST_BLOCKS
from annotator.core.annotations import AnnotationSet, Origin, violations
from annotator.core.errors import UserError
from annotator.core.journal import History, LineKind, Status
from annotator.core.labels import LabelId, LabelSet
from annotator.core.pages import PageId
from annotator.core.proposals import NO_PROPOSALS, Proposal, Proposals, Source
from annotator.core.spans import Span
from annotator.services import annotating
from annotator.services.changes import NO_CHANGES
from annotator.services.steps import ACCEPTING_REST, TAKING_OFFER, accepting, labelling
from annotator.services.stop_watch import StopWatch
from tests.pictures import LABEL_SET, LETTERS, a_label, drawn, mark_line, page
from tests.services.test_sitting import seen, sit
from tests.stored import project_of
from tests.unit.core.test_accepting import proposed_documents

NAMES = {letter: LabelId(label) for label, letter in LETTERS.items()}


def proposed(document, letters, signatures=(), confidence=0.9):
    """One proposal a block, by letter; a dot is a block without one."""
    found = [
        Proposal(block.span, NAMES[letter], confidence, Source.MODEL)
        for block, letter in zip(document.blocks, letters, strict=True)
        if letter != "."
    ]
    return Proposals(tuple(found), "base-1", tuple(signatures))


def offered(letters="hbbx", signatures=(), annotations=None):
    """A sitting of blocks of one letter each, with these proposals."""
    document = page(*letters.upper())
    sitting = sit(document, annotations or AnnotationSet())
    sitting.offer(proposed(document, letters, signatures))
    return sitting


def span(sitting, *indexes):
    return [sitting.document.blocks[index].span for index in indexes]


def test_proposals_change_neither_the_set_nor_the_count_nor_the_history():
    sitting = offered()
    assert seen(sitting) == ".|.|.|."
    assert sitting.tally.undecided_count == 4
    assert (sitting.history, sitting.status) == (History(), Status.NEW)
    assert sitting.proposals.model == "base-1"


def test_before_any_are_offered_there_are_none():
    sitting = sit(page("A"))
    assert sitting.proposals is NO_PROPOSALS
    assert sitting.open_proposals() == []
    assert sitting.accept([Span(0, 1)]) == NO_CHANGES
    assert sitting.take_offer() == NO_CHANGES
    assert sitting.label([Span(0, 1)], "body").line.model == ""


def test_what_is_decided_is_no_longer_proposed():
    sitting = offered()
    first = sitting.open_proposals()
    assert sitting.open_proposals() is first, "found once for each state of the set"
    sitting.label(span(sitting, 0), "headline")
    assert [one.span.start for one in sitting.open_proposals()] == [2, 4, 6]
    sitting.undo()
    assert sitting.open_proposals() == first


def test_newer_proposals_take_the_place_of_those_before():
    sitting = offered()
    assert len(sitting.open_proposals()) == 4
    sitting.offer(proposed(sitting.document, "h..."))
    assert len(sitting.open_proposals()) == 1


def test_a_proposal_is_accepted_where_a_span_touches_it():
    sitting = offered()
    changes = sitting.accept(span(sitting, 1))
    assert seen(sitting) == ".|B|.|."
    assert changes.blocks == range(1, 2)
    assert changes.undecided_count == 3
    (one,) = sitting.annotations
    assert one.origin is Origin.ACCEPTED_SINGLY
    line = changes.line
    assert (line.kind, line.edit.name, line.status) == (
        LineKind.EDIT,
        "Accept Body",
        Status.IN_PROGRESS,
    )
    assert (line.proposed, line.model) == ((sitting.proposals.proposals[1],), "base-1")


def test_several_are_accepted_in_one_edit_that_is_named_after_them():
    sitting = offered()
    assert sitting.accept([Span(0, 5)]).line.edit.name == "Accept 3 proposals"
    assert seen(sitting) == "H|B|B|."
    sitting.undo()
    assert seen(sitting) == ".|.|.|."
    assert sitting.accept([Span(2, 5)]).line.edit.name == "Accept Body"


def test_accepting_leaves_decided_text_as_it_is():
    sitting = offered()
    sitting.label(span(sitting, 1), "teaser")
    sitting.accept([Span(0, 7)])
    assert seen(sitting) == "H|T|B|X"
    assert sitting.accept([Span(0, 7)]) == NO_CHANGES


def test_the_rest_is_accepted_and_the_page_finished_in_one_step_that_one_undo_takes_back():
    sitting = offered("hb.x")
    sitting.accept(span(sitting, 0))
    changes = sitting.accept_rest_and_finish()
    assert seen(sitting) == "H|B|X|X"
    assert sitting.status is changes.line.status is Status.FINISHED
    assert (changes.line.kind, changes.line.edit.name) == (LineKind.EDIT, "Accept the rest")
    assert [one.origin for one in sitting.annotations] == [
        Origin.ACCEPTED_SINGLY,
        *[Origin.ACCEPTED_WITH_REST] * 3,
    ]
    assert [one.label for one in changes.line.proposed] == ["body", "boilerplate"]
    assert changes.undecided_count == 0
    sitting.undo()
    assert seen(sitting) == "H|.|.|."
    assert sitting.status is Status.IN_PROGRESS


def test_with_nothing_proposed_the_rest_is_not_filled_unasked():
    sitting = sit(page("A", "B"))
    with pytest.raises(UserError, match="2 blocks are still undecided"):
        sitting.accept_rest_and_finish()
    sitting.fill()
    changes = sitting.accept_rest_and_finish()
    assert (changes.line.kind, sitting.status) == (LineKind.STATUS, Status.FINISHED)
    assert sitting.accept_rest_and_finish() == NO_CHANGES


def test_what_no_label_fills_keeps_a_page_from_being_finished():
    labels = LabelSet("Two", 1, (a_label("body"), a_label("teaser")))
    document = page("A", "B")
    sitting = sit(document, labels=labels)
    sitting.offer(proposed(document, "b."))
    with pytest.raises(UserError, match="1 block is still undecided"):
        sitting.accept_rest_and_finish()
    assert seen(sitting) == ".|."
    sitting.offer(proposed(document, "bt"))
    assert sitting.accept_rest_and_finish()
    assert seen(sitting) == "B|T"


def test_a_label_by_hand_says_what_was_proposed_for_its_text():
    sitting = offered()
    line = sitting.label([Span(2, 5)], "teaser").line
    assert line.proposed == sitting.proposals.proposals[1:3]
    assert line.model == "base-1"
    assert sitting.clear(span(sitting, 1)).line.proposed == ()
    assert sitting.undo().line.proposed == ()


def test_a_label_on_a_part_says_what_was_proposed_for_all_that_was_undecided():
    document, annotations = drawn("one two six", "... Ttt ...")
    sitting = sit(document, annotations)
    sitting.offer(proposed(document, "b"))
    line = sitting.label([Span(8, 9)], "body").line
    assert [one.span for one in line.proposed] == [Span(8, 11)]


def test_a_correction_is_offered_for_what_is_alike_below():
    sitting = offered("xbxxbxx", signatures=[1, 2, 1, 2, 3, 1, 1])
    sitting.label(span(sitting, 2), "teaser")
    offer = sitting.offered
    assert (offer.label.id, offer.blocks) == ("teaser", (5, 6))
    assert seen(sitting) == ".|.|T|.|.|.|."
    changes = sitting.take_offer()
    assert seen(sitting) == ".|.|T|.|.|T|T"
    assert changes.line.edit.name == "Label 2 more Teaser"
    assert [one.label for one in changes.line.proposed] == ["boilerplate"] * 2
    assert {one.origin for one in sitting.annotations} == {Origin.BY_HAND}
    assert sitting.offered is None
    sitting.undo()
    assert seen(sitting) == ".|.|T|.|.|.|."


def test_a_corrected_run_is_offered_for_what_is_like_any_of_its_blocks_and_below_all_of_them():
    sitting = offered("xxxxx", signatures=[1, 2, 1, 1, 2])
    sitting.label([Span(0, 3)], "teaser")
    assert sitting.offered.blocks == (2, 3, 4)


def test_what_is_decided_below_is_not_offered():
    sitting = offered("xxxx", signatures=[1] * 4)
    sitting.label(span(sitting, 2), "body")
    sitting.label(span(sitting, 0), "teaser")
    assert sitting.offered.blocks == (1, 3)


def test_of_very_many_blocks_that_are_alike_the_next_are_offered():
    sitting = offered("x" * (MOST_BLOCKS + 9), signatures=[1] * (MOST_BLOCKS + 9))
    sitting.label(span(sitting, 2), "teaser")
    assert sitting.offered.blocks == tuple(range(3, MOST_BLOCKS + 3))


@pytest.mark.parametrize(
    ("letters", "signatures", "label"),
    [
        pytest.param("xx", (1, 1), "boilerplate", id="it was no correction"),
        pytest.param("xx", (1, 2), "teaser", id="nothing is alike"),
        pytest.param("xb", (1, 1), "teaser", id="another label was proposed"),
        pytest.param(".x", (1, 1), "teaser", id="nothing was proposed there"),
        pytest.param("xx", (), "teaser", id="the page is a dump"),
    ],
)
def test_nothing_is_offered_where(letters, signatures, label):
    sitting = offered(letters, signatures)
    sitting.label(span(sitting, 0), label)
    assert sitting.offered is None


def test_a_correction_of_a_part_of_a_block_is_offered_for_no_whole_blocks():
    document = page("one two", "six ten")
    sitting = sit(document)
    sitting.offer(proposed(document, "xx", [1, 1]))
    sitting.label([Span(0, 3)], "teaser")
    assert sitting.offered is None


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(lambda one: one.undo(), id="undone"),
        pytest.param(lambda one: one.label(span(one, 1), "boilerplate"), id="another label"),
        pytest.param(lambda one: one.accept(span(one, 3)), id="another accepted"),
        pytest.param(lambda one: one.offer(one.proposals), id="newer proposals"),
    ],
)
def test_an_offer_ends_with_the_next_step(step):
    sitting = offered("xxxx", signatures=[1] * 4)
    sitting.label(span(sitting, 0), "teaser")
    assert sitting.offered is not None
    step(sitting)
    assert sitting.offered is None


@given(proposed_documents(), st.data())
def test_whatever_is_accepted_the_set_stays_a_partition_and_undo_restores_it(case, data):
    document, annotations, proposals = case
    sitting = sit(document, annotations, labels=LABEL_SET)
    sitting.offer(Proposals(tuple(proposals), "base-1", (1,) * len(document.blocks)))
    before = sitting.annotations
    numbers = st.lists(st.integers(0, max(len(document.blocks) - 1, 0)), max_size=3)
    chosen = data.draw(numbers) if document.blocks else []
    steps = (
        lambda: sitting.accept(span(sitting, *chosen)),
        lambda: sitting.label(span(sitting, *chosen[:1]), "teaser"),
        sitting.take_offer,
        sitting.accept_rest_and_finish if proposals else sitting.take_offer,
    )
    for step in steps:
        step()
        assert violations(document, sitting.annotations) == []
    while sitting.history.done:
        sitting.undo()
    assert sitting.annotations == before


def test_a_step_on_a_fork_brings_its_offer_along_and_keeps_newer_proposals():
    sitting = offered("xxxx", signatures=[1] * 4)
    fork = sitting.fork()
    labelling(span(fork, 0), "teaser").take(fork)
    newer = proposed(sitting.document, "xxxb")
    sitting.offer(newer)
    sitting.adopt(fork)
    assert sitting.proposals is newer
    assert sitting.offered == fork.offered
    assert [one.label for one in sitting.open_proposals()] == ["boilerplate"] * 2 + ["body"]


def test_accepting_is_a_step_that_tells_its_reach():
    sitting = offered("xxxx", signatures=[1] * 4)
    assert accepting(span(sitting, 1, 2)).reach(sitting) == 2
    assert (ACCEPTING_REST.reach(sitting), TAKING_OFFER.reach(sitting)) == (4, 0)
    labelling(span(sitting, 0), "teaser").take(sitting)
    assert TAKING_OFFER.reach(sitting) == 3
    assert TAKING_OFFER.take(sitting)
    sitting.undo()
    accepting(span(sitting, 1)).take(sitting)
    assert seen(sitting) == "T|X|.|."
    assert ACCEPTING_REST.take(sitting)
    assert sitting.status is Status.FINISHED


def test_steps_tell_how_long_they_took_once_somebody_looks_on():
    seconds = count(100, 2)
    sitting = sit(page("A", "B"))
    sitting.watch = StopWatch(lambda: next(seconds))
    assert sitting.label(span(sitting, 0), "body").line.elapsed_ms is None
    sitting.watch.start()
    assert sitting.label(span(sitting, 1), "body").line.elapsed_ms == 2000
    assert sitting.undo().line.elapsed_ms == 2000
    sitting.watch.start()
    assert sitting.redo().line.elapsed_ms == 2000


def test_what_was_proposed_is_saved_also_on_top_of_what_others_saved_meanwhile(tmp_path):
    document = page("A", "B")
    with project_of(tmp_path, document) as project:
        one, other = (annotating.open_sitting(project, PageId(1), "Ada") for _ in range(2))
        first = other.label([Span(2, 3)], "body")
        annotating.save(project, PageId(1), "Ada", 0, [first.line], 1)
        one.offer(proposed(document, "h."))
        line = replace(one.accept([Span(0, 1)]).line, elapsed_ms=7)
        assert annotating.save(project, PageId(1), "Ada", 0, [line], 1).is_rebased
        _, stored = annotating.open_sitting(project, PageId(1), "Ada").history.done
        with project.store.read() as transaction:
            author = transaction.annotators.find("Ada")
            kept = transaction.sets.load(PageId(1), author).lines[1]
        assert stored == line.edit
        assert (kept.proposed, kept.model, kept.elapsed_ms) == (line.proposed, "base-1", 7)


def test_an_accepted_rest_is_saved_as_one_line_that_finishes_the_page(tmp_path):
    document = page("A", "B")
    with project_of(tmp_path, document) as project:
        sitting = annotating.open_sitting(project, PageId(1), "Ada")
        sitting.offer(proposed(document, "hb"))
        changes = sitting.accept_rest_and_finish()
        annotating.save(project, PageId(1), "Ada", 0, [changes.line], changes.undecided_count)
        again = annotating.open_sitting(project, PageId(1), "Ada")
        assert (again.status, again.revision) == (Status.FINISHED, 1)
        assert mark_line(document, again.annotations) == "H|B"
        again.undo()
        assert (again.status, len(again.annotations)) == (Status.IN_PROGRESS, 0)
