"""Longest common subsequences in bits against the table that they stand for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.subsequences import Columns

members = st.lists(st.sampled_from("abc"), max_size=80)


def table_of(rows, columns):
    table = [[0] * (len(columns) + 1)]
    for row in rows:
        line = [0]
        for number, column in enumerate(columns):
            above = table[-1]
            is_same = row == column
            line.append(above[number] + 1 if is_same else max(line[-1], above[number + 1]))
        table.append(line)
    return table


@given(members, members)
def test_the_length_is_that_of_the_table(rows, columns):
    assert Columns(columns).common_length(rows) == table_of(rows, columns)[-1][-1]


@given(members, members)
def test_the_rows_are_a_longest_one_that_stands_in_both(rows, columns):
    chosen = Columns(columns).common_rows(rows)
    assert chosen == sorted(set(chosen))
    assert len(chosen) == table_of(rows, columns)[-1][-1]
    left = iter(columns)
    assert all(rows[number] in left for number in chosen)


def test_nothing_has_nothing_in_common():
    assert Columns("").common_rows("abc") == []
    assert Columns("abc").common_length("") == 0
