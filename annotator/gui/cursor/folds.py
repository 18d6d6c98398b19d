"""The runs of hidden blocks of a page, and which of them the editor has unfolded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import groupby

from annotator.core.documents import Document


class Folds:
    """Each run of consecutive hidden blocks is a fold, closed until it is opened.

    `unfolded` are the numbers of the first blocks of those that are open.
    """

    def __init__(self, document: Document, unfolded: Iterable[int] = ()) -> None:
        self._block_count = len(document.blocks)
        self.runs = _runs(block.index for block in document.blocks if block.hidden is not None)
        self._starts = [run.start for run in self.runs]
        self.unfolded = set(unfolded)

    def run_of(self, block: int) -> range | None:
        """The run that a block belongs to, if it is hidden."""
        number = bisect_right(self._starts, block) - 1
        return self.runs[number] if number >= 0 and block in self.runs[number] else None

    def is_folded(self, block: int) -> bool:
        """Whether the block is out of sight in a fold."""
        run = self.run_of(block)
        return run is not None and run.start not in self.unfolded

    def folded_runs(self) -> list[range]:
        """The runs whose folds are closed, in order."""
        return [run for run in self.runs if run.start not in self.unfolded]

    def unfolded_from(self, block: int, step: int) -> int | None:
        """The first block from `block` on, up (-1) or down (1), that is not folded away."""
        while 0 <= block < self._block_count:
            run = self.run_of(block)
            if run is None or run.start in self.unfolded:
                return block
            block = run.stop if step > 0 else run.start - 1
        return None

    @property
    def are_open(self) -> bool:
        """Whether every fold is open."""
        return self.unfolded.issuperset(self._starts)

    def open(self, block: int) -> bool:
        """Open the fold over a block; whether one was closed over it."""
        run = self.run_of(block)
        if run is None or run.start in self.unfolded:
            return False
        self.unfolded.add(run.start)
        return True

    def toggle(self, start: int) -> None:
        """Open the fold that begins at a block, or close it."""
        self.unfolded ^= {start}

    def toggle_all(self) -> None:
        """Open all folds; close them where all are open."""
        self.unfolded = set() if self.are_open else set(self._starts)


def _runs(blocks: Iterable[int]) -> tuple[range, ...]:
    """The numbers, which ascend, as runs without gaps."""
    runs: list[range] = []
    for _, group in groupby(enumerate(blocks), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in group]
        runs.append(range(numbers[0], numbers[-1] + 1))
    return tuple(runs)
