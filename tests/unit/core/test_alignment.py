"""Sets of one document side by side: where they agree, and how they differ where they do not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.alignment import Alignment, align, disagreements
from annotator.core.annotations import AnnotationSet, is_blank
from tests.pictures import drawn, marked
from tests.unit.core.strategies import compared_documents, labelled_documents


def said(document, sets, offset):
    """What each of the sets says of one code point."""
    found = [one.at(offset) for one in sets]
    return tuple(None if one is None else one.label for one in found)


def told(text, *marks):
    """The pieces of these marks as words: text, kind and labels, and the edge of a boundary."""
    document, _ = drawn(text, marks[0])
    return [
        " ".join(
            [
                document.quote(piece.span),
                piece.kind.value,
                "/".join(label or "." for label in piece.labels),
                *([f"edge {piece.edge}"] if piece.edge else []),
            ]
        )
        for piece in align(document, [marked(row) for row in marks])
    ]


@given(compared_documents(1, 4))
def test_every_letter_that_somebody_decides_is_in_one_piece_which_says_what_they_say(case):
    document, sets = case
    covered = {}
    for piece in align(document, sets):
        for offset in range(piece.span.start, piece.span.end):
            assert offset not in covered
            covered[offset] = piece
    for offset, letter in enumerate(document.text):
        labels = said(document, sets, offset)
        if letter.isspace():
            continue
        assert (offset in covered) == any(labels)
        if any(labels):
            assert covered[offset].labels == labels


@given(compared_documents(1, 4))
def test_pieces_stand_in_order_within_blocks_and_neither_begin_nor_end_with_white_space(case):
    document, sets = case
    pieces = align(document, sets)
    for piece in pieces:
        assert any(piece.labels)
        assert piece.span.trimmed(document.text) == piece.span
        assert document.blocks[piece.block].span.covers(piece.span)
    assert all(left.span.end <= right.span.start for left, right in pairwise(pieces))


@given(compared_documents(1, 4))
def test_no_piece_could_be_longer(case):
    document, sets = case
    for left, right in pairwise(align(document, sets)):
        is_beside = left.block == right.block and is_blank(
            document.text, left.span.end, right.span.start
        )
        assert not is_beside or left.labels != right.labels


@given(compared_documents(2, 4), st.randoms(use_true_random=False))
def test_in_another_order_of_the_sets_only_the_labels_change_places(case, chance):
    document, sets = case
    order = list(range(len(sets)))
    chance.shuffle(order)
    pieces = align(document, sets)
    shuffled = align(document, [sets[place] for place in order])
    assert len(shuffled) == len(pieces)
    for one, other in zip(pieces, shuffled, strict=True):
        assert other.labels == tuple(one.labels[place] for place in order)
        assert (other.span, other.block, other.kind, other.edge) == (
            one.span,
            one.block,
            one.kind,
            one.edge,
        )


@given(labelled_documents())
def test_beside_itself_a_set_is_exact_everywhere_and_its_pieces_are_its_annotations(case):
    document, annotations = case
    pieces = align(document, [annotations, annotations])
    assert disagreements(pieces) == ()
    assert [(one.span, one.labels[0]) for one in pieces] == [
        (one.span, one.label) for one in annotations
    ]


@given(compared_documents(2, 4))
def test_a_kind_says_how_the_labels_of_a_piece_stand_to_each_other(case):
    document, sets = case
    for piece in align(document, sets):
        alike = len(set(piece.labels)) == 1
        assert (piece.kind is Alignment.EXACT) == alike
        if piece.kind is Alignment.MISSING:
            assert None in piece.labels
        if piece.kind is Alignment.LABEL:
            assert None not in piece.labels
        assert (piece.edge is not None) == (piece.kind is Alignment.BOUNDARY)
        assert piece.edge is None or piece.edge in piece.labels


@given(compared_documents(2, 4))
def test_beside_a_boundary_stands_a_piece_on_whose_label_all_agree(case):
    document, sets = case
    pieces = align(document, sets)
    for place, piece in enumerate(pieces):
        if piece.kind is Alignment.BOUNDARY:
            beside = [pieces[n] for n in (place - 1, place + 1) if 0 <= n < len(pieces)]
            assert any(
                one.block == piece.block and set(one.labels) == {piece.edge} for one in beside
            )


@pytest.mark.parametrize(
    ("text", "marks", "pieces"),
    [
        ("Big news", ["Hhhhhhhh", "Hhhhhhhh"], ["Big news exact headline/headline"]),
        ("Big news", ["Hhhhhhhh", "Bbbbbbbb"], ["Big news label headline/body"]),
        ("Big news", ["Hhhhhhhh", "........"], ["Big news missing headline/."]),
        ("Big news", ["........", "........"], []),
        (
            "Big news",
            ["Hhhhhhhh", "Hhh ...."],
            ["Big exact headline/headline", "news boundary headline/. edge headline"],
        ),
        (
            "Big news",
            ["Hhhhhhhh", "Hhh Bbbb"],
            ["Big exact headline/headline", "news boundary headline/body edge headline"],
        ),
        (
            "Big news",
            ["... Hhhh", "Hhhhhhhh"],
            ["Big boundary ./headline edge headline", "news exact headline/headline"],
        ),
        (
            "Big news",
            ["Hhh Bbbb", "Bbb Tttt"],
            ["Big label headline/body", "news label body/teaser"],
        ),
        (
            "Big news",
            ["Hhh ....", "... Hhhh"],
            ["Big missing headline/.", "news missing ./headline"],
        ),
        (
            # Both neighbours agree, each on a label of the piece: the earlier one counts.
            "One two six",
            ["Hhhhhhh Bbb", "Hhh Bbbbbbb"],
            [
                "One exact headline/headline",
                "two boundary headline/body edge headline",
                "six exact body/body",
            ],
        ),
        (
            # What stands beside the piece is agreed on, but is nothing that the piece is given.
            "One two",
            ["Hhh Bbb", "Hhh Ttt"],
            ["One exact headline/headline", "two label body/teaser"],
        ),
        (
            # A boundary is one of a block: across blocks the text is another.
            "Big|news",
            ["Hhh|Hhhh", "Hhh|...."],
            ["Big exact headline/headline", "news missing headline/."],
        ),
        (
            "Big news",
            ["Hhhhhhhh", "Hhhhhhhh", "Hhh Bbbb"],
            [
                "Big exact headline/headline/headline",
                "news boundary headline/headline/body edge headline",
            ],
        ),
        ("Hid", ["Hhh", "---"], ["Hid missing headline/."]),
    ],
)
def test_pieces_are_what_a_reader_sees(text, marks, pieces):
    assert told(text, *marks) == pieces


def test_without_sets_there_are_no_pieces():
    document, _ = drawn("Big news", "Hhhhhhhh")
    assert align(document, []) == ()
    assert align(document, [AnnotationSet()]) == ()
