"""What counts as a unit of agreement, and as what: nothing that anybody labelled is left out."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given

from annotator.core.agreement_units import MOST_PLACES, MOSTLY_UNDECIDED, count_units, plain
from annotator.core.alignment import align
from annotator.core.spans import uncovered
from tests.pictures import drawn, marked
from tests.unit.core.strategies import compared_documents


def units(text, *marks):
    """The units of these marks; a block is hidden where any row says so."""
    hidden = next((row for row in marks if "-" in row), marks[0])
    document, _ = drawn(text, hidden)
    return count_units(document, [marked(row) for row in marks])


def told(counted):
    """Counts as `headline/body: 2`."""
    return {
        "/".join(category or "." for category in said): count for said, count in counted.items()
    }


@pytest.mark.parametrize(
    ("text", "marks", "blocks"),
    [
        ("Big news", ["Hhhhhhhh", "Hhhhhhhh"], {"headline/headline": 1}),
        ("Big news", ["Hhhhhhhh", "........"], {"headline/.": 1}),
        # Most code points decide; white space between two annotations is nobody's.
        ("Big news", ["Hhh Bbbb", "Hhhhhhhh"], {"body/headline": 1}),
        # Of equals the one that stands earlier.
        ("New days", ["Hhh Bbbb", "Hhhhhhhh"], {"body/headline": 1}),
        ("News days", ["Hhhh Bbbb", "Bbbb Hhhh"], {"headline/body": 1}),
        ("News days", ["Hhhh ....", ".... Bbbb"], {"headline/.": 1}),
        # Two parts under one label outweigh a longer one under another.
        ("Newsroom", ["HhBbbHh.", "BbbbHhhh"], {"headline/body": 1}),
        # A block in two minds: both leave most of it undecided, and one marks some of it.
        ("Photo: by AI", ["..........Aa", "............"], {"./.": 1}),
        ("Photo: by AI", ["..........Aa", "Xxxxxxxxxxxx"], {"./boilerplate": 1}),
    ],
)
def test_a_block_counts_as_what_most_of_its_text_is(text, marks, blocks):
    assert told(units(text, *marks).blocks.counted()) == blocks


def test_a_block_that_nobody_labels_is_left_out_and_counted_hidden_ones_apart():
    found = units("One|Two|Hid|Den", "Hhh|...|---|---", "Hhh|...|---|---")
    assert told(found.blocks.counted()) == {"headline/headline": 1}
    assert found.blocks.left_out() == (1, 2)
    assert found.characters.left_out() == (3, 6)


def test_a_hidden_block_that_one_labels_counts():
    document, _ = drawn("One|Hid", "Hhh|---")
    found = count_units(document, [marked("Hhh|Bbb"), marked("Hhh|---")])
    assert told(found.blocks.counted()) == {"headline/headline": 1, "body/.": 1}
    assert found.blocks.left_out() == (0, 0)


def test_a_block_of_which_one_marks_a_little_counts_although_both_leave_most_of_it_undecided():
    found = units("Photo: by AI", "..........Aa", "............")
    assert found.blocks.shown == {(MOSTLY_UNDECIDED, None): 1}
    assert found.blocks.left_out() == (0, 0)
    assert told(found.characters.counted()) == {"ai_label/.": 2}
    assert found.places == {}


def test_the_first_blocks_of_each_difference_lead_to_their_places():
    count = MOST_PLACES + 5
    found = units("|".join(["ab"] * count), "|".join(["Hh"] * count), "|".join(["Bb"] * count))
    (places,) = found.places.values()
    assert [place.start for place in places] == [3 * number for number in range(MOST_PLACES)]


@given(compared_documents(2, 4))
def test_characters_are_the_code_points_of_the_pieces(case):
    document, sets = case
    expected = Counter()
    pieces = align(document, sets)
    for piece in pieces:
        expected[piece.labels] += len(piece.span)
    found = count_units(document, sets).characters
    assert found.counted() == expected
    free = [
        len(part)
        for block in document.blocks
        for part in uncovered(document.text, block.span, [piece.span for piece in pieces])
    ]
    assert sum(found.left_out()) == sum(free)


@given(compared_documents(2, 4))
def test_every_block_that_is_labelled_counts_once_and_every_other_with_text_is_left_out(case):
    document, sets = case
    found = count_units(document, sets).blocks
    labelled = [block for block in document.blocks if any(one.touching(block.span) for one in sets)]
    written = [block for block in document.blocks if document.quote(block.span).strip()]
    assert found.counted().total() == len(labelled)
    assert sum(found.left_out()) == len(written) - len(labelled)
    assert found.left_out()[1] == sum(
        block.hidden is not None and block not in labelled for block in written
    )


@given(compared_documents(2, 4))
def test_the_category_of_a_block_has_most_of_its_code_points(case):
    document, sets = case
    for block in document.blocks:
        for one in sets:
            held = one.touching(block.span)
            weights = Counter()
            for annotation in held:
                weights[annotation.label] += len(annotation.span)
            free = uncovered(document.text, block.span, [each.span for each in held])
            weights[None] += sum(map(len, free))
            alone = type(document)(document.text, (type(block)(0, block.span),), document.segmenter)
            (said,) = count_units(alone, [one]).blocks.shown or [(None,)]
            assert weights[plain(said)[0]] == max(weights.values())


@given(compared_documents(3, 3))
def test_places_tell_every_way_in_which_two_differ(case):
    document, sets = case
    found = count_units(document, sets)
    differing = {said for said in found.blocks.counted() if len(set(said)) > 1}
    assert set(found.places) == differing
