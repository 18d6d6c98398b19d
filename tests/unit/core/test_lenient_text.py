from __future__ import annotations

import pytest
from hypothesis import given

from annotator.core.lenient_text import LenientText, solid, without_list_marker
from tests.unit.core.strategies import texts


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("“Hello”, she said", '"Hello", she said'),
        ("it’s ‹so›", "it's 'so'"),
        ("1914–1918 — a war", "1914-1918 - a war"),
        ("a\N{NO-BREAK SPACE}b \n\t c", "abc"),
        ("soft\N{SOFT HYPHEN}ly, zero\N{ZERO WIDTH SPACE}width", "softly, zerowidth"),
        ("wait…", "wait..."),
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE}", "cafe\N{COMBINING ACUTE ACCENT}"),
        ("o\N{LATIN SMALL LIGATURE FFI}ce", "office"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
    ],
)
def test_what_people_write_in_several_ways_is_the_same(left: str, right: str):
    assert solid(left) == solid(right)


def test_letters_of_either_case_and_with_other_accents_differ():
    assert solid("Resume") != solid("resume")
    assert solid("resume") != solid("résumé")


@given(texts, texts)
def test_a_text_is_compared_piece_by_piece(left: str, right: str):
    assert solid(left + right) == solid(left) + solid(right)


@given(texts)
def test_every_place_leads_back_to_what_it_was_made_of(text: str):
    lenient = LenientText(text)
    for place, one in enumerate(lenient.solid):
        span = lenient.span(place, place + 1)
        assert one in solid(text[span.start : span.end])
        assert lenient.place(span.start) <= place < lenient.place(span.end)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("- one", "one"),
        (" • one", "one"),
        ("12. one", "one"),
        ("(b) one", "one"),
        ("a) one", "one"),
        ("-one", "-one"),
        ("2026 began", "2026 began"),
        ("1.5 million", "1.5 million"),
        ("", ""),
    ],
)
def test_a_list_marker_needs_white_space_behind_it(text: str, bare: str):
    assert without_list_marker(text) == bare
