"""Heights of many rows, of which any may change, and which row lies where."""

from __future__ import annotations

from collections.abc import Sequence


class HeightIndex:
    """Rows one below the other: a Fenwick tree over their heights in whole pixels."""

    def __init__(self, heights: Sequence[int]) -> None:
        self._heights = list(heights)
        self._tree = tree = [0, *heights]
        count = len(tree)
        for index in range(1, count):
            parent = index + (index & -index)
            if parent < count:
                tree[parent] += tree[index]
        self._top_bit = 1 << (count - 1).bit_length() >> 1 if count > 1 else 0

    def __len__(self) -> int:
        return len(self._heights)

    @property
    def total(self) -> int:
        """The height of all rows."""
        return self.top(len(self._heights))

    def height(self, row: int) -> int:
        """The height of one row."""
        return self._heights[row]

    def top(self, row: int) -> int:
        """How far below the first row's top this row begins; one past the last row is allowed."""
        result = 0
        while row > 0:
            result += self._tree[row]
            row &= row - 1
        return result

    def at(self, y: int) -> int:
        """The row that holds `y`; the nearest one outside. -1 where there are no rows."""
        row, rest, bit = 0, max(y, 0), self._top_bit
        while bit:
            reached = row + bit
            if reached < len(self._tree) and self._tree[reached] <= rest:
                row = reached
                rest -= self._tree[reached]
            bit >>= 1
        return min(row, len(self._heights) - 1)

    def change(self, row: int, height: int) -> None:
        """Give one row another height."""
        difference = height - self._heights[row]
        self._heights[row] = height
        node = row + 1
        while difference and node < len(self._tree):
            self._tree[node] += difference
            node += node & -node
