from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.text_view.height_index import HeightIndex

_HEIGHTS = st.lists(st.integers(1, 200), min_size=1, max_size=80)


def _tops(heights: list[int]) -> list[int]:
    return [sum(heights[:row]) for row in range(len(heights) + 1)]


@given(_HEIGHTS)
def test_every_row_begins_where_the_rows_above_it_end(heights):
    index = HeightIndex(heights)
    assert [index.top(row) for row in range(len(heights) + 1)] == _tops(heights)
    assert index.total == sum(heights)


@given(_HEIGHTS, st.data())
def test_changed_heights_move_what_is_below(heights, data):
    index = HeightIndex(heights)
    for _ in range(5):
        row = data.draw(st.integers(0, len(heights) - 1))
        heights[row] = data.draw(st.integers(1, 500))
        index.change(row, heights[row])
    assert [index.top(row) for row in range(len(heights) + 1)] == _tops(heights)
    assert [index.height(row) for row in range(len(heights))] == heights


@given(_HEIGHTS)
def test_a_height_belongs_to_the_row_that_spans_it(heights):
    index = HeightIndex(heights)
    for row, top in enumerate(_tops(heights)[:-1]):
        assert index.at(top) == row
        assert index.at(top + heights[row] - 1) == row


def test_outside_the_nearest_row_answers():
    index = HeightIndex([10, 20])
    assert index.at(-5) == 0
    assert index.at(999) == 1


def test_no_rows_have_no_row_at_any_height():
    assert HeightIndex([]).at(0) == -1
    assert HeightIndex([]).total == 0
