import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.errors import BugError
from annotator.core.spans import Span, gaps, uncovered
from tests.unit.core.strategies import texts

spans = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda ends: Span(*sorted(ends)))


def offsets(span):
    return set(range(span.start, span.end))


@pytest.mark.parametrize("ends", [(3, 2), (-1, 2), (-3, -1)])
def test_a_span_that_ends_before_it_starts_or_lies_before_the_text_is_a_bug(ends):
    with pytest.raises(BugError, match="no span runs from"):
        Span(*ends)


def test_an_empty_span_is_a_position_and_false():
    assert not Span(4, 4)
    assert len(Span(4, 4)) == 0
    assert 4 not in Span(4, 4)


def test_only_whole_numbers_can_be_in_a_span():
    assert 2 in Span(2, 3)
    assert 3 not in Span(2, 3)
    assert "2" not in Span(2, 3)


@given(spans, spans)
def test_spans_meet_and_cover_as_their_sets_of_offsets_do(one, other):
    assert one.overlaps(other) == bool(offsets(one) & offsets(other))
    assert offsets(one.intersection(other)) == offsets(one) & offsets(other)
    if other:
        assert one.covers(other) == (offsets(other) <= offsets(one))


@given(texts.map(lambda text: (text, Span(0, len(text)))))
def test_trimming_a_whole_text_is_stripping_it(case):
    text, span = case
    trimmed = span.trimmed(text)
    assert text[trimmed.start : trimmed.end] == text.strip()


@given(texts, spans)
def test_trimming_takes_white_space_from_the_ends_and_nothing_else(text, span):
    trimmed = span.trimmed(text)
    inside = {offset for offset in offsets(span) if text[offset : offset + 1].strip()}
    if inside:
        assert trimmed == Span(min(inside), max(inside) + 1)
    else:
        assert trimmed == Span(span.start, span.start)


@pytest.mark.parametrize("blank", ["\N{NO-BREAK SPACE}", "\N{IDEOGRAPHIC SPACE}", "\t", "\n"])
def test_all_that_python_calls_white_space_is_trimmed(blank):
    assert Span(0, 3).trimmed(f"{blank}a{blank}") == Span(1, 2)


@pytest.mark.parametrize(
    "character",
    ["\N{ZERO WIDTH SPACE}", "\N{ZERO WIDTH JOINER}", "\N{RIGHT-TO-LEFT MARK}", "\ufeff"],
)
def test_what_has_no_width_is_text_and_stays(character):
    assert Span(0, 1).trimmed(character) == Span(0, 1)


@given(texts, spans, st.lists(spans.filter(bool), max_size=4))
def test_what_is_uncovered_is_the_text_outside_all_covers_once(text, span, covers):
    free = uncovered(text, span, sorted(covers))
    left = offsets(span).difference(*map(offsets, covers))
    assert [one.trimmed(text) for one in free] == free
    assert all(free)
    assert set().union(*map(offsets, free)) <= left
    written = {offset for offset in left if text[offset : offset + 1].strip()}
    assert sum(map(len, free)) == len(set().union(*map(offsets, free)))
    assert written <= set().union(*map(offsets, free))


@given(spans, st.lists(spans, max_size=4))
def test_gaps_are_what_no_cover_holds_with_their_white_space(whole, covers):
    found = gaps(whole, sorted(covers))
    assert all(found), "no gap is empty"
    held = set().union(*map(offsets, covers))
    assert [at for gap in found for at in sorted(offsets(gap))] == sorted(offsets(whole) - held)
