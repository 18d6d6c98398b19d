import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import AnnotationSet
from annotator.core.edits import apply
from annotator.core.labels import LabelId
from annotator.core.tally import MIXED, Tally, standing
from tests.pictures import drawn, marked, page
from tests.unit.core.strategies import labelled_documents, sessions


def seen(tally, document):
    """All that a tally says."""
    around = range(-1, len(document.blocks) + 1)
    return {
        "standings": tally.standings,
        "blocks": +tally.blocks,
        "characters": +tally.characters,
        "visible": tally.visible_count,
        "undecided": tally.undecided_count,
        "next": [tally.next_undecided(one) for one in around],
        "previous": [tally.previous_undecided(one) for one in around],
    }


@given(sessions())
def test_a_tally_kept_up_to_date_equals_one_built_anew(session):
    document, steps = session
    annotations = AnnotationSet()
    tally = Tally(document, annotations)
    for step in steps:
        edit = step.edit(document, annotations)
        if edit:
            annotations = apply(annotations, edit)
            tally.update(annotations, document.blocks_touching(edit.extent))
        assert seen(tally, document) == seen(Tally(document, annotations), document)


@given(labelled_documents())
def test_a_tally_counts_what_the_characters_say(labelled):
    document, annotations = labelled
    tally = Tally(document, annotations)
    for block in document.blocks:
        one = tally.standings[block.index]
        assert one == standing(document, annotations, block.index)
        text = [
            at for at in range(block.span.start, block.span.end) if not document.text[at].isspace()
        ]
        bare = [at for at in text if annotations.at(at) is None]
        assert one.is_covered == (not bare)
        assert one.is_undecided == (bool(bare) and block.hidden is None)
    assert sum(tally.characters.values()) == sum(len(one.span) for one in annotations)
    assert tally.undecided_count == sum(one.is_undecided for one in tally.standings)


@pytest.mark.parametrize(
    ("marks", "summary"),
    [
        ("... ...", None),
        ("Bbbbbbb", "body"),
        ("Bbb ...", MIXED),
        ("Bbb Ttt", MIXED),
        ("B.. ..B", MIXED),
        ("--- ---", None),
    ],
)
def test_a_block_is_summed_up_by_the_one_label_that_covers_it(marks, summary):
    document, annotations = drawn("one two", marks)
    assert standing(document, annotations, 0).summary == summary


def test_white_space_at_the_ends_of_a_block_needs_no_label():
    document, annotations = drawn("␣one␣", " Bbb ")
    one = standing(document, annotations, 0)
    assert (one.summary, one.is_covered, one.is_undecided) == ("body", True, False)


def test_a_block_of_no_break_spaces_has_nothing_to_decide():
    one = standing(page("\N{NO-BREAK SPACE}" * 2), AnnotationSet(), 0)
    assert (one.summary, one.is_covered, one.is_undecided) == (None, True, False)


def test_a_block_of_zero_width_characters_waits_for_a_decision():
    assert standing(page("\N{ZERO WIDTH SPACE}"), AnnotationSet(), 0).is_undecided


def test_hidden_text_needs_no_decision_whether_labelled_or_not():
    document = page("one two", hidden=[0])
    assert not standing(document, AnnotationSet(), 0).is_undecided
    half = standing(document, marked("Bbb"), 0)
    assert (half.is_covered, half.is_undecided) == (False, False)


def test_characters_are_counted_by_label_in_the_order_of_the_ids():
    document, annotations = drawn("one two three", "Ttt Bbb Ttttt")
    assert standing(document, annotations, 0).characters == (
        (LabelId("body"), 3),
        (LabelId("teaser"), 8),
    )
    tally = Tally(document, annotations)
    assert tally.blocks == {"body": 1, "teaser": 1}
    assert tally.characters == {"body": 3, "teaser": 8}


def test_a_label_that_is_gone_counts_nothing():
    document, annotations = drawn("one|two", "Bbb|...")
    tally = Tally(document, annotations)
    tally.update(AnnotationSet(), range(2))
    assert tally.blocks["body"] == tally.characters["body"] == 0
    assert tally.undecided_count == 2


def test_the_search_for_undecided_blocks_goes_round_at_the_ends():
    document, annotations = drawn("a|b|c|d|e", "B|.|-|.|B")
    tally = Tally(document, annotations)
    assert [tally.next_undecided(after) for after in (-9, -1, 0, 1, 2, 3, 4, 99)] == [
        1, 1, 1, 3, 3, 1, 1, 1,
    ]  # fmt: skip
    assert [tally.previous_undecided(before) for before in (-9, 0, 1, 2, 3, 4, 99)] == [
        3, 3, 3, 1, 1, 3, 3,
    ]  # fmt: skip


def test_a_search_from_ahead_of_the_first_block_begins_at_it():
    document, annotations = drawn("a|b", ".|.")
    assert Tally(document, annotations).next_undecided(-2) == 0


def test_a_decided_page_has_no_undecided_block_to_go_to():
    document, annotations = drawn("a|b", "B|-")
    tally = Tally(document, annotations)
    assert tally.next_undecided(0) is None
    assert tally.previous_undecided(0) is None
    assert (tally.visible_count, tally.undecided_count) == (1, 0)


def test_a_page_without_blocks_is_decided():
    tally = Tally(page(), AnnotationSet())
    assert (tally.visible_count, tally.undecided_count, tally.next_undecided(-1)) == (0, 0, None)


@given(labelled_documents(), st.data())
def test_a_tally_may_be_told_of_more_blocks_than_changed(labelled, data):
    document, annotations = labelled
    tally = Tally(document, AnnotationSet())
    tally.update(annotations, range(len(document.blocks)))
    assert seen(tally, document) == seen(Tally(document, annotations), document)
