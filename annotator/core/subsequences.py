"""Longest common subsequences of two sequences, as bits of whole numbers.

The table of lengths has a row for each member of the first sequence and a column for each of the
second. From one column to the next a length grows by one or not at all, so a row is as many bits:
a zero where it grows. A row follows from the one above it by a few operations on whole numbers
(Hyyrö 2004, “Bit-parallel LCS-length computation revisited”), which takes a sixtieth of the time
of going from cell to cell.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence


class Columns:
    """The second sequence, ready to be compared with many others."""

    __slots__ = ("_full", "_places", "count")

    def __init__(self, members: Sequence[Hashable]) -> None:
        self.count = len(members)
        self._full = (1 << self.count) - 1
        places: dict[Hashable, int] = {}
        for number, member in enumerate(members):
            places[member] = places.get(member, 0) | 1 << number
        self._places: Mapping[Hashable, int] = places

    def common_length(self, rows: Sequence[Hashable]) -> int:
        """How many members a longest common subsequence has."""
        row, full, places = self._full, self._full, self._places
        for member in rows:
            found = places.get(member)
            if found is not None:
                both = row & found
                row = ((row + both) | (row - both)) & full
        return self.count - row.bit_count()

    def common_rows(self, rows: Sequence[Hashable]) -> list[int]:
        """Which members of the other sequence make one up, by number, ascending.

        Of several longest ones it is that which is found from the end: where both a row and a
        column can be left out, it is the row, unless that costs length.
        """
        table = [self._full]
        row, full, places = self._full, self._full, self._places
        for member in rows:
            found = places.get(member)
            if found is not None:
                both = row & found
                row = ((row + both) | (row - both)) & full
            table.append(row)
        return self._backwards(rows, table)

    def _backwards(self, rows: Sequence[Hashable], table: list[int]) -> list[int]:
        places = self._places
        chosen = []
        i, j = len(rows), self.count
        while i and j:
            found = places.get(rows[i - 1])
            if found is None:
                i -= 1
            elif found >> (j - 1) & 1:
                chosen.append(i - 1)
                i -= 1
                j -= 1
            elif _length(table[i], j - 1) > _length(table[i - 1], j):
                j -= 1
            else:
                i -= 1
        return chosen[::-1]


def _length(row: int, columns: int) -> int:
    """The cell of a row behind so many columns."""
    return columns - (row & ((1 << columns) - 1)).bit_count()
