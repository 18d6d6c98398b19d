"""Which blocks the user means by `0`, `3-9`, `0,4-6`, `all` or `undecided`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.core.annotations import AnnotationSet
from annotator.core.documents import Document
from annotator.core.errors import UserError
from annotator.core.labelling import gaps
from annotator.core.spans import Span

ALL = "all"
UNDECIDED = "undecided"

_RUN = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,9}))?\Z")
_SPAN = re.compile(r"([0-9]{1,9}):([0-9]{1,9})\Z")


@dataclass(frozen=True, slots=True)
class BlockSelection:
    """Runs of block numbers, first and last included, and whether all or the rest are meant."""

    runs: tuple[tuple[int, int], ...] = ()
    has_all: bool = False
    has_undecided: bool = False

    def spans(self, document: Document, annotations: AnnotationSet) -> list[Span]:
        """The text that is meant.

        A number means its whole block, hidden or not. `all` means every visible block, `undecided`
        the text of visible blocks that no annotation covers, so that what is decided stays. Raises
        `UserError` for a number that the document does not have.
        """
        blocks = document.blocks
        for _, last in self.runs:
            if last >= len(blocks):
                raise UserError(f"There is no block {last} on this page.", _numbers(len(blocks)))
        spans = [
            blocks[index].span for first, last in self.runs for index in range(first, last + 1)
        ]
        visible = [block.span for block in blocks if block.hidden is None]
        if self.has_all:
            spans += visible
        if self.has_undecided:
            spans += [gap for span in visible for gap in gaps(document, annotations, span)]
        return spans


def parse_blocks(text: str) -> BlockSelection:
    """Read a selection of blocks; `UserError` tells what cannot be understood."""
    runs: list[tuple[int, int]] = []
    words = [word.strip().lower() for word in text.split(",")]
    for word in words:
        if word in {ALL, UNDECIDED}:
            continue
        found = _RUN.match(word)
        first = int(found[1]) if found else 0
        last = int(found[2] or found[1]) if found else -1
        if last < first:
            raise UserError(
                f"“{word or text}” names no blocks.",
                "Write numbers and runs such as 0,4-6, or “undecided”, or “all”.",
            )
        runs.append((first, last))
    return BlockSelection(tuple(runs), ALL in words, UNDECIDED in words)


def parse_span(text: str) -> Span:
    """Read `START:END`, code points from 0, the end excluded; `UserError` if it is no span."""
    found = _SPAN.match(text.strip())
    if not found or int(found[1]) >= int(found[2]):
        raise UserError(
            f"“{text}” is no span.", "Write START:END in code points, the end excluded: 12:40."
        )
    return Span(int(found[1]), int(found[2]))


def inside(document: Document, span: Span) -> Span:
    """The same span; `UserError` where it runs past the end of the text."""
    if span.end > len(document.text):
        raise UserError(
            f"The text of this page has {len(document.text)} code points; "
            f"{span.start}:{span.end} lies outside."
        )
    return span


def _numbers(count: int) -> str:
    if not count:
        return "It has no blocks at all."
    return f"Its blocks are numbered 0 to {count - 1}."
