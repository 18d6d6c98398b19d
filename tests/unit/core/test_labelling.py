"""What each gesture does, as pictures; `test_labelling_against_oracle.py` tries the rest."""

from dataclasses import replace

import pytest

from annotator.core import labelling
from annotator.core.annotations import Annotation, AnnotationSet, Origin
from annotator.core.edits import apply
from annotator.core.errors import EditConflict
from annotator.core.spans import Span
from tests.pictures import a_label, drawn, mark_line, marked, page

BODY, TEASER, REST = a_label("body"), a_label("teaser"), a_label("boilerplate")
NBSP = "\N{NO-BREAK SPACE}"


def labelled(text, marks, label, *ends):
    """The marks once the spans of these ends have the label."""
    document, annotations = drawn(text, marks)
    edit = labelling.label(document, annotations, [Span(*one) for one in ends], label)
    return mark_line(document, apply(annotations, edit))


def resized(text, marks, at, ends):
    """The marks once the annotation at that offset has moved its boundaries to the ends."""
    document, annotations = drawn(text, marks)
    edit = labelling.resize(document, annotations, annotations.at(at), Span(*ends))
    return mark_line(document, apply(annotations, edit))


def test_a_selection_across_blocks_labels_the_part_in_each():
    assert labelled("Big news|Read more", "........|.... ....", BODY, (4, 13)) == (
        "... Bbbb|Bbbb ...."
    )


def test_white_space_at_the_ends_of_a_selection_stays_out():
    assert labelled("one two three", "... ... .....", BODY, (3, 8)) == "... Bbb ....."


def test_a_selection_of_white_space_alone_changes_nothing():
    document, annotations = drawn("one  two", "Bbb  ...")
    assert not labelling.label(document, annotations, [Span(3, 5)], TEASER)
    assert not labelling.clear(document, annotations, [Span(3, 5)])


def test_a_selection_of_nothing_changes_nothing():
    document, annotations = drawn("one", "...")
    assert not labelling.label(document, annotations, [], BODY)
    assert not labelling.label(document, annotations, [Span(1, 1)], BODY)
    assert not labelling.label(document, annotations, [Span(7, 9)], BODY)


def test_a_label_takes_its_text_from_the_middle_of_another():
    assert labelled("one two three", "Bbbbbbbbbbbbb", TEASER, (4, 7)) == "Bbb Ttt Bbbbb"


def test_a_label_takes_over_smaller_ones_under_it():
    assert labelled("one two three", "Bbb Ttt .....", REST, (0, 13)) == "Xxxxxxxxxxxxx"


def test_a_neighbour_of_the_same_label_becomes_one_with_it():
    assert labelled("one two three", "Bbb ... .....", BODY, (4, 7)) == "Bbbbbbb ....."


def test_a_gap_closed_between_two_of_the_same_label_makes_the_three_one():
    assert labelled("one two three", "Bbb ... Bbbbb", BODY, (4, 7)) == "Bbbbbbbbbbbbb"


def test_the_same_label_in_the_next_block_stays_apart():
    assert labelled("one|two", "Bbb|...", BODY, (4, 7)) == "Bbb|Bbb"


def test_overlapping_and_repeated_spans_of_one_gesture_are_one():
    assert labelled("abcdef", "......", BODY, (3, 5), (0, 4), (0, 4)) == "Bbbbb."


def test_hidden_text_can_be_labelled_by_hand():
    assert labelled("one|two", "...|---", BODY, (4, 7)) == "...|Bbb"


def test_a_block_of_no_break_spaces_has_nothing_to_label():
    document = page(NBSP * 3, "one")
    assert not labelling.label(document, AnnotationSet(), [Span(0, 3)], BODY)
    filled = apply(AnnotationSet(), labelling.fill_undecided(document, AnnotationSet(), REST))
    assert mark_line(document, filled) == "   |Xxx"


