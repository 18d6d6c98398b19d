from hypothesis import given
from hypothesis import strategies as st

from annotator.core.spans import Span
from annotator.gui.cursor.finding import FoldedText


def _all(text: str, wanted: str) -> list[str]:
    folded = FoldedText(text)
    found = []
    match = folded.find(wanted, 0)
    while match is not None:
        found.append(text[match.start : match.end])
        match = folded.find(wanted, match.end)
    return found


def test_case_and_the_kind_of_space_do_not_matter():
    assert _all("River RIVER\u00a0bank river bank", "river BANK") == [
        "RIVER\u00a0bank",
        "river bank",
    ]


def test_letters_that_fold_to_several_keep_the_offsets_right():
    assert _all("Straße STRASSE ﬁn straße 😀 fin", "strasse") == ["Straße", "STRASSE", "straße"]
    assert _all("İstanbul ﬁn 😀 fin", "fin") == ["ﬁn", "fin"]


def test_the_last_match_before_an_offset():
    folded = FoldedText("ab ß ab ß ab")
    assert folded.find_last("AB", 12) == Span(10, 12)
    assert folded.find_last("AB", 11) == Span(5, 7)
    assert folded.find_last("AB", 1) is None


def test_nothing_is_found_for_nothing():
    assert FoldedText("abc").find("", 0) is None
    assert FoldedText("abc").find("x", 0) is None


@given(st.text(st.sampled_from("aAßẞİiﬁ😀 "), max_size=20), st.data())
def test_any_piece_of_a_text_is_found_in_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    match = FoldedText(text).find(text[start:end], 0)
    if start == end:
        assert match is None
    else:
        assert match is not None
        assert match.start <= start


def test_a_match_grows_while_the_word_is_typed_and_moves_on_when_asked_again():
    folded = FoldedText("rat river raft river")
    first = folded.next_to("r", Span(0, 0), forward=True)
    assert first == Span(0, 1)
    grown = folded.next_to("riv", first, forward=True)
    assert grown == Span(4, 7)
    assert folded.next_to("rive", grown, forward=True) == Span(4, 8)
    assert folded.next_to("riv", grown, forward=True) == Span(15, 18)
    assert folded.next_to("riv", Span(15, 18), forward=True) == grown
    assert folded.next_to("riv", grown, forward=False) == Span(15, 18)


def test_a_match_is_counted_among_all_whatever_its_case():
    folded = FoldedText("Straße, STRASSE, strasse")
    match = folded.find("strasse", 8)
    assert folded.place_of("STRASSE", match) == (2, 3)
