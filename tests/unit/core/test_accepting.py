"""Accepting proposals: only undecided text changes, and the set stays a partition."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.accepting import accept, touching
from annotator.core.annotations import AnnotationSet, Origin, violations
from annotator.core.documents import Document
from annotator.core.edits import Edit, apply, combined, invert
from annotator.core.errors import UserError
from annotator.core.labels import LabelId
from annotator.core.proposals import Proposal, Source, open_proposals
from annotator.core.spans import Span
from annotator.core.tally import Tally
from tests.pictures import LABEL_SET, drawn, mark_line, page
from tests.unit.core.strategies import LABELS, labelled_documents, spans_in, steps_on

SINGLY = Origin.ACCEPTED_SINGLY


def proposal(start: int, end: int, label: str) -> Proposal:
    """One of the rules."""
    return Proposal(Span(start, end), LabelId(label), 0.9, Source.RULE)


def accepting(
    document: Document, annotations: AnnotationSet, *proposals: Proposal, origin: Origin = SINGLY
) -> Edit:
    """The edit that accepts them."""
    return accept(document, annotations, proposals, "Accept", LABEL_SET, origin)


@st.composite
def proposals_on(draw: st.DrawFn, document: Document) -> list[Proposal]:
    """Some for each visible block: of the whole of it or of its parts."""
    found = []
    for block in document.blocks:
        if block.hidden is not None:
            continue
        cuts = draw(st.sets(st.integers(block.span.start, block.span.end), max_size=2))
        ends = sorted({block.span.start, block.span.end, *cuts})
        for start, end in pairwise(ends):
            span = Span(start, end).trimmed(document.text)
            label = draw(st.sampled_from([None, *LABELS]))
            if span and label is not None:
                found.append(Proposal(span, label.id, 0.5, Source.MODEL))
    return found


@st.composite
def proposed_documents(draw: st.DrawFn) -> tuple[Document, AnnotationSet, list[Proposal]]:
    """A labelled document and what is proposed for it."""
    document, annotations = draw(labelled_documents())
    return document, annotations, draw(proposals_on(document))


@given(proposed_documents(), st.sampled_from(list(Origin)))
def test_accepting_keeps_the_set_a_partition(case, origin):
    document, annotations, proposals = case
    edit = accepting(document, annotations, *proposals, origin=origin)
    assert violations(document, apply(annotations, edit)) == []


@given(proposed_documents())
def test_decided_text_keeps_its_label_and_undecided_text_gets_the_proposed_one(case):
    document, annotations, proposals = case
    after = apply(annotations, accepting(document, annotations, *proposals))
    for offset, character in enumerate(document.text):
        old, new = annotations.at(offset), after.at(offset)
        if old is not None:
            assert new is not None
            assert new.label == old.label
            continue
        wanted = next((one.label for one in proposals if offset in one.span), None)
        if wanted is not None and not character.isspace():
            assert new is not None
            assert new.label == wanted
        if wanted is None and new is not None:
            assert character.isspace()


@given(proposed_documents())
def test_undoing_restores_the_set_to_the_letter(case):
    document, annotations, proposals = case
    edit = accepting(document, annotations, *proposals)
    assert apply(apply(annotations, edit), invert(edit)) == annotations


@given(proposed_documents())
def test_what_is_accepted_is_no_longer_open_and_accepting_it_again_changes_nothing(case):
    document, annotations, proposals = case
    after = apply(annotations, accepting(document, annotations, *proposals))
    assert open_proposals(document, after, proposals) == []
    assert not accepting(document, after, *proposals)


@given(proposed_documents())
def test_accepting_one_by_one_labels_as_accepting_all_does(case):
    document, annotations, proposals = case
    at_once = apply(annotations, accepting(document, annotations, *proposals))
    for one in proposals:
        annotations = apply(annotations, accepting(document, annotations, one))
    assert mark_line(document, annotations) == mark_line(document, at_once)


def test_the_origin_is_kept_and_an_annotation_by_hand_that_grows_stays_by_hand():
    document, annotations = drawn("one two|three", "Bbb ...|.....")
    edit = accepting(document, annotations, proposal(4, 7, "body"), proposal(8, 13, "teaser"))
    after = apply(annotations, edit)
    assert mark_line(document, after) == "Bbbbbbb|Ttttt"
    assert [one.origin for one in after] == [Origin.BY_HAND, SINGLY]


def test_hidden_text_is_never_accepted():
    document, annotations = drawn("one|two", "...|---")
    after = apply(annotations, accepting(document, annotations, proposal(0, 7, "body")))
    assert mark_line(document, after) == "Bbb|---"


def test_of_two_that_overlap_the_first_has_the_text():
    document = page("one two six")
    edit = accepting(document, AnnotationSet(), proposal(4, 11, "teaser"), proposal(0, 7, "body"))
    assert mark_line(document, apply(AnnotationSet(), edit)) == "Bbbbbbb Ttt"


def test_a_label_of_another_project_is_refused_with_the_labels_that_there_are():
    with pytest.raises(UserError, match="no label “sport”"):
        accepting(page("one"), AnnotationSet(), proposal(0, 3, "sport"))


def test_a_long_page_is_accepted_in_one_edit():
    document = page(*["text"] * 5_000)
    proposals = [
        Proposal(block.span, LabelId("body"), 1.0, Source.SITE) for block in document.blocks
    ]
    after = apply(AnnotationSet(), accepting(document, AnnotationSet(), *proposals))
    assert Tally(document, after).undecided_count == 0


@given(proposed_documents(), st.data())
def test_the_proposals_that_touch_spans_are_found(case, data):
    document, _, proposals = case
    spans = data.draw(st.lists(spans_in(document), max_size=4))
    expected = [one for one in proposals if any(one.span.overlaps(span) for span in spans)]
    assert touching(proposals, spans) == expected


@given(labelled_documents(), st.data())
def test_two_edits_as_one_do_what_both_do_and_are_taken_back_at_once(case, data):
    document, annotations = case
    first = data.draw(steps_on(document)).edit(document, annotations) or NOTHING
    between = apply(annotations, first)
    second = data.draw(steps_on(document)).edit(document, between) or NOTHING
    both = combined("Both", first, second)
    assert apply(annotations, both) == apply(between, second)
    assert apply(apply(annotations, both), invert(both)) == annotations
    assert not both.before & both.after


NOTHING = Edit("", frozenset(), frozenset())