def test_a_block_of_zero_width_characters_is_text_that_can_be_labelled():
    document = page("\N{ZERO WIDTH SPACE}")
    edit = labelling.label(document, AnnotationSet(), [Span(0, 1)], BODY)
    assert mark_line(document, apply(AnnotationSet(), edit)) == "B"


# What becomes of origin, note and mark of doubt.


def by(origin, marks="Bbb", **more):
    return AnnotationSet.of(replace(one, origin=origin, **more) for one in marked(marks))


@pytest.mark.parametrize("origin", [Origin.ACCEPTED_SINGLY, Origin.IMPORTED])
def test_giving_a_proposal_its_own_label_by_hand_makes_it_labelled_by_hand(origin):
    edit = labelling.label(page("one"), by(origin), [Span(0, 3)], BODY)
    assert edit.after == frozenset(by(Origin.BY_HAND))


def test_giving_text_its_own_label_keeps_its_note_and_its_doubt():
    before = by(Origin.BY_HAND, note="a kicker?", uncertain=True)
    assert not labelling.label(page("one"), before, [Span(0, 3)], BODY)
    assert not labelling.label(page("one"), before, [Span(1, 2)], BODY)


def test_accepting_what_is_labelled_by_hand_already_leaves_it_by_hand():
    origin = Origin.ACCEPTED_SINGLY
    assert not labelling.label(page("one"), by(Origin.BY_HAND), [Span(0, 3)], BODY, origin)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Origin.BY_HAND, Origin.ACCEPTED_SINGLY, Origin.BY_HAND),
        (Origin.IMPORTED, Origin.BY_HAND, Origin.BY_HAND),
        (Origin.IMPORTED, Origin.ACCEPTED_SINGLY, Origin.ACCEPTED_SINGLY),
        (Origin.IMPORTED, Origin.IMPORTED, Origin.IMPORTED),
    ],
)
def test_two_made_one_have_the_origin_that_is_nearer_to_the_hand(one, other, both):
    edit = labelling.label(page("one two"), by(one), [Span(4, 7)], BODY, other)
    assert edit.after == {Annotation(Span(0, 7), BODY.id, both)}


def test_two_made_one_keep_each_line_of_their_notes_once_and_any_doubt():
    document = page("one two three")
    left = Annotation(Span(0, 3), BODY.id, note="a kicker?\nask Meron")
    right = Annotation(Span(8, 13), BODY.id, note="ask Meron\ntoo long", uncertain=True)
    edit = labelling.label(document, AnnotationSet((left, right)), [Span(4, 7)], BODY)
    assert edit.after == {
        Annotation(Span(0, 13), BODY.id, note="a kicker?\nask Meron\ntoo long", uncertain=True)
    }


def test_both_halves_of_a_split_annotation_keep_its_origin_note_and_doubt():
    document = page("one two three")
    whole = by(Origin.IMPORTED, "Bbbbbbbbbbbbb", note="why", uncertain=True)
    edit = labelling.clear(document, whole, [Span(4, 7)])
    assert edit.after == frozenset(by(Origin.IMPORTED, "Bbb ... Bbbbb", note="why", uncertain=True))


def test_another_label_takes_note_and_doubt_away():
    before = by(Origin.ACCEPTED_SINGLY, note="why", uncertain=True)
    edit = labelling.label(page("one"), before, [Span(0, 3)], TEASER)
    assert edit.after == {Annotation(Span(0, 3), TEASER.id)}


# Clearing and filling.


def test_clearing_makes_text_undecided_and_trims_what_is_left():
    document, annotations = drawn("one two three|four", "Bbbbbbbbbbbbb|Tttt")
    edit = labelling.clear(document, annotations, [Span(4, 16)])
    assert mark_line(document, apply(annotations, edit)) == "Bbb ... .....|..Tt"


