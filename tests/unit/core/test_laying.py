from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import Annotation, AnnotationSet, Origin, violations
from annotator.core.documents import Document
from annotator.core.errors import UserError
from annotator.core.gold_alignment import Fate
from annotator.core.labels import LabelId
from annotator.core.laying import laid, located
from annotator.core.spans import Span
from tests.pictures import page, picture
from tests.unit.core.strategies import documents, spans_in


def mark(start: int, end: int, label: str = "body", note: str = "") -> Annotation:
    return Annotation(Span(start, end), LabelId(label), note=note)


def drawn(document: Document, *marks: Annotation) -> list[str]:
    return picture(document, laid(document, marks)).split("\n")


def test_marks_are_cut_at_the_borders_of_blocks_and_trimmed():
    assert drawn(page("Big news", "More of it"), mark(3, 14)) == [
        "Big news|More of it",
        "... Bbbb|Bbbb .. ..",
    ]


def test_marks_of_one_label_that_touch_or_overlap_are_one():
    document = page("One two three")
    assert drawn(document, mark(0, 3), mark(4, 7), mark(5, 13)) == [
        "One two three",
        "Bbbbbbbbbbbbb",
    ]


def test_what_is_taken_in_is_imported_and_keeps_note_and_doubt():
    unsure = Annotation(Span(0, 3), LabelId("body"), note="really?", uncertain=True)
    (one,) = laid(page("One two"), [unsure])
    assert (one.origin, one.note, one.uncertain) == (Origin.IMPORTED, "really?", True)


def test_two_labels_for_the_same_text_are_refused():
    with pytest.raises(UserError, match="“two” is marked as body and as teaser"):
        laid(page("One two three"), [mark(0, 13), mark(4, 7, "teaser")])


def test_a_mark_inside_another_of_the_label_hides_no_clash_behind_it():
    with pytest.raises(UserError, match="“three”"):
        laid(page("One two three"), [mark(0, 13), mark(4, 7), mark(8, 13, "teaser")])


@given(documents(), st.data())
def test_marks_of_one_label_always_become_a_partition(document: Document, data: st.DataObject):
    spans = data.draw(st.lists(spans_in(document), max_size=4))
    annotations = laid(document, [Annotation(span, LabelId("body")) for span in spans])
    assert violations(document, annotations) == []


@given(documents(), st.data())
def test_a_set_laid_anew_is_the_same_set(document: Document, data: st.DataObject):
    spans = data.draw(st.lists(spans_in(document), max_size=4))
    annotations = laid(document, [Annotation(span, LabelId("body")) for span in spans])
    assert laid(document, annotations) == annotations


def test_offsets_hold_where_the_text_is_the_same():
    document = page("One", "two")
    (one,) = located(document, document.text, [Span(4, 7)])
    assert (one.spans, one.fate) == ((Span(4, 7),), Fate.FOUND)


def test_offsets_are_led_over_where_white_space_and_quotes_alone_differ():
    document = page("“One”", "two", "two")
    text = '  "One"  two\n\n two'
    (one,) = located(document, text, [Span(text.rindex("two"), len(text))])
    assert one.spans == (document.blocks[2].span,)
    assert located(document, text, [Span(0, 2)])[0].spans == ()


def test_what_is_not_marked_helps_to_find_what_is():
    document = page("Read more", "The story itself", "Read more", "Something new in the footer")
    text = "Read more\nThe story itself\nRead more\nSomething old in the footer"
    start = text.rindex("Read more")
    (one,) = located(document, text, [Span(start, start + 9)])
    assert (one.spans, one.fate) == ((document.blocks[2].span,), Fate.BY_ORDER)


def test_a_mark_that_is_nowhere_is_told():
    (one,) = located(page("Something else"), "Another text that is not there", [Span(0, 30)])
    assert (one.spans, one.fate) == ((), Fate.NOT_FOUND)


@given(documents(), st.data())
def test_a_text_with_other_white_space_leads_to_the_same_letters(
    document: Document, data: st.DataObject
):
    span = data.draw(spans_in(document))
    span = Span(min(span.start, len(document.text)), min(span.end, len(document.text)))
    text = "\n" + document.text.replace("\n", "\n\n ")
    start = 1 + len(document.text[: span.start].replace("\n", "\n\n "))
    end = 1 + len(document.text[: span.end].replace("\n", "\n\n "))
    (one,) = located(document, text, [Span(start, end)])
    expected = AnnotationSet(laid(document, [Annotation(span, LabelId("body"))]).annotations)
    got = laid(document, [Annotation(part, LabelId("body")) for part in one.spans])
    assert _letters(document, got) == _letters(document, expected)


def _letters(document: Document, annotations: AnnotationSet) -> str:
    """The marked text without what leaves nothing to see."""
    seen = "".join(document.quote(one.span) for one in annotations)
    return "".join(one for one in seen if one.isalnum() or ord(one) > 0x1F000)
