"""The pictures that other tests believe."""

from annotator.core.annotations import AnnotationSet, Origin, violations
from annotator.core.spans import Span
from tests.pictures import LABEL_SET, drawn, marked, page, picture


def test_a_picture_shows_text_and_marks_aligned():
    document, annotations = drawn("Big news|Read more|Menu", "Hhhhhhhh|.... Tttt|----")
    assert picture(document, annotations) == "Big news|Read more|Menu\nHhhhhhhh|.... Tttt|----"
    assert violations(document, annotations) == []


def test_a_picture_tells_two_annotations_from_one():
    assert [one.span for one in marked("BbBb")] == [Span(0, 2), Span(2, 4)]
    assert [one.span for one in marked("Bbbb")] == [Span(0, 4)]


def test_blocks_are_separated_by_a_newline_and_hidden_where_the_marks_say_so():
    document, _ = drawn("a|b", ".|-")
    assert document.text == "a\nb"
    assert [block.hidden is None for block in document.blocks] == [True, False]


def test_what_has_no_column_of_its_own_gets_a_stand_in():
    document = page(
        "e\N{COMBINING ACUTE ACCENT}\N{NO-BREAK SPACE}\N{ZERO WIDTH JOINER}\N{GRINNING FACE}"
    )
    assert picture(document, AnnotationSet()) == "e◌␣◌\N{GRINNING FACE}\n.. .."


def test_no_break_spaces_can_be_drawn():
    document, _ = drawn("a␣b", ". .")
    assert document.text == "a\N{NO-BREAK SPACE}b"


def test_marked_annotations_have_the_origin_asked_for():
    assert [one.origin for one in marked("B.T", Origin.IMPORTED)] == [Origin.IMPORTED] * 2


def test_the_labels_of_the_tests_have_one_that_fills():
    assert LABEL_SET.filler.id == "boilerplate"
