from hypothesis import given
from hypothesis import strategies as st

from annotator.core.documents import HiddenReason
from annotator.gui.cursor.folds import Folds
from annotator.gui.text_view.rows import PIECE_LENGTH, RowKind, RowTable
from tests.gui.text_view.sittings import document

_HIDDEN = ("div", "secret", HiddenReason.CLASS_NAME)
_NOSCRIPT = ("noscript", "enable", HiddenReason.NOSCRIPT)


def table_of(one, unfolded=()):
    return RowTable(one, Folds(one, unfolded))


def _picture(table: RowTable) -> list[str]:
    letters = {RowKind.TEXT: "text", RowKind.FOLD: "fold", RowKind.CUT: "cut"}
    rows = [table.row(number) for number in range(len(table))]
    return [
        f"{letters[row.kind]} {','.join(map(str, row.blocks))}".strip() + (" open" * row.is_open)
        for row in rows
    ]


def test_consecutive_hidden_blocks_are_one_row():
    table = table_of(document("a", _HIDDEN, _NOSCRIPT, "b", _HIDDEN))
    assert _picture(table) == ["text 0", "fold 1,2", "text 3", "fold 4"]
    assert [table.rows_of(block) for block in range(5)] == [
        range(1),
        range(1, 2),
        range(1, 2),
        range(2, 3),
        range(3, 4),
    ]


def test_an_unfolded_run_stands_below_its_line():
    table = table_of(document("a", _HIDDEN, _NOSCRIPT, "b"), {1})
    assert _picture(table) == ["text 0", "fold 1,2 open", "text 1", "text 2", "text 3"]
    assert table.rows_of(1) == range(2, 3)


def test_a_cut_page_ends_with_a_line_of_its_own():
    assert _picture(table_of(document("a", cut="too deep"))) == ["text 0", "cut"]


def test_a_document_without_blocks_has_no_rows():
    assert len(table_of(document())) == 0


@given(st.sampled_from(["word ", "文", "👨‍👩‍👧‍👦", "a\n"]), st.integers(1, 4 * PIECE_LENGTH))
def test_a_long_block_is_cut_into_pieces_that_join_without_a_gap(part, length):
    text = (part * length)[:length]
    one = document("first", text, "last")
    table = table_of(one)
    pieces = [table.row(number) for number in table.rows_of(1)]
    assert "".join(one.quote(piece.span) for piece in pieces) == text
    assert all(len(piece.span) <= PIECE_LENGTH + 32 for piece in pieces)
    assert [piece.is_first for piece in pieces] == [True] + [False] * (len(pieces) - 1)
    assert [piece.is_last for piece in pieces] == [False] * (len(pieces) - 1) + [True]
    for piece in pieces:
        for offset in (piece.span.start, piece.span.end - 1):
            assert table.row(table.row_of(1, offset)).span == piece.span


def test_pieces_never_cut_a_family_emoji():
    family = "👨‍👩‍👧‍👦"
    one = document(family * PIECE_LENGTH)
    table = table_of(one)
    assert all(table.row(number).span.start % len(family) == 0 for number in range(len(table)))
