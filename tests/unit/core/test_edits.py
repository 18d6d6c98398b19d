import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import labelling
from annotator.core.annotations import AnnotationSet
from annotator.core.edits import Edit, apply, invert
from annotator.core.errors import BugError, EditConflict
from annotator.core.spans import Span
from tests.pictures import a_label, drawn, mark_line, marked
from tests.unit.core.strategies import labelled_documents, steps_on


def edit(before, after):
    """The edit between two lines of marks, as it comes, even where it contradicts itself."""
    return Edit("Try", frozenset(marked(before)), frozenset(marked(after)))


def test_an_edit_that_replaces_a_set_by_itself_is_empty_and_touches_nothing():
    assert not edit("Bbb", "Bbb")
    assert edit("Bbb", "Bbb").extent == Span(0, 0)
    assert not edit("", "")
    assert apply(marked("Bbb"), edit("Ttt", "Ttt")) == marked("Bbb")


def test_the_extent_of_an_edit_holds_all_that_it_takes_and_gives():
    assert edit("....Bbb", "..Ttt").extent == Span(2, 7)
    assert edit("", "..Ttt").extent == Span(2, 5)
    assert edit("B......T", "").extent == Span(0, 8)


def test_applying_an_edit_replaces_what_it_names_and_leaves_the_rest():
    document, before = drawn("one two three four", "Bbb Ttt Hhhhh Aaaa")
    after = apply(before, edit("....Ttt.Hhhhh", "....Xxxxxxxxx"))
    assert mark_line(document, after) == "Bbb Xxxxxxxxx Aaaa"


def test_an_edit_leaves_alone_what_lies_between_the_things_it_replaces():
    document, before = drawn("one two three four", "Bbb Ttt Hhhhh Aaaa")
    after = apply(before, edit("Bbb ... ..... Aaaa", "Xxx ... ..... Xxxx"))
    assert mark_line(document, after) == "Xxx Ttt Hhhhh Xxxx"


@pytest.mark.parametrize("held", ["", "Ttt", "Bb.", ".Bb", "B.B"])
def test_an_edit_whose_before_is_not_in_the_set_is_a_conflict(held):
    with pytest.raises(EditConflict, match="“Try” no longer fits"):
        apply(marked(held), edit("Bbb", "Hhh"))


def test_an_edit_of_the_same_text_with_another_note_is_a_conflict():
    before = AnnotationSet(tuple(marked("Bbb")))
    noted = AnnotationSet.of(type(one)(one.span, one.label, note="why") for one in before)
    with pytest.raises(EditConflict):
        apply(noted, edit("Bbb", "Ttt"))


@pytest.mark.parametrize("held", ["..Ttt", "Tttttttt", "....T...", "...Bbb"])
def test_an_edit_that_would_lie_over_what_somebody_else_labelled_is_a_conflict(held):
    with pytest.raises(EditConflict, match="labelled the same text meanwhile"):
        apply(marked(held), edit("", "...Bbb"))


def test_a_conflict_leaves_the_set_as_it_was():
    held = marked("Ttt")
    with pytest.raises(EditConflict):
        apply(held, edit("Bbb", "Hhh"))
    assert held == marked("Ttt")


def test_an_edit_that_overlaps_itself_is_a_bug():
    wrong = Edit("Try", frozenset(), frozenset((*marked("Bbb"), *marked("..Ttt"))))
    with pytest.raises(BugError, match="overlaps itself"):
        apply(AnnotationSet(), wrong)


@given(labelled_documents(), st.data())
def test_a_set_that_changed_elsewhere_refuses_the_edit_or_takes_all_of_it(labelled, data):
    document, annotations = labelled
    ours = data.draw(steps_on(document)).edit(document, annotations)
    theirs = data.draw(steps_on(document)).edit(document, annotations)
    if ours is None or theirs is None:
        return
    changed = apply(annotations, theirs)
    try:
        both = apply(changed, ours)
    except EditConflict:
        return
    assert ours.after <= set(both)
    assert set(both) == (set(changed) - ours.before) | ours.after


@given(labelled_documents(), st.data())
def test_inverting_twice_gives_the_edit_back(labelled, data):
    document, annotations = labelled
    one = data.draw(steps_on(document)).edit(document, annotations)
    if one is not None:
        assert invert(invert(one)) == one
        assert invert(one).extent == one.extent


def test_edits_of_distant_blocks_apply_to_both():
    document, before = drawn("one|two|three", "...|Ttt|.....")
    spans = [Span(0, 3), Span(8, 13)]
    after = apply(before, labelling.label(document, before, spans, a_label("body")))
    assert mark_line(document, after) == "Bbb|Ttt|Bbbbb"