def test_filling_labels_all_visible_text_that_is_undecided():
    document, annotations = drawn("one two|three|four|five", "Bbb ...|.....|----|.Tt.")
    edit = labelling.fill_undecided(document, annotations, REST)
    assert mark_line(document, apply(annotations, edit)) == "Bbb Xxx|Xxxxx|----|XTtX"


def test_filling_joins_what_has_the_label_already():
    document, annotations = drawn("one two three", "... Xxx .....")
    edit = labelling.fill_undecided(document, annotations, REST)
    assert mark_line(document, apply(annotations, edit)) == "Xxxxxxxxxxxxx"


def test_filling_a_decided_page_changes_nothing():
    document, annotations = drawn("one|two", "Bbb|---")
    assert not labelling.fill_undecided(document, annotations, REST)


def test_the_edits_say_in_words_what_they_do():
    document, annotations = drawn("one two", "Bbb ...")
    names = [
        labelling.label(document, annotations, [Span(4, 7)], TEASER).name,
        labelling.clear(document, annotations, [Span(0, 3)]).name,
        labelling.fill_undecided(document, annotations, REST).name,
        labelling.resize(document, annotations, annotations.at(0), Span(0, 2)).name,
    ]
    assert names == ["Label Teaser", "Clear", "Fill the rest with Boilerplate", "Move boundary"]


# Moving boundaries.


def test_a_grown_annotation_takes_from_its_neighbour():
    assert resized("one two", "Bbb Ttt", 0, (0, 5)) == "BbbbbTt"


def test_a_shrunk_annotation_leaves_undecided_text_behind():
    assert resized("one two", "Bbbbbbb", 0, (0, 3)) == "Bbb ..."


def test_a_grown_annotation_can_swallow_a_neighbour_whole():
    assert resized("one two three", "Bbb Ttt Bbbbb", 4, (0, 7)) == "Ttttttt Bbbbb"
    assert resized("one two three", "Bbb Ttt Bbbbb", 0, (0, 8)) == "Bbbbbbbbbbbbb"


def test_a_grown_annotation_that_reaches_one_of_its_label_becomes_one_with_it():
    assert resized("one two three", "Bbb ... Bbbbb", 0, (0, 7)) == "Bbbbbbbbbbbbb"
    assert resized("one two three", "Bbb ... Bbbbb", 0, (0, 10)) == "Bbbbbbbbbbbbb"


def test_a_boundary_stays_inside_its_block():
    assert resized("one|two|three", "...|Bbb|.....", 4, (0, 12)) == "...|Bbb|....."


def test_a_boundary_moved_onto_white_space_changes_nothing():
    document, annotations = drawn("one two", "Bbb ...")
    assert not labelling.resize(document, annotations, annotations.at(0), Span(0, 4))


@pytest.mark.parametrize("ends", [(2, 2), (3, 4), (8, 9)])
def test_an_annotation_cannot_be_moved_to_nothing(ends):
    document, annotations = drawn("one two|three", "Bbb ...|.....")
    assert not labelling.resize(document, annotations, annotations.at(0), Span(*ends))


def test_an_annotation_may_move_away_from_where_it_was():
    assert resized("one two three", "Bbb ... .....", 0, (8, 13)) == "... ... Bbbbb"


def test_a_moved_annotation_keeps_origin_note_and_doubt():
    document = page("one two")
    before = by(Origin.ACCEPTED_SINGLY, "Bbb", note="why", uncertain=True)
    edit = labelling.resize(document, before, before.at(0), Span(0, 7))
    after = by(Origin.ACCEPTED_SINGLY, "Bbbbbbb", note="why", uncertain=True)
    assert edit.after == frozenset(after)


def test_moving_the_boundary_of_an_annotation_that_is_gone_is_a_conflict():
    document, annotations = drawn("one two", "Bbb ...")
    gone = Annotation(Span(0, 3), TEASER.id)
    with pytest.raises(EditConflict, match="the annotation has changed meanwhile"):
        labelling.resize(document, annotations, gone, Span(0, 2))
