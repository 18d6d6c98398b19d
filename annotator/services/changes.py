"""What one operation on a set touched."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.core.journal import JournalLine


@dataclass(frozen=True, slots=True)
class Changes:
    """What an operation touched: the blocks to draw anew, and the line to save, if there is one.

    `undecided_count` counts the visible blocks that are undecided after it; it is saved with the
    line, so that saving need not read the page. Without a line it says nothing.
    """

    blocks: range
    line: JournalLine | None
    undecided_count: int = 0

    def __bool__(self) -> bool:
        return self.line is not None


NO_CHANGES = Changes(range(0), None)
