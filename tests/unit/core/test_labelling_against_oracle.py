"""Any sequence of gestures on any document, held against a label for each character."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from annotator.core import labelling
from annotator.core.annotations import AnnotationSet, violations
from annotator.core.edits import apply, invert
from annotator.core.spans import Span
from tests.unit.core.oracle import Oracle, partition_of
from tests.unit.core.strategies import FILLER, LABELS, labelled_documents, sessions, spans_in


@given(sessions())
def test_any_gestures_leave_the_partition_that_the_characters_call_for(session):
    document, steps = session
    oracle = Oracle(document)
    annotations = AnnotationSet()
    for step in steps:
        edit = step.edit(document, annotations)
        oracle.do(step, annotations)
        if edit is not None:
            annotations = apply(annotations, edit)
        assert oracle.partition() == partition_of(annotations)
        assert violations(document, annotations) == []


@given(sessions())
def test_every_edit_is_minimal_and_its_inverse_takes_it_back(session):
    document, steps = session
    annotations = AnnotationSet()
    for step in steps:
        edit = step.edit(document, annotations)
        if edit is None:
            continue
        after = apply(annotations, edit)
        assert not edit.before & edit.after
        assert bool(edit) == (after != annotations)
        assert apply(after, invert(edit)) == annotations
        annotations = after


@given(labelled_documents(), st.randoms(use_true_random=False))
def test_one_way_of_labelling_the_characters_has_one_form(labelled, chance: random.Random):
    document, annotations = labelled
    oracle = Oracle(document)
    for start, end, label in partition_of(annotations):
        oracle._put(Span(start, end), label)
    offsets = [offset for offset, label in oracle.labels.items() if label is not None]
    chance.shuffle(offsets)
    by_id = {label.id: label for label in LABELS}
    rebuilt = AnnotationSet()
    for offset in offsets:
        label = by_id.get(oracle.labels[offset], FILLER)
        edit = labelling.label(document, rebuilt, [Span(offset, offset + 1)], label)
        rebuilt = apply(rebuilt, edit)
    assert partition_of(annotations) == partition_of(rebuilt)


@given(labelled_documents(), st.data())
def test_labelling_the_same_text_twice_by_hand_is_one_edit(labelled, data):
    document, annotations = labelled
    span = data.draw(spans_in(document))
    once = apply(annotations, labelling.label(document, annotations, [span], LABELS[0]))
    assert not labelling.label(document, once, [span], LABELS[0])


@given(labelled_documents(), st.data())
def test_gaps_and_annotations_together_hold_all_text_of_a_span_once(labelled, data):
    document, annotations = labelled
    span = data.draw(spans_in(document)).intersection(Span(0, len(document.text)))
    free = labelling.gaps(document, annotations, span)
    held = [one.span for one in annotations.touching(span)]
    for offset in range(span.start, span.end):
        in_gaps = sum(offset in gap for gap in free)
        if any(offset in one for one in held):
            assert in_gaps == 0
        elif not document.text[offset].isspace():
            assert in_gaps == 1
    assert all(gap and gap == gap.trimmed(document.text) for gap in free)
