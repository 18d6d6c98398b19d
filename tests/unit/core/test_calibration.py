"""The score of an annotator's set against its reference."""

from __future__ import annotations

import pytest
from hypothesis import given

from annotator.core.alignment import align
from annotator.core.annotations import AnnotationSet
from annotator.core.calibration import NO_SCORE, Score, score
from tests.pictures import drawn, marked
from tests.unit.core.strategies import compared_documents, labelled_documents


def scored(text: str, own: str, reference: str) -> tuple[int, int]:
    document, annotations = drawn(text, reference)
    found = score(document, align(document, [marked(own), annotations]), reference=1)
    return found.alike_count, found.block_count


@pytest.mark.parametrize(
    ("own", "reference", "expected"),
    [
        # alike, another label, another end, and nothing at all
        ("Hhhhhhhh|Bbbb Bbbb|Xxxx", "Hhhhhhhh|Bbbb Bbbb|Xxxx", (3, 3)),
        ("Tttttttt|Bbbbbbbbb|Xxxx", "Hhhhhhhh|Bbbbbbbbb|Xxxx", (2, 3)),
        ("Hhhhhhhh|Bbbb Tttt|Xxxx", "Hhhhhhhh|Bbbbbbbbb|Xxxx", (2, 3)),
        ("........|Bbbbbbbbb|Xxxx", "Hhhhhhhh|Bbbbbbbbb|Xxxx", (2, 3)),
        # what the reference leaves undecided, and what is hidden, counts for nothing
        ("Hhhhhhhh|Bbbbbbbbb|Xxxx", "Hhhhhhhh|.........|Xxxx", (2, 2)),
        ("Hhhhhhhh|Bbbbbbbbb|Xxxx", "Hhhhhhhh|Bbbbbbbbb|----", (2, 2)),
        # of a block that the reference labels in part, the rest counts
        ("Hhhhhhhh|Bbbbbbbbb|Xxxx", "Hhhhhhhh|Bbbb ....|Xxxx", (2, 3)),
    ],
)
def test_a_block_is_alike_if_all_of_it_is(own, reference, expected):
    assert scored("Big news|Read more|Menu", own, reference) == expected


@given(labelled_documents())
def test_a_set_is_wholly_like_itself(made):
    document, annotations = made
    found = score(document, align(document, [annotations, annotations]), reference=1)
    assert found.alike_count == found.block_count
    assert found.share in {None, 1.0}


@given(compared_documents())
def test_no_more_is_alike_than_the_reference_labels(made):
    document, sets = made
    found = score(document, align(document, [sets[0], sets[-1]]), reference=1)
    assert 0 <= found.alike_count <= found.block_count <= len(document.blocks)


@given(labelled_documents())
def test_nothing_is_like_an_empty_set(made):
    document, annotations = made
    empty = AnnotationSet()
    assert score(document, align(document, [empty, annotations]), reference=1).alike_count == 0
    none = score(document, align(document, [annotations, empty]), reference=1)
    assert (none, none.share) == (NO_SCORE, None)


def test_scores_add_up():
    assert Score(1, 2).plus(Score(3, 4)) == Score(4, 6)
    assert Score(1, 2).plus(NO_SCORE).share == 0.5
