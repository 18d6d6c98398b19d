import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.assist.tree_questions import MOST_LEAVES, Questions

TREES = st.recursive(
    st.integers(-999, 999),
    lambda inner: st.tuples(st.integers(0, 2), st.integers(-3, 3), inner, inner),
    max_leaves=12,
)
ROWS = st.lists(st.tuples(*[st.integers(-4, 4)] * 3), max_size=9)


def laid_out(trees):
    columns = [[], [], [], [], []]

    def put(node):
        place = len(columns[0])
        for column, value in zip(columns, (0, 0.0, place, place, 0), strict=True):
            column.append(value)
        if isinstance(node, tuple):
            columns[0][place], columns[1][place] = node[:2]
            columns[2][place], columns[3][place] = put(node[2]), put(node[3])
        else:
            columns[4][place] = node
        return place

    roots = [put(tree) for tree in trees]
    return [*columns, roots]


def walked(node, row):
    while isinstance(node, tuple):
        node = node[2] if row[node[0]] <= node[1] else node[3]
    return node


def chain(leaves):
    tree = 0
    for number in range(1, leaves):
        tree = (0, number, tree, number)
    return tree


@given(st.lists(TREES, max_size=4), ROWS)
def test_the_leaves_left_over_are_those_that_a_walk_down_ends_at(trees, rows):
    table = np.array(rows, dtype=np.float32).reshape(len(rows), 3)
    expected = [sum(walked(tree, row) for tree in trees) for row in rows]
    assert Questions.of(*laid_out(trees)).sums(table).tolist() == expected


def test_rows_beyond_those_taken_at_once_are_asked_too():
    rows = np.arange(1_000, dtype=np.float32).reshape(-1, 1)
    sums = Questions.of(*laid_out([(0, 499, 1, 2)])).sums(rows)
    assert sums.tolist() == [1] * 500 + [2] * 500


def test_a_tree_with_as_many_leaves_as_there_are_bits_is_asked_to_the_last():
    tree = chain(MOST_LEAVES)
    rows = np.array([[-5], [1], [16], [40]], dtype=np.float32)
    sums = Questions.of(*laid_out([tree])).sums(rows)
    assert sums.tolist() == [walked(tree, row) for row in rows.tolist()]


def test_a_tree_with_more_leaves_is_refused():
    with pytest.raises(ValueError, match="more than 32 leaves"):
        Questions.of(*laid_out([chain(MOST_LEAVES + 1)]))
