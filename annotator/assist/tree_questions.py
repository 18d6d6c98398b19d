"""What trees say of many rows at once, without going down any of them.

Every question of a tree is put to every row. Who goes right cannot come to a leaf on the left of
that question; of the leaves that are left over, the first is where the way down ends (QuickScorer,
Lucchese and others 2015). With numpy that takes a fifth of the time of going down step by step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.assist.visible_page import Whole

MOST_LEAVES = 32
"""Of one tree: a bit each."""
_ROWS_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Questions:
    """The inner nodes of all trees, as many places for each tree as the largest of them needs.

    Who has more of `feature` than the `threshold` can come to none of the leaves in `lost`, a bit
    for each. `value` is what the leaves add, one row a tree.
    """

    feature: Whole
    threshold: npt.NDArray[np.float32]
    lost: npt.NDArray[np.uint32]
    value: Whole

    @classmethod
    def of(
        cls,
        feature: Sequence[int],
        threshold: Sequence[float],
        left: Sequence[int],
        right: Sequence[int],
        value: Sequence[int],
        root: Sequence[int],
    ) -> Questions:
        """Those of trees whose nodes stand in one list; `ValueError` for a tree that is too large.

        The children of a leaf are the leaf itself.
        """
        trees = [_taken_apart(top, left, right) for top in root]
        most = max((len(questions) for _, questions in trees), default=0)
        # In a place that is left empty no answer loses a leaf.
        asked = np.zeros((len(trees), most), dtype=np.int64)
        limits = np.zeros((len(trees), most, 1), dtype=np.float32)
        lost = np.zeros((len(trees), most, 1), dtype=np.uint32)
        values = np.zeros((len(trees), MOST_LEAVES), dtype=np.int64)
        for number, (leaves, questions) in enumerate(trees):
            values[number, : len(leaves)] = [value[leaf] for leaf in leaves]
            for place, (node, mask) in enumerate(questions):
                asked[number, place] = feature[node]
                limits[number, place] = threshold[node]
                lost[number, place] = mask
        return cls(asked, limits, lost, values)

    def sums(self, rows: npt.NDArray[np.float32]) -> Whole:
        """What all trees together say of each row."""
        sums: Whole = np.zeros(len(rows), dtype=np.int64)
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            some = slice(start, start + _ROWS_AT_ONCE)
            sums[some] = self._sums(rows[some])
        return sums

    def _sums(self, rows: npt.NDArray[np.float32]) -> Whole:
        goes_left = np.ascontiguousarray(rows.T)[self.feature] <= self.threshold
        lost = goes_left.astype(np.uint32)
        lost -= np.uint32(1)  # all bits where it goes right, none where it goes left
        lost &= self.lost
        gone = np.bitwise_or.reduce(lost, axis=1)
        first = ((gone + np.uint32(1)) & ~gone).astype(np.float64)
        leaf = (first.view(np.int64) >> 52) - 1023  # the exponent of a power of two
        answer: Whole = np.take_along_axis(self.value, leaf, axis=1).sum(axis=0)
        return answer


def _taken_apart(
    top: int, left: Sequence[int], right: Sequence[int]
) -> tuple[list[int], list[tuple[int, int]]]:
    """The leaves of a tree from left to right; and its questions, with the leaves on their left."""
    leaves: list[int] = []
    questions: list[tuple[int, int]] = []
    waiting = [(top, -1)]
    while waiting:
        node, begun = waiting.pop()
        if begun >= 0:
            questions.append((node, (1 << len(leaves)) - (1 << begun)))
            waiting.append((right[node], -1))
        elif left[node] == node:
            if len(leaves) == MOST_LEAVES:
                raise ValueError(f"a tree of it has more than {MOST_LEAVES} leaves")
            leaves.append(node)
        else:
            waiting += [(node, len(leaves)), (left[node], -1)]
    return leaves, questions
