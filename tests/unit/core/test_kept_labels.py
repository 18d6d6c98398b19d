"""What was kept of each label, by block and by character."""

from __future__ import annotations

from annotator.core.annotations import Annotation, AnnotationSet
from annotator.core.kept_labels import Kept, kept_labels
from annotator.core.labels import LabelId
from annotator.core.spans import Span
from tests.pictures import page

DOCUMENT = page("Big news", "A story", "Photo by Ada", "Menu")
BODY, REST = LabelId("body"), LabelId("boilerplate")


def labelled(*pieces):
    return AnnotationSet.of(Annotation(Span(*ends), label) for ends, label in pieces)


def block(number):
    span = DOCUMENT.blocks[number].span
    return span.start, span.end


def test_blocks_and_characters_without_white_space_are_counted_for_their_label():
    annotations = labelled((block(0), BODY), (block(1), BODY), (block(3), REST))
    kept = kept_labels(DOCUMENT, annotations, [DOCUMENT.blocks[1].span, DOCUMENT.blocks[3].span])
    assert kept.blocks == {BODY: Kept(2, 1), REST: Kept(1, 1)}
    assert kept.characters == {BODY: Kept(13, 6), REST: Kept(4, 4)}


def test_a_block_counts_for_the_label_that_most_of_it_has():
    start, end = block(2)
    annotations = labelled(((start, start + 5), REST), ((start + 6, end), BODY))
    kept = kept_labels(DOCUMENT, annotations, [Span(start, start + 5)])
    assert kept.blocks == {REST: Kept(1, 0)}
    assert kept.characters == {REST: Kept(5, 5), BODY: Kept(5, 0)}


def test_a_block_is_kept_where_more_than_half_of_it_is():
    start, _ = block(1)
    annotations = labelled((block(1), BODY))
    assert kept_labels(DOCUMENT, annotations, [Span(start, start + 4)]).blocks[BODY].kept == 0
    assert kept_labels(DOCUMENT, annotations, [Span(start, start + 5)]).blocks[BODY].kept == 1


def test_undecided_text_counts_for_nothing():
    kept = kept_labels(DOCUMENT, AnnotationSet(), [DOCUMENT.blocks[0].span])
    assert (kept.blocks, kept.characters) == ({}, {})
