import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import (
    Annotation,
    AnnotationSet,
    Origin,
    are_neighbours,
    by_block,
    violations,
)
from annotator.core.labels import LabelId
from annotator.core.spans import Span
from tests.pictures import drawn, marked, page
from tests.unit.core.strategies import labelled_documents, spans_in

BODY = LabelId("body")
TEASER = LabelId("teaser")


def of(*ones):
    return AnnotationSet.of(Annotation(Span(start, end), label) for start, end, label in ones)


@given(labelled_documents(), st.data())
def test_a_window_holds_the_annotations_that_share_a_code_point_with_the_span(labelled, data):
    document, annotations = labelled
    span = data.draw(spans_in(document))
    expected = tuple(one for one in annotations if one.span.overlaps(span))
    assert annotations.touching(span) == expected
    window = annotations.window(span)
    assert 0 <= window.start <= window.stop <= len(annotations)


def test_an_empty_span_inside_an_annotation_touches_nothing():
    assert of((0, 5, BODY)).touching(Span(2, 2)) == ()


@given(labelled_documents())
def test_the_annotation_at_an_offset_is_the_one_that_covers_it(labelled):
    document, annotations = labelled
    for offset in range(len(document.text) + 1):
        covering = [one for one in annotations if offset in one.span]
        assert annotations.at(offset) == (covering[0] if covering else None)


@given(labelled_documents(), st.data())
def test_a_sweep_gives_each_block_the_annotations_that_touch_it(labelled, data):
    document, annotations = labelled
    every = range(len(document.blocks))
    chosen = sorted(data.draw(st.sets(st.sampled_from(every)))) if every else []
    swept = list(by_block(document, annotations, chosen))
    expected = [
        (document.blocks[index], annotations.touching(document.blocks[index].span))
        for index in chosen
    ]
    assert swept == expected


def test_a_set_puts_its_annotations_in_the_order_of_the_text():
    assert [one.span.start for one in of((6, 8, BODY), (0, 3, TEASER), (4, 5, BODY))] == [0, 4, 6]


def test_equal_annotations_have_equal_hashes_and_other_origins_make_them_unequal():
    one = Annotation(Span(3, 5), BODY)
    assert hash(one) == hash(Annotation(Span(3, 5), BODY))
    assert len({one, Annotation(Span(3, 5), BODY)}) == 1
    accepted = Annotation(Span(3, 5), BODY, Origin.ACCEPTED_SINGLY)
    assert len({one, accepted, Annotation(Span(3, 5), TEASER)}) == 3


# What `violations` finds.


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Big news|Read more", "Hhhhhhhh|.... Tttt"),
        ("Big news|Read more", ".... ...|.... ...."),
        ("one two", "Bbb Ttt"),
        ("two|two", "Bbb|Bbb"),
        ("a b c", "B . B"),
    ],
)
def test_a_partition_violates_nothing(text, marks):
    document, annotations = drawn(text, marks)
    assert violations(document, annotations) == []


@pytest.mark.parametrize(
    ("annotations", "fault"),
    [
        ([(3, 3, BODY)], "body [3, 3) is empty or lies outside the text"),
        ([(4, 99, BODY)], "body [4, 99) is empty or lies outside the text"),
        ([(0, 4, BODY)], "body [0, 4) begins or ends with white space"),
        ([(3, 7, BODY)], "body [3, 7) begins or ends with white space"),
        ([(4, 11, BODY)], "body [4, 11) does not lie inside one block"),
        ([(0, 5, BODY), (4, 7, TEASER)], "body [0, 5) and teaser [4, 7) overlap"),
        ([(0, 2, BODY), (2, 3, BODY)], "body [0, 2) and body [2, 3) should be one annotation"),
        ([(0, 3, BODY), (4, 7, BODY)], "body [0, 3) and body [4, 7) should be one annotation"),
    ],
)
def test_every_kind_of_fault_is_found_and_named(annotations, fault):
    assert violations(page("one two", "three"), of(*annotations)) == [fault]


def test_annotations_out_of_order_are_found():
    wrong = AnnotationSet((Annotation(Span(4, 7), BODY), Annotation(Span(0, 3), TEASER)))
    assert violations(page("one two"), wrong) == ["teaser [0, 3) stands behind body [4, 7)"]


def test_an_annotation_of_the_newline_between_blocks_lies_inside_none():
    found = violations(page("one", "two"), of((3, 4, BODY)))
    assert "body [3, 4) does not lie inside one block" in found


def test_an_annotation_of_no_break_spaces_alone_is_found():
    document = page("\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}")
    assert violations(document, of((0, 2, BODY))) == ["body [0, 2) begins or ends with white space"]


def test_any_annotation_of_a_document_without_blocks_is_a_fault():
    assert violations(page(), of((0, 1, BODY))) != []


def test_neighbours_have_only_white_space_of_one_block_between_them():
    document = page("a\N{NO-BREAK SPACE} b.c", "d")
    assert are_neighbours(document, Span(0, 1), Span(3, 4))
    assert not are_neighbours(document, Span(3, 4), Span(5, 6))
    assert not are_neighbours(document, Span(5, 6), Span(7, 8))


def test_an_empty_set_has_no_annotation_anywhere():
    assert len(AnnotationSet()) == 0
    assert marked("... ...") == AnnotationSet()
    assert AnnotationSet().at(0) is None
