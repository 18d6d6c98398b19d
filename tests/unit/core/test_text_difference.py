"""What stands in one of two texts alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.text_difference import DifferencePiece, Side, difference

words = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=12).map(" ".join)


def test_what_is_missing_and_what_is_extra_stand_between_what_is_in_both():
    assert difference("The ferry is late", "Home The ferry late again") == (
        DifferencePiece(Side.EXTRA, "Home"),
        DifferencePiece(Side.BOTH, "The ferry"),
        DifferencePiece(Side.MISSING, "is"),
        DifferencePiece(Side.BOTH, "late"),
        DifferencePiece(Side.EXTRA, "again"),
    )


def test_long_runs_are_cut_in_their_middle():
    words = [f"w{number}" for number in range(200)]
    (piece,) = difference(" ".join(words), " ".join(words))
    assert piece.text.split() == [*words[:8], "…", *words[-8:]]
    (piece,) = difference("", " ".join(words))
    assert (piece.side, len(piece.text.split())) == (Side.EXTRA, 61)


def test_there_are_no_more_pieces_than_somebody_looks_at():
    odd = " ".join(f"w{number} x" for number in range(300))
    even = " ".join(f"w{number} y" for number in range(300))
    pieces = difference(odd, even)
    assert len(pieces) == 61
    assert pieces[-1] == DifferencePiece(Side.BOTH, "…")


@given(words, words)
def test_the_pieces_make_up_both_texts(reference, text):
    pieces = difference(reference, text)
    for side, whole in ((Side.MISSING, reference), (Side.EXTRA, text)):
        told = [one.text for one in pieces if one.side in {side, Side.BOTH}]
        assert " ".join(told).split() == whole.split()
